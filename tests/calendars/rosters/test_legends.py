"""Legends in a roster give its codes their hours; a profile's own come first."""

from __future__ import annotations

from datetime import datetime, time

import pytest

DATES = [datetime(2026, 11, day) for day in range(16, 21)]
ROSTER = [
    ["Name", *DATES],
    ["Okafor", "D", "N", "O", "X1", None],
    ["Chen", "N", "D", "D", "O", "O"],
]
BELOW = [["Legend"], ["D", "07:00-19:00"], ["N", "19:00-07:00"], ["O", "Off"]]
SHEET = [["Code", "Start", "End"], ["D", time(7), time(19)], ["N", time(19), time(7)]]
CELL = [["Key: D = Day 0700-1900; N = Night 1900-0700; O = annual leave"]]
D_AND_N = ["16 Nov 07:00-19:00 D duty", "17 Nov 19:00-07:00 N duty"]


@pytest.mark.parametrize(
    "sheets", [{"R": [*ROSTER, *BELOW]}, {"R": ROSTER, "Key": SHEET}, {"R": [*ROSTER, *CELL]}]
)
def test_a_legend_gives_its_codes_their_hours(read, told, workbook, sheets):
    """Below the grid, on a sheet of its own or in one cell; what it leaves open is asked."""
    reading = read(workbook(**sheets), "r.xlsx", row="Okafor")
    assert told(reading) == D_AND_N
    assert any("the roster's own legend: D 07:00-19:00" in one.what for one in reading.remarks)
    assert any('"X1" names 1 day' in one.what for one in reading.problems)


def test_a_legend_in_pasted_text_is_no_duty_of_the_day_above(read, told):
    """Its line counts for the codes and is on no day."""
    reading = read("16 Nov 2026: D\n17 Nov 2026: N\nD = 0700-1900 N = 1900-0700\n", "r.txt")
    assert told(reading) == D_AND_N


def test_the_profile_comes_before_the_legend(read, told, workbook):
    """A code the profile has keeps its hours."""
    book = workbook(R=[*ROSTER, *BELOW])
    reading = read(book, "r.xlsx", row="Okafor", codes={"D": ((480, 960),)})
    assert told(reading)[0] == "16 Nov 08:00-16:00 D duty"


def test_a_legend_that_contradicts_itself_gives_nothing(read, workbook):
    """Two different hours for one code are told, and none of them counts."""
    book = workbook(R=[*ROSTER, *BELOW, ["D", "08:00-20:00"]])
    reading = read(book, "r.xlsx", row="Okafor")
    assert [one.name for one in reading.commitments] == ["N"]
    assert any('gives "D" different hours' in one.what for one in reading.problems)


def test_home_call_in_a_legend_is_home_call(read, told, workbook):
    """Its words tell the kind."""
    book = workbook(R=[*ROSTER, ["X1", "Home call 17:00-07:00"]])
    assert "19 Nov 17:00-07:00 X1 home_call" in told(read(book, "r.xlsx", row="Okafor"))


@pytest.mark.parametrize("day", ["2026-11-16", "16.11.2026", "11/16/2026", "16"])
def test_two_shifts_of_a_day_are_no_legend(read, told, day):
    """The day of a list of shifts is no code; a legend below the list still is one."""
    rows = [f"{day},08:00,12:00,Day", f"{day},16:00,20:00,Late", f"{day},,,D", "D,13:00,15:00"]
    reading = read("\n".join(["Date,Start,End,Shift", *rows]))
    hours = ["08:00-12:00 Day", "13:00-15:00 D", "16:00-20:00 Late"]
    assert sorted(told(reading)) == [f"16 Nov {one} duty" for one in hours]
    assert not [one for one in reading.problems if "different hours" in one.what]
