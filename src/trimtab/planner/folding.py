"""Fold budgets that a single candidate can use into that candidate's own worth.

Where a cap allows one candidate only, a budget that nothing else uses is worth U(a_j) with
candidate j and U(0) without: the same plans are worth the same, but mixtures of two candidates are
no longer worth U of their mean, so that the bound is lower (on weeks with free nights half of the
gap of the linear relaxation went this way) and a pass has less to add up. A budget that one
candidate uses twice would be worth U of the sum: it is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budgets import Budget
from trimtab.planner.layout_kernels import shared_caps, uses_left
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
    is_cap = np.array([_is_cap_of_one(budget) for budget in budgets], np.bool_)
    is_open = np.array([_may_fold(budget) for budget in budgets], np.bool_)
    gone = is_open & (shared_caps(*uses, is_cap) >= 0)
    folded = _folded(budgets, worth, uses, gone)
    number = np.where(gone, -1, np.cumsum(~gone) - 1).astype(np.int32)
    left = tuple(budget for budget, is_gone in zip(budgets, gone, strict=True) if not is_gone)
    return left, folded, Uses(*uses_left(*uses, number))


def _folded(
    budgets: Sequence[Budget], worth: Floats, uses: Uses, gone: npt.NDArray[np.bool_]
) -> Floats:
    """The worths with what the budgets that go are worth to each of their users."""
    found = np.flatnonzero(gone[uses.idx])
    found = found[stable_order(uses.idx[found], len(budgets))]
    owner = np.searchsorted(uses.ptr, found, side="right") - 1
    numbers = np.flatnonzero(gone)
    first = np.searchsorted(uses.idx[found], [*numbers, len(budgets)])
    folded = worth.copy()
    for number, (a, b) in zip(numbers.tolist(), pairwise(first), strict=True):
        folded[owner[a:b]] += worths_of(budgets[number], uses.coef[found[a:b]])
    return folded


def _is_cap_of_one(budget: Budget) -> bool:
    return budget.high == 1 and budget.low == 0 and budget.worth(1) == budget.worth(0) == 0


def _may_fold(budget: Budget) -> bool:
    """Whether nothing of a budget must hold, and no total is too large for it."""
    return budget.at_least <= 0 and budget.low == 0 and not budget.is_capped


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
