"""What a person would ask of a plan: sleep, late deadlines, splinters of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from greedy import TASK_KINDS, deadline_items, task_minutes_placed
from measure import Case

from trimtab.domain.plans import Block
from trimtab.domain.time import Interval, merge_intervals
from trimtab.planner.assemble import blocks_of
from trimtab.planner.budgets import ROUTINE_MUST_SLOPE, Budget
from trimtab.planner.defaults import MEALS
from trimtab.planner.problem import Problem

FINISHED_SHARE = 0.95
"""Share of a task's minutes that counts as done: sittings seldom add up to the minute."""

SPLINTER_MINUTES = 30
LEAST_ASLEEP = 0.75
"""Share of the sleep needed that a day should keep, or what it had where that was less."""


@dataclass(frozen=True, slots=True)
class Look:
    """A plan seen from outside: worth, hours slept a day, tasks late, splinters, sittings.

    Missing buffers and unwinding, which are the planner's own wish, cost no worth here. `asleep`
    are minutes by day, as far as a day should keep them; `standing` are the meals, protected times
    and musts that it keeps, by the names of their limits.
    """

    value: float
    sleep_hours: float
    late: tuple[int, ...]
    splinters: int
    sittings: int
    asleep: tuple[int, ...]
    standing: frozenset[str]

    def harms(self, other: Look) -> bool:
        """Whether this plan sleeps too little, leaves out or is late with what another has."""
        is_short = any(mine < had for mine, had in zip(self.asleep, other.asleep, strict=True))
        lacks = not other.standing <= self.standing
        return is_short or lacks or not set(self.late) <= set(other.late)


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
        asleep=_asleep(case, blocks),
        standing=_standing(case, chosen),
    )


def _asleep(case: Case, blocks: Sequence[Block]) -> tuple[int, ...]:
    """Minutes asleep by the day one wakes, none counted beyond what a day should keep."""
    horizon, person = case.request.horizon, case.request.profile.person
    found = [0] * (horizon.days + 1)
    for block in blocks:
        if block.kind in {"sleep", "nap"}:
            found[min(horizon.day_of(horizon.minute_of(block.end)), horizon.days)] += block.minutes
    return tuple(min(minutes, round(LEAST_ASLEEP * person.sleep_minutes)) for minutes in found)


def _standing(case: Case, chosen: Sequence[int]) -> frozenset[str]:
    """Limits of meals and protected time that are reached, and musts of the person kept."""
    asked = {meal.name for meal in MEALS} | {one.name for one in case.request.profile.protects}
    problem = case.problem
    return frozenset(
        budget.name
        for budget, total in zip(problem.budgets, problem.totals_of(chosen), strict=True)
        if not _is_our_wish(budget)
        if (budget.at_least and total >= budget.at_least - 1e-7)
        or (total >= 1 and budget.name.split(" on day ")[0] in asked)
    )


def _is_our_wish(budget: Budget) -> bool:
    """Whether a must is a buffer or unwinding, which nobody asked for."""
    return budget.must_slope == ROUTINE_MUST_SLOPE


def cost_of_missed_buffers(problem: Problem, chosen: Sequence[int]) -> float:
    """What a plan pays for buffers and unwinding that it leaves out."""
    return sum(
        budget.must_slope * max(0.0, budget.at_least - total)
        for budget, total in zip(problem.budgets, problem.totals_of(chosen), strict=True)
        if _is_our_wish(budget)
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


def count_harmless(mine: Look, others: Sequence[Look]) -> int:
    """Late deadlines that some other plan meets without harm to what this one holds."""
    kind = [other for other in others if not other.harms(mine)]
    return count_avoidable(mine, kind)
