"""Compiled search for a stable matching with couples, by proposals one after another.

After Roth and Peranson 1999 (American Economic Review 89(4):748-780): singles first, then couples
one by one; whoever loses a place proposes again from the top, and programmes that lose somebody
are asked again. Nothing promises that it ends, so a couple that keeps coming back is set aside.
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled


@compiled
def takes(m, held, count, first, second, leaving_first, leaving_second):
    """Whether a programme takes slot `first` (and `second` of its own, or -1) once some leave.

    count[p] is how many slots of p are held. It does where at least as many of those who stay as
    there would be too many stand below whoever is worse of the two.
    """
    p = m.slot_programme[first]
    over = count[p] + 1 - m.positions[p]
    if second >= 0:
        over += 1
    if leaving_first >= 0 and held[leaving_first] and m.slot_programme[leaving_first] == p:
        over -= 1
    if leaving_second >= 0 and held[leaving_second] and m.slot_programme[leaving_second] == p:
        over -= 1
    if over <= 0:
        return True
    least = max(first, second)
    for slot in range(m.programme_starts[p + 1] - 1, least, -1):
        if held[slot] and slot not in (leaving_first, leaving_second):
            over -= 1
            if over == 0:
                return True
    return False


@compiled
def is_open(m, held, count, option, current):
    """Whether every programme of an option takes whom it names, `current` (or -1) being left."""
    first, second = m.option_first[option], m.option_second[option]
    leaving_first, leaving_second = -1, -1
    if current >= 0:
        leaving_first, leaving_second = m.option_first[current], m.option_second[current]
    if first >= 0 and second >= 0 and m.slot_programme[first] == m.slot_programme[second]:
        return takes(m, held, count, first, second, leaving_first, leaving_second)
    if first >= 0 and not takes(m, held, count, first, -1, leaving_first, leaving_second):
        return False
    return second < 0 or takes(m, held, count, second, -1, leaving_first, leaving_second)


@compiled
def best_open(m, held, count, unit, current):
    """The best option of a unit that is open and better than its current one (-1: unmatched)."""
    end = current if current >= 0 else m.unit_starts[unit + 1]
    for option in range(m.unit_starts[unit], end):
        if is_open(m, held, count, option, current):
            return option
    return -1


@compiled
def push(stack, is_on, size, item):
    """Put an item on a stack unless it is there; the new size."""
    if is_on[item]:
        return size
    is_on[item] = True
    stack[size] = item
    return size + 1


@compiled
def release(m, held, count, option, asked, is_asked, asked_size):
    """Free an option's slots and note their programmes to be asked again; how many are noted."""
    for slot in (m.option_first[option], m.option_second[option]):
        if slot >= 0:
            held[slot] = False
            p = m.slot_programme[slot]
            count[p] -= 1
            asked_size = push(asked, is_asked, asked_size, p)
    return asked_size


@compiled
def draw(state, below):
    """A number from 0 below `below`, by the xorshift generator of Marsaglia 2003."""
    x = state[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    state[0] = x
    return np.int64((x >> np.uint64(11)) % np.uint64(below))


@compiled
def settle(m, held, current, order, first_couple, most_returns, state):
    """Let units propose, the last of `order` first, until nobody wants to; how many block.

    Changes held (slots) and current (option of each unit, -1 unmatched). With state[0] == 0 who
    lost a place proposes next, else anybody waiting, at random. A couple that lost its place more
    than `most_returns` times is set aside, unmatched; of those that still block current becomes -2,
    and where there are none the matching is stable.
    """
    units, programmes = m.unit_starts.size - 1, m.positions.size
    count = np.zeros(programmes, np.int64)
    for slot in range(held.size):
        if held[slot]:
            count[m.slot_programme[slot]] += 1
    stack, is_on = np.empty(units, np.int64), np.zeros(units, np.bool_)
    asked, is_asked = np.empty(programmes, np.int64), np.zeros(programmes, np.bool_)
    returns = np.zeros(units, np.int64)
    size, asked_size = 0, 0
    for unit in order:
        size = push(stack, is_on, size, unit)
    while size > 0 or asked_size > 0:
        if size == 0:
            asked_size -= 1
            p = asked[asked_size]
            is_asked[p] = False
            for slot in range(m.programme_starts[p + 1] - 1, m.programme_starts[p] - 1, -1):
                unit, option = m.slot_unit[slot], m.slot_option[slot]
                if unit < 0 or held[slot] or returns[unit] > most_returns:
                    continue
                if option < 0 or current[unit] < 0 or option < current[unit]:
                    size = push(stack, is_on, size, unit)
            continue
        if state[0] != 0:
            pick = draw(state, size)
            stack[pick], stack[size - 1] = stack[size - 1], stack[pick]
        size -= 1
        unit = stack[size]
        is_on[unit] = False
        option = best_open(m, held, count, unit, current[unit])
        if option < 0:
            continue
        if current[unit] >= 0:
            asked_size = release(m, held, count, current[unit], asked, is_asked, asked_size)
        current[unit] = option
        for slot in (m.option_first[option], m.option_second[option]):
            if slot >= 0:
                held[slot] = True
                count[m.slot_programme[slot]] += 1
        for slot in (m.option_first[option], m.option_second[option]):
            if slot < 0:
                continue
            p = m.slot_programme[slot]
            worst = m.programme_starts[p + 1] - 1
            while count[p] > m.positions[p]:
                while not held[worst]:
                    worst -= 1
                loser = m.slot_unit[worst]
                asked_size = release(m, held, count, current[loser], asked, is_asked, asked_size)
                current[loser] = -1
                if loser >= first_couple:
                    returns[loser] += 1
                if returns[loser] <= most_returns:
                    size = push(stack, is_on, size, loser)
        if unit >= first_couple:
            size = push(stack, is_on, size, unit)  # what it gave up itself may open more
    blocking = 0
    for unit in range(first_couple, units):
        if returns[unit] > most_returns and best_open(m, held, count, unit, current[unit]) >= 0:
            current[unit] = -2
            blocking += 1
    return blocking
