"""Compiled passes that lay out what candidates use, and find the budgets to fold."""

from __future__ import annotations

import numpy as np

from trimtab.planner.kernels import compiled

NONE, MIXED = -1, -2


@compiled
def rows_of(owner, idx, coef, rows):
    """Uses in any order as rows, each owner's in the order given: (ptr, idx, coef).

    A use of no budget (below 0), or of nothing of one, is left out.
    """
    ptr = np.zeros(rows + 1, np.int32)
    for k in range(idx.size):
        if idx[k] >= 0 and coef[k] != 0.0:
            ptr[owner[k] + 1] += 1
    for row in range(rows):
        ptr[row + 1] += ptr[row]
    place = ptr[:-1].copy()
    row_idx = np.empty(ptr[rows], np.int32)
    row_coef = np.empty(ptr[rows])
    for k in range(idx.size):
        if idx[k] >= 0 and coef[k] != 0.0:
            at = place[owner[k]]
            row_idx[at] = idx[k]
            row_coef[at] = coef[k]
            place[owner[k]] = at + 1
    return ptr, row_idx, row_coef


@compiled
def shared_caps(ptr, idx, coef, is_cap):
    """For each budget the one cap that all its users share, by number; else NONE or MIXED.

    `is_cap` marks caps of one. A candidate counts under the first of those it uses of which every
    user uses one unit. A budget used twice by one candidate is MIXED, and so is a cap itself.
    """
    budgets = is_cap.size
    counts_one = is_cap.copy()
    for k in range(idx.size):
        if coef[k] != 1.0:
            counts_one[idx[k]] = False
    shared = np.full(budgets, NONE, np.int32)
    newest = np.full(budgets, NONE, np.int32)
    for j in range(ptr.size - 1):
        cap = budgets
        for k in range(ptr[j], ptr[j + 1]):
            if counts_one[idx[k]]:
                cap = min(cap, idx[k])
        if cap == budgets:
            cap = MIXED
        for k in range(ptr[j], ptr[j + 1]):
            b = idx[k]
            is_mixed = cap == b or newest[b] == j
            is_new = shared[b] == NONE or shared[b] == cap
            shared[b] = cap if is_new and not is_mixed else MIXED
            newest[b] = j
    return shared


@compiled
def uses_left(ptr, idx, coef, number):
    """The rows without budgets whose new `number` is below 0, the others renumbered."""
    left_ptr = np.zeros(ptr.size, np.int32)
    left_idx = np.empty(idx.size, np.int32)
    left_coef = np.empty(idx.size)
    size = 0
    for j in range(ptr.size - 1):
        for k in range(ptr[j], ptr[j + 1]):
            if number[idx[k]] >= 0:
                left_idx[size] = number[idx[k]]
                left_coef[size] = coef[k]
                size += 1
        left_ptr[j + 1] = size
    return left_ptr, left_idx[:size].copy(), left_coef[:size].copy()
