"""People down one side, days along the other, codes or hours where they meet."""

from __future__ import annotations

import pytest

CODES = {"NF": ((1140, 420),), "D": ((420, 1140),), "OFF": (), "HC": ((1020, 420),)}
OKAFOR = [
    "16 Nov 19:00-07:00 NF duty",
    "18 Nov 07:00-19:00 7a-7p duty",
    "20 Nov 07:00-19:00 D duty",
]
GRID = """\
MICU November 2026,,,,,
Name,16,17,18,19,20
,Mon,Tue,Wed,Thu,Fri
"Okafor, Ada",NF,OFF,7a-7p,-,D
"Chen, Li",D,D,NF,NF,
Total,2,1,2,1,1
"""
TURNED = """\
,"Okafor, Ada","Chen, Li"
Mon 11/16/2026,NF,D
Tue 11/17/2026,OFF,D
Wed 11/18/2026,7a-7p,NF
Thu 11/19/2026,,NF
Fri 11/20/2026,D,
"""
BLOCKS = """\
November 2026
Name,2,3,4,5,6
Okafor,,,,,
Name,16,17,18,19,20
Okafor,NF,OFF,7a-7p,,D
"""
WEEK = """\
Week of 16 Nov 2026
Name,Mon,Tue,Wed,Thu,Fri
Okafor,NF,OFF,7a-7p,,D
Chen,D,D,NF,NF,
"""
FULL_DATES = """\
Staff,2026-11-16,2026-11-17,2026-11-18,2026-11-19,2026-11-20
PGY-2 Okafor,NF,OFF,7a-7p,,D
PGY-3 Chen,D,,,,
"""


@pytest.mark.parametrize("grid", [GRID, TURNED, BLOCKS, WEEK, FULL_DATES])
def test_the_same_week_in_five_shapes(read, told, grid):
    """Days along or down, in blocks, as weekdays of a named week, or as whole dates."""
    reading = read(grid, row="okafor", codes=CODES)
    assert told(reading) == OKAFOR
    assert [note.name for note in reading.day_notes] == ["OFF"]
    assert reading.problems == ()


def test_people_are_listed_when_none_is_chosen(read):
    """Totals and weekdays are no people."""
    (problem,) = read(GRID).problems
    assert "2 people: Okafor, Ada; Chen, Li." in problem.what


def test_a_grid_of_one_person_needs_no_name(read, told):
    """No label, or one, is no question."""
    grid = "November 2026,,,,\n16,17,18,19,20\nNF,OFF,7a-7p,,D\n"
    assert told(read(grid, codes=CODES)) == OKAFOR


def test_the_place_of_a_workbooks_cell_is_named(read, workbook):
    """An unclear cell is told as sheet and cell, and where each event stood is known."""
    rows = [["Name", *range(16, 21)], ["Okafor", "D", "7-7", "D", None, "D"]]
    reading = read(workbook(**{"Nov 2026": rows}), "r.xlsx", codes=CODES)
    assert [one.stood for one in reading.commitments] == [
        "Nov 2026!B2",
        "Nov 2026!D2",
        "Nov 2026!F2",
    ]
    (problem,) = reading.problems
    assert problem.file == "r.xlsx Nov 2026!C2"


def test_a_code_without_hours_is_asked_about_by_its_cell(read, workbook):
    """The first cell of a workbook in which a code stands."""
    rows = [["Name", *range(16, 21)], ["Okafor", None, "XR", "XR", None, None]]
    (problem,) = read(workbook(**{"Nov 2026": rows}), "r.xlsx").problems
    assert (problem.file, problem.line) == ("r.xlsx Nov 2026!C2", None)


def test_sheets_of_two_months_have_their_own_days(read, told, workbook):
    """The name of each sheet says its month."""
    book = workbook(
        **{
            "Oct 2026": [["Name", *range(27, 32)], ["Okafor", "D", "D", "", "", ""]],
            "Nov 2026": [["Name", *range(1, 6)], ["Okafor", "", "D", "", "", ""]],
            "Legend": [["D", "Day"], ["NF", "Night float"]],
        }
    )
    reading = read(book, "r.xlsx", first="2026-10-01", codes=CODES)
    assert [line[:6] for line in told(reading)] == ["27 Oct", "28 Oct", "02 Nov"]
    assert any('Sheet "Legend" names no days' in one.what for one in reading.remarks)


