"""Why a programme is on the list, in at most three plain sentences."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.app.residency.posing import Posed
from trimtab.domain.applications import MOST_REASONS
from trimtab.domain.programmes import SIGNALS
from trimtab.residency.portfolio.lists import ApplicationList

LIKELY, UNLIKELY = 0.15, 0.03
"""Chances of a match from which a programme is told as a likely one, or up to which as a reach."""

LIFT = 0.01
"""Least a signal raises the chance of a match by to be told."""


def reasons_for(posed: Posed, found: ApplicationList, place: int) -> tuple[str, ...]:
    """The weightiest reasons for the programme at a place of the list."""
    return tuple(_reasons(posed, found, place))[:MOST_REASONS]


def _reasons(posed: Posed, found: ApplicationList, place: int) -> Iterator[str]:
    index, signal = found.indices[place], SIGNALS[found.tiers[place]]
    row, worth = posed.rows[index], posed.worths[index].worth
    chance = row.match[signal].middle
    plain = row.match.get("none")
    if signal != "none" and plain is not None and chance - plain.middle >= LIFT:
        yield (
            f"A signal raises the chance of a match here from {_share(plain.middle)} to "
            f"{_share(chance)}."
        )
    worths = [posed.worths[one].worth for one in found.indices]
    better = sum(one > worth for one in worths)
    if better < max(1, len(worths) // 10) and max(worths) > min(worths):
        yield "Few places on the list suit you better."
    if chance >= LIKELY:
        yield f"One of your likelier places: about {_share(chance)}."
    elif chance <= UNLIKELY and worth >= max(worths):
        yield f"A reach at {_share(chance)}, for what it is worth to you."
    if place and found.gains[place] > 0:
        yield f"It adds {found.gains[place]:.1f} points to those before it."


def _share(chance: float) -> str:
    """A chance as per cent, with a digit more where it is small."""
    return f"{chance:.1%}" if chance < 0.1 else f"{chance:.0%}"
