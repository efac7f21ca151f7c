"""Compiled large-neighbourhood search: undo a part of a plan and fill it again."""

from __future__ import annotations

import numpy as np

from trimtab.planner.kernels import IMPOSSIBLE, TOLERANCE, compiled
from trimtab.planner.swap_kernels import (
    MOST_EJECTED,
    drop,
    put,
    swap_gain,
    swap_in,
    total_worth,
)

MOST_USERS = 1500


@compiled
def next_random(seed):
    """One step of xorshift64*; `seed[0]` is the state. Returns a float in [0, 1)."""
    x = seed[0]
    x ^= x >> np.uint64(12)
    x ^= x << np.uint64(25)
    x ^= x >> np.uint64(27)
    seed[0] = x
    return float((x * np.uint64(2685821657736338717)) >> np.uint64(11)) / 9007199254740992.0


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
def restore(p, c, kept, count):
    """Make the choice exactly the candidates in `kept[:count]`."""
    for k in range(c.size[0]):
        j = c.chosen[k]
        c.taken[j] = 0
        c.occupant[p.tail[j] // p.states : p.head[j] // p.states] = -1
    c.size[0] = 0
    c.z[:] = 0.0
    for k in range(count):
        put(p, c, kept[k])


@compiled
def clear_window(p, c, start, end):
    """Drop whatever touches slots [start, end); return the slots that became the window."""
    low = start
    high = end
    slot = start
    while slot < end:
        j = c.occupant[slot]
        if j < 0:
            slot += 1
            continue
        low = min(low, p.tail[j] // p.states)
        high = max(high, p.head[j] // p.states)
        slot = p.head[j] // p.states
        drop(p, c, j)
    return low, high


@compiled
def insert_path(p, c, rewards, path, count):
    """Put the path's candidates in, best reward first, where each gains and ejects nothing."""
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
            swap_in(p, c, j, 0)


@compiled
def refill_window(p, c, prices, rewards, tried, start, end, best, via, path):
    """Empty slots [start, end), refill them along the best path by `prices`, then by swaps."""
    low, high = clear_window(p, c, start, end)
    first = p.first[low * p.states]
    last = p.first[high * p.states]
    for j in range(first, last):
        total = p.worth[j]
        for m in range(p.ptr[j], p.ptr[j + 1]):
            b = p.idx[m]
            total += prices[b] * p.coef[m]
            if c.z[b] + p.coef[m] > p.high[b] + TOLERANCE:
                total = IMPOSSIBLE
                break
        tried[j] = total
    count = window_path(p, c, tried, low, high, best, via, path)
    insert_path(p, c, tried, path, count)
    for _ in range(2):
        gained = 0.0
        for j in range(first, last):
            if c.taken[j]:
                continue
            gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
            if gain > 1e-6:
                swap_in(p, c, j, ejected)
                gained += gain
        if gained <= 1e-6:
            break


@compiled
def refill_budget(p, c, b, users, first, last, rewards, offset):
    """Drop all that uses budget b, then swap its users in again from another place in the list.

    `users[first:last]` are the candidates that use b; scanning starts at `offset` and wraps.
    """
    k = 0
    while k < c.size[0]:
        j = c.chosen[k]
        uses = False
        for m in range(p.ptr[j], p.ptr[j + 1]):
            if p.idx[m] == b:
                uses = True
        if uses:
            drop(p, c, j)
        else:
            k += 1
    count = last - first
    for turn in range(2 * count):
        j = users[first + (turn + offset) % count]
        if c.taken[j] == 0:
            gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
            if gain > 1e-6:
                swap_in(p, c, j, ejected)


@compiled
def repair(p, c, prices, rewards, user_ptr, users, steps, seed, shortest, longest):
    """Large-neighbourhood search: undo a part of the plan, fill it again, keep if no worse.

    Three steps in four empty a window of `shortest`..`longest` slots and refill it under prices
    shaken by up to 30 %; the fourth drops every user of one budget of a chosen candidate (all
    sittings of a task, say) and finds them new places. `users[user_ptr[b]:user_ptr[b + 1]]` are
    the candidates that use budget b. Returns the worth of the best choice, left in `c`.
    """
    slots = c.occupant.size
    shaken = np.empty(prices.size)
    tried = np.empty(p.worth.size)
    best = np.empty(slots + 1)
    via = np.empty(slots + 1, np.int32)
    path = np.empty(slots + 1, np.int32)
    kept = c.chosen[: c.size[0]].copy()
    value = total_worth(p, c)
    for step in range(steps):
        if step % 4 == 3 and c.size[0] > 0:
            j = c.chosen[int(next_random(seed) * c.size[0])]
            used = p.ptr[j + 1] - p.ptr[j]
            if used == 0:
                continue
            b = p.idx[p.ptr[j] + int(next_random(seed) * used)]
            first, last = user_ptr[b], user_ptr[b + 1]
            if 1 < last - first <= MOST_USERS:
                offset = int(next_random(seed) * (last - first))
                refill_budget(p, c, b, users, first, last, rewards, offset)
        else:
            width = shortest + int(next_random(seed) * (longest - shortest))
            start = int(next_random(seed) * (slots - 1))
            for b in range(prices.size):
                shaken[b] = prices[b] * (0.7 + 0.6 * next_random(seed))
            end = min(slots, start + width)
            refill_window(p, c, shaken, rewards, tried, start, end, best, via, path)
        now = total_worth(p, c)
        if now >= value - 1e-9:
            value = now
            kept = c.chosen[: c.size[0]].copy()
        else:
            restore(p, c, kept, kept.size)
    return value
