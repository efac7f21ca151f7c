"""Leave out what no better week can contain, so that an exact solver has little left to try."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from trimtab.planner import kernels
from trimtab.planner.arrays import Ints
from trimtab.planner.budgets import Budget
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution

TOLERANCE = 1e-6


def able_to_better(problem: Problem, solution: Solution) -> Ints:
    """Candidates that some week worth more than the solution may contain, and those chosen.

    With D the bound at the solution's prices, a week that holds candidate j is worth at most D
    less j's regret; every other candidate keeps its week at or below the solution's value.
    """
    regrets = np.empty(problem.size)
    path_worth = kernels.regrets_of(problem.arrays, solution.prices, regrets)
    bound = path_worth + sum(
        conjugate(budget, float(price))
        for budget, price in zip(problem.budgets, solution.prices, strict=True)
    )
    is_able = bound - regrets > solution.value - TOLERANCE * max(1.0, abs(solution.value))
    is_able[list(solution.chosen)] = True
    return np.flatnonzero(is_able).astype(np.int32)


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
