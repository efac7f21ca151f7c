"""Lists of candidates: nearest first, by item, by what they use."""

from __future__ import annotations

import numpy as np

from trimtab.planner.arrays import Floats, Ints, ProblemArrays

OF_EACH_ITEM = 30


def musts_first(arrays: ProblemArrays, order: Ints) -> Ints:
    """Candidates that serve a must, those of the must with the fewest first, else as in `order`."""
    owner = np.repeat(np.arange(arrays.worth.size), np.diff(arrays.ptr))
    is_must = (arrays.base < 0)[arrays.idx]
    users = np.bincount(arrays.idx, minlength=arrays.low.size)
    scarcity = np.full(arrays.worth.size, np.inf)
    np.minimum.at(scarcity, owner[is_must], users[arrays.idx[is_must]])
    serving = order[np.isfinite(scarcity[order])]
    return np.asarray(serving[np.argsort(scarcity[serving], kind="stable")])


def nearest(regrets: Floats, item_of: Ints, order: Ints) -> Ints:
    """Of candidates in `order` of regret a sixth, and of every item its first `OF_EACH_ITEM`."""
    is_near = rank_in_item(regrets, item_of) < OF_EACH_ITEM
    is_near[order[: order.size // 6]] = True
    return np.asarray(order[is_near[order]])


def rank_in_item(regrets: Floats, item_of: Ints) -> Ints:
    """Of each candidate, how many of its item come before it by regret."""
    rank = np.empty(item_of.size, np.int64)
    by_item = np.lexsort((regrets, item_of))
    items = item_of[by_item]
    rank[by_item] = np.arange(items.size) - np.searchsorted(items, items)
    return rank


def users_of_musts(arrays: ProblemArrays) -> tuple[Ints, Ints]:
    """As `users_of`, for budgets with a must alone; others have none."""
    owner = np.repeat(np.arange(arrays.worth.size, dtype=np.int32), np.diff(arrays.ptr))
    uses = np.flatnonzero((arrays.base < 0)[arrays.idx])
    uses = uses[np.argsort(arrays.idx[uses], kind="stable")]
    counts = np.bincount(arrays.idx[uses], minlength=arrays.low.size)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), owner[uses]


def users_of(arrays: ProblemArrays) -> tuple[Ints, Ints]:
    """Candidates that use each budget: `users[user_ptr[b]:user_ptr[b + 1]]`."""
    owner = np.repeat(np.arange(arrays.worth.size, dtype=np.int32), np.diff(arrays.ptr))
    order = np.argsort(arrays.idx, kind="stable")
    counts = np.bincount(arrays.idx, minlength=arrays.low.size)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), owner[order]


def members_of(item_of: Ints) -> tuple[Ints, Ints]:
    """Candidates of each item that has any: `members[item_ptr[i]:item_ptr[i + 1]]`."""
    order = np.argsort(item_of, kind="stable").astype(np.int32)
    counts = np.unique(item_of, return_counts=True)[1]
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), order
