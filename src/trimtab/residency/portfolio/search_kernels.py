"""Compiled search for a good list: greedy, then changes of it until none helps."""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled, inlined
from trimtab.residency.portfolio.value_kernels import (
    dot,
    fill_lead,
    fill_losses,
    fill_tables,
    value_of,
)

SLACK = 1e-9
"""Dollars by which rounding may overstep a budget."""

NOTHING = 1e-11
"""Gains below this share of the largest worth are rounding."""


@inlined
def is_open(r, j):
    """Whether a programme may leave the list."""
    return r.pinned[j] == -2


@inlined
def may_have(r, j, s):
    """Whether a programme may stand in the list with a tier."""
    return r.can[j, s] and (r.pinned[j] < 0 or r.pinned[j] == s)


@compiled
def fill_usage(r, tier, used, counts):
    """Fill used (specialties, tiers) and counts (specialties,); dollars spent."""
    used[:] = 0
    counts[:] = 0
    spent = 0.0
    for j in range(tier.size):
        if tier[j] >= 0:
            used[r.group[j], tier[j]] += 1
            counts[r.group[j]] += 1
            spent += r.cost[j]
    for g in range(counts.size):
        spent += r.fees[g, counts[g]]
    return spent


@inlined
def price_of(r, counts, j):
    """Dollars that one more application costs."""
    g = r.group[j]
    return r.cost[j] + r.fees[g, counts[g] + 1] - r.fees[g, counts[g]]


@compiled
def start_list(r, tier):
    """Set the list to what must be in it, without signals where they are open."""
    tier[:] = -1
    for j in range(tier.size):
        if r.pinned[j] >= 0:
            tier[j] = r.pinned[j]
        elif r.pinned[j] == -1:
            tier[j] = 0


@compiled
def greedy(r, tier, prices, by_dollar):
    """Add what gains most (less its signal's price; per dollar if asked) until nothing fits.

    Gains only shrink as a list grows, so old ones are upper bounds: counted anew are only those
    that could still be the best (Minoux 1978, doi 10.1007/BFb0006528). prices (specialties, tiers).
    """
    tiers = r.can.shape[1]
    room = np.empty((2, tier.size + 1, r.mass.size))
    used, counts = np.empty_like(r.copies), np.empty(r.fees.shape[0], np.int64)
    known = np.full((tier.size, tiers), np.inf)
    lead = np.empty(r.mass.size)
    least = NOTHING * r.worth[0]
    spent = fill_usage(r, tier, used, counts)
    size = fill_tables(r, tier, room[0], room[1])
    while size < r.most:
        best, at, of, p = 0.0, -1, -1, 0
        for j in range(tier.size):
            if tier[j] >= 0:
                p += 1
                continue
            dollars = price_of(r, counts, j)
            if not spent + dollars <= r.budget + SLACK:
                continue
            per = max(dollars, 1e-12) if by_dollar else 1.0
            is_fresh = False
            for s in range(tiers):
                if not r.can[j, s] or used[r.group[j], s] >= r.copies[r.group[j], s]:
                    continue
                price = prices[r.group[j], s]
                if known[j, s] <= least or (known[j, s] - price) / per <= best:
                    continue
                if not is_fresh:
                    fill_lead(r, room[0], room[1], p, j, lead)
                    is_fresh = True
                known[j, s] = dot(lead, r.chance[j, s])
                if known[j, s] > least and (known[j, s] - price) / per > best:
                    best, at, of = (known[j, s] - price) / per, j, s
        if at < 0:
            break
        spent += price_of(r, counts, at)
        tier[at] = of
        used[r.group[at], of] += 1
        counts[r.group[at]] += 1
        size = fill_tables(r, tier, room[0], room[1])


@compiled
def order_members(r, tier, places, gains):
    """Fill places with the members, each next one adding most to those before, and gains.

    What must be in the list comes first: it is there before anything is added.
    """
    room = np.empty((2, tier.size + 1, r.mass.size))
    built = np.full_like(tier, -1)
    known = np.full(tier.size, np.inf)
    lead = np.empty(r.mass.size)
    settled = np.sum((r.pinned > -2) & (tier >= 0))
    for n in range(places.size):
        fill_tables(r, built, room[0], room[1])
        best, at, p = -1.0, -1, 0
        for j in range(tier.size):
            if built[j] >= 0:
                p += 1
            elif tier[j] >= 0 and known[j] > best and (n >= settled or r.pinned[j] > -2):
                fill_lead(r, room[0], room[1], p, j, lead)
                known[j] = dot(lead, r.chance[j, tier[j]])
                if known[j] > best:
                    best, at = known[j], j
        places[n], gains[n] = at, best
        built[at] = tier[at]


