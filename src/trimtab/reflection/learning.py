"""Which dose of a practice is really kept, and with which it begins, so that trust is rebuilt.

Nothing is counted on the side: all of it follows anew from what was planned and what became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Literal

from trimtab.domain.lived import DoseName
from trimtab.domain.plans import DOSES
from trimtab.reflection.intervals import Estimate, probably_larger, share

GAVE_WAY = 3
"""After so many in a row that gave way a practice begins with its smallest dose."""

KEPT = 3
"""So often a dose is kept before the next larger one is asked for."""

LEAST_SHARED = 5
"""Repetitions of which something must be known on either side before two kinds of day compare."""

LIKELY = 0.9
"""How probable a difference between two kinds of day must be to be told."""

Outcome = Literal["kept", "taken_as_kept", "gave_way", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """A repetition of a practice that was planned and whose time is over.

    `dose` is the one planned, of what was kept shorter the one that was reached. `is_eased` where
    it lay on a lighter day or in days away: it tells nothing then.
    """

    name: str
    day: date
    dose: DoseName
    outcome: Outcome
    on_duty: bool = False
    is_eased: bool = False


@dataclass(frozen=True, slots=True)
class DoseState:
    """With which dose a practice begins: `step` 0 is the ideal, and each further one smaller.

    `gave_way` and `kept` are those in a row that count towards the next change.
    """

    step: int = 0
    gave_way: int = 0
    kept: int = 0

    @property
    def is_usual(self) -> bool:
        """Whether it begins with its ideal, as it is written."""
        return self.step == 0


def dose_state(repetitions: Iterable[Repetition], doses: int) -> DoseState:
    """What a practice of so many doses begins with, from all its repetitions in order."""
    state = DoseState()
    for one in repetitions:
        if not one.is_eased and doses > 1:
            state = _after(state, one, doses)
    return state


def _after(state: DoseState, one: Repetition, doses: int) -> DoseState:
    if one.outcome == "gave_way":
        gave_way = state.gave_way + 1
        if gave_way < GAVE_WAY:
            return replace(state, gave_way=gave_way, kept=0)
        return DoseState(doses - 1)
    if one.outcome == "unknown":
        return state
    if state.is_usual or DOSES.index(one.dose) > state.step:
        return replace(state, gave_way=0)
    if state.kept + 1 < KEPT:
        return DoseState(state.step, 0, state.kept + 1)
    return DoseState(state.step - 1)


@dataclass(frozen=True, slots=True)
class KeptShare:
    """How often a dose was kept, of those of which it is known: as counted, and as estimated."""

    dose: DoseName
    kept: int
    known: int
    share: Estimate


def kept_shares(repetitions: Iterable[Repetition]) -> tuple[KeptShare, ...]:
    """How often each dose of one practice was kept, ideal first; only what was said counts."""
    known = [one for one in repetitions if _is_known(one)]
    found = []
    for dose in DOSES:
        mine = [one for one in known if one.dose == dose]
        if mine:
            kept = sum(one.outcome == "kept" for one in mine)
            found.append(KeptShare(dose, kept, len(mine), share(kept, len(mine))))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class DayDifference:
    """A kind of day on which a practice is kept more often than on the others."""

    better: Literal["duty days", "free days", "weekdays", "weekends"]
    there: Estimate
    elsewhere: Estimate


def day_difference(repetitions: Iterable[Repetition]) -> DayDifference | None:
    """The clearest difference between kinds of day, None where none is clear enough to tell."""
    known = [one for one in repetitions if _is_known(one)]
    duty = _split(known, {one.day: one.on_duty for one in known})
    weekend = _split(known, {one.day: one.day.weekday() >= 5 for one in known})
    found = [
        *_told(duty, "duty days", "free days"),
        *_told(weekend, "weekends", "weekdays"),
    ]
    return max(found, key=lambda pair: pair[0], default=(0.0, None))[1]


def _is_known(one: Repetition) -> bool:
    return one.outcome in {"kept", "gave_way"} and not one.is_eased


def _split(
    known: Sequence[Repetition], sides: Mapping[date, bool]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """(kept, known) of those on one side, and of the others."""
    there = [one.outcome == "kept" for one in known if sides[one.day]]
    elsewhere = [one.outcome == "kept" for one in known if not sides[one.day]]
    return (sum(there), len(there)), (sum(elsewhere), len(elsewhere))


def _told(
    sides: tuple[tuple[int, int], tuple[int, int]],
    one: Literal["duty days", "weekends"],
    other: Literal["free days", "weekdays"],
) -> list[tuple[float, DayDifference]]:
    there, elsewhere = sides
    if min(there[1], elsewhere[1]) < LEAST_SHARED:
        return []
    likely = probably_larger(there, elsewhere)
    if likely >= LIKELY:
        return [(likely, DayDifference(one, share(*there), share(*elsewhere)))]
    if likely <= 1 - LIKELY:
        return [(1 - likely, DayDifference(other, share(*elsewhere), share(*there)))]
    return []


def by_practice(repetitions: Iterable[Repetition]) -> Mapping[str, tuple[Repetition, ...]]:
    """Repetitions of each practice in the order of their days."""
    ordered = sorted(repetitions, key=attrgetter("name"))
    return {
        name: tuple(sorted(mine, key=attrgetter("day")))
        for name, mine in groupby(ordered, key=attrgetter("name"))
    }
