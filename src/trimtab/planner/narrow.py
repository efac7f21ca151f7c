"""A problem with fewer candidates: those kept, and those that a better week could contain."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate

import numpy as np

from trimtab.planner.arrays import Ints
from trimtab.planner.budgets import Budget
from trimtab.planner.dual import regrets_at
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution, restrict

TOLERANCE = 1e-6


def narrowed(problem: Problem, kept: Ints) -> Problem:
    """The problem with only the candidates in `kept` (sorted)."""
    return replace(
        problem,
        arrays=restrict(problem.arrays, kept),
        item_of=problem.item_of[kept],
        group_of=problem.group_of[kept],
        coarse=np.flatnonzero(np.isin(kept, problem.coarse)).astype(np.int32),
        staying=problem.staying[kept],
    )


def able_to_better(problem: Problem, solution: Solution) -> Ints:
    """Candidates that some week worth more than the solution may contain, and those chosen.

    With D the bound at the solution's prices, a week that holds candidate j is worth at most D
    less j's regret; every other candidate keeps its week at or below the solution's value. So an
    exact solver has little left to try.
    """
    regrets, path_worth = regrets_at(problem.arrays, solution.prices)
    bound = bound_by(problem, solution, path_worth)
    is_able = bound - regrets > solution.value - TOLERANCE * max(1.0, abs(solution.value))
    is_able[list(solution.chosen)] = True
    return np.flatnonzero(is_able).astype(np.int32)


def bound_by(problem: Problem, solution: Solution, path_worth: float) -> float:
    """The bound that a solution's prices give, the longest path at them being known."""
    return path_worth + sum(
        conjugate(budget, float(price))
        for budget, price in zip(problem.budgets, solution.prices, strict=True)
    )


def conjugate(budget: Budget, price: float) -> float:
    """The most a budget can be worth above its price: max over totals z of U(z) - price z.

    >>> conjugate(Budget("runs", ((1, 10.0), (2, 4.0))), 5.0)
    5.0
    """
    widths = [width for width, _ in budget.pieces]
    if not budget.is_capped and budget.pieces[-1][1] > price + 1e-9:
        return float("inf")
    kinks = accumulate(widths, initial=budget.low)
    return max(budget.worth(min(z, budget.high)) - price * z for z in kinks)
