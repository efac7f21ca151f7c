"""Couples: stable where a plain search finds one, "none exists" only where none does."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from plain_search import stable_matchings
from random_markets import random_market

from trimtab.domain.errors import UnverifiedMatchingError
from trimtab.domain.markets import Couple, Market, ProgrammeRanks
from trimtab.residency.matching import match
from trimtab.residency.matching.blocking import find_blocking, find_faults
from trimtab.residency.matching.compact import compact
from trimtab.residency.matching.couples import Settled, search_couples, settle_couples
from trimtab.residency.matching.match import MatchEffort, match_market

CASES = json.loads(
    (Path(__file__).parents[2] / "data/residency/matching.json").read_text(encoding="utf-8")
)["markets"]
NO_STABLE = Market(
    {"c1": (), "c2": (), "s": ("h1", "h2")},
    {"h1": ProgrammeRanks(1, ("c1", "s")), "h2": ProgrammeRanks(1, ("s", "c2"))},
    (Couple("c1", "c2", (("h1", "h2"),)),),
)
MOST = 10**6
SHAPES = (((60, 30, 1), 3), ((80, 24, 4), 4), ((100, 30, 4), 5), ((120, 40, 2), 4))
"""Applicants, programmes and most positions; couples, 7 to 10 % of the applicants in them."""


def test_the_couple_without_a_stable_matching_is_told():
    """The published case: three people, two programmes, and whoever is placed, somebody blocks."""
    assert [case["stable_exists"] for case in CASES if "stable_exists" in case] == [False]
    matching = match_market(NO_STABLE)
    assert matching.none_exists
    assert matching.blocking
    assert not matching.is_stable
    assert list(stable_matchings(NO_STABLE)) == []


def test_nothing_is_said_to_exist_not_before_all_was_looked_through():
    """With no search, the tries are told and no claim is made."""
    matching = match_market(NO_STABLE, MatchEffort(tries=11, looks=0))
    assert not matching.none_exists
    assert matching.blocking
    assert matching.tries == 11


def test_on_tiny_markets_all_three_agree():
    """Against trying every matching: the search is right each time, and what settles is stable."""
    without = 0
    for seed in range(150):
        market = random_market(seed, (5, 3, 1 + seed % 2), couples=2, longest=3)
        small = compact(market)
        exists = next(stable_matchings(market), None) is not None
        searched = search_couples(small, MOST)
        settled = settle_couples(small, range(20), seed)
        assert searched.none_exists is not exists
        assert (searched.held is not None) is exists
        assert exists or settled.unsettled.size
        for held in (searched.held, settled.held if settled.unsettled.size == 0 else None):
            if held is not None:
                assert find_blocking(market, small.matches(held)) == ()
                assert find_faults(market, small.matches(held)) == ()
        without += not exists
    assert without >= 5


def test_proposals_settle_nearly_all_markets_that_have_a_stable_matching():
    """In at least 95 of 100 of 240 markets where the search finds one; no claim is ever wrong."""
    found = settled_too = 0
    for seed in range(240):
        shape, couples = SHAPES[seed % len(SHAPES)]
        market = random_market(seed, shape, couples, longest=8)
        small = compact(market)
        searched = search_couples(small, MOST)
        settled = settle_couples(small, range(8), seed)
        matches = small.matches(settled.held)
        is_settled = settled.unsettled.size == 0
        assert find_faults(market, matches) == ()
        assert is_settled is (find_blocking(market, matches) == ())
        assert not (searched.none_exists and is_settled)
        found += searched.held is not None
        settled_too += is_settled and searched.held is not None
    assert found >= 200
    assert settled_too >= 0.95 * found


def test_eight_couples_with_ten_pairs_each_are_searched_through():
    """More than 200 million combinations, and the answer comes after few looks."""
    for seed in range(20):
        market = random_market(seed, (100, 30, 4), couples=8, longest=10)
        searched = search_couples(compact(market), 50_000)
        assert searched.none_exists or searched.held is not None


def test_where_proposals_fail_the_search_answers(monkeypatch):
    """With tries that match nobody and leave a couple unsettled, the search finds a matching."""
    market = random_market(3, (60, 20, 2), couples=4, longest=6)

    def give_up(small, tries, seed):
        nobody = np.zeros(small.arrays.slot_programme.size, bool)
        return Settled(nobody, np.array([small.first_couple]), len(tries))

    monkeypatch.setattr(match, "settle_couples", give_up)
    assert match_market(market).is_stable
    assert not match_market(market, MatchEffort(looks=0)).is_stable


def test_the_same_seed_gives_the_same_matching():
    """Tries are drawn from the seed alone."""
    market = random_market(11, (100, 20, 4), couples=12, longest=8)
    assert match_market(market) == match_market(market)


def couple_at(pairs, positions=2):
    """A couple and a single before them both, at one programme, with another beside it."""
    return Market(
        {"a": ("City",), "b": (), "s": ("City",)},
        {
            "City": ProgrammeRanks(positions, ("s", "a", "b")),
            "Mercy": ProgrammeRanks(1, ("b",)),
        },
        (Couple("a", "b", pairs),),
    )


@pytest.mark.parametrize(
    ("pairs", "positions", "matches"),
    [
        ((("City", "City"),), 3, {"a": "City", "b": "City", "s": "City"}),
        ((("City", "City"), ("City", "Mercy")), 2, {"a": "City", "b": "Mercy", "s": "City"}),
        ((("City", "City"),), 2, {"s": "City"}),
        ((("City", ""),), 2, {"a": "City", "s": "City"}),
        ((("", "Mercy"), ("City", "City")), 3, {"b": "Mercy", "s": "City"}),
        ((("", ""), ("City", "Mercy")), 3, {"s": "City"}),
        ((("City", "Nowhere"), ("Mercy", "City")), 3, {"s": "City"}),
    ],
    ids=[
        "both",
        "next pair",
        "too few seats",
        "one",
        "the other first",
        "none first",
        "not mutual",
    ],
)
def test_what_a_pair_may_name(pairs, positions, matches):
    """The same programme twice takes two positions; "" is going unmatched; only mutual pairs count.

    A member's own list does not count while they go as a couple.
    """
    matching = match_market(couple_at(pairs, positions))
    assert matching.matches == matches
    assert matching.is_stable
    assert set(matching.unmatched) == {"a", "b", "s"} - matches.keys()


def test_a_matching_with_a_fault_is_not_shown(monkeypatch):
    """Whatever the solvers say, what breaks a rule is an error."""
    found = (("City holds 3 for 2.",), ())
    monkeypatch.setattr(match, "check_matching", lambda market, matches: found)
    with pytest.raises(UnverifiedMatchingError, match="City holds 3"):
        match_market(couple_at((("City", ""),)))
