"""Fold budgets that a single candidate can use into that candidate's own worth.

Where a cap allows one candidate only, a budget that nothing else uses is worth U(a_j) with
candidate j and U(0) without: the same plans are worth the same, but mixtures of two candidates are
no longer worth U of their mean, so that the bound is lower (on weeks with free nights half of the
gap of the linear relaxation went this way) and a pass has less to add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.planner import layout_kernels
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
    """The budgets left, the candidates' new worths, and their uses of what is left.

    Uses of budget -1 are none and are left out; `uses` are written over.
    """
    is_folded = _foldable(budgets, uses)
    folded = worth.copy()
    where, owner = _uses_of(is_folded, uses)
    breaks = np.flatnonzero(np.diff(uses.idx[where])) + 1
    for mine, users in zip(np.split(where, breaks), np.split(owner, breaks), strict=True):
        if users.size:
            folded[users] += worths_of(budgets[int(uses.idx[mine[0]])], uses.coef[mine])
    left = tuple(one for one, is_gone in zip(budgets, is_folded, strict=True) if not is_gone)
    numbers = np.where(is_folded, -1, np.cumsum(~is_folded) - 1).astype(np.int32)
    ptr = np.empty_like(uses.ptr)
    count = layout_kernels.keep_uses(*uses, numbers, ptr)
    return left, folded, Uses(ptr, uses.idx[:count].copy(), uses.coef[:count].copy())


def _foldable(budgets: Sequence[Budget], uses: Uses) -> npt.NDArray[np.bool_]:
    """Budgets whose users all share one cap of one, each using it once.

    What is capped or must hold is left as it is, and so is the cap itself.
    """
    is_cap = np.array([_is_cap_of_one(budget) for budget in budgets], np.bool_)
    is_free = np.array([_is_free(budget) for budget in budgets], np.bool_)
    shared = np.empty(len(budgets), np.int32)
    layout_kernels.shared_caps(*uses, is_cap, is_free, shared)
    return np.asarray(is_free & (shared >= 0))


def _uses_of(is_folded: npt.NDArray[np.bool_], uses: Uses) -> tuple[Ints, Ints]:
    """Where the uses of some budgets are, budget by budget, and whose each is."""
    where = np.flatnonzero(np.append(is_folded, [False])[uses.idx])
    where = where[stable_order(uses.idx[where], is_folded.size)]
    return where, np.searchsorted(uses.ptr, where, side="right") - 1


def _is_cap_of_one(budget: Budget) -> bool:
    if not budget.is_capped or budget.low != 0 or budget.at_least > 0:
        return False
    return budget.high == 1 and budget.worth(1) == 0


def _is_free(budget: Budget) -> bool:
    return budget.at_least == 0 and budget.low == 0 and not budget.is_capped


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
