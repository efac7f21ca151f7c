"""Compiled passes over what candidates use, while a problem is written down."""

from __future__ import annotations

from trimtab.compiled import compiled

UNSEEN, NO_CAP = -2, -1


@compiled
def scatter_uses(sizes, widths, firsts, numbers, amounts, idx, coef):
    """Write uses given group by group, use by use, where their candidates want them.

    Group g has `sizes[g]` candidates of `widths[g]` uses each; the uses of the candidates start
    at `firsts` in `idx` and `coef`. A use without a coefficient becomes budget -1.
    """
    at, candidate = 0, 0
    for group in range(sizes.size):
        for turn in range(widths[group]):
            for one in range(candidate, candidate + sizes[group]):
                place = firsts[one] + turn
                idx[place] = numbers[at] if amounts[at] != 0.0 else -1
                coef[place] = amounts[at]
                at += 1
        candidate += sizes[group]


@compiled
def shared_caps(ptr, idx, coef, is_cap, is_free, shared):
    """Find the one cap that all users of each free budget share.

    A candidate's cap is the first of `is_cap` that it uses, of those that all their users use
    whole; caps that are not used so are cleared from `is_cap`. `shared` becomes NO_CAP where users
    have different caps or none or use the budget twice, and stays UNSEEN where there are none.
    """
    shared[:] = UNSEEN
    for k in range(idx.size):
        if idx[k] >= 0 and coef[k] != 1.0:
            is_cap[idx[k]] = False
    for j in range(ptr.size - 1):
        cap = is_cap.size
        for k in range(ptr[j], ptr[j + 1]):
            if idx[k] >= 0 and is_cap[idx[k]]:
                cap = min(cap, idx[k])
        if cap == is_cap.size:
            cap = NO_CAP
        for k in range(ptr[j], ptr[j + 1]):
            budget = idx[k]
            if budget < 0 or not is_free[budget]:
                continue
            if shared[budget] == UNSEEN:
                shared[budget] = cap
            elif shared[budget] != cap or budget in idx[ptr[j] : k]:
                shared[budget] = NO_CAP


@compiled
def keep_uses(ptr, idx, coef, number, new_ptr):
    """Move the uses of budgets that have a new number together and return how many are left.

    `number[b]` is the new number of budget b, or -1 where its uses go; `idx` and `coef` change in
    place, and `new_ptr` says where each candidate's uses start then.
    """
    kept = 0
    for j in range(ptr.size - 1):
        new_ptr[j] = kept
        for k in range(ptr[j], ptr[j + 1]):
            if idx[k] >= 0 and number[idx[k]] >= 0:
                coef[kept] = coef[k]
                idx[kept] = number[idx[k]]
                kept += 1
    new_ptr[ptr.size - 1] = kept
    return kept
