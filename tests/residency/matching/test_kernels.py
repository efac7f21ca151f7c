"""Every way through the kernels, quick enough to be walked uncompiled."""

from __future__ import annotations

import numpy as np
import pytest
from plain_search import stable_matchings
from random_markets import random_market

from trimtab.domain.markets import Couple, Market, ProgrammeRanks
from trimtab.residency.matching.blocking import find_blocking, find_faults
from trimtab.residency.matching.compact import compact
from trimtab.residency.matching.couples import search_couples, settle_couples
from trimtab.residency.matching.deferred import match_singles
from trimtab.residency.matching.match import MatchEffort, match_market

pytestmark = [
    pytest.mark.kernels,
    pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning"),  # the random numbers
]


@pytest.mark.parametrize("seed", range(12))
def test_singles_are_stable_from_either_side(seed):
    """Nobody blocks, and both sides match the same people."""
    market = random_market(seed, (20, 6, 4))
    by_applicants, by_programmes = match_singles(market), match_singles(market, "programmes")
    assert find_blocking(market, by_applicants) == find_blocking(market, by_programmes) == ()
    assert by_applicants.keys() == by_programmes.keys()


@pytest.mark.parametrize("seed", range(30))
def test_couples_are_settled_and_searched_alike(seed):
    """What settles is stable, the search agrees with trying everything, also where none exists."""
    market = random_market(seed, (5, 3, 1 + seed % 2), couples=2, longest=3)
    small = compact(market)
    searched = search_couples(small, 10**5)
    assert searched.none_exists is (next(stable_matchings(market), None) is None)
    for first in (0, 1, 2, 6):
        settled = settle_couples(small, range(first, first + 1), seed)
        matches = small.matches(settled.held)
        assert find_faults(market, matches) == ()
        assert (settled.unsettled.size == 0) is (find_blocking(market, matches) == ())


def test_a_crowded_market_with_couples_is_settled():
    """Enough couples that they displace one another, come back, and pairs share a programme."""
    market = random_market(5, (40, 6, 6), couples=8, longest=8)
    matching = match_market(market, MatchEffort(tries=6))
    assert matching.is_stable or matching.none_exists
    assert set(matching.matches) | set(matching.unmatched) == set(market.applicants)


def test_a_search_that_is_cut_short_claims_nothing():
    """One look is not everything; without couples there is nothing to look through."""
    market = random_market(5, (40, 6, 6), couples=8, longest=8)
    cut = search_couples(compact(market), 1)
    assert (cut.held, cut.none_exists, cut.nodes) == (None, False, 1)
    singles = Market({"Ann": ("City",)}, {"City": ProgrammeRanks(1, ("Ann",))})
    small = compact(singles)
    found = search_couples(small, 10)
    assert found.held is not None
    assert small.matches(found.held) == match_singles(singles)


def test_a_couple_at_one_programme_gives_both_places_back():
    """A better single takes one place of a couple's two; the other comes free for the next."""
    market = Market(
        {"a": (), "b": (), "s": ("City",), "t": ("City",)},
        {"City": ProgrammeRanks(2, ("s", "a", "b", "t"))},
        (Couple("a", "b", (("City", "City"),)),),
    )
    small = compact(market)
    for first in range(9):
        settled = settle_couples(small, range(first, first + 1), seed=first)
        assert settled.unsettled.size == 0
        assert small.matches(settled.held) == {"s": "City", "t": "City"}
    assert np.array_equal(search_couples(small, 100).held, settled.held)
