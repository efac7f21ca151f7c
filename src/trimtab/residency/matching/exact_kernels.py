"""Compiled search through all pairs of all couples for a stable matching.

Fix what pair each couple has (or none). Who is then left is a market of singles in which each
member ranks one programme, and a stable matching of the whole is a stable matching of it with
every member held. All its stable matchings fill as many positions of each programme (Roth 1986)
and the one best for programmes holds, above any rank, at least as many as any other; so a couple
that blocks there blocks in all, and it alone needs to be looked at.
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled
from trimtab.residency.matching.couple_kernels import best_open

FOUND, NONE, GAVE_UP = 1, 0, -1


@compiled
def fill_positions(m, certain, held, count):
    """Programmes propose: singles choose, who is flagged certain accepts any slot of theirs."""
    programmes = m.positions.size
    holds = np.full(m.unit_starts.size - 1, -1)
    ask = m.programme_starts[:-1].copy()
    waiting, is_waiting = np.arange(programmes), np.ones(programmes, np.bool_)
    left = programmes
    held[:] = False
    count[:] = 0
    while left > 0:
        left -= 1
        p = waiting[left]
        is_waiting[p] = False
        while count[p] < m.positions[p] and ask[p] < m.programme_starts[p + 1]:
            slot = ask[p]
            ask[p] += 1
            option = m.slot_option[slot]
            if option < 0:
                if certain[slot]:
                    held[slot] = True
                    count[p] += 1
                continue
            a = m.slot_unit[slot]
            before = holds[a]
            if before >= 0 and m.slot_option[before] < option:
                continue
            holds[a] = slot
            held[slot] = True
            count[p] += 1
            if before >= 0:
                held[before] = False
                loser = m.slot_programme[before]
                count[loser] -= 1
                if not is_waiting[loser]:
                    is_waiting[loser] = True
                    waiting[left] = loser
                    left += 1


@compiled
def flag(m, certain, option, value):
    """Flag an option's slots; option -1 has none."""
    if option >= 0:
        if m.option_first[option] >= 0:
            certain[m.option_first[option]] = value
        if m.option_second[option] >= 0:
            certain[m.option_second[option]] = value


@compiled
def is_held(m, held, option):
    """Whether all slots of an option are held; option -1 has none."""
    if option < 0:
        return True
    first, second = m.option_first[option], m.option_second[option]
    return (first < 0 or held[first]) and (second < 0 or held[second])


@compiled
def may_stand(m, order, chosen, fixed, held, count):
    """Whether the first `fixed` couples of `order` may keep their options, however others choose.

    Not where a member is passed over although nobody of the other couples competes, or where a
    couple could do better although all of them compete wherever they would go. `held` is left as
    the positions are filled without the others. More applicants only ever raise whom programmes
    hold (Gale and Sotomayor 1985).
    """
    certain = np.zeros(held.size, np.bool_)
    if fixed < order.size:
        for index in range(fixed, order.size):
            for option in range(m.unit_starts[order[index]], m.unit_starts[order[index] + 1]):
                flag(m, certain, option, True)
        for index in range(fixed):
            flag(m, certain, chosen[index], True)
        fill_positions(m, certain, held, count)
        for index in range(fixed):
            if best_open(m, held, count, order[index], chosen[index]) >= 0:
                return False
        certain[:] = False
    for index in range(fixed):
        flag(m, certain, chosen[index], True)
    fill_positions(m, certain, held, count)
    for index in range(fixed):
        if not is_held(m, held, chosen[index]):
            return False
    if fixed == order.size:
        for index in range(fixed):
            if best_open(m, held, count, order[index], chosen[index]) >= 0:
                return False
    return True


@compiled
def search_pairs(m, order, most_nodes, held):
    """Try couples in this order, each option best first, then none: outcome and nodes.

    The outcome is FOUND, NONE or GAVE_UP; `held` becomes the slots of the stable matching found. A
    node is one option of a couple tried.
    """
    count = np.zeros(m.positions.size, np.int64)
    couples = order.size
    chosen, tried = np.full(couples + 1, -1), np.zeros(couples + 1, np.int64)
    depth, nodes = 0, 0
    if couples == 0:
        may_stand(m, order, chosen, 0, held, count)
        return FOUND, nodes
    while depth >= 0:
        unit = order[depth]
        options = m.unit_starts[unit + 1] - m.unit_starts[unit]
        if tried[depth] > options:
            depth -= 1
            continue
        if nodes == most_nodes:
            return GAVE_UP, nodes
        nodes += 1
        is_last = tried[depth] == options
        chosen[depth] = -1 if is_last else m.unit_starts[unit] + tried[depth]
        tried[depth] += 1
        if not may_stand(m, order, chosen, depth + 1, held, count):
            continue
        if depth + 1 == couples:
            return FOUND, nodes
        depth += 1
        tried[depth] = 0
    return NONE, nodes
