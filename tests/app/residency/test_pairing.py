"""A couple's pairs: what is near, what nobody can have, where it leads and how sure that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.app.residency.interviewed import NO_OFFERS
from trimtab.app.residency.listing import plan_list
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.pairing import Drawing, rank_pairs_of
from trimtab.domain.applicants import Applicant, Partner
from trimtab.domain.programmes import Fact, Programme
from trimtab.season_rules.reading import read_season

ANN = Applicant(name="Ann", specialties=("internal medicine",), partner=Partner(profile="b.toml"))
BEN = Applicant(name="Ben", specialties=("internal medicine",))
FEW = Drawing(200, 1)
TOWNS = {"Here": (40.0, -83.0), "There": (30.0, -97.0)}


def place(name, worth=50, chance=1.0, town="Here", **facts):
    """A programme in a town that states its worth and chance, and has an offer out."""
    where = {}
    if town:
        latitude, longitude = TOWNS[town]
        where = {"latitude": Fact(latitude), "longitude": Fact(longitude)}
    return Programme(
        id=name,
        name=name,
        specialty="internal medicine",
        worth=worth,
        chance=chance,
        status="offer",
        facts={**where, **{key: Fact(one) for key, one in facts.items()}},
    )


def order_of(programmes, applicant=ANN):
    """An order in a season whose rules are known."""
    return ListOrder(
        applicant=applicant,
        programmes=tuple(programmes),
        rules=read_season(2026),
        today=date(2026, 2, 1),
        correlation=0.0,
    )


def paired(first, second, applicant=ANN, drawing=FEW, **more):
    """The pairs of two who bring these programmes."""
    return rank_pairs_of(order_of(first, applicant), order_of(second, BEN), drawing, **more)


def ids(ranked):
    """Who stands where, by ids, None for no match."""
    return [(one.first and one.first.id, one.second and one.second.id) for one in ranked.entries]


def test_a_couple_ranks_together_before_apart_and_ends_where_it_can():
    """Half the worth is lost apart: 100 here, 55 apart; certain places end at the first pair."""
    ranked = paired([place("a"), place("c", 60, town="There")], [place("b")])
    assert ids(ranked)[:2] == [("a", "b"), ("c", "b")]
    assert [one.worth for one in ranked.entries[:2]] == [100, 55]
    assert [one.is_apart for one in ranked.entries[:2]] == [False, True]
    assert (ranked.together.middle, ranked.both.middle, ranked.either.middle) == (1, 1, 1)


def test_the_same_seed_draws_the_same_seasons():
    """Odds are the same for a seed, and near what they should be: 0.5 x 0.5 for both."""
    sides = [place("a", chance=0.5)], [place("b", chance=0.5)]
    once = paired(*sides, drawing=Drawing(20_000, 7))
    assert once == paired(*sides, drawing=Drawing(20_000, 7))
    assert once.both.middle == pytest.approx(0.25, abs=0.015)
    assert once.either.middle == pytest.approx(0.75, abs=0.015)


def test_a_programme_is_never_apart_from_itself():
    """Even where nothing is known of where it is."""
    ranked = paired([place("a", town=None)], [place("a", town=None)])
    assert ranked.entries[0].is_near
    assert ranked.together.middle == 1
    assert ranked.remarks == ()


def test_two_of_a_town_or_of_a_hospital_are_near():
    """The same city and state, or one name in one state, whatever else is unknown."""
    here = {"town": None, "city": "Austin", "state": "TX"}
    assert paired([place("a", **here)], [place("b", **here)]).entries[0].is_near
    first = place("a", town=None, state="TX")
    second = replace(place("b", town=None, state="TX"), name="A")
    assert paired([first], [second]).entries[0].is_near


def test_how_near_may_be_unknown_and_is_told():
    """It loses nothing, does not count as together, and the remedy is named."""
    ranked = paired([place("a", town=None, state="TX")], [place("b", town=None, state="TX")])
    first = ranked.entries[0]
    assert (first.is_near, first.is_apart, first.worth) == (False, False, 100)
    assert (ranked.together.middle, ranked.unknown, ranked.both.middle) == (0, 1, 1)
    assert any("Give city and state" in remark for remark in ranked.remarks)


def test_nobody_can_have_the_one_position_twice():
    """Such a pair is left out and counted; with two positions, or on two tracks, it stays."""
    assert ("a", "a") not in ids(ranked := paired([place("a", positions=1.0)], [place("a")]))
    assert ranked.impossible == 1
    assert ("a", "a") in ids(paired([place("a", positions=2.0)], [place("a")]))
    tracks = (
        place("a", positions=1.0, track="categorical"),
        place("a", positions=1.0, track="preliminary"),
    )
    assert ("a", "a") in ids(paired([tracks[0]], [tracks[1]]))


def test_one_alone_stays_ranked_where_only_being_together_counts():
    """A match apart is worth nothing then, and still one alone is better than none."""
    strict = replace(ANN, partner=Partner(profile="b.toml", together=1))
    ranked = paired([place("a", chance=0.5)], [place("b", chance=0.5, town="There")], strict)
    assert ids(ranked) == [("a", None), (None, "b")]
    assert ranked.either.middle == pytest.approx(0.75, abs=0.1)


def test_what_one_table_says_of_a_person_counts_for_both_and_is_told():
    """Only where both can rank the row, and only where it says such a thing."""
    shared = [place("a")]
    told = paired(shared, shared, is_one_table=True).remarks
    assert any("`status` and `chance` and `worth`" in one for one in told)
    assert any("--partner-programmes" in one for one in told)
    assert paired(shared, [place("b")], is_one_table=True).remarks == ()
    assert paired(shared, shared).remarks == ()


def test_who_has_no_offer_is_named():
    """One of them by name; both in one sentence; who has no row at all too."""
    waiting = [replace(place("b"), status=None)]
    assert "For Ben no row says `offer`" in paired([place("a")], waiting).remarks[0]
    assert paired(waiting, waiting).remarks == (NO_OFFERS,)
    assert "no programme for Ben" in paired([place("a")], []).remarks[0]


def test_two_profiles_that_differ_are_told():
    """Whose word counts is said."""
    theirs = replace(BEN, partner=Partner(profile="a.toml", together=0.9))
    ranked = rank_pairs_of(order_of([place("a")]), order_of([place("b")], theirs), FEW)
    assert len(ranked.remarks) == 1
    assert "`together` is 0.5 in yours and 0.9 in your partner's" in ranked.remarks[0]


def test_the_range_holds_the_luck_of_the_draw_and_what_is_unknown():
    """Chances that are certain leave the draw alone; unknown ones make the range far wider."""
    sides = [place("a", chance=0.5)], [place("b", chance=0.5)]
    sure = paired(*sides, drawing=Drawing(2000)).both
    assert sure.low < 0.25 < sure.high
    assert sure.high - sure.low == pytest.approx(2 * 1.645 * (0.25 * 0.75 / 2000) ** 0.5, rel=0.5)
    unsure = [[replace(one, chance=None, status=None) for one in side] for side in sides]
    wide = paired(*unsure, drawing=Drawing(2000)).both
    assert wide.low <= wide.middle <= wide.high
    assert wide.high - wide.low > 3 * (sure.high - sure.low)


def test_more_pairs_than_may_be_ranked_are_cut_and_the_loss_told():
    """Of 20 x 20 and 40 alone, 300 stay; the odds of at least one hardly move."""
    sides = [[place(f"{who}{n}", 50 + n, 0.1) for n in range(20)] for who in "ab"]
    ranked = paired(*sides, drawing=Drawing(2000))
    assert (len(ranked.entries), ranked.left_out) == (300, 140)
    assert 0 <= ranked.value_lost < 0.02 * ranked.value
    assert ranked.either.middle == pytest.approx(1 - 0.9**40, abs=0.03)


def test_a_list_of_one_of_a_couple_says_that_it_is_theirs_alone():
    """And what pairs need of it."""
    assert any("apply in the same cities" in one for one in plan_list(order_of([])).remarks)
    assert not any("couple" in one for one in plan_list(order_of([], BEN)).remarks)
