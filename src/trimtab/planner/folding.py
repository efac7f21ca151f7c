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


def fold_single_use(
    budgets: Sequence[Budget], worth: Floats, uses: Uses
) -> tuple[tuple[Budget, ...], Floats, Uses]:
    """The budgets left, the candidates' new worths, and their uses of what is left.

    Uses of budget -1 are none and are left out.
    """
    where, owner = _uses_to_fold(budgets, uses)
    by_budget = stable_order(uses.idx[where], len(budgets))
    where, owner = where[by_budget], owner[by_budget]
    breaks = np.flatnonzero(np.diff(uses.idx[where])) + 1
    folded = worth.copy()
    is_left = _by_budget([True] * len(budgets))
    for mine, users in zip(np.split(where, breaks), np.split(owner, breaks), strict=True):
        if users.size == 0 or np.any(users[1:] == users[:-1]):
            continue
        number = int(uses.idx[mine[0]])
        is_left[number] = False
        folded[users] += worths_of(budgets[number], uses.coef[mine])
    left = tuple(budget for budget, is_kept in zip(budgets, is_left[:-1], strict=True) if is_kept)
    return left, folded, _uses_left(uses, is_left)


def _uses_left(uses: Uses, is_left: npt.NDArray[np.bool_]) -> Uses:
    """The uses of what is left, renumbered."""
    is_kept = is_left[uses.idx]
    before = np.zeros(is_kept.size + 1, np.int32)
    np.cumsum(is_kept, out=before[1:])
    where = np.flatnonzero(is_kept)
    numbers = (np.cumsum(is_left) - 1).astype(np.int32)
    return Uses(before[uses.ptr], numbers[uses.idx[where]], uses.coef[where])


def _by_budget(values: Sequence[bool]) -> npt.NDArray[np.bool_]:
    """Values by budget number; False for number -1, which is none."""
    return np.array([*values, False], np.bool_)


def _uses_to_fold(budgets: Sequence[Budget], uses: Uses) -> tuple[Ints, Ints]:
    """Uses of budgets whose users all share one cap of one, and whose each is.

    What is capped or must hold is left as it is, and so is the cap itself. A budget with more
    users than any cap is not looked at.
    """
    owner = np.repeat(np.arange(uses.ptr.size - 1, dtype=np.int32), np.diff(uses.ptr))
    counts = np.roll(np.bincount(uses.idx + 1, minlength=len(budgets) + 1), -1)
    is_cap = _by_budget([_is_cap_of_one(budget) for budget in budgets])
    is_free = _by_budget([_is_free(budget) for budget in budgets])
    is_free &= counts <= counts[is_cap].max(initial=0)
    where = np.flatnonzero(is_free[uses.idx])
    cap_of = _caps_of_one(is_cap, uses, owner)[owner[where]]
    numbers = uses.idx[where]
    shared = np.full(len(budgets), -1, np.int32)
    shared[numbers] = cap_of
    is_shared = shared >= 0
    is_shared[numbers[cap_of != shared[numbers]]] = False
    where = where[is_shared[numbers]]
    return where, owner[where]


def _caps_of_one(is_cap: npt.NDArray[np.bool_], uses: Uses, owner: Ints) -> Ints:
    """The first cap of one that each candidate uses whole, as all of its users do; -1 if none."""
    where = np.flatnonzero(is_cap[uses.idx])
    caps = uses.idx[where]
    is_whole = is_cap.copy()
    is_whole[caps[uses.coef[where] != 1.0]] = False
    chosen = is_whole[caps]
    none = np.int32(is_cap.size)
    first = np.full(uses.ptr.size - 1, none)
    np.minimum.at(first, owner[where[chosen]], caps[chosen])
    first[first == none] = -1
    return first


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