@compiled
def best_addition(r, tier, room, only, by_dollar):
    """Add what gains most within all limits (of tier `only`, if 0 or more); whether anything."""
    used, counts = np.empty_like(r.copies), np.empty(r.fees.shape[0], np.int64)
    spent = fill_usage(r, tier, used, counts)
    size = fill_tables(r, tier, room[0], room[1])
    if size >= r.most:
        return False
    lead = np.empty(r.mass.size)
    best, at, of = 0.0, -1, -1
    least = NOTHING * r.worth[0]
    p = 0
    for j in range(tier.size):
        if tier[j] >= 0:
            p += 1
            continue
        dollars = price_of(r, counts, j)
        if not spent + dollars <= r.budget + SLACK:
            continue
        fill_lead(r, room[0], room[1], p, j, lead)
        for s in range(used.shape[1]):
            if only >= 0 and s != only:
                continue
            if r.can[j, s] and used[r.group[j], s] < r.copies[r.group[j], s]:
                gain = dot(lead, r.chance[j, s])
                key = gain / max(dollars, 1e-12) if by_dollar else gain
                if gain > least and key > best:
                    best, at, of = key, j, s
    if at < 0:
        return False
    tier[at] = of
    return True


@compiled
def best_upgrade(r, tier, room):
    """Change the tier of the member that gains most by it; whether any gains."""
    used, counts = np.empty_like(r.copies), np.empty(r.fees.shape[0], np.int64)
    fill_usage(r, tier, used, counts)
    fill_tables(r, tier, room[0], room[1])
    best, at, of = NOTHING * r.worth[0], -1, -1
    lead = np.empty(r.mass.size)
    p = 0
    for j in range(tier.size):
        if tier[j] < 0:
            continue
        for q in range(lead.size):
            lead[q] = room[0, p, q] * (r.worth[j] - room[1, p + 1, q])
        p += 1
        if r.pinned[j] >= 0:
            continue
        now = dot(lead, r.chance[j, tier[j]])
        for s in range(used.shape[1]):
            if s != tier[j] and r.can[j, s] and used[r.group[j], s] < r.copies[r.group[j], s]:
                gain = dot(lead, r.chance[j, s]) - now
                if gain > best:
                    best, at, of = gain, j, s
    if at < 0:
        return False
    tier[at] = of
    return True


@compiled
def refill(r, tier, room, by_dollar, upgrade_first):
    """Add and upgrade until nothing more gains."""
    if upgrade_first:
        while best_upgrade(r, tier, room):
            pass
    while best_addition(r, tier, room, -1, by_dollar):
        pass
    while best_upgrade(r, tier, room):
        pass


@compiled
def keep_better(r, tier, tried, value):
    """Take over what was tried if it is worth more; the value then."""
    found = value_of(r, tried)
    if found > value + NOTHING * r.worth[0]:
        tier[:] = tried
        return found
    tried[:] = tier
    return value


@compiled
def try_signals(r, tier, room, value):
    """Give the signal of one member to another in exchange; the value then."""
    tiers = r.can.shape[1]
    tried = tier.copy()
    used, counts = np.empty_like(r.copies), np.empty(r.fees.shape[0], np.int64)
    lead = np.empty(r.mass.size)
    for i in range(tier.size):
        for b in range(tiers):
            s = tier[i]
            if s <= 0 or b == s or not may_have(r, i, b) or r.pinned[i] >= 0:
                continue
            fill_usage(r, tier, used, counts)
            is_free = used[r.group[i], b] < r.copies[r.group[i], b]
            tried[i] = b
            fill_tables(r, tried, room[0], room[1])
            best, at = -np.inf, -1
            p = 0
            for k in range(tier.size):
                if tried[k] < 0:
                    continue
                p += 1
                if k == i or r.group[k] != r.group[i] or r.pinned[k] >= 0 or not r.can[k, s]:
                    continue
                if tried[k] != b and (not is_free or tried[k] == s):
                    continue
                gain = 0.0
                for q in range(lead.size):
                    lead[q] = room[0, p - 1, q] * (r.worth[k] - room[1, p, q])
                gain = dot(lead, r.chance[k, s]) - dot(lead, r.chance[k, tried[k]])
                if gain > best:
                    best, at = gain, k
            if at >= 0:
                tried[at] = s
                value = keep_better(r, tier, tried, value)
            else:
                tried[:] = tier
    return value