def test_days_run_on_into_the_next_month(read, told):
    """29 30 1 2 3 below "November / December 2026" is the turn of a month."""
    grid = "Name,Nov 2026,,Dec 2026,,\n,29,30,1,2,3\nOkafor,D,D,D,,D\n"
    reading = read(grid, last="2026-12-31", codes=CODES)
    assert [line[:6] for line in told(reading)] == ["29 Nov", "30 Nov", "01 Dec", "03 Dec"]


def test_a_month_nobody_names_is_the_one_asked_and_told(read):
    """Bare days without month, year or weekday are an assumption."""
    reading = read("Name,2,3,4,5,6\nOkafor,D,,,,\n", codes=CODES)
    assert reading.commitments[0].start.day == 2
    assert "read from 2 November 2026 on" in reading.problems[0].what


def test_weekdays_tell_the_month(read):
    """The 2nd is a Friday in October 2026, not in November."""
    grid = "Name,2,3,4,5,6\n,Fri,Sat,Sun,Mon,Tue\nOkafor,D,,,,\n"
    reading = read(grid, first="2026-10-01", codes=CODES)
    assert reading.commitments[0].start.month == 10
    assert reading.problems == ()


def test_two_duties_in_one_cell(read, told):
    """D/HC are two codes; a cell with two spans has both."""
    grid = "November 2026\nName,16,17,18,19,20\nOkafor,D/HC,8a-12p 1p-5p,,,\n"
    assert told(read(grid, codes=CODES)) == [
        "16 Nov 07:00-19:00 D duty",
        "16 Nov 17:00-07:00 HC duty",
        "17 Nov 08:00-12:00 8a-12p 1p-5p duty",
        "17 Nov 13:00-17:00 8a-12p 1p-5p duty",
    ]


def test_names_in_cells_under_duties(read, told):
    """Where cells hold people, what heads the row or column is the duty."""
    table = (
        "Date,Day call,Night call\nMon 11/16,Okafor,Chen\nTue 11/17,Chen,Okafor\nWed 11/18,A,B\n"
    )
    reading = read(
        table, row="Chen", codes={"Day call": ((420, 1140),), "Night call": ((1140, 420),)}
    )
    assert told(reading) == [
        "16 Nov 19:00-07:00 Night call duty",
        "17 Nov 07:00-19:00 Day call duty",
    ]


def test_a_formula_without_a_value_is_told(read, workbook):
    """A program that calculates nothing leaves cells empty; no formula is evaluated here."""
    book = workbook(Nov=[["Date", "Shift"], ["2026-11-16", "7a-7p"], ["=A2+1", "7a-7p"]])
    problems = [one.what for one in read(book, "r.xlsx").problems]
    assert "1 cell holds a formula without a saved value and stays empty." in problems


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0 old", "old kind (.xls)"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"PK\x03\x04 cut", "cut short or broken"),
        (b"", "No shift is found"),
        (b"<html><body>Sign in</body></html>", "This is a web page"),
    ],
)
def test_other_formats_are_named(read, content, words):
    """Each says what it is and what to give instead."""
    (problem,) = read(content, "r.xls").problems
    assert words in problem.what
    assert problem.mend


def test_no_text_is_said_in_one_line(read):
    """Bytes of some program are not shown line by line."""
    (problem,) = read(bytes(range(1, 32)) * 20, "r.xls").problems
    assert problem.what == "This is no text: it holds signs that no roster has."


def test_days_outside_those_asked_are_named(read):
    """A roster of other months says which days it holds."""
    (problem,) = read("Date,Shift,Hours\n2027-03-13,Night,7p-7a\n").problems
    assert "It runs from 13 Mar 2027 to 14 Mar 2027" in problem.mend


def test_a_sheet_called_by_month_and_short_year_says_the_year(read, workbook):
    """A sheet "Dec 25" is December 2025 also where next December is nearer."""
    rows = [["Name", *range(1, 6)], ["Okafor", "7a-7p", None, None, None, None]]
    book = workbook(**{"Dec 25": rows})
    reading = read(book, "r.xlsx", first="2025-11-01", last="2026-11-30")
    assert [(one.start.year, one.start.month) for one in reading.commitments] == [(2025, 12)]
    assert reading.problems == ()
