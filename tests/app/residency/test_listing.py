"""The list to apply to, from what a person brings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.app.residency.listing import plan_list
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Applicant, ApplicationBudget, Preferences
from trimtab.domain.programmes import Fact, Programme
from trimtab.programmes.synthetic import synthetic_programmes
from trimtab.residency.chances.invitation_rates import SIXTEEN_WEEKS
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
    """No news before they go out, bad news by February, and what the person's own figure says."""
    asked = [replace(one, status="applied") for one in programmes]
    rules = read_season(2027)
    order = replace(order_of(asked), rules=rules, today=date(2026, 9, 10))
    early = plan_list(order)
    late = plan_list(replace(order, today=date(2027, 2, 10)))
    own = replace(SENIOR, invitations_sent=0.0)
    told = plan_list(replace(order, today=date(2027, 2, 10), applicant=own))
    assert late.p_unmatched.middle > 0.9 > early.p_unmatched.middle
    assert told.p_unmatched == early.p_unmatched
    said = [one for one in late.remarks if one.startswith("Silence counts: about 98 %")]
    assert len(said) == 1
    assert not [one for one in (*early.remarks, *told.remarks) if "Silence counts" in one]
    assert SIXTEEN_WEEKS in {one.name for one in late.parameters}
    assert SIXTEEN_WEEKS not in {one.name for one in early.parameters}


def answered(programmes, **more):
    """Twelve programmes of which four have offered and two have rejected."""
    said = ["offer"] * 4 + ["rejected"] * 2 + ["applied"] * 6
    rows = [replace(one, status=now) for one, now in zip(programmes, said, strict=False)]
    return replace(order_of(rows, **more), rules=read_season(2027), today=date(2026, 12, 1))


def test_the_chance_of_no_match_at_a_correlation_is_that_of_a_list_made_at_it(programmes):
    """After answers: the headline is its own line, and every other line a run with it."""
    planned = plan_list(answered(programmes))
    at = {one.correlation: one.p_unmatched for one in planned.unmatched_at}
    assert at[0.3] == pytest.approx(planned.p_unmatched.middle, abs=1e-12)
    for correlation in (0.0, 0.6):
        again = plan_list(answered(programmes, correlation=correlation))
        assert again.p_unmatched.middle == pytest.approx(at[correlation], abs=1e-12)
    found = planned.p_unmatched
    assert found.low < found.middle < found.high < 0.9


def test_offers_narrow_the_range_of_ending_unmatched(programmes):
    """From nine offers to twelve both ends fall: no chance is cut at 1 and taken for certain."""
    bare = [replace(one, facts={}, status="offer", signal="none") for one in programmes]
    found = [plan_list(order_of(bare[:count])).p_unmatched for count in (9, 10, 11, 12)]
    highs = [one.high for one in found]
    assert highs == sorted(highs, reverse=True)
    assert highs[-1] < 0.05


def test_places_that_no_row_has_are_told(programmes):
    """A rotation by name counts; one that is nowhere is told with the names near it."""
    name = programmes[3].name
    who = replace(SENIOR, rotations=(name.upper(),), home_programme=name[:-1])
    planned = plan_list(order_of(programmes, who))
    (problem,) = planned.problems
    assert problem.file == "your profile, home_programme"
    assert f'"{name[:-1]}"' in problem.what
    assert name in problem.mend
    (there,) = [one for one in planned.entries if one.programme.name == name]
    assert "a rotation there" in there.rests_on


def test_nearness_without_family_is_told_once(programmes):
    """It counts for nothing and is said beside the list, not at each programme."""
    who = replace(SENIOR, preferences=Preferences(weights={"near": 3, "hours": 1}))
    planned = plan_list(order_of(programmes, who))
    assert [one for one in planned.remarks if one.startswith("Nearness counts for nothing")]
    assert not [one for one in planned.entries if "near" in one.unknown]


def test_what_an_img_leaves_out_is_told_once(programmes):
    """Letters and the year are named beside the list where they are not known; not of a senior."""
    who = replace(SENIOR, type="img", us_months=3.0)
    planned = plan_list(order_of(programmes, who))
    (said,) = [one for one in planned.remarks if one.startswith("Your profile does not say")]
    assert "how many US letters you have, when you graduated." in said
    seniors = plan_list(order_of(programmes)).remarks
    assert not [one for one in seniors if one.startswith("Your profile")]


def test_silence_about_a_visa_is_told_to_who_may_need_one(programmes):
    """A graduate from abroad who is no citizen hears that none is counted; nobody else does."""
    for kind, is_said, is_told in (
        ("img", False, True),
        ("img", True, False),
        ("us_img", False, False),
    ):
        who = replace(SENIOR, type=kind, visa_is_told=is_said)
        remarks = plan_list(order_of(programmes, who)).remarks
        assert any("whether you need a visa; none is counted" in one for one in remarks) is is_told


def test_context_is_told_and_not_reckoned_with(programmes):
    """Beside a senior's list stands how many of all seniors matched, with its source."""
    planned = plan_list(order_of(programmes))
    (said,) = [one for one in planned.remarks if one.startswith("Context")]
    assert "of all US MD seniors who ranked programmes, 93.5 % matched in 2025" in said
    assert not [
        one for one in plan_list(order_of(final_rows(**PLANETS))).remarks if "Context" in one
    ]


def test_an_exclusion_cites_the_rule_and_no_other_fact():
    """Of two facts whose sources begin alike, the one that rules out is cited."""
    facts = {
        "state": Fact("TX", source="https://x.org", checked=date(2020, 1, 1)),
        "step2_cutoff": Fact(250.0, source="https://x.org/rules", checked=date(2026, 8, 1)),
    }
    row = Programme(id="a", name="A", specialty="internal medicine", facts=facts)
    (excluded,) = plan_list(order_of([row])).left_out_by("rule")
    assert (excluded.source, excluded.checked) == ("https://x.org/rules", date(2026, 8, 1))


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
