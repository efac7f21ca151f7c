"""Compiled exact answers: dynamic programmes, and a search through every list.

Programmes lie by falling worth, as everywhere.
"""

from __future__ import annotations

import numpy as np

from trimtab.compiled import compiled
from trimtab.residency.portfolio.search_kernels import SLACK, fill_usage
from trimtab.residency.portfolio.value_kernels import dot


@compiled
def fill_by_cost(worth, chance, cost, must, best, taken):
    """The cost table of Kapur & Hong (2022): independent chances, whole costs, one budget.

    best (budget + 1,) starts as 0 and ends as the value of the best list at each cost; taken (m,
    budget + 1) says whether a programme is in it. From the least worth up, a programme turns v
    into f t + (1 - f) v. must (m,) is in whatever else.
    """
    most = best.size - 1
    best[:] = 0.0
    for j in range(worth.size - 1, -1, -1):
        keep = 1.0 - chance[j]
        for spent in range(most, -1, -1):
            found = -np.inf
            if cost[j] <= spent:
                found = chance[j] * worth[j] + keep * best[spent - cost[j]]
            if must[j] or found > best[spent]:
                best[spent] = found
                taken[j, spent] = True


@compiled
def fill_chain(worth, chance, most, best, comes_from):
    """The best chain at correlation 1: fill best and comes_from (most + 1, m + 1).

    A list is worth the mean over a score u of its largest t with f >= u, so only members with more
    worth and less chance than the next ones count: v = sum t_k (f_k - f_before). best[n, j] is that
    of n members of which j is the last, which has the most chance; index m stands for none.
    """
    size = worth.size
    best[:] = -np.inf
    comes_from[:] = -1
    best[0, size] = 0.0
    for n in range(1, most + 1):
        for j in range(size):
            if best[n - 1, size] == 0.0:
                best[n, j] = worth[j] * chance[j]
                comes_from[n, j] = size
            for i in range(j):
                if chance[i] < chance[j]:
                    found = best[n - 1, i] + worth[j] * (chance[j] - chance[i])
                    if found > best[n, j]:
                        best[n, j] = found
                        comes_from[n, j] = i
        best[n, size] = -np.inf


@compiled
def search_all(r, tier, value, most_steps):
    """Look at every list from the best worth down; fill tier where one is worth more than value.

    With P_q the mass still without a match, what is to come is worth at most sum_q P_q t_next, and
    branches that cannot win are left. The best value; NaN after most_steps steps.
    """
    size, tiers = r.can.shape
    left = np.empty((size + 1, r.mass.size))
    left[0] = r.mass
    worth = np.zeros(size + 1)
    choice = np.full(size, -2)
    now = np.full(size, -1)
    used, counts = np.empty_like(r.copies), np.empty(r.fees.shape[0], np.int64)
    members = 0
    depth, steps = 0, 0
    while depth >= 0:
        steps += 1
        if steps > most_steps:
            return np.nan
        if depth == size or worth[depth] + r.worth[depth] * left[depth].sum() <= value:
            if depth == size and worth[size] > value:
                value = worth[size]
                tier[:] = now
            if depth < size:
                members -= now[depth] >= 0
                now[depth], choice[depth] = -1, -2
            depth -= 1
            continue
        if choice[depth] == -2:
            choice[depth] = tiers
        if now[depth] >= 0:
            members -= 1
            now[depth] = -1
        choice[depth] -= 1
        s = choice[depth]
        if s < -1:
            choice[depth] = -2
            depth -= 1
            continue
        pin = r.pinned[depth]
        if s == -1:
            if pin != -2:
                continue
            left[depth + 1] = left[depth]
            worth[depth + 1] = worth[depth]
            depth += 1
            continue
        if not r.can[depth, s] or (pin >= 0 and pin != s) or members >= r.most:
            continue
        now[depth] = s
        spent = fill_usage(r, now, used, counts)
        if used[r.group[depth], s] > r.copies[r.group[depth], s] or not spent <= r.budget + SLACK:
            now[depth] = -1
            continue
        members += 1
        chance = r.chance[depth, s]
        worth[depth + 1] = worth[depth] + r.worth[depth] * dot(left[depth], chance)
        for q in range(r.mass.size):
            left[depth + 1, q] = left[depth, q] * (1.0 - chance[q])
        depth += 1
    return value
