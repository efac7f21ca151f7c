"""Deferred acceptance: published markets, a thousand made-up ones, the best for who proposes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from plain_search import stable_matchings
from random_markets import random_market

from trimtab.domain.markets import Couple, Market, ProgrammeRanks
from trimtab.residency.matching.blocking import find_blocking, find_faults
from trimtab.residency.matching.compact import compact
from trimtab.residency.matching.deferred import match_singles

MARKETS = json.loads(
    (Path(__file__).parents[2] / "data/residency/matching.json").read_text(encoding="utf-8")
)["markets"]
SHAPES = ((4, 3, 2), (30, 8, 4), (120, 15, 9))


def written(content):
    """A market as it stands in a file."""
    return Market(
        {name: tuple(ranks) for name, ranks in content["applicants"].items()},
        {
            name: ProgrammeRanks(one["positions"], tuple(one["ranks"]))
            for name, one in content["programmes"].items()
        },
        tuple(Couple(a, b, tuple(map(tuple, pairs))) for a, b, pairs in content.get("couples", ())),
    )


@pytest.mark.parametrize(
    "case", [one for one in MARKETS if "matches" in one], ids=lambda one: one["id"]
)
def test_published_markets_come_out_as_published(case):
    """The matching is the one given, and those without a programme are in it nowhere."""
    wanted = {name: place for name, place in case["matches"].items() if place}
    assert match_singles(written(case["market"])) == wanted


def test_a_thousand_markets_have_no_blocking_pair():
    """On 1,000 random markets, by either side, nobody would rather have each other."""
    for seed in range(1000):
        market = random_market(seed, SHAPES[seed % 3])
        matchings = [match_singles(market), match_singles(market, "programmes")]
        for matches in matchings:
            assert find_faults(market, matches) == ()
            assert find_blocking(market, matches) == ()
        filled = [sorted(matches.values()) for matches in matchings]
        assert filled[0] == filled[1], "as many positions of each programme, whoever proposes"
        assert matchings[0].keys() == matchings[1].keys(), "and the same people matched"
        short = [
            p for p in market.programmes if filled[0].count(p) < market.programmes[p].positions
        ]
        held = [{p: {a for a in one if one[a] == p} for p in short} for one in matchings]
        assert held[0] == held[1], "a programme with free positions has the same people"


@pytest.mark.parametrize("seed", range(40))
def test_who_proposes_does_as_well_as_in_any_stable_matching(seed):
    """Against all stable matchings of tiny markets: the best for applicants, the worst for them."""
    market = random_market(seed, (5, 3, 2), longest=3)
    every = list(stable_matchings(market))
    best, worst = match_singles(market), match_singles(market, "programmes")
    assert best in every
    assert worst in every
    for name, wishes in market.applicants.items():
        places = [wishes.index(one[name]) for one in every if name in one]
        assert places == [] or wishes.index(best[name]) == min(places)
        assert places == [] or wishes.index(worst[name]) == max(places)


@pytest.fixture
def deep_recursion():
    """The peer copies players by recursion, deeper than Python allows by default."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(100_000)
    yield
    sys.setrecursionlimit(before)


def mutual_lists(market):
    """Lists as the peer wants them: mutual wishes only, nobody without one, positions above 0."""
    residents = {
        name: [
            place
            for place in wishes
            if name in market.programmes[place].ranks and market.programmes[place].positions
        ]
        for name, wishes in market.applicants.items()
    }
    hospitals = {
        place: [name for name in one.ranks if place in residents[name]]
        for place, one in market.programmes.items()
    }
    return (
        {name: wishes for name, wishes in residents.items() if wishes},
        {place: ranks for place, ranks in hospitals.items() if ranks},
    )


@pytest.mark.parametrize(("applicants", "places"), [(200, 20), (500, 50), (1000, 100)])
def test_equal_to_the_package_called_matching(applicants, places, deep_recursion):
    """The same people at the same programmes as the established package finds."""
    peer = pytest.importorskip("matching.games")
    market = random_market(applicants, (applicants, places, 12), longest=8)
    residents, hospitals = mutual_lists(market)
    positions = {place: market.programmes[place].positions for place in hospitals}
    game = peer.HospitalResident.create_from_dictionaries(residents, hospitals, positions)
    solved = game.solve(optimal="resident")
    found = {one.name: hospital.name for hospital, held in solved.items() for one in held}
    assert match_singles(market) == found


def test_one_sided_wishes_and_names_twice_do_not_count():
    """Who is not ranked back stays unmatched; the better of two ranks for one name counts."""
    market = Market(
        {"Ann": ("City", "Mercy", "City"), "Ben": ("City",), "Cem": ("Nowhere", "City")},
        {"City": ProgrammeRanks(1, ("Cem", "Ben", "Dee", "Cem")), "Mercy": ProgrammeRanks(1, ())},
    )
    assert match_singles(market) == {"Cem": "City"}


def test_a_programme_without_positions_takes_nobody():
    """No positions, no match, and nobody blocks with it."""
    market = Market({"Ann": ("City",)}, {"City": ProgrammeRanks(0, ("Ann",))})
    assert match_singles(market) == {}
    assert find_blocking(market, {}) == ()


@pytest.mark.parametrize(
    "couples",
    [(Couple("Ann", "Ann", ()),), (Couple("Ann", "Ben", ()), Couple("Ben", "Cem", ()))],
)
def test_nobody_is_in_two_couples(couples):
    """A person who would be in two couples, or in one alone, is refused."""
    market = Market({"Ann": (), "Ben": (), "Cem": ()}, {}, couples)
    with pytest.raises(ValueError, match="two couples"):
        compact(market)


def test_a_member_who_is_no_applicant_is_refused():
    """A couple's members stand among the applicants."""
    with pytest.raises(ValueError, match="no applicant"):
        compact(Market({"Ann": ()}, {}, (Couple("Ann", "Ben", ()),)))
