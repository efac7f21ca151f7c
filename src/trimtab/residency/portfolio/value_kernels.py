"""Compiled value of a list and gains of every change of it, all nodes at once.

A list is `tier` (m,), -1 outside, else the tier of the signal sent; programmes lie by falling
worth. With M members in that order, at node q

    before[p, q] = mass_q prod_{i < p} (1 - f_qi)        nobody better than member p takes you
    after[p, q]  = f_qp t_p + (1 - f_qp) after[p + 1, q] what members from p on are worth

so v = sum_q mass_q after[0, q], and a programme j which would stand at p adds
sum_q before[p, q] f_qj (t_j - after[p, q]) (Kapur & Hong 2022, arXiv 2205.01869, node by node).
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled, inlined


@inlined
def dot(one, other):
    """The inner product, in four sums side by side."""
    a = b = c = d = 0.0
    whole = one.size - one.size % 4
    for q in range(0, whole, 4):
        a += one[q] * other[q]
        b += one[q + 1] * other[q + 1]
        c += one[q + 2] * other[q + 2]
        d += one[q + 3] * other[q + 3]
    for q in range(whole, one.size):
        a += one[q] * other[q]
    return (a + b) + (c + d)


@compiled
def fill_tables(r, tier, before, after):
    """Fill before and after (M + 1, nodes); the number of members M."""
    size = 0
    for j in range(tier.size):
        size += tier[j] >= 0
    p = 0
    before[0] = r.mass
    for j in range(tier.size):
        if tier[j] >= 0:
            chance = r.chance[j, tier[j]]
            for q in range(r.mass.size):
                before[p + 1, q] = before[p, q] * (1.0 - chance[q])
            p += 1
    after[size] = 0.0
    for j in range(tier.size - 1, -1, -1):
        if tier[j] >= 0:
            p -= 1
            chance = r.chance[j, tier[j]]
            for q in range(r.mass.size):
                after[p, q] = after[p + 1, q] + chance[q] * (r.worth[j] - after[p + 1, q])
    return size


@compiled
def value_of(r, tier):
    """Expected worth of the best match."""
    best = np.zeros(r.mass.size)
    for j in range(tier.size - 1, -1, -1):
        if tier[j] >= 0:
            chance = r.chance[j, tier[j]]
            for q in range(r.mass.size):
                best[q] += chance[q] * (r.worth[j] - best[q])
    return dot(r.mass, best)


@compiled
def unmatched_share(r, tier):
    """The chance that nobody takes the applicant."""
    left = r.mass.copy()
    for j in range(tier.size):
        if tier[j] >= 0:
            for q in range(r.mass.size):
                left[q] *= 1.0 - r.chance[j, tier[j], q]
    return left.sum()


@inlined
def fill_lead(r, before, after, p, j, lead):
    """Fill lead (nodes,): what a match at j would add, times that nobody better takes you."""
    for q in range(lead.size):
        lead[q] = before[p, q] * (r.worth[j] - after[p, q])


@compiled
def fill_gains(r, tier, gains):
    """Fill gains (m, tiers): of adding, -1 for members and for what cannot be sent."""
    room = np.empty((2, tier.size + 1, r.mass.size))
    fill_tables(r, tier, room[0], room[1])
    lead = np.empty(r.mass.size)
    p = 0
    for j in range(tier.size):
        gains[j] = -1.0
        if tier[j] >= 0:
            p += 1
            continue
        fill_lead(r, room[0], room[1], p, j, lead)
        for s in range(gains.shape[1]):
            if r.can[j, s]:
                gains[j, s] = dot(lead, r.chance[j, s])


@compiled
def fill_losses(r, tier, losses):
    """Fill losses (m,): what the list loses without each member, 0 for others."""
    room = np.empty((2, tier.size + 1, r.mass.size))
    fill_tables(r, tier, room[0], room[1])
    p = 0
    for j in range(tier.size):
        losses[j] = 0.0
        if tier[j] < 0:
            continue
        for q in range(r.mass.size):
            lead = room[0, p, q] * (r.worth[j] - room[1, p + 1, q])
            losses[j] += lead * r.chance[j, tier[j], q]
        p += 1
