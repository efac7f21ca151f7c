"""The list to apply to, from what a person brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.app.residency.listing import plan_list
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Applicant, ApplicationBudget
from trimtab.domain.programmes import Fact, Programme
from trimtab.programmes.synthetic import synthetic_programmes
from trimtab.season_rules.reading import read_season

TODAY = date(2026, 11, 23)
SENIOR = Applicant(specialties=("internal medicine",), step2=246, states=("OH",))
PLANETS = {
    "chance": (0.39, 0.33, 0.24, 0.24, 0.05, 0.03, 0.1, 0.12),
    "worth": (200, 250, 300, 350, 400, 450, 500, 550),
}


def order_of(programmes, applicant=SENIOR, **more):
    """An order for a season whose rules are known."""
    return ListOrder(
        applicant=applicant,
        programmes=tuple(programmes),
        rules=read_season(2026),
        today=TODAY,
        **more,
    )


def final_rows(chance, worth, cost=None):
    """Rows that state their chance and worth, and a cost in a column of their own."""
    return [
        Programme(
            id=str(number),
            name=f"Place {number}",
            specialty="internal medicine",
            chance=f,
            worth=t,
            costs={} if cost is None else {"price": cost[number - 1]},
        )
        for number, (f, t) in enumerate(zip(chance, worth, strict=True), 1)
    ]


@pytest.fixture(scope="module")
def programmes():
    """Thirty invented programmes of internal medicine."""
    return synthetic_programmes(30, 4, ["internal medicine"])


def test_a_figure_of_ones_own_stands_in_place_of_ours(programmes):
    """A tie that is worth nothing to the person's mind lifts no chance; a wrong name is told."""
    own = {"a tie to the state": (1.0, 1.0, 1.0), "a tie to the sea": (1.0, 1.0, 1.0)}
    ours = plan_list(order_of(programmes, count=10))
    theirs = plan_list(order_of(programmes, replace(SENIOR, own_figures=own), count=10))
    nowhere = plan_list(order_of(programmes, replace(SENIOR, states=()), count=10))
    assert theirs.value < ours.value
    assert theirs.value == pytest.approx(nowhere.value)
    assert [one.what for one in theirs.problems] == ['There is no parameter "a tie to the sea".']


def test_silence_counts_once_invitations_are_out(programmes):
    """Having applied everywhere and heard nothing, half the invitations out is no good news."""
    asked = [replace(one, status="applied") for one in programmes]
    early = plan_list(order_of(asked))
    late = plan_list(order_of(asked, replace(SENIOR, invitations_sent=0.5)))
    assert late.p_unmatched.middle > early.p_unmatched.middle + 0.02


def test_signals_chosen_with_the_list_gain_something(programmes):
    """The gain over signalling the favourites is told where there are signals, else left out."""
    with_signals = plan_list(order_of(programmes, count=8))
    assert with_signals.signal_gain is not None
    assert with_signals.signal_gain >= -1e-9
    assert plan_list(order_of(final_rows(**PLANETS), count=4)).signal_gain is None


def test_rows_with_chance_and_worth_are_used_untouched():
    """The published market of eight: its order and values, no fee, signal or preference on top."""
    planned = plan_list(order_of(final_rows(**PLANETS), correlation=0.0, count=8))
    assert [entry.programme.id for entry in planned.entries] == list("42817356")
    assert planned.values_after == pytest.approx(
        (84.0, 146.7, 195.096, 230.0475, 257.6427, 281.5134, 288.7778, 294.1064), abs=1e-3
    )
    assert {entry.signal for entry in planned.entries} == {"none"}
    assert planned.cost == 0
    assert planned.is_proved


