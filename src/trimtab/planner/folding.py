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

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budgets import Budget
from trimtab.planner.ordering import stable_order


class Uses(NamedTuple):
    """What candidates use: budgets `idx[ptr[j]:ptr[j + 1]]`, coefficients `coef[...]`."""

    ptr: Ints
    idx: Ints
    coef: Floats


def keep_uses(uses: Uses, is_kept: npt.NDArray[np.bool_]) -> Uses:
    """The uses without those that are not kept."""
    before = np.zeros(is_kept.size + 1, np.int32)
    np.cumsum(is_kept, out=before[1:])
    if before[-1] == is_kept.size:
        return uses
    return Uses(before[uses.ptr], uses.idx[is_kept], uses.coef[is_kept])


def fold_single_use(
    budgets: Sequence[Budget], worth: Floats, uses: Uses
) -> tuple[tuple[Budget, ...], Floats, Uses]:
    """The budgets left, the candidates' new worths, and their uses of what is left."""
    where, owner = _uses_to_fold(budgets, uses)
    by_budget = stable_order(uses.idx[where], len(budgets))
    where, owner = where[by_budget], owner[by_budget]
    numbers = uses.idx[where]
    breaks = np.flatnonzero(np.diff(numbers)) + 1
    folded = worth.copy()
    gone = np.zeros(len(budgets), np.bool_)
    for mine, users in zip(np.split(where, breaks), np.split(owner, breaks), strict=True):
        if users.size == 0 or np.any(users[1:] == users[:-1]):
            continue
        number = int(uses.idx[mine[0]])
        gone[number] = True
        folded[users] += worths_of(budgets[number], uses.coef[mine])
    renumbered = (np.cumsum(~gone) - 1).astype(np.int32)
    left = tuple(budget for budget, is_gone in zip(budgets, gone, strict=True) if not is_gone)
    kept = keep_uses(uses, ~gone[uses.idx])
    return left, folded, kept._replace(idx=renumbered[kept.idx])


def _uses_to_fold(budgets: Sequence[Budget], uses: Uses) -> tuple[Ints, Ints]:
    """Uses of budgets whose users all share one cap of one, and whose each is.

    What is capped or must hold is left as it is, and so is the cap itself.
    """
    is_free = np.array([_is_free(budget) for budget in budgets], np.bool_)
    where = np.flatnonzero(is_free[uses.idx])
    owner = np.searchsorted(uses.ptr, where, side="right").astype(np.int32) - 1
    cap_of = _caps_of_one(budgets, uses)[owner]
    numbers = uses.idx[where]
    shared = np.full(len(budgets), -1, np.int32)
    shared[numbers] = cap_of
    is_shared = shared >= 0
    is_shared[numbers[cap_of != shared[numbers]]] = False
    chosen = is_shared[numbers]
    return where[chosen], owner[chosen]


def _caps_of_one(budgets: Sequence[Budget], uses: Uses) -> Ints:
    """The first cap of one that each candidate uses whole, as all of its users do; -1 if none."""
    is_cap = np.array([_is_cap_of_one(budget) for budget in budgets], np.bool_)
    is_cap[uses.idx[uses.coef != 1.0]] = False
    none = np.int32(len(budgets))
    caps = np.append(np.where(is_cap, np.arange(none, dtype=np.int32), none)[uses.idx], none)
    first = np.minimum.reduceat(caps, uses.ptr[:-1])
    first[uses.ptr[:-1] == uses.ptr[1:]] = none
    return np.where(first == none, np.int32(-1), first)


def _is_cap_of_one(budget: Budget) -> bool:
    return budget.high == 1 and budget.low == 0 and budget.worth(1) == budget.worth(0) == 0


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
