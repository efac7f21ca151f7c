"""Tables are read in a child under limits, exactly as they are read here."""

from __future__ import annotations

import sys
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from trimtab.calendars.apart.sandbox import ReadingChild
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Fact, Programme
from trimtab.programmes import programme_json
from trimtab.programmes.programme_json import (
    UnfitProgrammeError,
    pack,
    problem_from_json,
    problem_to_json,
    programme_from_json,
    programme_to_json,
    unpack,
)
from trimtab.programmes.reading import read_programmes
from trimtab.programmes.synthetic import synthetic_programmes
from trimtab.programmes.tables_apart import TablesApart
from trimtab.programmes.writing import programmes_to_xlsx

TABLE = (Path(__file__).parents[2] / "examples" / "residency" / "programmes.csv").read_bytes()
SPECIALTIES = ("internal medicine", "pediatrics")


@pytest.fixture(scope="module")
def tables():
    """One child for all tests of this module."""
    opened = TablesApart()
    yield opened
    opened.close()


def test_a_child_reads_what_is_read_here(tables):
    """The same programmes with their rows, facts and sources, and the same problems."""
    assert tables.read(TABLE, "mine.csv", SPECIALTIES) == read_programmes(
        TABLE, "mine.csv", specialties=SPECIALTIES
    )


def test_a_workbook_is_read_apart_too(tables):
    """Where numpy is not to be had, as in the child, a workbook reads the same."""
    content = programmes_to_xlsx(synthetic_programmes(5, 1, ["neurology"]))
    found, _ = tables.read(content, "mine.xlsx", ("neurology",))
    assert found == read_programmes(content, "mine.xlsx", specialties=("neurology",))[0]


def test_what_was_read_is_not_read_again(tables):
    """The same table gives the same programmes at once; other specialties are another question."""
    first = tables.read(TABLE, "mine.csv", SPECIALTIES)
    assert tables.read(TABLE, "mine.csv", SPECIALTIES) is first
    assert tables.read(TABLE, "mine.csv", ("neurology",)) != first


def test_a_child_that_ends_is_a_problem_with_a_remedy():
    """Nothing of a table that brings the child down is used, and the next one is read."""
    tables = TablesApart(ReadingChild(command=(sys.executable, "-c", "raise SystemExit(3)")))
    found, problems = tables.read(TABLE, "mine.csv", SPECIALTIES)
    assert found == ()
    assert "did not start" in problems[0].what
    tables.close()


def test_an_answer_that_is_no_table_is_a_problem():
    """Whatever a child says, it becomes programmes or a problem."""
    tables = TablesApart(ReadingChild())
    for answer in (None, 7, "no base64", pack(b"[]"), pack(b'{"programmes": [1], "problems": []}')):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(ReadingChild, "ask", lambda *_, said=answer: said)
            found, problems = tables.read(repr(answer).encode(), "mine.csv", ())
        assert found == ()
        assert "fault" in problems[0].what


def test_what_unpacks_too_large_is_refused(monkeypatch):
    """An answer of few bytes cannot fill the memory of who asked."""
    monkeypatch.setattr(programme_json, "MOST_UNPACKED_BYTES", 10)
    with pytest.raises(UnfitProgrammeError):
        unpack(b64encode(zlib.compress(b"0" * 11)).decode())


VALUES = some.one_of(some.text(), some.booleans(), some.floats(allow_nan=False))
FACTS = some.builds(Fact, VALUES, some.text(), some.none() | some.dates())
NUMBERS = some.none() | some.floats(allow_nan=False)
PROGRAMMES = some.builds(
    Programme,
    id=some.text(),
    name=some.text(),
    specialty=some.text(),
    facts=some.dictionaries(some.sampled_from(["visa", "positions", "research"]), FACTS),
    chance=NUMBERS,
    interview_chance=NUMBERS,
    worth=NUMBERS,
    cost=NUMBERS,
    costs=some.dictionaries(some.text(), some.floats(allow_nan=False)),
    signal=some.sampled_from([None, "none", "silver", "gold"]),
    status=some.sampled_from([None, "offer", "waitlist", "rejected", "applied"]),
    line=some.none() | some.integers(0, 10**6),
)


@given(PROGRAMMES)
def test_a_programme_comes_back_as_it_was(one):
    """Through JSON and back nothing of a programme changes."""
    assert programme_from_json(programme_to_json(one)) == one


@pytest.mark.parametrize(
    "change",
    [
        {"id": 3},
        {"numbers": [1]},
        {"status": "perhaps"},
        {"facts": {"secret": ["x", "", None]}},
        {"facts": {"visa": [[], "", None]}},
        {"line": "x"},
    ],
)
def test_what_is_no_programme_is_refused(change):
    """A value of another kind is never taken for a programme."""
    told = programme_to_json(Programme(id="a", name="A", specialty="neurology"))
    with pytest.raises(UnfitProgrammeError):
        programme_from_json({**told, **change})


def test_a_problem_comes_back_as_it_was():
    """So do problems; what is none is refused."""
    one = Problem("mine.csv", 3, "What.", "Mend.")
    assert problem_from_json(problem_to_json(one)) == one
    with pytest.raises(UnfitProgrammeError):
        problem_from_json({"file": "x"})
