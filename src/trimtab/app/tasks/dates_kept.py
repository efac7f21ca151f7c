"""Dates to keep as somebody looks at them: of each the turn that passed, and the next one open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.domain.dates import FARTHEST_DAYS, KeptDate, Turn, turns_passed


@dataclass(frozen=True, slots=True)
class DatesKept:
    """Turns that went by without a word, the next open turn of each date, and those done with."""

    passed: tuple[Turn, ...]
    ahead: tuple[Turn, ...]
    done: tuple[KeptDate, ...]


def look_at_dates(dates: Iterable[KeptDate], today: date) -> DatesKept:
    """Every date on a day, in order of its turns.

    >>> rent = KeptDate("Rent", date(2026, 12, 1))
    >>> look_at_dates([rent], date(2026, 11, 20)).ahead[0].day
    datetime.date(2026, 12, 1)
    """
    kept = tuple(dates)
    passed = turns_passed(kept, today)
    ahead = [turn for one in kept if (turn := _next_open(one, today)) is not None]
    told = {turn.kept for turn in (*passed, *ahead)}
    return DatesKept(
        passed,
        tuple(sorted(ahead, key=lambda turn: (turn.day, turn.kept.name))),
        tuple(one for one in kept if one not in told),
    )


def _next_open(kept: KeptDate, today: date) -> Turn | None:
    reach = min(FARTHEST_DAYS, (date.max - today).days)
    turns = kept.turns(today, today + timedelta(days=reach))
    return next((turn for turn in turns if not turn.is_done), None)


def next_beginning(dates: Iterable[KeptDate], today: date) -> Turn | None:
    """The turn whose first open step begins next, from today on or since; None where none is."""
    turns = [turn for turn in look_at_dates(dates, today).ahead if turn.open_steps]
    return min(turns, key=lambda turn: (turn.open_steps[0].begins, turn.day), default=None)
