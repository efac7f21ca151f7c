"""What was sent before: what is spent stays spent, and what was not said is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from trimtab.app.residency.listing import plan_list
from trimtab.app.residency.orders import ListOrder
from trimtab.domain.applicants import Applicant
from trimtab.domain.programmes import Fact, Programme
from trimtab.season_rules.reading import read_season

SENIOR = Applicant(specialties=("internal medicine",), step2=246)
MEDICINE = "internal medicine"


def place(number, **more):
    """A programme of which nothing is known but its specialty."""
    return Programme(id=f"{number:02d}", name=f"Place {number}", specialty=MEDICINE, **more)


def list_of(programmes, applicant=SENIOR, **more):
    """The list in a season whose rules are known, asked for in November."""
    order = ListOrder(
        applicant=applicant,
        programmes=tuple(programmes),
        rules=read_season(2026),
        today=date(2025, 11, 2),
        **more,
    )
    return plan_list(order)


def in_november(further=10):
    """Thirty are sent, ten of them said no: three that had gold, seven silver."""
    said_no = [place(n, status="rejected", signal="gold" if n < 3 else "silver") for n in range(10)]
    waiting = [place(n, status="applied", signal="none") for n in range(10, 30)]
    return [*said_no, *waiting, *(place(n) for n in range(30, 30 + further))]


def test_a_no_gives_no_money_back():
    """Thirty cost $330: with that spent, the next ones are at $30, and $390 pay for two."""
    planned = list_of(in_november(), budget=390)
    assert (planned.sent.applications, planned.sent.over, planned.sent.cost) == (30, 10, 330)
    assert planned.to_send == 2
    assert planned.cost_to_send == pytest.approx(60)
    assert list_of(in_november(), budget=330).to_send == 0


def test_a_no_counts_in_the_number_and_its_signal_is_gone():
    """Of 35 five are left; all gold ones went to places that said no, and five silver are left."""
    planned = list_of(in_november(), count=35)
    assert planned.to_send == 5
    assert planned.signalled("gold") == ()
    assert len(planned.signalled("silver")) == 5
    assert list_of(in_november(), count=25).to_send == 0


def test_what_is_sent_stands_first():
    """Nobody can leave out what is sent: further ones are added to it."""
    statuses = [one.programme.status for one in list_of(in_november()).entries]
    assert statuses == ["applied"] * 20 + [None] * 10


def test_rows_that_were_sent_are_asked_for_their_signals():
    """A row that says none is no question; two that say nothing are."""
    silent = [place(1, status="applied"), place(2, status="rejected")]
    (remark,) = [one for one in list_of([*silent, place(3)]).remarks if "without a word" in one]
    assert remark.startswith("2 rows were sent without a word on the signal")
    assert "Place 1, Place 2" in remark
    told = [replace(one, signal="none") for one in silent]
    assert not [one for one in list_of([*told, place(3)]).remarks if "without a word" in one]


def test_it_may_be_too_late_for_signals():
    """Signals advised after the first applications went out come with a question."""
    late = [one for one in list_of(in_november()).remarks if "Until when signals can be" in one]
    assert late[0].startswith("5 signals here are for programmes not yet applied to.")
    early = ListOrder(
        applicant=SENIOR,
        programmes=(place(1),),
        rules=read_season(2026),
        today=date(2025, 8, 2),
    )
    assert not [one for one in plan_list(early).remarks if "Until when" in one]


def test_a_column_of_costs_leaves_signals_alone():
    """Fees give way to the column, signals do not; an empty cell there is told."""
    rows = [place(n, costs={"Hotel": 10.0}) for n in range(4)] + [place(4)]
    planned = list_of(rows, cost_column="Hotel", budget=30)
    assert len(planned.signalled("gold")) == 3
    assert planned.cost == pytest.approx(30)
    assert any("no fee is counted beside them" in one for one in planned.remarks)
    assert any(one.startswith("1 row has no cost there") for one in planned.remarks)
    assert planned.other_fees == ()


def test_what_a_row_costs_is_said():
    """Rows with a chance and worth are free, and the `cost` of others comes on top of the fee."""
    final = [place(n, chance=0.1, worth=90) for n in range(2)]
    planned = list_of([*final, place(2, cost=19), place(3)])
    assert planned.cost == pytest.approx(11 + 19 + 11)
    assert (
        "No fee is counted for 2 rows that give both chance and worth. Write `cost` to count one."
        in planned.remarks
    )
    assert "The `cost` of 1 row comes on top of the season's fee." in planned.remarks


def test_a_preliminary_year_is_named_as_a_match():
    """It counts as any other, unless the row says what it is worth."""
    year = {"track": Fact("preliminary")}
    planned = list_of([place(1, facts=year), place(2, facts=year, worth=10), place(3)])
    (remark,) = [one for one in planned.remarks if "preliminary" in one]
    assert "counts as a match of full worth here (Place 1)" in remark


def test_other_fees_are_those_the_person_meets():
    """Transcripts and registration for all, a token for IMGs, ranks where there may be many."""
    names = {one.name for one in list_of([place(1)]).other_fees}
    assert names == {"transcripts", "registration for the Match"}
    abroad = list_of((place(n) for n in range(30)), replace(SENIOR, type="img"))
    fees = {one.name: one for one in abroad.other_fees}
    assert {"ECFMG token", "each rank"} < set(fees)
    assert (fees["each rank"].dollars, fees["each rank"].beyond) == (30, 20)
    assert (fees["ECFMG token"].dollars, fees["ECFMG token"].mark) == (185, "secondary")


def test_nothing_unknown_is_named_twice_and_no_figure_in_powers_of_ten():
    """The visa an IMG needs and prefers is named once; $57,900 is told as that."""
    abroad = Applicant(
        specialties=(MEDICINE,),
        type="img",
        visa="j1",
        preferences=replace(SENIOR.preferences, weights={"visa": 1.0, "living_costs": 1.0}),
    )
    facts = {"salary": Fact(63_700.0), "cost_of_living": Fact(110.0)}
    planned = list_of([place(1, facts=facts), place(2)], abroad)
    for entry in planned.entries:
        assert len(set(entry.unknown)) == len(entry.unknown)
    words = [part.words for one in planned.entries for part in one.worth_parts]
    assert any(one.startswith("57,909 dollars") for one in words)
    assert not [one for one in words if "e+0" in one]
