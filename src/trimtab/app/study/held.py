"""How many of the questions that a planned week was asked for it holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from trimtab.app.study.studied import SITTING
from trimtab.app.study.study_blocks import sitting_doses
from trimtab.domain.plans import Plan, Unplaced
from trimtab.domain.study_plans import DayTarget, HeldQuestions, YearPlan


def held_questions(plan: Plan, year: YearPlan) -> HeldQuestions | None:
    """What a plan, from the moment it was made on, holds of the questions it was asked for.

    None where it asks for none, or its days are over. Told by the plan's own record, as the year is
    spread anew from day to day.
    """
    last = plan.horizon.date_of(plan.horizon.days - 1)
    paces = {one.exam.name: one.minutes_each for one in year.outlooks}
    counts = tuple(_counts(plan, paces)) if last >= year.today else ()
    asked, held = (sum(pair[place] for pair in counts) for place in (0, 1))
    if not asked:
        return None
    return HeldQuestions(asked, held, last, tuple(_coming(plan, year.today, paces)))


def _coming(plan: Plan, today: date, paces: Mapping[str, float]) -> Iterator[DayTarget]:
    """Sittings from today on, each with the questions its minutes hold.

    Those of one name are counted together, so that they come to what is told of them.
    """
    short = {one.name: one for one in plan.unplaced}
    minutes: dict[str, int] = {}
    for block in plan.blocks:
        named = SITTING.match(block.name)
        if not named or named["exam"] not in paces or block.start.date() < today:
            continue
        count = int(named["count"])
        if one := short.get(block.name):
            before = minutes.get(block.name, 0)
            minutes[block.name] = before + block.minutes
            asked = _of_short(one, count, paces[named["exam"]])[0]
            ends = (before, minutes[block.name])
            begun, done = (round(asked * end / one.wanted_minutes) for end in ends)
            count = done - begun
        yield DayTarget(block.start.date(), named["exam"], count, block.minutes)


def _counts(plan: Plan, paces: Mapping[str, float]) -> Iterator[tuple[int, int]]:
    """Questions asked and held: of sittings that stand whole, then of those smaller or missing."""
    short = {one.name: one for one in plan.unplaced}
    begun = plan.horizon.instant_of(plan.planned_from)
    for block in plan.blocks:
        named = SITTING.match(block.name)
        if named and named["exam"] in paces and block.name not in short and block.start >= begun:
            yield int(named["count"]), int(named["count"])
    for name, one in short.items():
        named = SITTING.match(name)
        if named and named["exam"] in paces:
            yield _of_short(one, int(named["count"]), paces[named["exam"]])


def _of_short(one: Unplaced, count: int, minutes_each: float) -> tuple[int, int]:
    """Questions of the sittings of one name, which may stand on several days.

    >>> _of_short(Unplaced("Step 3: up to 20 questions", 120, 40, ""), 20, 3.0)
    (40, 13)
    """
    whole = sitting_doses(count, minutes_each)[0]
    asked = count * max(1, round(one.wanted_minutes / whole))
    return asked, round(asked * one.placed_minutes / one.wanted_minutes)
