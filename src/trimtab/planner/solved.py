"""A week solved: its problem, its solution, and solving a changed week from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from trimtab.planner.budgets import Budget, at_least, at_most
from trimtab.planner.build import build_problem
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.problem import Problem, budget_arrays
from trimtab.planner.settling import settle_choices
from trimtab.planner.solve import Effort, Solution, Start, Watch, solve, starting_prices

MUST_ATTEMPTS = 3
AGAIN = Effort(first_passes=40, passes=10, repairs=80, rounds=1)
"""Enough for a week that differs little from one already solved."""


@dataclass(frozen=True, slots=True)
class SolvedWeek:
    """A week, the problem it makes, and the best solution found."""

    week: Week
    problem: Problem
    solution: Solution


def solve_week(
    request: WeekRequest,
    effort: Effort,
    *,
    after: SolvedWeek | None = None,
    watch: Watch | None = None,
) -> SolvedWeek:
    """Solve a request; `after` a similar week of the same horizon, from its prices and choices.

    Musts that cannot be kept are tried again, then eased to what can be kept of them.
    """
    week = Week(request)
    problem = build_problem(week)
    start = None if after is None else start_after(after, problem)
    solution = solve(problem, effort, watch, start)
    problem, solution = _without_impossible_musts(problem, solution, effort, start)
    return SolvedWeek(week, problem, settle_choices(problem, solution))


def start_after(solved: SolvedWeek, problem: Problem) -> Start:
    """Prices by budget name and choices by what and when, as far as the problem still has them."""
    known = {
        budget.name: price
        for budget, price in zip(solved.problem.budgets, solved.solution.prices, strict=True)
    }
    usual = starting_prices(problem.arrays)
    prices = [
        float(np.clip(known.get(budget.name, price), low, high))
        for budget, price, low, high in zip(
            problem.budgets, usual, problem.arrays.cheapest, problem.arrays.dearest, strict=True
        )
    ]
    return Start(np.array(prices), _found_again(solved, problem))


def _found_again(solved: SolvedWeek, problem: Problem) -> tuple[int, ...]:
    """Candidates of `problem` that equal the chosen ones in item, parts, start and length."""
    wanted = {_key(solved.problem, j) for j in solved.solution.chosen}
    slots = solved.problem.arrays.tail[list(solved.solution.chosen)]
    near = np.flatnonzero(np.isin(problem.arrays.tail, slots))
    return tuple(int(j) for j in near if _key(problem, int(j)) in wanted)


def _key(problem: Problem, candidate: int) -> tuple[object, ...]:
    item = problem.items[int(problem.item_of[candidate])]
    tail, head = int(problem.arrays.tail[candidate]), int(problem.arrays.head[candidate])
    return (tail, head, item.kind, item.name, item.day, item.said, problem.parts_of(candidate))


def _without_impossible_musts(
    problem: Problem, solution: Solution, effort: Effort, start: Start | None
) -> tuple[Problem, Solution]:
    """Look harder for musts that were missed; ease those that still cannot all be kept."""
    for attempt in range(1, MUST_ATTEMPTS):
        if not _missed(problem, solution.chosen):
            return problem, solution
        harder = replace(effort, repairs=effort.repairs * 2, seed=effort.seed + attempt)
        solution = max(solution, solve(problem, harder), key=lambda found: found.value)
    while missed := _missed(problem, solution.chosen):
        totals = problem.totals_of(solution.chosen)
        eased = list(problem.budgets)
        for number in missed:
            eased[number] = _eased(eased[number], totals[number])
        arrays = problem.arrays._replace(**budget_arrays(eased))
        problem = replace(problem, budgets=tuple(eased), arrays=arrays)
        solution = solve(problem, effort, start=start)
    return problem, solution


def _missed(problem: Problem, chosen: Sequence[int]) -> list[int]:
    """Budgets of musts that a choice does not keep."""
    totals = problem.totals_of(chosen)
    return [
        number
        for number, (budget, total) in enumerate(zip(problem.budgets, totals, strict=True))
        if total < budget.at_least - 1e-7
    ]


def _eased(budget: Budget, total: float) -> Budget:
    """A must taken down to what could be kept of it."""
    if total < 1:
        return at_most(budget.name, budget.high)
    return at_least(budget.name, int(total), budget.high, budget.must_slope)
