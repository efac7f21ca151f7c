"""Compiled moves on a plan: put, drop, exact swap gains, improvement by swaps.

A choice is kept as `taken[j]` (1 when chosen), `occupant[slot]` (the candidate there, -1 when
free), `z[b]` (each budget's total) and `chosen[:size[0]]`, the list of chosen candidates.
Every gain is computed on the true concave worths, never on prices; prices only say where to look.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.compiled import compiled, inlined
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.kernels import IMPOSSIBLE, TOLERANCE, worth_of

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
    worth: Floats
    user: Ints
    newest: Ints
    older: Ints
    newer: Ints


@inlined
def put(p, c, j):
    """Add candidate j to the choice; its slots must be free."""
    c.taken[j] = 1
    c.occupant[p.tail[j] // p.states : p.head[j] // p.states] = j
    for m in range(p.ptr[j], p.ptr[j + 1]):
        b = p.idx[m]
        c.z[b] += p.coef[m]
        c.worth[b] = worth_of(p, b, c.z[b])
        old = c.newest[b]
        c.user[m] = j
        c.older[m] = old
        c.newer[m] = -1
        if old >= 0:
            c.newer[old] = m
        c.newest[b] = m
    c.chosen[c.size[0]] = j
    c.size[0] += 1


@compiled
def empty(p, c):
    """Take everything out of the choice."""
    for k in range(c.size[0]):
        c.taken[c.chosen[k]] = 0
    c.occupant[:] = -1
    c.size[0] = 0
    c.newest[:] = -1
    c.z[:] = 0.0
    for b in range(c.z.size):
        c.worth[b] = worth_of(p, b, 0.0)


@compiled
def drop(p, c, j):
    """Take candidate j out of the choice."""
    c.taken[j] = 0
    c.occupant[p.tail[j] // p.states : p.head[j] // p.states] = -1
    for m in range(p.ptr[j], p.ptr[j + 1]):
        b = p.idx[m]
        c.z[b] -= p.coef[m]
        c.worth[b] = worth_of(p, b, c.z[b])
        old, new = c.older[m], c.newer[m]
        if new >= 0:
            c.older[new] = old
        else:
            c.newest[b] = old
        if old >= 0:
            c.newer[old] = new
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


@inlined
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


@inlined
def cheapest_on(p, c, b, rewards, ejected):
    """The chosen candidate that uses budget b at the least priced reward; -1 when none is left."""
    cheapest = -1
    use = c.newest[b]
    while use >= 0:
        j = c.user[use]
        is_cheaper = cheapest < 0 or rewards[j] < rewards[cheapest]
        if p.coef[use] > 0.0 and is_cheaper:
            gone = False
            for e in range(ejected):
                if c.ejected[e] == j:
                    gone = True
            if not gone:
                cheapest = j
        use = c.older[use]
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
                gain += after - c.worth[b]
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
def add_free(p, c, rewards, pool):
    """Put in each candidate of `pool` that gains and takes nothing's place; return the gain."""
    total = 0.0
    for k in range(pool.size):
        if c.taken[pool[k]]:
            continue
        gain, _ejected = swap_gain(p, c, pool[k], rewards, 0)
        if gain > 1e-6:
            put(p, c, pool[k])
            total += gain
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
def swap_gains(p, c, rewards, pool, gains):
    """Exact gain of swapping each candidate of `pool` into the choice as it stands."""
    for k in range(pool.size):
        if c.taken[pool[k]]:
            gains[k] = 0.0
        else:
            gains[k], _ejected = swap_gain(p, c, pool[k], rewards, MOST_EJECTED)
