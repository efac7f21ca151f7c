"""Reasons that come from what a thing is, before what it lost to is looked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from trimtab.domain.plans import Unplaced
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import quadrant_of
from trimtab.planner.asked import practice_minutes
from trimtab.planner.lateness import task_of
from trimtab.planner.line import Week
from trimtab.planner.problem import Item, Problem
from trimtab.planner.stacks import anchor_of, is_anchored
from trimtab.planner.triage import is_pressing, may_delegate, starting_moment

DAYS_A_WEEK = 7
LET_GO = "Neither urgent nor important on these days; it can wait or go."
DELEGATE = "It is urgent and not important: somebody else may do as well."


def because_of(week: Week, problem: Problem, item: Item, find_loss: Callable[[], str]) -> str:
    """Why an item is missing or small: what it is, where that says enough, else what it lost to."""
    practice = _stacked(week, item)
    if practice is not None:
        return _beside_words(week, problem, practice)
    task = task_of(week, item)
    if task is None:
        return find_loss()
    moment, end = starting_moment(week), week.horizon.instant_of(week.horizon.minutes)
    may_wait = {quadrant_of(task, one) for one in (moment, end)} == {"let_go"}
    if may_wait and not is_pressing(week, task):
        return LET_GO
    return " ".join([find_loss(), *([DELEGATE] if may_delegate(task, moment) else [])])


def unanchored(
    week: Week, problem: Problem, placed_minutes: Callable[[int], int]
) -> Iterator[Unplaced]:
    """Habits of which these days hold all they can, for what they ride with comes too seldom."""
    for number, item in enumerate(problem.items):
        practice, placed = _stacked(week, item), placed_minutes(number)
        if practice is not None and item.wanted_minutes <= placed < minutes_asked(week, item):
            because = _beside_words(week, problem, practice)
            yield Unplaced(item.name, minutes_asked(week, item), placed, because)


def minutes_asked(week: Week, item: Item) -> int:
    """Minutes asked of an item; of a stacked habit also what its anchor leaves no place for."""
    practice = _stacked(week, item)
    if practice is None:
        return item.wanted_minutes
    weeks = range(-(-week.horizon.days // DAYS_A_WEEK))
    return sum(practice_minutes(week, practice, number) for number in weeks)


def _beside_words(week: Week, problem: Problem, practice: Practice) -> str:
    anchor = anchor_of(practice)
    if not is_anchored(week, problem, practice):
        no = "no further" if week.now > 0 else "no"
        when = "this week" if week.horizon.days <= DAYS_A_WEEK else "on these days"
        return f"There is {no} {anchor} {when} for it to stand beside."
    side = "after" if practice.after else "before"
    return (
        f"Its place is right {side} {anchor}, and in this plan too few of these have room for it."
    )


def _stacked(week: Week, item: Item) -> Practice | None:
    if item.kind not in {"practice", "people", "study"}:
        return None
    stacked = (one for one in week.profile.practices if one.is_stacked)
    return next((one for one in stacked if one.name == item.name), None)
