"""A market matched and checked: who goes where, and what is known about its stability."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.errors import UnverifiedMatchingError
from trimtab.domain.markets import Market, Matching
from trimtab.residency.matching.arrays import Flags
from trimtab.residency.matching.blocking import check_matching
from trimtab.residency.matching.compact import CompactMarket, compact
from trimtab.residency.matching.couples import (
    Searched,
    Settled,
    search_couples,
    settle_couples,
)
from trimtab.residency.matching.deferred import accept_deferred

FIRST_TRIES = 8
"""Tries before the search: those that end stable mostly do at the first."""


@dataclass(frozen=True, slots=True)
class MatchEffort:
    """How hard to look where there are couples.

    `tries` starts for proposals (at least 1), and a search through all pairs of at most `looks`
    looks at places on lists: a thousand million take ten seconds or so.
    """

    tries: int = 32
    looks: int = 1_000_000_000
    seed: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    held: Flags
    tries: int = 1
    none_exists: bool = False


def match_market(market: Market, effort: MatchEffort | None = None) -> Matching:
    """Match by applicants' proposals; couples by their pairs alone, not by their own lists.

    Without couples the matching is stable and the best stable one for every applicant. With them
    it is stable where `blocking` is empty; else `none_exists` says whether everything was looked
    through. Raises ValueError where somebody is in two couples or a member is no applicant.
    """
    small = compact(market)
    found = _match_couples(small, effort or MatchEffort()) if market.couples else None
    found = found or _Found(accept_deferred(small))
    matches = small.matches(found.held)
    faults, blocking = check_matching(market, matches)
    if faults:
        raise UnverifiedMatchingError(faults)
    return Matching(
        matches,
        tuple(name for name in market.applicants if name not in matches),
        blocking,
        found.none_exists,
        found.tries,
    )


def _match_couples(market: CompactMarket, effort: MatchEffort) -> _Found:
    """Some tries, the search, and the other tries where it gave up."""
    few = min(FIRST_TRIES, effort.tries)
    settled = settle_couples(market, range(few), effort.seed)
    if settled.unsettled.size == 0:
        return _Found(settled.held, settled.tries)
    searched = _search(market, settled, effort.looks)
    if searched.held is not None or searched.none_exists or few == effort.tries:
        held = settled.held if searched.held is None else searched.held
        return _Found(held, settled.tries, searched.none_exists)
    more = settle_couples(market, range(few, effort.tries), effort.seed)
    best = min((settled, more), key=lambda one: one.unsettled.size)
    return _Found(best.held, more.tries)


def _search(market: CompactMarket, settled: Settled, looks: int) -> Searched:
    """Begin with each unsettled couple in turn, then with all of them, half of the looks each.

    One couple whose every option leads nowhere shows that no stable matching exists.
    """
    most_nodes = looks // max(2 * market.arrays.slot_programme.size, 1)
    unsettled = settled.unsettled
    beginnings = [(unsettled[at : at + 1], 2 * unsettled.size) for at in range(unsettled.size)]
    for first, parts in (*beginnings, (unsettled, 2)):
        searched = search_couples(market, most_nodes // parts, first)
        if searched.held is not None or searched.none_exists:
            break
    return searched
