"""No deadline missed that the week could hold: what is late is pressed for once more.

Sittings fit together in few ways, so the search can stop half an hour short of a whole task. Where
something due in the horizon is short, the week is solved again from where it stands with every
deadline as a must, and the answer is taken when it costs no rest and little else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from trimtab.planner.asked import asked_minutes
from trimtab.planner.budget_names import minutes_of
from trimtab.planner.budgets import at_least
from trimtab.planner.line import Week
from trimtab.planner.nearby import mend_nearby, solve_nearby
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Effort, Solution, Start, solve
from trimtab.planner.triage import is_pressing

MOST_LOST = 60.0
"""Worth that finishing may cost the rest of the week: an hour of something of average value."""

MOST_REST_LOST = 30
ATTEMPTS = 3
"""Deadlines tried from scratch after all were tried from the week as it stands."""

RESTFUL = frozenset({"sleep", "nap", "meal", "protect", "wind_down", "buffer"})


def finish_deadlines(
    week: Week,
    problem: Problem,
    solution: Solution,
    effort: Effort,
    given_up: frozenset[str] | None = None,
) -> Solution:
    """The solution with as many of its late deadlines met as it can hold without losing rest.

    First all are pressed for from the week as it stands, then the nearest to done one by one.
    With `given_up`, budgets by name that are left as they are, only the first is tried.
    """
    finishing = _Finishing(week, problem, given_up or frozenset())
    missing = finishing.missing(solution.chosen)
    if not missing:
        return solution
    solution = finishing.accepted(solution, finishing.pressed(solution, effort))
    nearest = sorted(missing, key=lambda one: (missing[one], one))
    nearest = nearest[:ATTEMPTS] if given_up is None else []
    for turn, number in enumerate(nearest):
        left = frozenset(finishing.missing(solution.chosen)) - {number}
        again = replace(effort, seed=effort.seed + turn + 1, repairs=2 * effort.repairs)
        chosen = solve(finishing.with_musts(left), again).chosen
        solution = finishing.accepted(solution, chosen)
    return solution


def keep_in_time(
    week: Week, problem: Problem, solution: Solution, chosen: Sequence[int]
) -> Solution:
    """The solution, or an earlier choice that meets more of the deadlines and costs little."""
    return _Finishing(week, problem, frozenset()).accepted(solution, chosen)


def late_tasks(week: Week, problem: Problem, chosen: Sequence[int]) -> dict[int, float]:
    """Budgets of tasks that belong into the horizon and lack minutes, with how many."""
    asked = _asked_by_budget(week)
    totals = problem.totals_of(chosen)
    return {
        number: asked[budget.name] - totals[number]
        for number, budget in enumerate(problem.budgets)
        if totals[number] < asked.get(budget.name, 0)
    }


def _asked_by_budget(week: Week) -> dict[str, float]:
    """Minutes of what presses, by the name of its budget."""
    return {
        minutes_of(task.name): asked_minutes(week, task)
        for task in week.profile.tasks
        if is_pressing(week, task)
    }


@dataclass(frozen=True, slots=True)
class _Finishing:
    """A week whose deadlines are pressed for; those in `left` are left as they are."""

    week: Week
    problem: Problem
    left: frozenset[str]

    def missing(self, chosen: Sequence[int]) -> dict[int, float]:
        """What is late and may be pressed for."""
        found = late_tasks(self.week, self.problem, chosen)
        budgets = self.problem.budgets
        return {number: m for number, m in found.items() if budgets[number].name not in self.left}

    def pressed(self, solution: Solution, effort: Effort) -> tuple[int, ...]:
        """A choice found from the week as it stands, with every deadline as a must.

        Where no round is to be spent, a few repairs must do.
        """
        problem = self.with_musts(frozenset())
        arrays = problem.arrays
        prices = np.clip(solution.prices, arrays.cheapest, arrays.dearest)
        start = Start(prices, solution.chosen)
        if effort.rounds == 0:
            return mend_nearby(problem, start)
        return solve_nearby(problem, replace(effort, rounds=1), start).chosen

    def with_musts(self, left: frozenset[int]) -> Problem:
        """The problem with the minutes due as something that must hold, but for those `left`."""
        pressing = _asked_by_budget(self.week)
        budgets = (
            at_least(budget.name, pressing[budget.name], budget.high)
            if budget.name in pressing and budget.name not in self.left and number not in left
            else budget
            for number, budget in enumerate(self.problem.budgets)
        )
        return self.problem.with_budgets(tuple(budgets))

    def accepted(self, solution: Solution, chosen: Sequence[int]) -> Solution:
        """The solution with another choice, if that is better."""
        if not self._is_better(solution, chosen):
            return solution
        return replace(solution, chosen=tuple(chosen), value=self.problem.worth_of(chosen))

    def _is_better(self, solution: Solution, chosen: Sequence[int]) -> bool:
        """Whether a choice finishes more, delays nothing else, costs no rest and little worth."""
        late = late_tasks(self.week, self.problem, solution.chosen)
        other = late_tasks(self.week, self.problem, chosen)
        if not (set(other) < set(late)) or any(other[one] > late[one] for one in other):
            return False
        gain = self.problem.worth_of(chosen) - solution.value
        lost = rest_minutes(self.problem, solution.chosen) - rest_minutes(self.problem, chosen)
        return gain >= 0 or (gain >= -MOST_LOST and lost <= MOST_REST_LOST)


def rest_minutes(problem: Problem, chosen: Sequence[int]) -> int:
    """Minutes of sleep, meals, buffers and protected time."""
    parts = [part for j in chosen for part in problem.parts_of(j) if part.kind in RESTFUL]
    return sum(part.end - part.start for part in parts)
