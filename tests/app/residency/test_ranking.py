"""Rank lists from what a person brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.app.residency.listing import plan_list
from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.ranking import rank_programmes
from trimtab.domain.applicants import Applicant
from trimtab.domain.programmes import Fact, Programme
from trimtab.programmes.synthetic import synthetic_programmes
from trimtab.season_rules.reading import read_season

ANN = Applicant(name="Ann", specialties=("internal medicine",))


def place(name, worth, chance, city="Here", **more):
    """A programme in a city that states its worth and chance."""
    return Programme(
        id=name,
        name=name,
        specialty="internal medicine",
        worth=worth,
        chance=chance,
        facts={"city": Fact(city), "state": Fact("OH")},
        **more,
    )


def order_of(programmes, applicant=ANN, correlation=0.0):
    """An order in a season whose rules are known."""
    return ListOrder(
        applicant=applicant,
        programmes=tuple(programmes),
        rules=read_season(2026),
        today=date(2026, 2, 1),
        correlation=correlation,
    )


def test_the_order_is_that_of_worth_and_chance_plays_no_part():
    """A hope of 10 % stands before a safe 90 %; 0.1 x 90 + 0.9 x 0.9 x 50 = 49.5."""
    ranked = rank_programmes(order_of([place("safe", 50, 0.9), place("hope", 90, 0.1)]))
    assert [one.programme.id for one in ranked.entries] == ["hope", "safe"]
    assert [one.odds for one in ranked.entries] == pytest.approx([0.1, 0.81])
    assert ranked.value == pytest.approx(49.5)
    assert ranked.value_by_chance == pytest.approx(45 + 0.1 * 0.1 * 90)
    assert ranked.p_unmatched.middle == pytest.approx(0.09)


def test_those_that_interviewed_are_ranked_where_any_is_said_to():
    """With an offer somewhere the others are not ranked; without, all are and that is told."""
    rows = [place("a", 50, 0.9), place("b", 90, 0.1)]
    assert len(rank_programmes(order_of(rows)).remarks) == 1
    rows[0] = replace(rows[0], status="offer")
    ranked = rank_programmes(order_of(rows))
    assert [one.programme.id for one in ranked.entries] == ["a"]
    assert ranked.remarks == ()


def test_ranks_beyond_the_fee_are_told_with_their_price():
    """The season's fee covers 20; 22 ranks cost two further ones."""
    rules = read_season(2026)
    ranked = rank_programmes(order_of([place(str(n), 50 + n, 0.1) for n in range(22)]))
    assert ranked.costs_from == 20
    assert ranked.cost == pytest.approx(rules.fees["nrmp"].dollars + 2 * rules.fees["rank"].dollars)


def test_no_more_ranks_are_paid_for_than_a_list_may_hold():
    """Of 302 the first 300 may be ranked: 280 beyond those in the fee."""
    rules = read_season(2026)
    ranked = rank_programmes(order_of([place(str(n), 50, 0.1) for n in range(302)]))
    assert ranked.most == 300
    assert ranked.cost == pytest.approx(
        rules.fees["nrmp"].dollars + 280 * rules.fees["rank"].dollars
    )


def test_the_range_is_the_one_a_list_tells_for_the_same_chances():
    """All at their lowest together is far too wide: the range is drawn as that of a list."""
    rows = [
        Programme(id=str(n), name=str(n), specialty="internal medicine", status="applied")
        for n in range(10)
    ]
    order = replace(order_of(rows), correlation=None)
    ranked, planned = rank_programmes(order).p_unmatched, plan_list(order).p_unmatched
    assert ranked.middle == pytest.approx(planned.middle)
    assert (ranked.low, ranked.high) == pytest.approx((planned.low, planned.high), abs=0.03)


def test_a_programme_without_positions_is_nobody_s_to_rank():
    """It is left out, by name, and the rest is ranked."""
    none = place("none", 90, 0.5)
    none = replace(none, facts={**none.facts, "positions": Fact(0.0)})
    ranked = rank_programmes(order_of([none, place("some", 50, 0.9)]))
    assert [one.programme.id for one in ranked.entries] == ["some"]
    assert "none is left out: `positions` is 0 there." in ranked.remarks


def test_where_all_have_said_no_that_is_told():
    """Nothing is ranked, and nobody is said to be."""
    ranked = rank_programmes(order_of([place("a", 50, 0.9, status="rejected")]))
    assert ranked.remarks == ("Every row says `rejected`, so there is nothing to rank.",)


def test_a_rank_list_hears_every_answer():
    """Silence and rejections elsewhere lower what offers raise, as they do for a list."""
    rows = synthetic_programmes(20, 4, ["internal medicine"])
    offers = [replace(one, status="offer", signal="none") for one in rows[:5]]
    others = [replace(one, status="rejected", signal="none") for one in rows[5:]]
    alone = rank_programmes(order_of(offers, correlation=0.3))
    all_told = rank_programmes(order_of([*offers, *others], correlation=0.3))
    assert len(all_told.entries) == len(alone.entries) == 5
    assert all_told.p_unmatched.middle > alone.p_unmatched.middle + 0.05
    planned = plan_list(order_of([*offers, *others], correlation=0.3))
    assert all_told.p_unmatched.middle == pytest.approx(planned.p_unmatched.middle, abs=1e-12)
    assert all_told.p_unmatched.high == pytest.approx(planned.p_unmatched.high, abs=1e-12)
