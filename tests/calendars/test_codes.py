"""All-day rows of rosters: codes become hours, the others are shown and asked about once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.codes import match_code, spans_on

CODES = {
    "NF": ((1140, 420),),
    "MICU": ((420, 1140),),
    "MICU L": ((420, 1260),),
    "OFF": (),
    "Split": ((480, 720), (1020, 60)),
}


def test_a_roster_of_codes_becomes_hours(read_file):
    """Titles that are or begin with a code take its hours, the longest code first."""
    reading = read_file("roster.ics", kind="duty", codes=CODES)
    local = [
        (
            one.name,
            *(
                f"{t.astimezone(ZoneInfo('America/New_York')):%d %H:%M}"
                for t in (one.start, one.end)
            ),
        )
        for one in reading.commitments
    ]
    assert local == [
        ("NF", "10 19:00", "11 07:00"),
        ("NF", "11 19:00", "12 07:00"),
        ("NF - Smith", "14 19:00", "15 07:00"),
        ("micu l: long call", "15 07:00", "15 21:00"),
        ("MICU", "16 07:00", "16 19:00"),
        ("Split", "19 08:00", "19 12:00"),
        ("Split", "19 17:00", "20 01:00"),
    ]
    assert {one.kind for one in reading.commitments} == {"duty"}
    notes = [note.name for note in reading.day_notes]
    assert notes[:4] == ["NFL game", "OFF", "Vacation", "No Call Request"]


def test_codes_without_hours_are_asked_about_once_each(read_file):
    """Two XR days are one question that shows the line to write; a vacation is none."""
    problems = read_file("roster.ics", kind="duty", codes=CODES).problems
    assert [problem.what for problem in problems] == [
        '"NFL game" names 1 day without hours, so it takes no time yet.',
        '"XR" names 2 days without hours, so it takes no time yet.',
    ]
    assert 'codes = { "XR" = "HH:MM-HH:MM" }' in problems[1].mend
    assert problems[1].line is not None


@pytest.mark.parametrize(("day", "asked"), [("2026-11-22", 1), ("2026-11-21", 0)])
def test_codes_are_asked_about_for_the_days_asked(read_file, day, asked):
    """XR on the 22nd is asked about when the 22nd is planned, not before."""
    reading = read_file("roster.ics", day, day, kind="duty", codes=CODES)
    assert len(reading.problems) == asked


def test_only_duty_calendars_are_asked_about(read_file):
    """An all-day entry of a family calendar is a note and nothing more."""
    reading = read_file("roster.ics", kind="family", codes=CODES)
    assert reading.problems == ()


def test_a_code_of_the_evening_before_reaches_into_the_first_day(read_file):
    """The night of the 11th ends on the 12th, so it is there when only the 12th is asked."""
    reading = read_file("roster.ics", "2026-11-12", "2026-11-12", kind="duty", codes=CODES)
    (night,) = reading.commitments
    assert night.end == datetime(2026, 11, 12, 12, 0, tzinfo=UTC)
    assert reading.day_notes == ()
    assert reading.problems == ()


def test_outlook_days_are_days(read_file):
    """Midnight to midnight with Outlook's flag is an all-day row, so its code counts."""
    (night,) = read_file("outlook-days.ics", codes=CODES).commitments
    assert night.start == datetime(2026, 11, 11, 0, 0, tzinfo=UTC)
    assert night.kind == "duty"


def test_hours_of_a_code_are_the_persons(read_file):
    """07:00 of a code is 07:00 where the person lives."""
    reading = read_file("roster.ics", zone="America/Los_Angeles", codes={"MICU": ((420, 1140),)})
    assert reading.commitments[0].start.astimezone(ZoneInfo("America/Los_Angeles")).hour == 7


def test_a_night_of_a_code_over_the_clock_change_has_thirteen_hours():
    """19:00-07:00 on 31 October 2026 in New York lasts thirteen real hours."""
    ((start, end),) = spans_on(date(2026, 10, 31), ((1140, 420),), ZoneInfo("America/New_York"))
    assert (end - start).total_seconds() == 13 * 3600


def test_minutes_past_midnight_are_the_next_day():
    """A 28-hour call is 07:00 to 11:00 of the day after, written as 2100 minutes."""
    ((start, end),) = spans_on(date(2026, 11, 10), ((420, 2100),), UTC)
    assert (end - start).total_seconds() == 28 * 3600


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("NF", "NF"),
        ("nf", "NF"),
        ("  NF  -  Smith", "NF"),
        ("NF2", None),
        ("NFL", None),
        ("The NF", None),
        ("MICU  L (long)", "MICU L"),
        ("MICU Late", "MICU"),
        ("", None),
    ],
)
def test_how_a_title_matches_a_code(title, code):
    """Whole words from the start, capitals and spaces aside, longest first."""
    assert match_code(title, CODES) == code


def test_an_empty_code_matches_nothing():
    """A code of no letters is ignored."""
    assert match_code("Anything", {"": ((0, 60),), " ": ()}) is None


def test_a_span_in_the_hour_that_clocks_skip_keeps_its_length():
    """02:15 to 03:00 is 03:15 to 04:00 that night."""
    new_york = ZoneInfo("America/New_York")
    [(start, end)] = spans_on(date(2027, 3, 14), ((135, 180),), new_york)
    assert (start.hour, start.minute, end - start) == (7, 15, timedelta(minutes=45))


def test_shifts_of_others_without_hours_are_marked_and_hours_given_make_them_shifts(read_events):
    """Letters and bare words of a roster; no birthday, day off, lunch, or rotation of a month."""
    days = ("Night", "N", "Late", "On call", "OFF", "Birthday Ana", "Late lunch", "Vacation")
    events = [
        f"UID:{at}\nDTSTART;VALUE=DATE:202611{at:02d}\nSUMMARY:{name}"
        for at, name in enumerate(days, 10)
    ]
    events.append("UID:m\nDTSTART;VALUE=DATE:20261101\nDTEND;VALUE=DATE:20261129\nSUMMARY:MICU")
    reading = read_events(*events, kind="personal", row="Robin")
    assert [one.name for one in reading.day_notes if one.is_open] == list(days[:4])
    assert reading.problems == ()
    codes = {"Night": ((1140, 420),), "N": ()}
    reading = read_events(*events, kind="personal", row="Robin", codes=codes)
    assert [one.name for one in reading.commitments] == ["Night"]
    assert [one.name for one in reading.day_notes if one.is_open] == ["Late", "On call"]
