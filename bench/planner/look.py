"""What a person would ask of a plan: sleep, late deadlines, splinters of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from greedy import TASK_KINDS, deadline_items, task_minutes_placed
from measure import Case

from trimtab.domain.time import Interval, merge_intervals
from trimtab.planner.assemble import blocks_of
from trimtab.planner.budgets import ROUTINE_MUST_SLOPE
from trimtab.planner.problem import Problem

FINISHED_SHARE = 0.95
"""Share of a task's minutes that counts as done: sittings seldom add up to the minute."""

SPLINTER_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Look:
    """A plan seen from outside: worth, hours slept a day, tasks late, splinters, sittings.

    Missing buffers and unwinding, which are the planner's own wish, cost no worth here.
    """

    value: float
    sleep_hours: float
    late: tuple[int, ...]
    splinters: int
    sittings: int


def look_at(case: Case, chosen: Sequence[int]) -> Look:
    """What stands out of a plan."""
    blocks = blocks_of(case.week, case.problem, chosen)
    asleep = sum(block.minutes for block in blocks if block.kind in {"sleep", "nap"})
    horizon = case.request.horizon
    taken = merge_intervals(
        [Interval(horizon.minute_of(one.start), horizon.minute_of(one.end)) for one in blocks]
    )
    gaps = [later.start - earlier.end for earlier, later in pairwise(taken)]
    return Look(
        value=case.problem.worth_of(chosen) + cost_of_missed_buffers(case.problem, chosen),
        sleep_hours=asleep / 60 / horizon.days,
        late=late_items(case, chosen),
        splinters=sum(gap < SPLINTER_MINUTES for gap in gaps),
        sittings=sum(block.kind in TASK_KINDS for block in blocks),
    )


def cost_of_missed_buffers(problem: Problem, chosen: Sequence[int]) -> float:
    """What a plan pays for buffers and unwinding that it leaves out."""
    return sum(
        budget.must_slope * max(0.0, budget.at_least - total)
        for budget, total in zip(problem.budgets, problem.totals_of(chosen), strict=True)
        if budget.must_slope == ROUTINE_MUST_SLOPE
    )


def late_items(case: Case, chosen: Sequence[int]) -> tuple[int, ...]:
    """Items due within the horizon that the plan does not finish."""
    return tuple(
        item
        for item in deadline_items(case.week, case.problem)
        if task_minutes_placed(case.problem, item, chosen)
        < FINISHED_SHARE * case.problem.items[item].wanted_minutes
    )


def count_avoidable(mine: Look, others: Sequence[Look]) -> int:
    """Late deadlines that some other plan of the same week meets."""
    return sum(any(item not in other.late for other in others) for item in mine.late)
