"""Compiled large-neighbourhood search: undo a part of a plan and fill it again."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.kernels import IMPOSSIBLE, TOLERANCE, compiled, conjugate, worth_of
from trimtab.planner.swap_kernels import (
    MOST_EJECTED,
    drop,
    empty,
    put,
    swap_gain,
    swap_in,
    total_worth,
)

MOST_USERS = 1500
WINDOW_PATHS = 6
FIRST_STEP = 0.3
LAST_STEP = 0.05
SLACK = 5.0
NEAR = 10.0
"""Worth by which a window with a candidate in it may fall short and the swap still be tried."""
"""Worth that a repair may lose for a while: about five minutes of an average value."""


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
    empty(p, c)
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
    """Swap in candidates that a near-best path under the window's prices could hold."""
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


@compiled
def refill_around(p, c, j, prices, reach, rewards, width, room):
    """Put j in whatever it costs, empty `width` slots on either side of it and fill them again."""
    gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
    if gain <= IMPOSSIBLE:
        return
    swap_in(p, c, j, ejected)
    start, end = p.tail[j] // p.states, p.head[j] // p.states
    if start > 0:
        low, high = clear_window(p, c, max(0, start - width), start)
        fill_window(p, c, prices, reach, rewards, low, high, room)
    if end < c.occupant.size and c.taken[j]:
        low, high = clear_window(p, c, end, min(c.occupant.size, end + width))
        fill_window(p, c, prices, reach, rewards, low, high, room)


@compiled
def serve_musts(p, c, rewards, user_ptr, users):
    """Swap in the best candidate of each must that is missed, if that gains."""
    for b in range(p.low.size):
        if p.base[b] >= 0.0 or worth_of(p, b, c.z[b]) >= -1e-6:
            continue
        best = -1
        most = 1e-6
        for k in range(user_ptr[b], user_ptr[b + 1]):
            if c.taken[users[k]]:
                continue
            gain, ejected = swap_gain(p, c, users[k], rewards, MOST_EJECTED)
            if gain > most:
                best = users[k]
                most = gain
        if best >= 0:
            gain, ejected = swap_gain(p, c, best, rewards, MOST_EJECTED)
            swap_in(p, c, best, ejected)


@compiled
def missed_must(p, c, seed):
    """A budget whose must is not kept, any of them; -1 when all are."""
    found = -1
    missed = 0
    for b in range(p.low.size):
        if p.base[b] < 0.0 and worth_of(p, b, c.z[b]) < -1e-6:
            missed += 1
            if next_random(seed) * missed < 1.0:
                found = b
    return found


@compiled
def refill_budget(p, c, b, users, first, last, rewards, offset):
    """Drop all that uses budget b, then swap its users in again from another place in the list.

    `users[first:last]` are the candidates that use b; scanning starts at `offset` and wraps.
    """
    while c.newest[b] >= 0:
        drop(p, c, c.user[c.newest[b]])
    count = last - first
    for turn in range(2 * count):
        j = users[first + (turn + offset) % count]
        if c.taken[j] == 0:
            gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
            if gain > 1e-6:
                swap_in(p, c, j, ejected)


@compiled
def refill_some_budget(p, c, user_ptr, users, rewards, seed):
    """Refill a budget of a chosen candidate, both at random, if not too many use it."""
    j = c.chosen[int(next_random(seed) * c.size[0])]
    used = p.ptr[j + 1] - p.ptr[j]
    if used == 0:
        return
    b = p.idx[p.ptr[j] + int(next_random(seed) * used)]
    first, last = user_ptr[b], user_ptr[b + 1]
    if 1 < last - first <= MOST_USERS:
        offset = int(next_random(seed) * (last - first))
        refill_budget(p, c, b, users, first, last, rewards, offset)


@compiled
def some_candidate(p, c, user_ptr, users, item_ptr, members, seed):
    """A candidate of a must that is missed, or else of an item at random."""
    b = missed_must(p, c, seed)
    if b >= 0 and user_ptr[b + 1] > user_ptr[b]:
        return users[user_ptr[b] + int(next_random(seed) * (user_ptr[b + 1] - user_ptr[b]))]
    i = int(next_random(seed) * (item_ptr.size - 1))
    return members[item_ptr[i] + int(next_random(seed) * (item_ptr[i + 1] - item_ptr[i]))]


@compiled
def repair(
    p,
    c,
    prices,
    reach,
    rewards,
    user_ptr,
    users,
    item_ptr,
    members,
    room,
    steps,
    seed,
    shortest,
    longest,
):
    """Large-neighbourhood search: undo a part of the plan, fill it again, keep what is better.

    Two steps in four empty a window of `shortest`..`longest` slots and refill it under prices
    shaken by up to 10 %; one puts in a candidate of an item at random, or of a must that is missed,
    and refills what lies around it; one drops every user of one budget of a chosen candidate (all
    sittings of a task, say) and finds them new places. `users[user_ptr[b]:user_ptr[b + 1]]` are
    the candidates that use budget b, `members[item_ptr[i]:item_ptr[i + 1]]` those of an item, none
    of which is empty. A step may lose up to `SLACK`, less towards the end, so that
    the search can leave a corner. Returns the worth of the best choice, left in `c`.
    """
    slots = c.occupant.size
    shaken = np.empty(prices.size)
    value = total_worth(p, c)
    current = c.chosen[: c.size[0]].copy()
    top = value
    kept = current
    for step in range(steps):
        for b in range(prices.size):
            shaken[b] = prices[b] * (0.9 + 0.2 * next_random(seed))
        width = shortest + int(next_random(seed) * (longest - shortest))
        if step % 4 == 3 and c.size[0] > 0:
            refill_some_budget(p, c, user_ptr, users, rewards, seed)
        elif step % 4 == 1 and p.worth.size > 0:
            j = some_candidate(p, c, user_ptr, users, item_ptr, members, seed)
            if not c.taken[j]:
                refill_around(p, c, j, shaken, reach, rewards, width // 2, room)
        else:
            start = int(next_random(seed) * (slots - 1))
            low, high = clear_window(p, c, start, min(slots, start + width))
            fill_window(p, c, shaken, reach, rewards, low, high, room)
        serve_musts(p, c, rewards, user_ptr, users)
        now = total_worth(p, c)
        if now < value - SLACK * (1.0 - step / steps) - 1e-9:
            restore(p, c, current, current.size)
            continue
        value = now
        current = c.chosen[: c.size[0]].copy()
        if value > top + 1e-9:
            top = value
            kept = current
    restore(p, c, kept, kept.size)
    return top
