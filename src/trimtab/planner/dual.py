"""The Lagrangian dual at given prices: rewards, regrets, longest paths, and the bound they give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trimtab.domain.time import SLOT_MINUTES, Interval, slot_up
from trimtab.planner import kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays

FIRST_STEP = 0.5
AGAIN_STEP = 0.01
COARSE_STEP = 0.002
LAST_STEP = 0.0005
SMALLEST_REACH = 5.0
MUST_PRICE = 60.0

FORBIDDEN = -1e12
"""Reward of a candidate that no path may take."""


def rewards_at(arrays: ProblemArrays, prices: Floats) -> Floats:
    """Reward of each candidate: its worth and what it uses, at these prices."""
    rewards = np.empty(arrays.worth.size)
    kernels.priced_rewards(arrays, prices, rewards)
    return rewards


def regrets_at(arrays: ProblemArrays, prices: Floats) -> tuple[Floats, float]:
    """How far below the bound each candidate's weeks must stay, and the worth of the best path."""
    regrets = np.empty(arrays.worth.size)
    path_worth = kernels.regrets_of(arrays, prices, regrets)
    return regrets, float(path_worth)


def bound_at(arrays: ProblemArrays, prices: Floats) -> float:
    """What no plan can be worth more than, by these prices."""
    return lowered(arrays, prices, (LAST_STEP, LAST_STEP), 1, np.zeros(prices.size))[0]


def lowered(
    arrays: ProblemArrays,
    prices: Floats,
    steps: tuple[float, float],
    passes: int,
    reach: Floats | None = None,
) -> tuple[float, Floats]:
    """The least bound found in so many passes whose steps shrink from first to last, its prices.

    `reach` says how far prices may move, where another problem's than this one's counts.
    """
    if reach is None:
        reach = reach_of(arrays, starting_prices(arrays))
    bound, found = kernels.tighten(arrays, prices, reach, *steps, passes)
    return float(bound), found


def upper_bound(arrays: ProblemArrays, passes: int) -> float:
    """A bound on the worth of any plan, without looking for one."""
    return lowered(arrays, starting_prices(arrays), (FIRST_STEP, LAST_STEP), passes)[0]


def starting_prices(arrays: ProblemArrays) -> Floats:
    """Prices half-way down each budget's slopes; a must starts like a strong wish."""
    budgets, usual = arrays.low.size, arrays.slope > 0
    owner = np.repeat(np.arange(budgets), np.diff(arrays.seg))[usual]
    total = np.bincount(owner, arrays.slope[usual], budgets)
    prices = total / np.maximum(np.bincount(owner, minlength=budgets), 1)
    return np.where(arrays.base < 0, MUST_PRICE, prices)


def reach_of(arrays: ProblemArrays, prices: Floats) -> Floats:
    """How far each budget's price may usefully move, in worth: mean reward of its users."""
    users = np.repeat(np.maximum(rewards_at(arrays, prices), 0.0), np.diff(arrays.ptr))
    total = np.bincount(arrays.idx, users, prices.size)
    count = np.bincount(arrays.idx, minlength=prices.size)
    reach = np.maximum(total / np.maximum(count, 1), SMALLEST_REACH)
    return np.where(arrays.base < 0, np.maximum(reach, MUST_PRICE), reach)


@dataclass(frozen=True, slots=True)
class Paths:
    """Longest paths at some prices: up to each node, on from each node, and the longest of all."""

    ahead: Floats
    behind: Floats
    top: float

    @classmethod
    def at(cls, arrays: ProblemArrays, prices: Floats, without: Ints | None = None) -> Paths:
        """The paths of a problem, those candidates left out that are in `without`."""
        nodes = arrays.first.size - 1
        ahead, behind = np.empty(nodes), np.empty(nodes)
        via = np.empty(nodes, np.int32)
        rewards = rewards_at(arrays, prices)
        if without is not None:
            rewards[without] = FORBIDDEN
        kernels.longest_path(arrays, rewards, ahead, via)
        kernels.longest_path_back(arrays, rewards, behind)
        return cls(ahead, behind, float(ahead[kernels.best_end(arrays, ahead)]))

    def loss_without(self, span: Interval) -> float:
        """What the best path loses when nothing may touch a span of a line of one state."""
        last = self.ahead.size - 1
        first = min(max(0, span.start // SLOT_MINUTES), last)
        end = min(max(first, slot_up(span.end) // SLOT_MINUTES), last)
        return max(0.0, float(self.top - (self.ahead[first] + self.behind[end])))
