"""What is written is read back whole, and no spreadsheet runs it."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from trimtab.domain.applicants import Applicant
from trimtab.domain.applications import LeftOut, ListedProgramme, PlannedList
from trimtab.domain.chances import Interval
from trimtab.domain.programmes import FACT_COLUMNS, SIGNALS, Fact, Programme
from trimtab.domain.specialties import SPECIALTIES
from trimtab.programmes.reading import read_programmes
from trimtab.programmes.synthetic import synthetic_programmes
from trimtab.programmes.writing import (
    all_programmes,
    list_to_csv,
    list_to_xlsx,
    programmes_to_csv,
    programmes_to_xlsx,
)

LETTERS = st.characters(min_codepoint=33, max_codepoint=0x2FF, exclude_categories=("C", "Z"))
WORDS = st.text(LETTERS, min_size=3, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: "w " + " ".join(words))
DANGEROUS = st.sampled_from(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "'=x", "''+y"])
DAYS = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
SOURCES = st.one_of(st.just(""), TEXTS, DANGEROUS)


def floats(least, most, digits):
    return st.floats(least, most, allow_nan=False).map(lambda one: float(f"{one:.{digits}g}"))


def cents(least, most):
    return st.integers(round(least * 100), round(most * 100)).map(lambda one: one / 100)


def values_of(column, digits):
    if column.unit.startswith("dollars"):
        return cents(column.least, column.most)
    if column.kind == "yes":
        return st.booleans()
    if column.choices:
        return st.sampled_from(column.choices)
    if column.kind == "share":
        return floats(0, 1, digits)
    if column.kind == "number":
        return floats(column.least, min(column.most, 1e6), digits)
    return st.one_of(TEXTS, DANGEROUS)


def possible(one):
    """The programme without figures that no reader takes together."""
    applications, interviews = one.number("applications"), one.number("interviews")
    is_more = None not in (applications, interviews) and interviews > applications
    facts = {name: fact for name, fact in one.facts.items() if name != "interviews" or not is_more}
    is_above = None not in (one.chance, one.interview_chance) and one.chance > one.interview_chance
    return replace(one, facts=facts, interview_chance=None if is_above else one.interview_chance)


def programmes(digits):
    """Any programmes, their numbers written in so many digits."""
    facts = {
        name: st.builds(Fact, values_of(column, digits), SOURCES, DAYS)
        for name, column in FACT_COLUMNS.items()
        if name != "state"
    }
    numbers, chances = floats(0.001, 1e9, digits), st.one_of(st.none(), floats(0, 1, digits))
    return st.lists(
        st.builds(
            Programme,
            id=st.one_of(TEXTS, DANGEROUS),
            name=st.one_of(TEXTS, DANGEROUS),
            specialty=st.sampled_from(SPECIALTIES),
            facts=st.fixed_dictionaries({}, optional=facts),
            chance=chances,
            interview_chance=chances,
            worth=st.one_of(st.none(), numbers),
            cost=st.one_of(st.none(), cents(0, 1e9)),
            costs=st.fixed_dictionaries({}, optional={"Hotel nights": cents(0, 1e9)}),
            signal=st.one_of(st.none(), st.sampled_from(SIGNALS)),
            status=st.sampled_from([None, "offer", "waitlist", "rejected", "applied"]),
        ).map(possible),
        min_size=1,
        max_size=4,
        unique_by=(lambda one: one.id, lambda one: one.name.casefold()),
    )


PROGRAMMES = programmes(17)
IN_A_WORKBOOK = programmes(15)  # the digits that spreadsheets keep


def read_back(content):
    found, problems = read_programmes(content, "x", cost_columns=("Hotel nights",))
    assert [each for each in problems if "headed" not in each.what] == []
    return tuple(replace(one, line=None) for one in found)


@settings(max_examples=60, deadline=None)
@given(PROGRAMMES)
def test_programmes_come_back_whole_from_csv(programmes):
    """Every fact, source, day, own word and named cost is read back as it was."""
    assert read_back(programmes_to_csv(programmes)) == tuple(programmes)


@settings(max_examples=15, deadline=None)
@given(IN_A_WORKBOOK)
def test_programmes_come_back_whole_from_a_workbook(programmes):
    """The same through a workbook, which keeps numbers in 15 digits and days as days."""
    assert read_back(programmes_to_xlsx(programmes)) == tuple(programmes)


@settings(max_examples=40, deadline=None)
@given(PROGRAMMES)
def test_no_cell_runs_in_a_spreadsheet(programmes):
    """No text begins with a sign that starts a formula, and no cell of a workbook is one."""
    rows = csv.reader(io.StringIO(programmes_to_csv(programmes), newline=""))
    cells = [cell for row in rows for cell in row if not _is_number(cell)]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_no_cell_of_a_workbook_is_a_formula():
    """A name that is a formula is kept as a text."""
    programme = Programme(id="=A1", name="=1+1", specialty="neurology")
    sheet = load_workbook(io.BytesIO(programmes_to_xlsx([programme]))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def _is_number(text):
    try:
        float(text)
    except ValueError:
        return False
    return True


def planned_list():
    programmes = synthetic_programmes(8, 7, ("neurology",))
    programmes, others = programmes[:6], programmes[6:]
    programmes = (replace(programmes[0], status="applied", signal="gold"), *programmes[1:])
    entries = tuple(
        ListedProgramme(
            programme=one,
            signal=SIGNALS[number % 3],
            match=Interval(0.3, 0.2, 0.4),
            interview=Interval(0.5, 0.4, 0.6) if number else None,
            worth=80,
            gain=9.5 - number,
            cost=11,
            reasons=("=It is near.", "Its chance is fair."),
        )
        for number, one in enumerate(programmes)
    )
    return PlannedList(
        applicant=Applicant(specialties=("neurology",)),
        entries=entries,
        value=42,
        bound=42,
        p_unmatched=Interval(0.1, 0.05, 0.2),
        correlation=Interval(0.3, 0.1, 0.6),
        left_out=tuple(
            LeftOut(programme=one, why="not_chosen", because="It adds less.") for one in others
        ),
    )


@pytest.mark.parametrize("write", [list_to_csv, list_to_xlsx])
def test_a_list_comes_back_as_all_the_programmes_it_was_made_from(write):
    """Listed ones first, then those left out; what was advised is not taken for what was sent."""
    planned = planned_list()
    found, problems = read_programmes(write(planned), "x")
    assert problems == ()
    assert tuple(replace(one, line=None) for one in found) == all_programmes(planned)
    assert [one.signal for one in found] == ["gold", *[None] * 7]
    assert {one.chance for one in found} == {None}


def test_a_list_says_which_are_on_it_and_what_to_signal():
    """Six are, with the signal of each beside it; of the two left out nothing is advised."""
    rows = list(csv.DictReader(list_to_csv(planned_list()).splitlines()))
    assert [row["on_list"] for row in rows] == ["yes"] * 6 + ["no"] * 2
    assert [row["suggested_signal"] for row in rows] == [*SIGNALS * 2, "", ""]
    assert rows[-1]["reasons"] == "It adds less."


@pytest.mark.parametrize("write", [list_to_csv, list_to_xlsx])
def test_estimates_have_six_digits_and_own_words_all_of_theirs(write):
    """A third is 0.333333 where it is estimated, and stays a third where a person said it."""
    planned = planned_list()
    said = replace(planned.entries[0].programme, chance=1 / 3)
    first = replace(planned.entries[0], programme=said, match=Interval(1 / 3, 0.2, 2 / 3))
    content = write(replace(planned, entries=(first, *planned.entries[1:])))
    found, _ = read_programmes(content, "x")
    assert found[0].chance == pytest.approx(1 / 3, rel=1e-14)
    if write is list_to_csv:
        row = next(csv.DictReader(content.splitlines()))
        assert (row["estimated_chance"], row["estimated_high"]) == ("0.333333", "0.666667")


def test_the_same_list_gives_the_same_bytes():
    """A workbook holds no moment of writing."""
    planned = planned_list()
    assert list_to_xlsx(planned) == list_to_xlsx(planned)


def test_one_source_for_a_row_takes_one_column():
    """Where all facts of each row have one source, it is written once."""
    head = programmes_to_csv(synthetic_programmes(3, 1, ("neurology",))).splitlines()[0]
    assert "source" in head.split(",")
    assert "state_source" not in head