@compiled
def try_swaps(r, tier, room, value, has_dollars):
    """Drop one member and fill up again, in each of the ways; the value then."""
    tried = tier.copy()
    for i in range(tier.size):
        ways = 4 if has_dollars else 2
        for way in range(ways):
            if tier[i] < 0 or not is_open(r, i) or (way % 2 and tier[i] == 0):
                continue
            tried[i] = -1
            refill(r, tried, room, way >= 2, way % 2 == 1)
            value = keep_better(r, tier, tried, value)
    return value


@compiled
def make_room(r, tried, at, losses, used, counts):
    """Let others give way to a newcomer: first its signal, then places; whether it fits then."""
    g, s = r.group[at], tried[at]
    spent = fill_usage(r, tried, used, counts)
    if used[g, s] > r.copies[g, s]:
        losses[:] = np.inf
        for i in range(tried.size):
            if tried[i] == s and i != at and r.group[i] == g and r.pinned[i] < 0 and r.can[i, 0]:
                tried[i] = 0
                losses[i] = -value_of(r, tried)
                tried[i] = s
        if np.min(losses) == np.inf:
            return False
        tried[np.argmin(losses)] = 0
    while counts.sum() > r.most or not spent <= r.budget + SLACK:
        fill_losses(r, tried, losses)
        is_dear = counts.sum() <= r.most
        least, weakest = np.inf, -1
        for i in range(tried.size):
            if tried[i] < 0 or i == at or not is_open(r, i):
                continue
            k = r.group[i]
            dollars = r.cost[i] + r.fees[k, counts[k]] - r.fees[k, counts[k] - 1]
            loss = losses[i] / max(dollars, 1e-12) if is_dear else losses[i]
            if loss < least:
                least, weakest = loss, i
        if weakest < 0:
            return False
        tried[weakest] = -1
        spent = fill_usage(r, tried, used, counts)
    return True


@compiled
def try_entries(r, tier, room, value):
    """Let each programme outside come in with each tier, whoever gives way; the value then."""
    tried = tier.copy()
    losses = np.empty(tier.size)
    used, counts = np.empty_like(r.copies), np.empty(r.fees.shape[0], np.int64)
    for j in range(tier.size):
        for s in range(used.shape[1]):
            if tier[j] >= 0 or not r.can[j, s] or r.copies[r.group[j], s] == 0:
                continue
            tried[j] = s
            if make_room(r, tried, j, losses, used, counts):
                refill(r, tried, room, False, False)
                value = keep_better(r, tier, tried, value)
            else:
                tried[:] = tier
    return value


@compiled
def try_pairs(r, tier, room, value, has_dollars):
    """Drop two members and fill up again; the value then."""
    tried = tier.copy()
    for i in range(tier.size):
        for k in range(i):
            for way in range(2 if has_dollars else 1):
                if tier[i] >= 0 and tier[k] >= 0 and is_open(r, i) and is_open(r, k):
                    tried[i] = tried[k] = -1
                    refill(r, tried, room, way == 1, False)
                    value = keep_better(r, tier, tried, value)
    return value


@compiled
def improve(r, tier, has_dollars, with_entries, with_pairs):
    """Change the list until none of the changes helps; its value then."""
    room = np.empty((2, tier.size + 1, r.mass.size))
    refill(r, tier, room, False, False)
    value = value_of(r, tier)
    while True:
        begun = value
        value = try_signals(r, tier, room, value)
        value = try_swaps(r, tier, room, value, has_dollars)
        if value == begun and with_entries:
            value = try_entries(r, tier, room, value)
        if value == begun and with_pairs:
            value = try_pairs(r, tier, room, value, has_dollars)
        if value == begun:
            return value
