"""No deadline missed that the week could hold: what is late is pressed for once more.

Sittings fit together in few ways, so the search can stop half an hour short of a whole task. Where
something due in the horizon is short, the week is solved again from where it stands with every
deadline as a must, and the answer is taken when it costs no rest and little else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from trimtab.planner.asked import asked_minutes
from trimtab.planner.budgets import Budget, at_least
from trimtab.planner.problem import Problem, budget_arrays
from trimtab.planner.solve import Effort, Start, solve
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.triage import is_pressing

MOST_LOST = 60.0
"""Worth that finishing may cost the rest of the week: an hour of something of average value."""

MOST_REST_LOST = 30
ATTEMPTS = 3
"""Deadlines tried from scratch after all were tried from the week as it stands."""

RESTFUL = frozenset({"sleep", "nap", "meal", "protect", "wind_down", "buffer"})


def finish_deadlines(solved: SolvedWeek, effort: Effort) -> SolvedWeek:
    """The same week with as many of its late deadlines met as it can hold without losing rest.

    First all are pressed for from the week as it stands, then the nearest to done one by one.
    """
    late = late_tasks(solved)
    if not late:
        return solved
    solved = _accepted(solved, _pressed(solved, effort, frozenset()))
    for turn, number in enumerate(sorted(late, key=lambda one: (late[one], one))[:ATTEMPTS]):
        others = frozenset(late_tasks(solved)) - {number}
        again = replace(effort, seed=effort.seed + turn + 1, repairs=2 * effort.repairs)
        solved = _accepted(solved, _pressed(solved, again, others, is_new=True))
    return solved


def _accepted(solved: SolvedWeek, chosen: Sequence[int]) -> SolvedWeek:
    """The week with another choice, if that is better."""
    if not _is_better(solved, chosen):
        return solved
    value = solved.problem.worth_of(chosen)
    return replace(solved, solution=replace(solved.solution, chosen=tuple(chosen), value=value))


def late_tasks(solved: SolvedWeek) -> dict[int, float]:
    """Budgets of tasks that belong into the horizon and lack minutes, with how many."""
    week, problem = solved.week, solved.problem
    asked = {
        f"{task.name}: minutes": asked_minutes(week, task)
        for task in week.profile.tasks
        if is_pressing(week, task)
    }
    totals = problem.totals_of(solved.solution.chosen)
    return {
        number: asked[budget.name] - totals[number]
        for number, budget in enumerate(problem.budgets)
        if totals[number] < asked.get(budget.name, 0)
    }


def _pressed(
    solved: SolvedWeek, effort: Effort, left: frozenset[int], *, is_new: bool = False
) -> tuple[int, ...]:
    """A choice with every minute of its deadlines as a must, but for those in `left`."""
    problem = _with_deadlines_pressed(solved, left)
    if is_new:
        return solve(problem, effort).chosen
    arrays, solution = problem.arrays, solved.solution
    prices = np.clip(solution.prices, arrays.cheapest, arrays.dearest)
    start = Start(prices, solution.chosen)
    return solve(problem, replace(effort, first_passes=effort.passes), start=start).chosen


def _with_deadlines_pressed(solved: SolvedWeek, left: frozenset[int]) -> Problem:
    week, problem = solved.week, solved.problem
    pressing = {
        f"{task.name}: minutes": asked_minutes(week, task)
        for task in week.profile.tasks
        if is_pressing(week, task)
    }
    budgets = [
        _heavier(budget, pressing[budget.name])
        if budget.name in pressing and number not in left
        else budget
        for number, budget in enumerate(problem.budgets)
    ]
    arrays = problem.arrays._replace(**budget_arrays(budgets))
    return replace(problem, budgets=tuple(budgets), arrays=arrays)


def _heavier(budget: Budget, asked: float) -> Budget:
    """The budget with the minutes asked for as something that must hold."""
    return at_least(budget.name, asked, budget.high)


def _is_better(solved: SolvedWeek, chosen: Sequence[int]) -> bool:
    """Whether a choice finishes more, delays nothing else, and costs no rest and little worth."""
    problem, solution, late = solved.problem, solved.solution, late_tasks(solved)
    other = late_tasks(replace(solved, solution=replace(solution, chosen=tuple(chosen))))
    if not (set(other) < set(late)) or any(other[number] > late[number] for number in other):
        return False
    gain = problem.worth_of(chosen) - solution.value
    lost = rest_minutes(problem, solution.chosen) - rest_minutes(problem, chosen)
    return gain >= 0 or (gain >= -MOST_LOST and lost <= MOST_REST_LOST)


def rest_minutes(problem: Problem, chosen: Sequence[int]) -> int:
    """Minutes of sleep, meals, buffers and protected time."""
    parts = [part for j in chosen for part in problem.parts_of(j) if part.kind in RESTFUL]
    return sum(part.end - part.start for part in parts)
