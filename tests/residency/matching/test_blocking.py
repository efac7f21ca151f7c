"""The independent check finds what is wrong, on markets small enough to see it."""

from __future__ import annotations

import numpy as np
import pytest
from random_markets import random_market

from trimtab.domain.markets import Blocking, Couple, Market, ProgrammeRanks
from trimtab.residency.matching.blocking import find_blocking, find_faults

CITY, MERCY = "City", "Mercy"
SINGLES = Market(
    {"Ann": (CITY, MERCY), "Ben": (CITY, MERCY)},
    {CITY: ProgrammeRanks(1, ("Ann", "Ben")), MERCY: ProgrammeRanks(1, ("Ann", "Ben"))},
)


@pytest.mark.parametrize(
    ("matches", "pairs"),
    [
        ({"Ann": CITY, "Ben": MERCY}, []),
        ({"Ann": MERCY, "Ben": CITY}, [("Ann", CITY)]),
        ({"Ben": CITY}, [("Ann", CITY), ("Ann", MERCY)]),
        ({"Ann": CITY}, [("Ben", MERCY)]),
    ],
)
def test_pairs_that_would_rather(matches, pairs):
    """Better for both, or better for one and a free position for the other."""
    wanted = tuple(Blocking((name,), (place,)) for name, place in pairs)
    assert find_blocking(SINGLES, matches) == wanted


def couple_market(pairs, positions=(1, 1), ranks=(("a", "s", "b"), ("s", "b", "a"))):
    """A couple (a, b) and a single s who likes Mercy best."""
    return Market(
        {"a": (), "b": (), "s": (MERCY, CITY)},
        {
            CITY: ProgrammeRanks(positions[0], ranks[0]),
            MERCY: ProgrammeRanks(positions[1], ranks[1]),
        },
        (Couple("a", "b", pairs),),
    )


BOTH = Blocking(("a", "b"), (CITY, MERCY))


@pytest.mark.parametrize(
    ("market", "matches", "blocking"),
    [
        (couple_market(((CITY, MERCY),)), {"s": CITY}, (Blocking(("s",), (MERCY,)), BOTH)),
        (couple_market(((CITY, MERCY),)), {"s": MERCY}, ()),
        (
            couple_market(((CITY, MERCY), (CITY, ""))),
            {"s": MERCY},
            (Blocking(("a", "b"), (CITY,)),),
        ),
        (couple_market(((CITY, CITY),), (2, 1)), {"s": MERCY}, (Blocking(("a", "b"), (CITY,)),)),
        (couple_market(((CITY, CITY),), (1, 1)), {"s": MERCY}, ()),
        (couple_market(((CITY, CITY),), (2, 0)), {"s": CITY}, ()),
        (couple_market((("", ""), (CITY, ""))), {"s": MERCY}, ()),
    ],
    ids=[
        "two programmes",
        "one refuses",
        "one unmatched",
        "same twice",
        "same twice, one seat",
        "same twice, one better",
        "both rather unmatched",
    ],
)
def test_couples_that_would_rather(market, matches, blocking):
    """A couple blocks with two programmes, with one for both, or with one member unmatched."""
    assert find_blocking(market, matches) == blocking


def test_a_seat_the_couple_gives_up_itself_is_free():
    """From (City, Mercy) to (Mercy, City) each takes the other's seat, and both agree."""
    swap = couple_market(((MERCY, CITY), (CITY, MERCY)), ranks=(("a", "b"), ("b", "a")))
    blocking = find_blocking(swap, {"a": CITY, "b": MERCY})
    assert Blocking(("a", "b"), (MERCY, CITY)) in blocking


@pytest.mark.parametrize(
    ("matches", "word"),
    [
        ({"Ann": CITY, "Ben": CITY}, "2 for 1"),
        ({"Eve": CITY}, "not in the market"),
        ({"Ann": "Nowhere"}, "not in the market"),
        ({"Cem": CITY}, "does not rank Cem"),
        ({"Dee": CITY}, "Dee does not rank"),
        ({"Ann": CITY, "Ben": MERCY}, ""),
    ],
)
def test_what_no_matching_may_hold_is_told(matches, word):
    """Too many, strangers, and places that one side does not want."""
    market = Market(
        {**SINGLES.applicants, "Cem": (CITY,), "Dee": (MERCY,)},
        {CITY: ProgrammeRanks(1, ("Ann", "Ben", "Dee")), MERCY: ProgrammeRanks(1, ("Ben", "Dee"))},
    )
    faults = find_faults(market, matches)
    assert any(word in fault for fault in faults) if word else faults == ()


def test_a_couple_at_a_pair_that_is_not_on_its_list_is_told():
    """Members are matched by a pair of their list or not at all."""
    market = couple_market(((CITY, MERCY),))
    assert "do not rank Mercy with City" in find_faults(market, {"a": MERCY, "b": CITY})[0]


def best_choice(market, place, people):
    """Whom a programme would have of some people: the best it ranks, up to its positions."""
    one = market.programmes[place]
    return set([name for name in one.ranks if name in people][: one.positions])


def blocking_by_definition(market, matches):
    """Everybody who would rather, by asking each programme for its best choice."""

    def wins(movers, places):
        staying = {n: p for n, p in matches.items() if n not in movers}
        for place in {p for p in places if p}:
            held = {n for n, p in staying.items() if p == place}
            wanted = {n for n, p in zip(movers, places, strict=True) if p == place}
            if not wanted <= best_choice(market, place, held | wanted):
                return False
        return True

    coupled = {name for couple in market.couples for name in (couple.first, couple.second)}
    units = [
        ((name,), [(place,) for place in wishes])
        for name, wishes in market.applicants.items()
        if name not in coupled
    ]
    units += [((one.first, one.second), list(one.pairs)) for one in market.couples]
    for movers, wishes in units:
        now = tuple(matches.get(name, "") for name in movers)
        better = wishes[: wishes.index(now)] if now in wishes else wishes
        for places in better:
            if wins(movers, places):
                yield Blocking(movers, tuple(dict.fromkeys(place for place in places if place)))


@pytest.mark.parametrize("seed", range(60))
def test_blocking_is_what_the_definition_says(seed):
    """On matchings drawn at random, most of them far from stable, both find the same."""
    market = random_market(seed, (12, 5, 3), couples=3, longest=6)
    rng, tried = np.random.default_rng(seed), 0
    while tried < 5:
        matches = {}
        for couple in market.couples:
            pair = couple.pairs[rng.integers(len(couple.pairs))] if rng.random() < 0.4 else ("", "")
            matches |= {n: p for n, p in zip((couple.first, couple.second), pair, strict=True) if p}
        for name, wishes in market.applicants.items():
            if wishes and rng.random() < 0.4:
                matches[name] = wishes[rng.integers(len(wishes))]
        if find_faults(market, matches):
            continue
        tried += 1
        assert set(find_blocking(market, matches)) == set(blocking_by_definition(market, matches))
