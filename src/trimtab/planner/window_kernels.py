"""Compiled filling of a window: the best its free slots can hold beside the rest of the plan."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.compiled import compiled
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.kernels import IMPOSSIBLE, TOLERANCE, conjugate
from trimtab.planner.swap_kernels import MOST_EJECTED, drop, put, swap_gain, swap_in

WINDOW_PATHS = 6
FIRST_STEP = 0.3
LAST_STEP = 0.05
NEAR = 10.0
"""Worth by which a window with a candidate in it may fall short and the swap still be tried."""


class Room(NamedTuple):
    """Working space of the search: nodes and candidates of a window, budgets, lists of choices."""

    rewards: Floats
    prices: Floats
    best: Floats
    behind: Floats
    local: Ints
    is_local: npt.NDArray[np.uint8]
    via: Ints
    path: Ints
    waiting: Ints
    placed: Ints
    kept: Ints
    used: Floats


@compiled
def window_path(p, c, rewards, start, end, best, via, path):
    """Best path through the free slots [start, end) by `rewards`; candidates that fit the caps.

    Works slot by slot for the first state; returns how many candidates stand in `path`.
    """
    for slot in range(start, end + 1):
        best[slot] = IMPOSSIBLE
    best[start] = 0.0
    via[start] = -2
    for slot in range(start, end):
        here = best[slot]
        if here > best[slot + 1]:
            best[slot + 1] = here
            via[slot + 1] = -1
        if c.occupant[slot] >= 0:
            continue
        node = slot * p.states
        for j in range(p.first[node], p.first[node + 1]):
            stop = p.head[j] // p.states
            if stop > end or here + rewards[j] <= best[stop]:
                continue
            best[stop] = here + rewards[j]
            via[stop] = j
    count = 0
    slot = end
    while slot > start:
        if via[slot] < 0:
            slot -= 1
        else:
            path[count] = via[slot]
            count += 1
            slot = p.tail[via[slot]] // p.states
    return count


@compiled
def insert_path(p, c, rewards, path, count, placed):
    """Put the path's candidates in, best reward first, where each gains and ejects nothing.

    Returns the exact gain and how many stand in `placed`.
    """
    total = 0.0
    size = 0
    while count > 0:
        top = 0
        for k in range(1, count):
            if rewards[path[k]] > rewards[path[top]]:
                top = k
        j = path[top]
        count -= 1
        path[top] = path[count]
        gain, ejected = swap_gain(p, c, j, rewards, 0)
        if gain > 1e-6 and ejected == 0:
            put(p, c, j)
            placed[size] = j
            size += 1
            total += gain
    return total, size


@compiled
def window_rewards(p, c, prices, first, last, rewards):
    """Rewards of candidates `first`..`last` beside the choice; what a cap forbids is impossible."""
    for j in range(first, last):
        total = p.worth[j]
        for m in range(p.ptr[j], p.ptr[j + 1]):
            b = p.idx[m]
            total += prices[b] * p.coef[m]
            if c.z[b] + p.coef[m] > p.high[b] + TOLERANCE:
                total = IMPOSSIBLE
                break
        rewards[j] = total


@compiled
def local_budgets(p, first, last, room):
    """List the budgets that candidates `first`..`last` use in `room.local`; return how many."""
    count = 0
    for m in range(p.ptr[first], p.ptr[last]):
        b = p.idx[m]
        if room.is_local[b] == 0:
            room.is_local[b] = 1
            room.local[count] = b
            count += 1
    for k in range(count):
        room.is_local[room.local[k]] = 0
    return count


@compiled
def step_prices(p, c, reach, path, count, step, room, budgets):
    """One subgradient step of the window's own prices towards what its best path uses."""
    for k in range(budgets):
        room.used[room.local[k]] = 0.0
    for k in range(count):
        for m in range(p.ptr[path[k]], p.ptr[path[k] + 1]):
            room.used[p.idx[m]] += p.coef[m]
    for k in range(budgets):
        b = room.local[k]
        total = c.z[b] + room.used[b]
        _share, z = conjugate(p, b, room.prices[b], total)
        slope = min(max((total - z) / p.scale[b], -1.0), 1.0)
        if slope != 0.0:
            moved = room.prices[b] - step * reach[b] * slope / p.scale[b]
            room.prices[b] = min(max(moved, p.cheapest[b]), p.dearest[b])


@compiled
def window_behind(p, c, rewards, start, end, behind):
    """The most that the rest of a window can collect from each slot of [start, end] on."""
    behind[end] = 0.0
    for slot in range(end - 1, start - 1, -1):
        most = behind[slot + 1]
        if c.occupant[slot] < 0:
            node = slot * p.states
            for j in range(p.first[node], p.first[node + 1]):
                stop = p.head[j] // p.states
                if stop <= end:
                    most = max(most, rewards[j] + behind[stop])
        behind[slot] = most


@compiled
def swap_near(p, c, rewards, low, high, room):
    """Swap in what a near-best path under the window's prices could hold, by exact gain.

    What begins in the window and ends beyond it is tried as well: no path here tells of it.
    """
    window_behind(p, c, room.rewards, low, high, room.behind)
    top = room.behind[low]
    for j in range(p.first[low * p.states], p.first[high * p.states]):
        if c.taken[j]:
            continue
        start, stop = p.tail[j] // p.states, p.head[j] // p.states
        if stop <= high:
            through = p.worth[j] + room.best[start] + room.behind[stop]
            for m in range(p.ptr[j], p.ptr[j + 1]):
                through += room.prices[p.idx[m]] * p.coef[m]
            if through < top - NEAR:
                continue
        gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
        if gain > 1e-6:
            swap_in(p, c, j, ejected)


@compiled
def fill_window(p, c, prices, reach, rewards, low, high, room):
    """Fill free slots [low, high) in the best of a few ways, improve by swaps.

    A Lagrangian search of its own: paths through the window under `prices`, which follow what the
    paths use of budgets beside the rest of the plan, so that what is wanted once is taken once.
    """
    first = p.first[low * p.states]
    last = p.first[high * p.states]
    budgets = local_budgets(p, first, last, room)
    for k in range(budgets):
        room.prices[room.local[k]] = prices[room.local[k]]
    top = -1.0
    kept = count = 0
    for turn in range(WINDOW_PATHS):
        if turn > 0:
            step = FIRST_STEP * (LAST_STEP / FIRST_STEP) ** (turn / (WINDOW_PATHS - 1))
            step_prices(p, c, reach, room.path, count, step, room, budgets)
        window_rewards(p, c, room.prices, first, last, room.rewards)
        count = window_path(p, c, room.rewards, low, high, room.best, room.via, room.path)
        room.waiting[:count] = room.path[:count]
        gain, size = insert_path(p, c, room.rewards, room.waiting, count, room.placed)
        for k in range(size):
            drop(p, c, room.placed[k])
        if gain > top:
            top = gain
            kept = size
            room.kept[:size] = room.placed[:size]
    for k in range(kept):
        put(p, c, room.kept[k])
    swap_near(p, c, rewards, low, high, room)
