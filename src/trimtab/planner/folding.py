"""Fold budgets that a single candidate can use into that candidate's own worth.

Where a cap allows one candidate only, a budget that nothing else uses is worth U(a_j) with
candidate j and U(0) without: the same plans are worth the same, but mixtures of two candidates are
no longer worth U of their mean, so that the bound is lower (on weeks with free nights half of the
gap of the linear relaxation went this way) and a pass has less to add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budgets import Budget
from trimtab.planner.ordering import stable_order


class Uses(NamedTuple):
    """What candidates use: budgets `idx[ptr[j]:ptr[j + 1]]`, coefficients `coef[...]`."""

    ptr: Ints
    idx: Ints
    coef: Floats


def fold_single_use(
    budgets: Sequence[Budget], worth: Floats, uses: Uses
) -> tuple[tuple[Budget, ...], Floats, Uses]:
    """The budgets left, the candidates' new worths, and their uses of what is left."""
    owner = np.repeat(np.arange(worth.size, dtype=np.int32), np.diff(uses.ptr))
    by_budget = stable_order(uses.idx, len(budgets))
    first = np.searchsorted(uses.idx[by_budget], np.arange(len(budgets) + 1))
    users = [owner[by_budget[a:b]] for a, b in pairwise(first)]
    caps = [b for b, budget in enumerate(budgets) if _is_cap_of_one(budget)]
    cap_of = np.full(worth.size, -1, np.int32)
    for cap in reversed(caps):
        if np.all(uses.coef[by_budget[first[cap] : first[cap + 1]]] == 1.0):
            cap_of[users[cap]] = cap
    folded = worth.copy()
    gone = np.zeros(len(budgets), bool)
    for number, budget in enumerate(budgets):
        if not _can_fold(budget, number, users[number], cap_of):
            continue
        gone[number] = True
        totals = uses.coef[by_budget[first[number] : first[number + 1]]]
        folded[users[number]] += worths_of(budget, totals)
    kept = ~gone[uses.idx]
    ptr = np.concatenate([[0], np.cumsum(kept)])[uses.ptr].astype(np.int32)
    renumbered = (np.cumsum(~gone) - 1).astype(np.int32)
    left = tuple(budget for budget, is_gone in zip(budgets, gone, strict=True) if not is_gone)
    return left, folded, Uses(ptr, renumbered[uses.idx[kept]], uses.coef[kept])


def _is_cap_of_one(budget: Budget) -> bool:
    return budget.high == 1 and budget.low == 0 and budget.worth(1) == budget.worth(0) == 0


def _can_fold(budget: Budget, number: int, users: Ints, cap_of: Ints) -> bool:
    """Whether all users share one cap of one, the budget is not it, and nothing must hold.

    A candidate that uses the budget twice would be worth U of the sum: it is left as it is.
    """
    if users.size == 0 or budget.at_least > 0 or budget.low != 0 or budget.is_capped:
        return False
    if np.unique(users).size < users.size:
        return False
    caps = cap_of[users]
    return bool(caps[0] >= 0 and caps[0] != number and np.all(caps == caps[0]))


def worths_of(budget: Budget, totals: Floats) -> Floats:
    """U of each total from 0 up.

    >>> worths_of(Budget("runs", ((1, 10.0), (2, 4.0)), is_capped=False), np.array([0.5, 2, 4]))
    array([ 5., 14., 22.])
    """
    ends = np.cumsum([0.0, *(width for width, _ in budget.pieces)])
    slopes = np.array([slope for _, slope in budget.pieces])
    ends[-1] = np.inf
    inside = np.clip(totals[:, None], ends[:-1], ends[1:]) - ends[:-1]
    return np.asarray(inside @ slopes)
