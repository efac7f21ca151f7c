"""What went with days of more and of less energy: a list to choose from, and no cause."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.diary import CheckIn
from trimtab.reflection.audit import Piece, TimeAudit

APART = 0.75
"""Points of energy from the week's mean at which a day counts as one of more or less (ours)."""

LEAST_SPREAD = 2
LEAST_DAYS = 3
MOSTLY = 0.5
"""By how much larger the share of its days must be for something to be offered (our choice)."""

MOST_OFFERED = 3
ROUTINE = frozenset({"sleep", "nap", "meal", "travel", "buffer", "wind_down"})


@dataclass(frozen=True, slots=True)
class WentWith:
    """Names of what was lived on days of more energy and hardly on others, and the reverse."""

    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()


def went_with(check_ins: Iterable[CheckIn], told: TimeAudit) -> WentWith:
    """What to offer of a week; nothing where too few days were said, or all were alike."""
    energy = {one.day: one.energy for one in check_ins if one.energy is not None}
    values = list(energy.values())
    if len(values) < LEAST_DAYS or max(values) - min(values) < LEAST_SPREAD:
        return WentWith()
    mean = sum(values) / len(values)
    high = {day for day, value in energy.items() if value >= mean + APART}
    low = {day for day, value in energy.items() if value <= mean - APART}
    days = _days_by_name(told)
    return WentWith(_mostly(days, high, low), _mostly(days, low, high))


def _days_by_name(told: TimeAudit) -> dict[str, set[date]]:
    """The days on which each thing was lived, as far as that is known."""
    found: dict[str, set[date]] = defaultdict(set)
    for piece in told.pieces:
        if piece.is_known and piece.kind not in ROUTINE:
            found[piece.name].add(_day(told, piece))
    return found


def _day(told: TimeAudit, piece: Piece) -> date:
    """The day that holds the middle of a piece: a night of duty is most of the day it ends on."""
    middle = (piece.interval.start + piece.interval.end) // 2
    return told.span.date_of(told.span.day_of(middle))


def _mostly(days: dict[str, set[date]], here: set[date], there: set[date]) -> tuple[str, ...]:
    """Names of which a larger share of these days than of those had some."""
    if not here:
        return ()
    shares = [
        (len(on & here) / len(here) - len(on & there) / max(1, len(there)), name)
        for name, on in days.items()
    ]
    told: Sequence[tuple[float, str]] = sorted(shares, key=lambda one: (-one[0], one[1]))
    return tuple(name for share, name in told if share >= MOSTLY)[:MOST_OFFERED]
