"""Tasks out of other programs' exports."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.typed_tasks import TaskImport, TypedTask
from trimtab.spoken.exports import read_export

FOLDER = Path(__file__).parents[1] / "data" / "exports"
NOW = datetime(2026, 11, 16, 6, 0, tzinfo=ZoneInfo("America/New_York"))
VALUES = ("patients", "learning", "family")
HALF_HOUR = "without a length are taken as 30 min each."


def read(name: str) -> TaskImport:
    """The export of that name."""
    return read_export((FOLDER / name).read_bytes(), name, NOW, VALUES)


def read_text(text: str) -> TaskImport:
    """An export written out."""
    return read_export(text.encode(), "x.csv", NOW, VALUES)


def test_todoist_tasks_are_read():
    """Priorities 1 and 2 are important, labels name values, sections and notes are no tasks."""
    found = read("todoist.csv")
    assert (found.source, found.done) == ("Todoist", 0)
    assert found.tasks == (
        TypedTask(
            "QI abstract",
            240,
            "learning",
            datetime(2026, 11, 27, 17, 0),
            important=True,
            note="Draft is in the shared folder",
        ),
        TypedTask("Read the guideline", 30, note="Part of QI abstract.", is_length_assumed=True),
        TypedTask("Water the plants", 30, is_length_assumed=True),
        TypedTask(
            "Call the bank", 30, None, date(2026, 12, 1), important=True, is_length_assumed=True
        ),
        TypedTask("Move house", 30, is_length_assumed=True),
    )


def test_what_is_not_clear_is_told():
    """A date that comes back, a day that may be a month, and lengths nobody gave."""
    assert read("todoist.csv").remarks == (
        "Water the plants: its date comes back (every Friday), so it is left without a due time.",
        "Move house: its date is not clear (12/03/2026), so it is left without a due time.",
        f"4 {HALF_HOUR}",
    )


def test_a_todoist_deadline_counts_before_its_date():
    """The date says when to begin with it there, the deadline when it is due."""
    head = "TYPE,CONTENT,PRIORITY,INDENT,DATE,DEADLINE\n"
    (task,) = read_text(head + "task,Renew passport,1,1,1 Dec,2026-12-15\n").tasks
    assert task.due == date(2026, 12, 15)


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("15 Oct", date(2026, 10, 15)),
        ("15 Oct 2027", date(2027, 10, 15)),
        ("15 Jan", date(2027, 1, 15)),
        ("15 Nov", date(2026, 11, 15)),
    ],
)
def test_a_day_without_a_year_that_has_passed_is_overdue(written, due):
    """The year is left out of this year's days, those gone by too."""
    (task,) = read_text(f"TYPE,CONTENT,PRIORITY,DATE\ntask,Pay,1,{written}\n").tasks
    assert task.due == due


@pytest.mark.parametrize(
    ("estimate", "minutes"), [("1.5", 90), ("2", 120), ("45", 45), ("2 h", 120), ("inf", 30)]
)
def test_a_bare_estimate_is_taken_for_what_it_can_be(estimate, minutes):
    """A small number for hours, which is said; a greater one for minutes."""
    found = read_text(f"Name,Estimate\nEssay,{estimate}\n")
    assert found.tasks[0].minutes == minutes
    told = [one for one in found.remarks if "is taken as" in one and "Essay" in one]
    assert bool(told) == (estimate in {"1.5", "2"})


def test_notion_tasks_are_read():
    """Done ones are left out, the end of a span is when it is due, unknown columns are passed."""
    found = read("notion.csv")
    assert (found.source, found.done, found.remarks) == ("Notion", 1, (f"1 {HALF_HOUR}",))
    assert found.tasks == (
        TypedTask(
            "Grand rounds slides", 150, "learning", datetime(2026, 12, 3, 9, 0), important=True
        ),
        TypedTask("Birthday present", 45, "family", date(2026, 11, 28)),
        TypedTask("Sort photographs", 30, is_length_assumed=True),
    )


def test_trello_cards_are_read():
    """Archived, complete and finished cards are left out; due times become local."""
    found = read("trello.json")
    assert (found.source, found.done, found.remarks) == ("Trello", 4, (f"1 {HALF_HOUR}",))
    assert found.tasks == (
        TypedTask(
            "Visa papers 2h",
            120,
            "family",
            datetime(2026, 12, 4, 17, 0),
            important=True,
            urgent=True,
        ),
        TypedTask("Buy scrubs", 30, is_length_assumed=True),
    )


@pytest.mark.parametrize(
    ("columns", "row", "minutes"),
    [
        ("Name,Hours", "A,1.5", 90),
        ("Title,Minutes", "A,25", 25),
        ("Task,Effort", 'A,"1,5 h"', 90),
        ("Name,Estimate", "A,soon", 30),
        ("Name,Estimate", "A,0", 30),
        ("Name,Estimate", "A,999999", 30),
    ],
)
def test_lengths_have_many_columns(columns, row, minutes):
    """Hours in a column of hours, minutes elsewhere, and 30 where there is no sense in it."""
    assert read_text(f"{columns}\n{row}\n").tasks[0].minutes == minutes


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("", "no rows"),
        ("Name\n", "no rows"),
        ("Colour,Size\nred,3\n", "no column of names"),
        ('{"cards": [', "not whole JSON"),
        ('{"boards": []}', "without cards"),
        ("[1]", "without cards"),
    ],
)
def test_what_is_no_export_is_told(content, why):
    """A clear sentence with what to give instead."""
    with pytest.raises(UnreadableFileError, match=why) as caught:
        read_text(content)
    assert "Give a Todoist or Notion export" in str(caught.value)


def test_bytes_that_are_no_text_are_told():
    """A spreadsheet is not read as one."""
    with pytest.raises(UnreadableFileError, match="not text in UTF-8"):
        read_export(b"PK\x03\x04\xff\xfe", "x.csv", NOW, VALUES)


def test_odd_cards_are_passed_over():
    """Cards without a name, or that are none, give nothing."""
    assert read_text('{"cards": [3, {"name": null}, {}], "lists": 7}').tasks == ()


def test_rows_without_a_name_are_passed_over():
    """Empty rows give no task, ragged ones no fault."""
    assert [task.name for task in read_text("Name,Due\n,\nA,tomorrow,extra\nB\n").tasks] == [
        "A",
        "B",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"Name\n" + b"a" * 200_000, "a cell of it is too long"),
        (b"x" * (10 * 2**20 + 1), "larger than 10 MiB"),
        (b"[" * 200_000, "not whole JSON"),
    ],
)
def test_a_file_beyond_all_bounds_is_refused_in_words(content, said):
    """A cell without an end, a file without one, brackets without any."""
    with pytest.raises(UnreadableFileError, match=said):
        read_export(content, "x", NOW, VALUES)


def test_hostile_cells_are_cut_and_thousands_of_tasks_too():
    """Half a letter is none, what nobody writes by hand is cut, the first thousand are read."""
    half = read_export(b'{"cards":[{"name":"\\ud800 Call"}]}', "x.json", NOW, VALUES)
    assert half.tasks[0].name == "? Call"
    wild = "TYPE,CONTENT,PRIORITY,DATE\ntask," + "[a" * 50_000 + ",1," + "every" * 9_000
    assert len(read_text(wild).tasks[0].name) <= 500
    many = read_text("Name\n" + "\n".join(f"Task {number}" for number in range(1200)))
    assert len(many.tasks) == 1000
    assert "Only the first 1000 tasks" in many.remarks[-1]
