"""Lists as the search has them, and greedy ones to begin with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trimtab.residency.portfolio.exact import has_signals
from trimtab.residency.portfolio.problem import Floats, Whole
from trimtab.residency.portfolio.ranked import NO_LIMIT, Ranked
from trimtab.residency.portfolio.search_kernels import greedy, start_list
from trimtab.residency.portfolio.value_kernels import value_of

UNPAYABLE = 1e200
"""A price at which no signal is sent."""

CLOSE = 1e-9
"""Share of the value below which a gap is rounding."""


@dataclass(frozen=True, slots=True)
class FoundList:
    """The tiers (m,) of a list, -1 outside, its value, and a bound on every list's."""

    tier: Whole
    value: float
    bound: float

    @property
    def is_optimal(self) -> bool:
        """Whether the bound leaves no room."""
        return bool(self.bound - self.value <= CLOSE * abs(self.bound))


def best_of(ranked: Ranked, tiers: list[Whole]) -> Whole:
    """The list that is worth most, the first among equals."""
    return tiers[int(np.argmax([value_of(ranked, one) for one in tiers]))]


def seeds(ranked: Ranked, prices: Floats) -> list[Whole]:
    """Lists to begin with: greedy without signals and with them at prices, also per dollar."""
    barred = np.full(ranked.copies.shape, UNPAYABLE)
    barred[:, 0] = 0.0
    charges = [barred, prices] if has_signals(ranked) else [barred]
    by_dollar = (False, True) if has_dollars(ranked) else (False,)
    found: dict[bytes, Whole] = {}
    for charge in charges:
        for is_by_dollar in by_dollar:
            tier = start(ranked)
            greedy(ranked, tier, charge, is_by_dollar)
            found[tier.tobytes()] = tier
    return list(found.values())


def start(ranked: Ranked) -> Whole:
    """The list of what must be in it."""
    tier = np.empty(ranked.worth.size, np.int64)
    start_list(ranked, tier)
    return tier


def has_dollars(ranked: Ranked) -> bool:
    """Whether dollars are limited."""
    return bool(ranked.budget < NO_LIMIT)
