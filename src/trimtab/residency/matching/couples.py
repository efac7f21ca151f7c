"""Stable matchings with couples: proposals from several starts, then a search through all pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from trimtab.residency.matching.arrays import Flags, MarketArrays, Numbers
from trimtab.residency.matching.compact import CompactMarket
from trimtab.residency.matching.couple_kernels import settle
from trimtab.residency.matching.exact_kernels import FOUND, NONE, search_pairs
from trimtab.residency.matching.market_kernels import applicants_propose

MOST_RETURNS = 40
"""How often a couple may lose its place before it is set aside: rarely more than a few where a
try ends stable."""

SET_ASIDE = -2
"""The current option of a couple that was set aside and blocks."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Slots held after some tries, stable where no couple is among the `unsettled` units."""

    held: Flags
    unsettled: Numbers
    tries: int


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search through the couples' pairs came to; `held` is None unless one was found."""

    held: Flags | None
    none_exists: bool
    nodes: int


def settle_couples(market: CompactMarket, tries: range, seed: int) -> Settled:
    """Proposals from several starts, by number, until one ends stable; else the best of them.

    Start 0 is that of Roth and Peranson 1999: singles, then couples in their order. Each other
    has an order of its own: couples shuffled, everybody shuffled, or whoever waits drawn at
    random. The same seed and numbers give the same matching.
    """
    best = _try_once(market, tries[0], seed)
    for number in tries[1:]:
        if best.unsettled.size == 0:
            break
        other = _try_once(market, number, seed)
        best = min((best, other), key=lambda one: one.unsettled.size)
        best = replace(best, tries=other.tries)
    return best


def _try_once(market: CompactMarket, number: int, seed: int) -> Settled:
    arrays, first_couple = market.arrays, market.first_couple
    rng = np.random.default_rng([seed, number])
    units = arrays.unit_starts.size - 1
    if number % 3 == 2:
        held = np.zeros(arrays.slot_programme.size, np.bool_)
        order = np.arange(units)
    else:
        held = applicants_propose(arrays, first_couple)
        order = np.arange(first_couple, units)[::-1]
    order = rng.permutation(order) if number else order.copy()
    draws = number > 5 or number % 3 == 1
    state = np.array([rng.integers(1, 2**63) if draws else 0], np.uint64)
    current = _options_of(market, held)
    settle(arrays, held, current, order, first_couple, MOST_RETURNS, state)
    return Settled(held, np.flatnonzero(current == SET_ASIDE), number + 1)


def _options_of(market: CompactMarket, held: Flags) -> Numbers:
    """The option of each unit whose slot is held, of singles alone."""
    arrays = market.arrays
    current = np.full(arrays.unit_starts.size - 1, -1)
    slots = np.flatnonzero(held)
    current[arrays.slot_unit[slots]] = arrays.slot_option[slots]
    return current


def search_couples(
    market: CompactMarket, most_nodes: int, unsettled: Numbers | None = None
) -> Searched:
    """Look through all the couples' pairs, at most so many steps.

    Couples that stayed unsettled come first, then who asks for the same programmes, then those
    with few options, so that a dead end shows early. `none_exists` only after everything was
    looked through.
    """
    first = np.array([], np.int64) if unsettled is None else unsettled
    held = np.zeros(market.arrays.slot_programme.size, np.bool_)
    order = _search_order(market, first)
    outcome, nodes = search_pairs(market.arrays, order, most_nodes, held)
    return Searched(held if outcome == FOUND else None, outcome == NONE, int(nodes))


def _search_order(market: CompactMarket, unsettled: Numbers) -> Numbers:
    arrays = market.arrays
    places = [
        set(arrays.slot_programme[_slots_of(arrays, unit)].tolist())
        for unit in range(market.first_couple, arrays.unit_starts.size - 1)
    ]
    contested = {place for unit in unsettled for place in places[unit - market.first_couple]}
    known = set(unsettled.tolist())
    order = sorted(
        range(market.first_couple, arrays.unit_starts.size - 1),
        key=lambda unit: (
            unit not in known,
            -len(contested & places[unit - market.first_couple]),
            arrays.unit_starts[unit + 1] - arrays.unit_starts[unit],
        ),
    )
    return np.array(order, np.int64)


def _slots_of(arrays: MarketArrays, unit: int) -> Numbers:
    options = slice(arrays.unit_starts[unit], arrays.unit_starts[unit + 1])
    slots = np.concatenate([arrays.option_first[options], arrays.option_second[options]])
    return slots[slots >= 0]
