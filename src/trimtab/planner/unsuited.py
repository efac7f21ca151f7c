"""Why the best place left for something suits it too little: what stands in better hours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from trimtab.domain.time import Interval, clock_text
from trimtab.planner.clear_heads import clear_heads, demanding_fit
from trimtab.planner.defaults import MEALS
from trimtab.planner.line import Week
from trimtab.planner.losses import MOST_NAMED, day_name
from trimtab.planner.problem import Item, Problem
from trimtab.planner.sentences import listed

UNCLEAR = 0.8
"""Share of a clear head's work below which a place is called no time for it (our choice)."""


def unsuited_text(week: Week, problem: Problem, chosen: Sequence[int], candidate: int) -> str:
    """What stands in the usual hours of the best addition, or why its place is a poor one."""
    item = problem.items[int(problem.item_of[candidate])]
    start = problem.start_minute(candidate)
    span = problem.span_of(candidate)
    names = listed(_few(_in_its_hours(week, problem, chosen, (item, span))))
    day = day_name(week, start)
    if names:
        return f"Its usual hours on {day} hold {names}."
    when = f"{day} {clock_text(week.horizon.clock_of(start))}"
    if _is_unclear(week, item, span):
        return f"The best place left for more, {when}, is no time for a clear head."
    return f"With more at the best place left, {when}, the week as a whole would be worth less."


def _few(names: Iterator[str]) -> list[str]:
    unique = list(dict.fromkeys(names))
    if len(unique) <= MOST_NAMED:
        return unique
    return [*unique[: MOST_NAMED - 1], f"{len(unique) - MOST_NAMED + 1} more"]


def _in_its_hours(
    week: Week, problem: Problem, chosen: Sequence[int], place: tuple[Item, Interval]
) -> Iterator[str]:
    """What is given or planned in the hours a thing prefers, on the day of its best place.

    Nothing where the place lies in these hours itself.
    """
    item, span = place
    hours = _usual_hours(week, item, week.horizon.day_of(span.start))
    if any(one.contains(span) for one in hours):
        return
    held = [(t.interval, t.commitment.name) for t in week.taken if t.commitment.takes_the_person]
    held += [(problem.span_of(j), problem.item_for(j).name) for j in chosen]
    for taken, name in sorted(held):
        if name != item.name and any(map(taken.overlaps, hours)):
            yield name


def _usual_hours(week: Week, item: Item, day: int) -> list[Interval]:
    """The hours a meal is usual in, or that a practice prefers; none of anything else."""
    horizon = week.horizon
    if item.kind == "meal":
        meal = next(one for one in MEALS if one.name == item.name)
        best = horizon.at_clock(day, meal.best)
        return [Interval(best - 60, best + 60 + meal.doses[0])]
    mine = (one for one in week.profile.practices if one.name == item.name)
    spans = next((one.prefer for one in mine), ())
    return [horizon.span_on(day, span) for span in spans]


def _is_unclear(week: Week, item: Item, span: Interval) -> bool:
    """Whether something demanding would lie where a head is seldom clear."""
    demanding = {one.name for one in week.profile.tasks if one.demanding}
    demanding |= {one.name for one in week.profile.practices if one.demanding}
    if item.said or item.name not in demanding:
        return False
    fit = demanding_fit(clear_heads(week), np.array([span.start], np.int32), span.minutes)
    return bool(fit[0] < UNCLEAR)
