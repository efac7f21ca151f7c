"""Compiled deferred acceptance, from either side.

Gale and Shapley 1962 (doi 10.2307/2312726): who proposes asks down a list, who is
asked holds the best so far. Every wish is looked at once, so time grows with the length of all
lists together.
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled


@compiled
def pair_up(starts, choices, programme_starts, ranked, programmes):
    """Match each wish of an applicant with its slot: (slot of a wish, wish of a slot), -1 for none.

    Wishes are turned into order of programmes first, so that each programme's list is read once.
    """
    wishes, slots = choices.size, ranked.size
    applicants = starts.size - 1
    begin = np.zeros(programmes + 1, np.int64)
    for wish in range(wishes):
        if choices[wish] >= 0:
            begin[choices[wish] + 1] += 1
    for p in range(programmes):
        begin[p + 1] += begin[p]
    place = begin[:programmes].copy()
    wish_at, who_at = np.empty(wishes, np.int64), np.empty(wishes, np.int64)
    for a in range(applicants):
        for wish in range(starts[a], starts[a + 1]):
            p = choices[wish]
            if p >= 0:
                wish_at[place[p]] = wish
                who_at[place[p]] = a
                place[p] += 1
    choice_slot, slot_choice = np.full(wishes, -1), np.full(slots, -1)
    slot_of, seen_by = np.empty(applicants, np.int64), np.full(applicants, -1)
    for p in range(programmes):
        for slot in range(programme_starts[p], programme_starts[p + 1]):
            a = ranked[slot]
            if a >= 0 and seen_by[a] != p:
                seen_by[a] = p
                slot_of[a] = slot
        for index in range(begin[p], begin[p + 1]):
            a = who_at[index]
            if seen_by[a] == p and slot_choice[slot_of[a]] < 0:
                choice_slot[wish_at[index]] = slot_of[a]
                slot_choice[slot_of[a]] = wish_at[index]
    return choice_slot, slot_choice


@compiled
def applicants_propose(m, applicants):
    """Flags of the slots held when applicants propose: the best stable matching for each of them.

    m is a MarketArrays; units from `applicants` on take no part. A programme's worst slot only
    ever moves up once it is full, so finding the next worst costs each slot once.
    """
    held = np.zeros(m.slot_programme.size, np.bool_)
    count = np.zeros(m.positions.size, np.int64)
    worst = np.full(m.positions.size, -1)
    ask = m.unit_starts[:-1].copy()
    for first in range(applicants):
        a = first
        while a >= 0 and ask[a] < m.unit_starts[a + 1]:
            slot = m.option_first[ask[a]]
            ask[a] += 1
            p = m.slot_programme[slot]
            if count[p] < m.positions[p]:
                held[slot] = True
                count[p] += 1
                worst[p] = max(worst[p], slot)
                a = -1
            elif slot < worst[p]:
                a = m.slot_unit[worst[p]]
                held[slot], held[worst[p]] = True, False
                while not held[worst[p]]:
                    worst[p] -= 1
    return held


@compiled
def programmes_propose(m):
    """Flags of the slots held when programmes propose: the best stable matching for each of them.

    Couples take no part. Whoever loses somebody asks on from where they stopped.
    """
    programmes = m.positions.size
    held = np.zeros(m.slot_programme.size, np.bool_)
    holds = np.full(m.unit_starts.size - 1, -1)
    ask, count = m.programme_starts[:-1].copy(), np.zeros(programmes, np.int64)
    waiting, is_waiting = np.arange(programmes), np.ones(programmes, np.bool_)
    left = programmes
    while left > 0:
        left -= 1
        p = waiting[left]
        is_waiting[p] = False
        while count[p] < m.positions[p] and ask[p] < m.programme_starts[p + 1]:
            slot = ask[p]
            ask[p] += 1
            option = m.slot_option[slot]
            if option < 0:
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
    return held
