"""Rank lists from what a person brings, alone and as a couple."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.app.residency.orders import ListOrder
from trimtab.app.residency.ranking import rank_pairs_of, rank_programmes
from trimtab.domain.applicants import Applicant, Partner
from trimtab.domain.programmes import Fact, Programme
from trimtab.season_rules.reading import read_season

ANN = Applicant(name="Ann", specialties=("internal medicine",), partner=Partner(profile="b.toml"))
BEN = Applicant(name="Ben", specialties=("internal medicine",))


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


def test_a_couple_ranks_together_before_apart_and_ends_where_it_can():
    """Half the worth is lost apart: 100 here, 55 apart; certain places end at the first pair."""
    first = order_of([place("a", 50, 1.0), place("c", 60, 1.0, city="There")])
    second = order_of([place("b", 50, 1.0)], BEN)
    ranked = rank_pairs_of(first, second, seed=1, seasons=200)
    pairs = [(one.first.id, one.second.id) for one in ranked.entries[:2]]
    assert pairs == [("a", "b"), ("c", "b")]
    assert [one.worth for one in ranked.entries[:2]] == [100, 55]
    assert (ranked.together, ranked.both, ranked.either) == (1, 1, 1)


def test_the_same_seed_draws_the_same_seasons():
    """Odds are the same for a seed, and near what they should be: 0.5 x 0.5 for both."""
    first, second = order_of([place("a", 50, 0.5)]), order_of([place("b", 50, 0.5)], BEN)
    once = rank_pairs_of(first, second, seed=7, seasons=20_000)
    assert once == rank_pairs_of(first, second, seed=7, seasons=20_000)
    assert once.both == pytest.approx(0.25, abs=0.015)
    assert once.either == pytest.approx(0.75, abs=0.015)
