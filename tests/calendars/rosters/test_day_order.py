"""Which number is the month, which year is meant: by evidence, and said either way."""

from __future__ import annotations

import pytest

NEW_YORK, LONDON = "America/New_York", "Europe/London"


def table(*days):
    """A list of day shifts."""
    return "Date,Hours\n" + "".join(f"{day},7a-7p\n" for day in days)


@pytest.mark.parametrize(
    ("days", "zone", "first", "why"),
    [
        (("02/11/2026", "16/11/2026"), NEW_YORK, "day", "16/11 can mean nothing else"),
        (("11/02/2026", "11/16/2026"), LONDON, "month", "11/16 can mean nothing else"),
        (("02.11.2026", "03.11.2026"), NEW_YORK, "day", "dots"),
        (("Mon 02/11/2026", "Tue 03/11/2026"), NEW_YORK, "day", "weekdays"),
        (("02/11/2026", "20 Nov 2026"), NEW_YORK, "day", "month named"),
        (("02/11/2026", "03/11/2026", "04/11/2026"), NEW_YORK, "day", "follow one another"),
        (("11/02/2026", "11/03/2026", "11/04/2026"), LONDON, "month", "follow one another"),
    ],
)
def test_the_file_itself_tells_the_order(read, days, zone, first, why):
    """Evidence over the whole column settles it, against the habit of the zone; it is remarked."""
    reading = read(table(*days), zone=zone)
    assert {one.start.month for one in reading.commitments} == {11}
    assert reading.problems == ()
    (said,) = [one.what for one in reading.remarks if "first" in one.what]
    assert said.startswith(f"Dates are read {first} first")
    assert why in said


def test_the_days_asked_tell_and_it_is_an_assumption(read):
    """Two dates that fit only one way into November."""
    reading = read(table("02/11/2026", "09/11/2026"))
    assert len(reading.commitments) == 2
    assert "fall into the days asked" in reading.problems[0].what


@pytest.mark.parametrize(("zone", "month"), [(NEW_YORK, 3), (LONDON, 4)])
def test_where_nothing_tells_the_zone_decides_and_it_is_told(read, zone, month):
    """03/04 is March in New York and April in London."""
    reading = read(table("03/04/2026"), first="2026-01-01", last="2026-12-31", zone=zone)
    assert reading.commitments[0].start.month == month
    assert f"usual in {zone}" in reading.problems[0].what


@pytest.mark.parametrize(
    ("text", "year", "is_told"),
    [
        ("Roster 2027\nDate,Hours\n16 Nov,7a-7p\n", 2027, False),
        ("November 2027\nDate,Hours\n16 Nov,7a-7p\n", 2027, False),
        ("Date,Hours\nMon 16 Nov,7a-7p\n", 2026, False),
        ("Date,Hours\nTue 16 Nov,7a-7p\n", 2027, False),
        ("Date,Hours\n16 Nov,7a-7p\n", 2026, True),
    ],
)
def test_the_year_comes_from_what_is_nearest(read, text, year, is_told):
    """A title, a weekday, or the days asked; only the last is an assumption."""
    reading = read(text, first="2026-01-01", last="2027-12-31")
    assert [one.start.year for one in reading.commitments] == [year]
    assert bool(reading.problems) == is_told


def test_january_after_december_is_next_year(read):
    """Dates without a year go to the days they are nearest to."""
    reading = read(table("30 Dec", "2 Jan"), first="2026-12-20", last="2027-01-10")
    assert [one.start.year for one in reading.commitments] == [2026, 2027]


def test_a_weekday_that_is_not_the_dates_is_told(read):
    """17 November 2026 is a Tuesday; the date counts."""
    reading = read(table("Wed 17 Nov 2026"))
    assert reading.commitments[0].start.day == 17
    assert "17 November 2026 is a Tuesday, but Wednesday stands" in reading.problems[0].what


def test_a_day_there_is_not_is_told(read):
    """31 November is left out with its line."""
    reading = read(table("30 Nov 2026", "31 Nov 2026"))
    assert len(reading.commitments) == 1
    assert [(one.line, "a day there is not" in one.what) for one in reading.problems] == [(3, True)]


def test_dates_that_contradict_each_other_are_told(read):
    """16/11 and 11/18 in one file: each is what it can be, and the doubt about 02/11 is said."""
    reading = read(table("16/11/2026", "11/18/2026", "02/11/2026"), zone=LONDON)
    assert [one.start.day for one in reading.commitments] == [2, 16, 18]
    (problem,) = [one for one in reading.problems if "first" in one.what]
    assert "16/11 and 11/18 contradict each other" in problem.what
