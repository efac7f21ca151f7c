"""The search for a good list: several beginnings, each improved, the best one kept."""

from __future__ import annotations

import numpy as np

from trimtab.residency.portfolio.problem import Floats, Whole
from trimtab.residency.portfolio.ranked import NO_LIMIT, Ranked
from trimtab.residency.portfolio.search_kernels import greedy, improve, start_list
from trimtab.residency.portfolio.value_kernels import value_of

PAIR_WORK = 3e7
"""Two members are dropped at once where that takes at most so many chances to look at."""

FEW_MEMBERS = 6
"""How many weak members give way to a newcomer with somebody else's signal."""


def find_list(ranked: Ranked, prices: Floats | None = None) -> Whole:
    """The tiers (m,) of the best list found, -1 outside; `prices` are those of signals."""
    if not ranked.worth.size:
        return np.zeros(0, np.int64)
    found = [improved(ranked, seed) for seed in seeds(ranked, prices)]
    values = [value_of(ranked, tier) for tier in found]
    return found[int(np.argmax(values))]


def seeds(ranked: Ranked, prices: Floats | None) -> list[Whole]:
    """Lists to begin with: greedy without signals, with them, with their prices, per dollar."""
    free = np.zeros(ranked.copies.shape)
    barred = free.copy()
    barred[:, 1:] = np.inf
    ways = [(barred, False)]
    if has_signals(ranked):
        ways.append((free, False))
    if prices is not None:
        ways.append((prices, False))
    if has_dollars(ranked):
        ways.extend([(charge, True) for charge, _ in ways])
    found: dict[bytes, Whole] = {}
    for charge, by_dollar in ways:
        tier = np.empty(ranked.worth.size, np.int64)
        start_list(ranked, tier)
        greedy(ranked, tier, charge, by_dollar)
        found[tier.tobytes()] = tier
    return list(found.values())


def improved(ranked: Ranked, seed: Whole) -> Whole:
    """The list after every change that helps."""
    tier = seed.copy()
    members = int((tier >= 0).sum())
    work = members**2 / 2 * ranked.chance.size
    few = FEW_MEMBERS if has_signals(ranked) else 0
    improve(ranked, tier, has_dollars(ranked), few, work <= PAIR_WORK)
    return tier


def has_signals(ranked: Ranked) -> bool:
    """Whether any signal can be sent."""
    return bool((ranked.copies[:, 1:] > 0).any())


def has_dollars(ranked: Ranked) -> bool:
    """Whether applications differ in what they take of a budget that is limited."""
    return ranked.budget < NO_LIMIT
