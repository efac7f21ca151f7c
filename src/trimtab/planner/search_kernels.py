"""Compiled search for plans: exact swap gains, local improvement, window repair.

A choice is kept as `taken[j]` (1 when chosen), `occupant[slot]` (the candidate there, -1 when
free), `z[b]` (each budget's total) and `chosen[:size[0]]`, the list of chosen candidates.
Every gain is computed on the true concave worths, never on prices; prices only say where to look.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.kernels import IMPOSSIBLE, TOLERANCE, compiled, worth_of

MOST_EJECTED = 64


class Choice(NamedTuple):
    """A plan in the making, in arrays that kernels change in place."""

    taken: npt.NDArray[np.uint8]
    occupant: Ints
    z: Floats
    chosen: Ints
    size: Ints
    shift: Floats
    touched: Ints
    is_touched: npt.NDArray[np.uint8]
    ejected: Ints


@compiled
def put(p, c, j):
    """Add candidate j to the choice; its slots must be free."""
    c.taken[j] = 1
    c.occupant[p.tail[j] // p.states : p.head[j] // p.states] = j
    for m in range(p.ptr[j], p.ptr[j + 1]):
        c.z[p.idx[m]] += p.coef[m]
    c.chosen[c.size[0]] = j
    c.size[0] += 1


@compiled
def drop(p, c, j):
    """Take candidate j out of the choice."""
    c.taken[j] = 0
    c.occupant[p.tail[j] // p.states : p.head[j] // p.states] = -1
    for m in range(p.ptr[j], p.ptr[j + 1]):
        c.z[p.idx[m]] -= p.coef[m]
    for k in range(c.size[0]):
        if c.chosen[k] == j:
            c.size[0] -= 1
            c.chosen[k] = c.chosen[c.size[0]]
            break


@compiled
def total_worth(p, c):
    """Worth of the choice: sum of chosen v_j plus sum of U_b(z_b)."""
    total = 0.0
    for k in range(c.size[0]):
        total += p.worth[c.chosen[k]]
    for b in range(p.low.size):
        total += worth_of(p, b, c.z[b])
    return total


@compiled
def shift_budgets(p, c, j, sign, touched):
    """Add sign times j's coefficients to the pending shift; return how many budgets it holds."""
    for m in range(p.ptr[j], p.ptr[j + 1]):
        b = p.idx[m]
        if c.is_touched[b] == 0:
            c.is_touched[b] = 1
            c.shift[b] = 0.0
            c.touched[touched] = b
            touched += 1
        c.shift[b] += sign * p.coef[m]
    return touched


@compiled
def cheapest_on(p, c, b, rewards, ejected):
    """The chosen candidate that uses budget b at the least priced reward; -1 when none is left."""
    cheapest = -1
    for k in range(c.size[0]):
        j = c.chosen[k]
        uses = False
        for m in range(p.ptr[j], p.ptr[j + 1]):
            if p.idx[m] == b and p.coef[m] > 0.0:
                uses = True
        if not uses or (cheapest >= 0 and rewards[j] >= rewards[cheapest]):
            continue
        gone = False
        for e in range(ejected):
            if c.ejected[e] == j:
                gone = True
        if not gone:
            cheapest = j
    return cheapest


@compiled
def swap_gain(p, c, j, rewards, most_ejected):
    """Exact gain of putting j in and ejecting what it overlaps or overfills.

    Returns (gain, number ejected); the ejected stand in `c.ejected`. IMPOSSIBLE when more than
    `most_ejected` would have to go or a must would break its budget's domain.
    """
    ejected = 0
    slot = p.tail[j] // p.states
    end = p.head[j] // p.states
    while slot < end:
        other = c.occupant[slot]
        if other < 0:
            slot += 1
            continue
        if ejected >= most_ejected:
            return IMPOSSIBLE, 0
        c.ejected[ejected] = other
        ejected += 1
        slot = p.head[other] // p.states
    touched = shift_budgets(p, c, j, 1.0, 0)
    gain = p.worth[j]
    for e in range(ejected):
        touched = shift_budgets(p, c, c.ejected[e], -1.0, touched)
        gain -= p.worth[c.ejected[e]]
    fits = True
    for m in range(p.ptr[j], p.ptr[j + 1]):
        b = p.idx[m]
        while fits and c.z[b] + c.shift[b] > p.high[b] + TOLERANCE:
            other = cheapest_on(p, c, b, rewards, ejected) if ejected < most_ejected else -1
            if other < 0:
                fits = False
                break
            c.ejected[ejected] = other
            ejected += 1
            touched = shift_budgets(p, c, other, -1.0, touched)
            gain -= p.worth[other]
    for t in range(touched):
        b = c.touched[t]
        c.is_touched[b] = 0
        if fits and c.shift[b] != 0.0:
            after = worth_of(p, b, c.z[b] + c.shift[b])
            if after <= IMPOSSIBLE:
                fits = False
            else:
                gain += after - worth_of(p, b, c.z[b])
    if not fits:
        return IMPOSSIBLE, 0
    return gain, ejected


