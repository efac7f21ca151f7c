"""Problems that have an exact answer at once: independent chances, or one common score."""

from __future__ import annotations

from math import gcd

import numpy as np

from trimtab.residency.portfolio.exact_kernels import fill_by_cost, fill_chain
from trimtab.residency.portfolio.problem import Floats, Whole
from trimtab.residency.portfolio.ranked import FREE, NO_LIMIT, Ranked
from trimtab.residency.portfolio.search_kernels import greedy, start_list

LARGEST_TABLE = 30_000_000
"""Entries of a table of costs; a tenth of a second."""

LARGEST_CHAIN = 300_000_000
"""Steps of the chain's recursion; a third of a second."""


def exact_list(ranked: Ranked) -> Whole | None:
    """The optimal tiers (m,) where a fast method is exact, else None."""
    if has_signals(ranked):
        return None
    most = count_only(ranked)
    if ranked.mass.size == 1:
        return _by_gain(ranked, most) if most is not None else _by_cost(ranked)
    is_step = bool(np.isin(ranked.chance, (0.0, 1.0)).all())
    if is_step and most is not None and not (ranked.pinned > FREE).any():
        return _by_chain(ranked, most)
    return None


def has_signals(ranked: Ranked) -> bool:
    """Whether there is a choice of tiers anywhere."""
    sendable = ranked.can & (ranked.copies[ranked.group] > 0)
    return bool(sendable[:, 1:].any())


def count_only(ranked: Ranked) -> int | None:
    """How many applications the limits allow, where only their number matters; else None."""
    if ranked.budget >= NO_LIMIT and np.isfinite(ranked.fees).all():
        return ranked.most
    has_fees = bool((ranked.fees > 0).any())
    if np.ptp(ranked.cost) > 0 or (has_fees and len(ranked.fees) > 1):
        return None
    counts = np.arange(ranked.fees.shape[1])
    payable = ranked.fees[0] + counts * ranked.cost[0] <= ranked.budget + 1e-9
    return min(ranked.most, int(np.flatnonzero(payable).max(initial=0)))


def _by_gain(ranked: Ranked, most: int) -> Whole:
    """Greedy, which is exact here (Chade & Smith 2006, doi 10.1111/j.1468-0262.2006.00704.x)."""
    tier = np.empty(ranked.worth.size, np.int64)
    counted = ranked._replace(most=most, budget=NO_LIMIT, fees=np.zeros_like(ranked.fees))
    start_list(counted, tier)
    greedy(counted, tier, np.zeros(ranked.copies.shape), by_dollar=False)
    return tier


def _by_cost(ranked: Ranked) -> Whole | None:
    costs = row_costs(ranked)
    units = None if costs is None else whole_costs(costs, ranked.budget)
    if units is None or units[1] * ranked.worth.size > LARGEST_TABLE:
        return None
    cost, budget = units
    can = ranked.can[:, 0]
    chance = np.where(can, ranked.chance[:, 0, 0], 0.0)
    best, taken = np.zeros(budget + 1), np.zeros((chance.size, budget + 1), np.bool_)
    must = ranked.pinned > FREE
    fill_by_cost(ranked.worth, chance, np.where(can, cost, budget + 1), must, best, taken)
    tier = np.full(chance.size, -1, np.int64)
    spent = budget
    for j in range(chance.size):
        if taken[j, spent]:
            tier[j] = 0
            spent -= cost[j]
    return tier if (tier >= 0).sum() <= ranked.most else None


def row_costs(ranked: Ranked) -> Floats | None:
    """Dollars of each row with its fee, where fees are the same for each application; or None."""
    each = np.diff(ranked.fees, axis=1)
    if each.size and (not np.isfinite(each).all() or np.ptp(each, axis=1).max() > 1e-9):
        return None
    return np.asarray(ranked.cost + each[ranked.group, 0])


def whole_costs(costs: Floats, budget: float) -> tuple[Whole, int] | None:
    """Costs and budget in the largest unit that measures all costs in cents; or None."""
    cents = np.rint(costs * 100).astype(np.int64)
    if np.abs(cents - costs * 100).max(initial=0.0) > 1e-6:
        return None
    unit = gcd(*(int(cent) for cent in np.unique(cents))) or 1
    most = int(min(budget * 100 + 1e-6, cents.sum())) // unit
    return cents // unit, most


def _by_chain(ranked: Ranked, most: int) -> Whole | None:
    size = ranked.worth.size
    if size**2 * most > 2 * LARGEST_CHAIN:
        return None
    chance = ranked.chance[:, 0] @ ranked.mass * ranked.can[:, 0]
    best = np.empty((most + 1, size + 1))
    comes_from = np.empty((most + 1, size + 1), np.int64)
    fill_chain(ranked.worth, chance, most, best, comes_from)
    n, at = (int(k) for k in np.unravel_index(int(np.argmax(best)), best.shape))
    tier = np.full(size, -1, np.int64)
    while n:
        tier[at] = 0
        n, at = n - 1, int(comes_from[n, at])
    return tier