def test_a_column_of_costs_sets_the_budget():
    """A published problem with costs 2, 4, 2, 5, 1 and a budget of 8: rows 2, 3 and 5."""
    rows = final_rows((0.2, 0.5, 0.1, 0.6, 0.1), (1, 4, 9, 1, 8), (2, 4, 2, 5, 1))
    planned = plan_list(order_of(rows, correlation=0.0, budget=8, cost_column="price"))
    assert sorted(entry.programme.id for entry in planned.entries) == ["2", "3", "5"]
    assert planned.value == pytest.approx(3.24)
    assert planned.cost == 7
    assert not planned.is_in_dollars


def test_chances_that_stand_and_fall_together_spread_the_list():
    """At correlation 1 the published pair is the first and the last, worth 120."""
    planned = plan_list(order_of(final_rows(**PLANETS), correlation=1.0, count=2))
    assert sorted(entry.programme.id for entry in planned.entries) == ["1", "8"]
    assert planned.value == pytest.approx(120)
    assert planned.p_unmatched.middle == pytest.approx(0.61)


def test_the_budget_holds_with_the_fees_of_the_season(programmes):
    """For $200 at $11 each: eighteen applications, $198."""
    applicant = replace(SENIOR, budget=ApplicationBudget(dollars=200))
    planned = plan_list(order_of(programmes, applicant))
    assert len(planned.entries) == 18
    assert planned.cost == pytest.approx(198)
    assert sum(entry.cost for entry in planned.entries) == pytest.approx(planned.cost)
    assert planned.bound >= planned.value
    assert planned.next_application is not None
    assert planned.next_application.cost == pytest.approx(11)


def test_signals_are_as_many_as_the_specialty_has(programmes):
    """Internal medicine has 3 gold and 12 silver ones, and none is left unsent here."""
    planned = plan_list(order_of(programmes))
    assert (len(planned.signalled("gold")), len(planned.signalled("silver"))) == (3, 12)


def test_what_was_applied_to_stays_and_what_said_no_goes(programmes):
    """One asked already is on a list of one; one that said no is told as closed."""
    rows = list(programmes[:6])
    rows[0] = replace(rows[0], status="applied")
    rows[1] = replace(rows[1], status="rejected")
    planned = plan_list(order_of(rows, count=1))
    assert [entry.programme.id for entry in planned.entries] == [rows[0].id]
    assert [one.programme.id for one in planned.left_out_by("closed")] == [rows[1].id]


def test_only_a_cited_rule_excludes_and_it_is_told_with_its_source():
    """The same cut-off excludes with a source, and without one does not."""
    cited = Fact(255.0, source="https://example.org/requirements")
    said = Fact(255.0)
    rows = [
        Programme(id="a", name="A", specialty="internal medicine", facts={"step2_cutoff": cited}),
        Programme(id="b", name="B", specialty="internal medicine", facts={"step2_cutoff": said}),
        Programme(id="c", name="C", specialty="internal medicine"),
    ]
    planned = plan_list(order_of(rows))
    assert {entry.programme.id for entry in planned.entries} == {"b", "c"}
    (excluded,) = planned.left_out_by("rule")
    assert excluded.programme.id == "a"
    assert excluded.source == "https://example.org/requirements"


def test_more_points_in_step_2_help(programmes):
    """Ten points more are among what would change something, and lower the chance of no match."""
    planned = plan_list(order_of(programmes, count=10))
    (more,) = [one for one in planned.what_ifs if "Step 2" in one.change]
    assert more.value > planned.value
    assert more.p_unmatched < planned.p_unmatched.middle


def test_the_chance_of_no_match_rises_as_chances_stand_and_fall_together(programmes):
    """It rises with the correlation, and its bounds hold the middle."""
    planned = plan_list(order_of(programmes))
    shares = [one.p_unmatched for one in planned.unmatched_at]
    assert shares == sorted(shares)
    found = planned.p_unmatched
    assert found.low <= found.middle <= found.high


def test_nothing_to_apply_to_is_an_empty_list():
    """No programme at all, and no way to pay for any: both give a list, with nothing on it."""
    assert plan_list(order_of([])).entries == ()
    assert plan_list(order_of(final_rows(**PLANETS), count=0)).entries == ()
