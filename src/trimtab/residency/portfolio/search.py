"""The search for a good list: several beginnings, each improved, the best one kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from trimtab.residency.portfolio.bound import Relaxation, relax_list, settle
from trimtab.residency.portfolio.exact import count_only, exact_list, has_signals
from trimtab.residency.portfolio.exact_kernels import search_all
from trimtab.residency.portfolio.found import FoundList, best_of, has_dollars, seeds, start
from trimtab.residency.portfolio.problem import Whole
from trimtab.residency.portfolio.ranked import NO_LIMIT, Ranked, some_rows
from trimtab.residency.portfolio.search_kernels import improve
from trimtab.residency.portfolio.value_kernels import value_of

FIRST_TURNS = 16
"""Steps of the relaxation of all rows; what it rules out is left before it goes on."""

PAIR_WORK = 1e7
"""Two members are dropped at once where that takes at most so many chances to look at."""

LOOK_COST = 24
"""What it takes to look at a row at all, in chances at a node."""

SHARE, MANY_ROWS = 0.03, 1500
"""What other rows have of the list at first, and above how many rows always."""

MOST_SEARCHED, SEARCH_STEPS = 24, 100_000
"""Of so few rows every list is looked at, unless that takes more steps than these."""

FEW_ROWS, FEW_LISTS = 48, 2
"""With more rows than this only the best of the lists to begin with are improved."""


def find_list(ranked: Ranked) -> FoundList:
    """A list and a bound: exact where a fast method is, else searched and relaxed."""
    tier = start(ranked)
    if not (ranked.worth.size and (ranked.worth[:, None] * ranked.can).max() > 0):
        return settled(ranked, tier)
    exact = exact_list(ranked)
    if exact is not None:
        return settled(ranked, exact)
    most = count_only(ranked)
    if most is not None:
        fees = np.zeros_like(ranked.fees)
        ranked = ranked._replace(most=most, budget=NO_LIMIT, fees=fees)
    return search_list(ranked)


def settled(ranked: Ranked, tier: Whole) -> FoundList:
    """A list that is known to be the best."""
    value = float(value_of(ranked, tier))
    return FoundList(tier, value, value)


def search_list(ranked: Ranked) -> FoundList:
    """Greedy lists, a relaxation that prices signals and rules rows out, then local search."""
    tiers = seeds(ranked, np.zeros(ranked.copies.shape))
    begun = best_of(ranked, tiers)
    first = relax_list(ranked, begun, turns=FIRST_TURNS, share=SHARE)
    if has_signals(ranked):
        tiers.extend(seeds(ranked, first.signal_prices))
    narrow, rows = narrowed(ranked, first, tiers)
    if not rows.size:  # nothing can be paid
        return settled(ranked, start(ranked))
    tier = best_of(narrow, [improved(narrow, one) for one in promising(narrow, tiers, rows)])
    value = float(value_of(narrow, tier))
    share = 0.0 if rows.size <= MANY_ROWS else SHARE
    second = relax_list(narrow, tier, goal=value, share=share)
    found = FoundList(tier, value, max(value, min(first.bound, second.bound)))
    if not found.is_optimal and rows.size <= MOST_SEARCHED:
        found = search_through(settle(narrow, second, value), found)
    return replace(found, tier=spread_out(found.tier, rows, ranked.worth.size))


def search_through(ranked: Ranked, found: FoundList) -> FoundList:
    """The best of all lists where looking through them takes few steps; else what was found."""
    tier = found.tier.copy()
    best = search_all(ranked, tier, found.value, SEARCH_STEPS)
    return found if np.isnan(best) else FoundList(tier, float(best), float(best))


def promising(ranked: Ranked, tiers: list[Whole], rows: Whole) -> list[Whole]:
    """The lists worth improving, as tiers of some rows: all of them where rows are few."""
    found = list({one.tobytes(): one[rows] for one in tiers}.values())
    found.sort(key=lambda one: -value_of(ranked, one))
    return found if rows.size <= FEW_ROWS else found[:FEW_LISTS]


def narrowed(ranked: Ranked, relaxation: Relaxation, tiers: list[Whole]) -> tuple[Ranked, Whole]:
    """The problem of the rows that the relaxation does not rule out, and of the lists given.

    No list worth more than the best of those given has any other row or tier.
    """
    value = float(value_of(ranked, best_of(ranked, tiers)))
    can = settle(ranked, relaxation, value).can
    for one in tiers:
        members = np.flatnonzero(one >= 0)
        can[members, one[members]] = True
    rows = np.flatnonzero(can.any(axis=1))
    return some_rows(ranked._replace(can=can), rows), rows


def spread_out(tier: Whole, rows: Whole, size: int) -> Whole:
    """Tiers of some rows as tiers of all."""
    whole = np.full(size, -1, np.int64)
    whole[rows] = tier
    return whole


def improved(ranked: Ranked, seed: Whole) -> Whole:
    """The list after every change that helps."""
    tier = seed.copy()
    members = int((tier >= 0).sum())
    work = members**2 / 2 * ranked.can.sum() * (ranked.mass.size + LOOK_COST)
    is_small = tier.size <= FEW_ROWS
    with_entries = is_small and (has_signals(ranked) or has_dollars(ranked))
    improve(ranked, tier, has_dollars(ranked), with_entries, work <= PAIR_WORK)
    return tier
