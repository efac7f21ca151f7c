"""Shapes of grids that real programs and spreadsheets write: merged, in two lines, in weeks."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook

from trimtab.calendars.rosters.merged import find_merged, repeat_merged
from trimtab.calendars.rosters.tables import Cell

CODES = {"D": ((420, 1140),), "N": ((1140, 420),)}
CALENDAR = """\
NOVEMBER 2026,,,,,,
Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday
15,16,17,18,19,20,21
,NF 7p-7a,NF 7p-7a,,,,
22,23,24,25,26,27,28
Call 7a-7a,,,,,,
29,30,,,,,
,Days 7a-7p,,,,,
"""


@pytest.fixture
def merged_workbook():
    """A sheet of rows with merged cells."""

    def write(rows, *merged):
        book = Workbook()
        sheet = book.active
        sheet.title = "Nov 2026"
        for row in rows:
            sheet.append(row)
        for one in merged:
            sheet.merge_cells(one)
        packed = io.BytesIO()
        book.save(packed)
        return packed.getvalue()

    return write


def days(reading):
    """The days of the month events begin on, with their names."""
    return [(one.start.day, one.name) for one in reading.commitments]


def test_a_merged_cell_counts_for_every_day_it_covers(read, told, merged_workbook):
    """Four nights in one merged cell are four nights, each in its own cell; a title is no row."""
    rows = [
        ["Ward C, block 5", *[None] * 7],
        ["Resident", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        [None, *range(16, 23)],
        ["Okafor, Ada", "Nights 7p-7a", None, None, None, "OFF", None, None],
        ["Lindt, J", "Wards 7a-5p", *[None] * 6],
    ]
    content = merged_workbook(rows, "A1:H1", "A2:A3", "B4:E4", "F4:H4", "B5:F5")
    reading = read(content, "r.xlsx", row="Okafor")
    assert told(reading) == [f"{day} Nov 19:00-07:00 Nights duty" for day in (16, 17, 18, 19)]
    assert [one.stood for one in reading.commitments][-1] == "Nov 2026!E4"
    assert [note.first.day for note in reading.day_notes] == [20, 21, 22]


def test_a_merged_cell_reaching_over_everything_is_bounded():
    """A merge of the whole sheet repeats nothing beyond the rows and columns in use."""
    rows = (
        (Cell("Name", 1, 1), Cell("16", 1, 2), Cell("17", 1, 3)),
        (Cell("Okafor", 2, 1), Cell("7a-7p", 2, 2)),
    )
    merged = find_merged(b'<mergeCell ref="B2:XFD1048576"/>')
    repeated, room = repeat_merged(rows, merged, 100)
    assert [[cell.text for cell in row] for row in repeated][1] == ["Okafor", "7a-7p", "7a-7p"]
    assert room == 99


def test_a_short_last_week_of_a_calendar_heads_its_columns(read):
    """29 and 30 go on from 28: the duty below 30 is on the 30th, and no number is a duty."""
    reading = read(CALENDAR)
    assert days(reading) == [(17, "NF"), (18, "NF"), (22, "Call"), (30, "Days")]
    assert reading.day_notes == ()


def test_a_short_first_week_of_a_calendar_heads_its_columns(read):
    """A month that begins on a Saturday has a row of one day; months turn along the rows."""
    table = (
        "August 2026,,,,,,\nSun,Mon,Tue,Wed,Thu,Fri,Sat\n,,,,,,1\n,,,,,,7a-7p\n"
        "2,3,4,5,6,7,8\n7a-7p,,,,,,\n9,10,11,12,13,14,15\n16,17,18,19,20,21,22\n"
        "23,24,25,26,27,28,29\n30,31,1,2,3,4,5\n,,7a-7p,,,,\n"
    )
    reading = read(table, first="2026-08-01", last="2026-09-30")
    found = [(one.start.month, one.start.day) for one in reading.commitments]
    assert found == [(8, 1), (8, 2), (9, 1)]


def test_blocks_of_two_teams_in_one_month_stay_in_it(read):
    """1 to 30 below 1 to 30 is the same month again, not the next."""
    along = ",".join(str(day) for day in range(1, 31))
    empty = "," * 29
    table = f"November 2026\nName,{along}\nOkafor,{empty}\nName,{along}\nLindt,D{empty}\n"
    assert days(read(table, row="Lindt", codes=CODES)) == [(1, "D")]


def test_lines_of_a_cell_with_their_own_hours_are_duties_of_their_own(read, told, workbook):
    """Clinic in the morning and a night are not one "Clinic Night" twice."""
    cells = [
        "7a-12p Clinic\n7p-7a Night",
        "8:00-12:00 / 13:00-17:00 Ward",
        "Night\n7p-7a",
        None,
        None,
    ]
    reading = read(workbook(Nov=[["Name", *range(16, 21)], ["Okafor", *cells]]), "r.xlsx")
    assert told(reading) == [
        "16 Nov 07:00-12:00 Clinic clinic",
        "16 Nov 19:00-07:00 Night duty",
        "17 Nov 08:00-12:00 Ward duty",
        "17 Nov 13:00-17:00 Ward duty",
        "18 Nov 19:00-07:00 Night duty",
    ]


@pytest.mark.parametrize(
    "table",
    [
        (
            "Name,ID,Mon 11/16,,Tue 11/17,,Wed 11/18,\n,,In,Out,In,Out,In,Out\n"
            '"Okafor, Ada",7,7:00 AM,7:30 PM,7:00 PM,7:30 AM\n"Lindt, J",8,,,7:00 AM,7:00 PM\n'
        ),
        (
            "Name,,11/16/2026,11/17/2026,11/18/2026\nOkafor,In,7:00,19:00,\n,Out,19:30,7:30,\n"
            "Lindt,In,,7:00,\n,Out,,19:00,\n"
        ),
    ],
)
def test_a_start_and_an_end_in_two_cells_are_one_span(read, told, table):
    """Under In and Out side by side, or in rows of In and of Out."""
    found = [line[:18] for line in told(read(table, row="Okafor"))]
    assert found == ["16 Nov 07:00-19:30", "17 Nov 19:00-07:30"]


def test_one_clock_time_alone_is_no_code(read):
    """A start whose end is missing is named and takes no time."""
    table = "Name,16,17,18,19,20\nOkafor,7:00,7p,0700,,\n"
    reading = read(table)
    assert reading.commitments == ()
    said = [one.what for one in reading.problems if "does not say its hours" in one.what]
    assert len(said) == 3
    assert not any("without hours" in one.what for one in reading.problems)


@pytest.mark.parametrize("second", ["", "ICU"])
def test_headings_in_two_lines_are_read_together(read, second):
    """ICU over Day and Night, merged or left empty, is ICU Day and ICU Night."""
    table = (
        f"Date,ICU,{second},Ward,\n,Day,Night,Day,Night\n"
        "11/16/2026,Okafor,Chen,Patel,Lindt\n11/17/2026,Chen,Okafor,Patel,Lindt\n"
        "11/18/2026,Chen,Patel,Okafor,Lindt\n"
    )
    names = [note.name for note in read(table, row="Okafor").day_notes]
    assert names == ["ICU Day", "ICU Night", "Ward Day"]


SHIFT_ROWS = (
    "Shift,Hours,11/16/2026,11/17/2026,11/18/2026\n"
    "Day 1,7a-7p,Okafor,Okafor,Chen\nNight 1,7p-7a,Chen,Chen,Okafor\n"
)


def test_hours_beside_a_shift_are_its_hours(read, told):
    """Rows of shifts with a column of hours and names in the cells."""
    assert told(read(SHIFT_ROWS, row="Okafor")) == [
        "16 Nov 07:00-19:00 Day 1 duty",
        "17 Nov 07:00-19:00 Day 1 duty",
        "18 Nov 19:00-07:00 Night 1 duty",
    ]


def test_people_in_cells_are_listed_not_their_shifts(read):
    """Who is asked for are the names in the cells."""
    (problem,) = read(SHIFT_ROWS).problems
    assert "2 people: Okafor, Chen" in problem.what


@pytest.mark.parametrize(
    "heads", ["11/16 - 11/22,11/23 - 11/29", "Week 1 (Nov 16 - Nov 22),Week 2 (Nov 23 - Nov 29)"]
)
def test_columns_of_weeks_give_each_day(read, heads):
    """A duty below a week is on each of its days, and that is said."""
    reading = read(f"Name,{heads}\nOkafor,D,OFF\nChen,OFF,D\n", row="Okafor", codes=CODES)
    assert [one.start.day for one in reading.commitments] == list(range(16, 23))
    assert any("headed by several days" in one.what for one in reading.problems)
    assert [(note.first, note.last) for note in reading.day_notes] == [
        (date(2026, 11, 23), date(2026, 11, 29))
    ]
