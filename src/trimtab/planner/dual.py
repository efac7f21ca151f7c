"""The Lagrangian dual at given prices: rewards, regrets, longest paths, and the bound they give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trimtab.domain.time import SLOT_MINUTES, Interval, slot_up
from trimtab.planner import kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.solve import LAST_STEP, reach_of, starting_prices

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