@compiled
def swap_in(p, c, j, ejected):
    """Carry out the swap that `swap_gain` has just described."""
    for e in range(ejected):
        drop(p, c, c.ejected[e])
    put(p, c, j)


@compiled
def improve(p, c, rewards, pool, rounds):
    """Swap in candidates of `pool` while any swap gains; return the gain."""
    total = 0.0
    for _ in range(rounds):
        before = total
        for k in range(pool.size):
            j = pool[k]
            if c.taken[j]:
                continue
            gain, ejected = swap_gain(p, c, j, rewards, MOST_EJECTED)
            if gain > 1e-6:
                swap_in(p, c, j, ejected)
                total += gain
        if total - before <= 1e-6:
            break
    return total


@compiled
def prune(p, c):
    """Drop chosen candidates whose removal gains; return the gain."""
    total = 0.0
    k = 0
    while k < c.size[0]:
        j = c.chosen[k]
        gain = -p.worth[j]
        for m in range(p.ptr[j], p.ptr[j + 1]):
            b = p.idx[m]
            without = worth_of(p, b, c.z[b] - p.coef[m])
            gain += without - worth_of(p, b, c.z[b])
        if gain > 1e-6:
            drop(p, c, j)
            total += gain
            k = 0
        else:
            k += 1
    return total


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
def repair_windows(p, c, prices, rewards, steps, seed, shortest, longest):
    """Large-neighbourhood search: empty a window, refill it along a path, improve, keep if better.

    Windows are `shortest`..`longest` slots; prices are shaken by up to 30 % in each step so that
    the same window fills in different ways. Returns the worth of the best choice, left in `c`.
    """
    slots = c.occupant.size
    shaken = np.empty(prices.size)
    tried = np.empty(p.worth.size)
    best = np.empty(slots + 1)
    via = np.empty(slots + 1, np.int32)
    path = np.empty(slots + 1, np.int32)
    kept = c.chosen[: c.size[0]].copy()
    value = total_worth(p, c)
    for _ in range(steps):
        width = shortest + int(next_random(seed) * (longest - shortest))
        start = int(next_random(seed) * (slots - 1))
        end = min(slots, start + width)
        for b in range(prices.size):
            shaken[b] = prices[b] * (0.7 + 0.6 * next_random(seed))
        low, high = clear_window(p, c, start, end)
        first = p.first[low * p.states]
        last = p.first[high * p.states]
        for j in range(first, last):
            total = p.worth[j]
            for m in range(p.ptr[j], p.ptr[j + 1]):
                b = p.idx[m]
                total += shaken[b] * p.coef[m]
                if c.z[b] + p.coef[m] > p.high[b] + TOLERANCE:
                    total = IMPOSSIBLE
                    break
            tried[j] = total
        count = window_path(p, c, tried, low, high, best, via, path)
        insert_path(p, c, tried, path, count)
        for _round in range(2):
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
        now = total_worth(p, c)
        if now >= value - 1e-9:
            value = now
            kept = c.chosen[: c.size[0]].copy()
        else:
            restore(p, c, kept, kept.size)
    return value


@compiled
def swap_gains(p, c, rewards, pool, gains):
    """Exact gain of swapping each candidate of `pool` into the choice as it stands."""
    for k in range(pool.size):
        if c.taken[pool[k]]:
            gains[k] = 0.0
        else:
            gains[k], _ejected = swap_gain(p, c, pool[k], rewards, MOST_EJECTED)
