"""An upper bound on the value of every list within the limits, and what it settles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from trimtab.residency.portfolio.bound_kernels import fill_rates, relax
from trimtab.residency.portfolio.problem import Floats, Whole
from trimtab.residency.portfolio.ranked import ANY_TIER, FREE, NO_LIMIT, Ranked

TURNS = 100
"""Steps of the ascent at most; it ends when nothing has come of twelve."""

ROUNDING = 1e-10
"""Share of the largest worth that is added: sums of thousands of numbers are rounded."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A bound and what it rests on.

    `signal_prices` (specialties, tiers) are what a signal is worth elsewhere, `surplus` (m, tiers)
    what each tier of each programme has beyond all prices, `shares` (m, tiers) how much of each
    the relaxation takes.
    """

    bound: float
    signal_prices: Floats
    surplus: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits in the order of bound_kernels, and steps (k, 3) of fees: group, number, dollars."""

    limits: Floats
    are_limits: NDArray[np.bool_]
    steps: Floats


def relax_list(
    ranked: Ranked, tier: Whole, *, turns: int = TURNS, goal: float = -1.0, share: float = 0.0
) -> Relaxation:
    """The relaxation's bound, climbed to from a list; ends early at or below `goal`.

    A `share` of the list goes to other rows at first, which is better where rows are thousands.
    """
    ranked = without_unpayable(ranked)
    limits = find_limits(ranked)
    rates = np.empty_like(ranked.chance)
    fill_rates(ranked.chance, rates)
    shape = ranked.can.shape
    prices, slopes, shares = np.zeros(limits.limits.size), np.zeros(shape), np.zeros(shape)
    most = (limits.steps, limits.limits, limits.are_limits)
    found = relax(ranked, rates, *most, tier, share, turns, goal, prices, slopes, shares)
    groups, tiers = ranked.copies.shape
    signals = np.zeros((groups, tiers))
    signals[:, 1:] = prices[2 + groups :].reshape(groups, tiers - 1)
    place = prices[0] + prices[1] * ranked.cost + prices[2 : 2 + groups][ranked.group]
    surplus = np.where(ranked.can, slopes - place[:, None] - signals[ranked.group], -np.inf)
    margin = ROUNDING * float(ranked.worth[0])
    return Relaxation(float(found) + margin, signals, surplus, shares)


def settle(ranked: Ranked, found: Relaxation, value: float) -> Ranked:
    """Leave out what no list worth more than `value` has, and pin what every such list has."""
    room = found.bound - value
    best = found.surplus.max(axis=1)
    pinned = ranked.pinned.copy()
    pinned[(pinned == FREE) & (best > room)] = ANY_TIER
    level = np.where(ranked.pinned > FREE, best, np.maximum(best, 0.0))
    can = ranked.can & (found.surplus >= (level - room)[:, None])
    return ranked._replace(can=can, pinned=pinned)


def without_unpayable(ranked: Ranked) -> Ranked:
    """The problem without tiers that no list within the limits has."""
    must = ranked.pinned > FREE
    groups = np.arange(len(ranked.fees))
    counts = np.bincount(ranked.group[must], minlength=groups.size)
    fees = ranked.fees[groups, counts]
    after = np.minimum(counts + 1, ranked.fees.shape[1] - 1)
    more = np.where(np.isfinite(fees), ranked.fees[groups, after] - fees, np.inf)
    price = ranked.cost[must].sum() + fees.sum() + ranked.cost + more[ranked.group]
    is_open = must | ((price <= ranked.budget + 1e-9) & (must.sum() < ranked.most))
    pin, tiers = ranked.pinned[:, None], np.arange(ranked.can.shape[1])
    left = ranked.copies.copy()
    np.subtract.at(left, (ranked.group[pin[:, 0] >= 0], pin[pin >= 0]), 1)
    has_copy = ((left[ranked.group] > 0) & (pin < 0)) | (pin == tiers)
    return ranked._replace(can=ranked.can & is_open[:, None] & has_copy)


def find_limits(ranked: Ranked) -> Limits:
    """The limits of a problem as the relaxation takes them."""
    groups = len(ranked.fees)
    has_budget = ranked.budget < NO_LIMIT
    steps = fee_steps(ranked) if has_budget else np.zeros((0, 3))
    copies = ranked.copies[:, 1:].ravel()
    budget = ranked.budget if has_budget else 0.0
    are = [ranked.most < ranked.worth.size, has_budget, *[len(steps) > 0] * groups]
    return Limits(
        np.array([ranked.most, budget, *[0.0] * groups, *copies], float),
        np.array([*are, *[True] * copies.size]),
        steps,
    )


def fee_steps(ranked: Ranked) -> Floats:
    """Steps of the lower convex hull of each specialty's fees: specialty, number, dollars each."""
    found = []
    for group, fees in enumerate(ranked.fees):
        most = int((ranked.group == group).sum())
        hull: list[int] = []
        for n in np.flatnonzero(np.isfinite(fees[: most + 1])):
            while len(hull) > 1 and _is_above(fees, hull[-2], hull[-1], int(n)):
                hull.pop()
            hull.append(int(n))
        for low, high in pairwise(hull):
            found.append((group, high - low, (fees[high] - fees[low]) / (high - low)))
    if not any(each for _, _, each in found):
        return np.zeros((0, 3))
    return np.array(found, float)


def _is_above(fees: Floats, low: int, middle: int, high: int) -> bool:
    line = fees[low] + (fees[high] - fees[low]) * (middle - low) / (high - low)
    return bool(fees[middle] >= line - 1e-9)
