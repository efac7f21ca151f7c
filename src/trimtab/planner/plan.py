"""Plan a stretch of time: build the problem, solve it, prove it, explain it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from trimtab.domain.plans import Certificate, Plan
from trimtab.planner.arrays import ProblemArrays
from trimtab.planner.assemble import blocks_of, open_minutes, value_minutes
from trimtab.planner.budgets import Budget, at_least, at_most
from trimtab.planner.build import build_problem
from trimtab.planner.explain import explain_shortfalls
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.problem import Problem, budget_arrays
from trimtab.planner.solve import Effort, Solution, load_kernels, restrict, solve, upper_bound

ROUTINE_PASSES = 120
MUST_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with the problem it solves and the solution behind it."""

    plan: Plan
    problem: Problem
    solution: Solution
    routine_bound: float


def make_plan(
    request: WeekRequest,
    effort: Effort,
    elapsed: Callable[[], float] = lambda: 0.0,
    seconds: float | None = None,
) -> Planned:
    """Plan the request's horizon.

    `elapsed` tells seconds since some start; with `seconds` the search goes on until so many
    have passed. The certificate's seconds are those of solving, kernels loaded before.
    """
    week = Week(request)
    problem = build_problem(week)
    load_kernels()
    began = elapsed()
    is_time_up = None if seconds is None else (lambda: elapsed() - began >= seconds)
    solution = solve(problem, effort, is_time_up)
    problem, solution = _without_impossible_musts(problem, solution, effort)
    routine = routine_bound(problem)
    seconds_taken = elapsed() - began
    blocks = blocks_of(week, problem, solution.chosen)
    left_open, waking = open_minutes(week, blocks)
    plan = Plan(
        person=request.profile.person.name,
        horizon=request.horizon,
        blocks=blocks,
        unplaced=explain_shortfalls(week, problem, solution),
        values=value_minutes(week, blocks),
        certificate=Certificate(solution.value, _rounded_up(solution), routine, seconds_taken),
        open_minutes=left_open,
        free_waking_minutes=waking,
        planned_from=week.now,
    )
    return Planned(plan, problem, solution, routine)


def _rounded_up(solution: Solution) -> float:
    """The bound, without the last bits by which an optimum summed in another order may top it."""
    is_met = math.isclose(solution.bound, solution.value, rel_tol=1e-9)
    return solution.value if is_met else solution.bound


def _without_impossible_musts(
    problem: Problem, solution: Solution, effort: Effort
) -> tuple[Problem, Solution]:
    """Look harder for musts that were missed; ease those that still cannot all be kept."""
    for attempt in range(1, MUST_ATTEMPTS):
        if not _missed(problem, solution):
            return problem, solution
        harder = replace(effort, repairs=effort.repairs * 2, seed=effort.seed + attempt)
        solution = max(solution, solve(problem, harder), key=lambda found: found.value)
    while missed := _missed(problem, solution):
        totals = problem.totals_of(solution.chosen)
        eased = list(problem.budgets)
        for number in missed:
            eased[number] = _eased(eased[number], totals[number])
        arrays = problem.arrays._replace(**budget_arrays(eased))
        problem = replace(problem, budgets=tuple(eased), arrays=arrays)
        solution = solve(problem, effort)
    return problem, solution


def _missed(problem: Problem, solution: Solution) -> list[int]:
    """Budgets of musts that the solution does not keep."""
    totals = problem.totals_of(solution.chosen)
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


def routine_bound(problem: Problem) -> float:
    """The bound of the same week with nothing but sleep, meals and buffers in it."""
    is_routine = np.array([item.is_routine for item in problem.items])
    kept = np.flatnonzero(is_routine[problem.item_of]).astype(np.int32)
    arrays = _without_unserved(restrict(problem.arrays, kept))
    return upper_bound(arrays, ROUTINE_PASSES)


def _without_unserved(arrays: ProblemArrays) -> ProblemArrays:
    """Budgets that nothing here can serve are worth and cost nothing here."""
    served = np.bincount(arrays.idx, minlength=arrays.low.size) > 0
    owner = np.repeat(np.arange(arrays.low.size), np.diff(arrays.seg))
    return arrays._replace(
        base=np.where(served, arrays.base, 0.0),
        slope=np.where(served[owner], arrays.slope, np.minimum(arrays.slope, 0.0)),
        dearest=np.where(served, arrays.dearest, np.minimum(arrays.dearest, 0.0)),
    )
