"""What one application more is worth, where to stop, and how the answer hangs on correlation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.problem import ListProblem, Whole
from trimtab.residency.portfolio.ranked import NO_LIMIT, Ranked, rank_problem
from trimtab.residency.portfolio.search import find_list
from trimtab.residency.portfolio.search_kernels import greedy
from trimtab.residency.portfolio.value_kernels import fill_gains, unmatched_share, value_of

CORRELATIONS = (0.0, 0.15, 0.3, 0.45, 0.6)
"""Correlations at which a list is looked at again: nobody has measured the true one."""


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The list after one more application: how many, dollars so far, value, what it added.

    `index` and `tier` are those of the application, `dollars` what it costs.
    """

    count: int
    index: int
    tier: int
    cost: float
    dollars: float
    value: float
    gain: float

    @property
    def gain_per_dollar(self) -> float | None:
        """Value added per dollar, None where the application is free."""
        return self.gain / self.dollars if self.dollars > 0 else None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """A list at another correlation, and the best one there; `in_common` counts their rows."""

    correlation: float
    value: float
    p_unmatched: float
    best_value: float
    best_p_unmatched: float
    in_common: int


def tiers_of(ranked: Ranked, found: ApplicationList) -> Whole:
    """A list as tiers (m,) of programmes as they lie by worth, -1 outside."""
    by_row = np.full(ranked.worth.size, -1, np.int64)
    by_row[list(found.indices)] = found.tiers
    return by_row[ranked.order]


def value_curve(
    problem: ListProblem, found: ApplicationList, *, further: int = 0
) -> tuple[CurvePoint, ...]:
    """The list in its order of adding, then up to so many more applications than it may have.

    Each is the one that adds most to those before it, with the signals of the list as they are.
    """
    ranked = rank_problem(problem)
    added = list(zip(found.indices, found.tiers, found.gains, strict=True))
    added += _further(ranked, tiers_of(ranked, found), further)
    return tuple(_points(problem, added))


def best_outside(problem: ListProblem, found: ApplicationList, most: int) -> tuple[int, ...]:
    """So many rows outside a list at most that would add most to it, whatever signals are left."""
    ranked = rank_problem(problem)
    gains = np.empty(ranked.can.shape)
    fill_gains(ranked, tiers_of(ranked, found), gains)
    best = gains.max(axis=1, initial=-1.0)
    places = np.argsort(-best, kind="stable")[:most]
    return tuple(int(ranked.order[place]) for place in places if best[place] >= 0)


def where_to_stop(curve: Sequence[CurvePoint], least_gain_per_dollar: float) -> int:
    """How many applications are worth their dollars, at what a dollar must give at least."""
    for point in curve:
        rate = point.gain_per_dollar
        if rate is not None and rate < least_gain_per_dollar:
            return point.count - 1
    return len(curve)


def find_sensitivity(
    problem: ListProblem,
    found: ApplicationList,
    correlations: Sequence[float] = CORRELATIONS,
) -> tuple[Sensitivity, ...]:
    """The same list, and the best one, at each correlation.

    Posterior weights of the factor belong to the problem's own correlation, and are left out.
    """
    return tuple(_sensitivity(problem, found, correlation) for correlation in correlations)


def _sensitivity(problem: ListProblem, found: ApplicationList, correlation: float) -> Sensitivity:
    ranked = rank_problem(problem.altered(correlation=correlation, factor_weights=()))
    mine, best = tiers_of(ranked, found), find_list(ranked)
    return Sensitivity(
        correlation,
        float(value_of(ranked, mine)),
        float(unmatched_share(ranked, mine)),
        best.value,
        float(unmatched_share(ranked, best.tier)),
        int(((mine >= 0) & (best.tier >= 0)).sum()),
    )


def _further(ranked: Ranked, tier: Whole, further: int) -> Iterator[tuple[int, int, float]]:
    prices = np.zeros(ranked.copies.shape)
    value = float(value_of(ranked, tier))
    for _ in range(min(further, tier.size)):
        before = tier.copy()
        most = int((tier >= 0).sum()) + 1
        longer = ranked._replace(most=most, budget=NO_LIMIT)
        greedy(longer, tier, prices, by_dollar=False)
        place = int(np.argmax(tier != before))
        if tier[place] == before[place]:
            return
        known, value = value, float(value_of(ranked, tier))
        yield int(ranked.order[place]), int(tier[place]), value - known


def _points(problem: ListProblem, added: Sequence[tuple[int, int, float]]) -> Iterator[CurvePoint]:
    rows, value, cost = [], 0.0, 0.0
    for count, (row, tier, gain) in enumerate(added, start=1):
        rows.append(row)
        value += gain
        known, cost = cost, problem.cost_of(rows)
        yield CurvePoint(count, row, tier, cost, cost - known, value, gain)
