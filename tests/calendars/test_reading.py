"""A whole calendar read: what takes time, what is shown, what is told and where."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarSource, DayNote

NEW_YORK = ZoneInfo("America/New_York")


def names(reading):
    """Names of the commitments in order."""
    return [one.name for one in reading.commitments]


def test_states_of_events(read_file):
    """Cancelled is gone, tentative is kept and marked, free ones are shown without time."""
    reading = read_file("states.ics")
    assert {one.name: one.is_tentative for one in reading.commitments} == {
        "Tentative": True,
        "Perhaps": True,
        "Sure": False,
    }
    assert [note.name for note in reading.day_notes] == ["Reminder", "Lunch idea"]


@pytest.mark.parametrize(("kind", "times"), [("duty", 1), ("clinic", 1), ("family", 0), (None, 0)])
def test_free_events_in_a_working_calendar_are_told(read_file, kind, times):
    """A shift marked free would be lost silently, so the person hears of it once."""
    told = [problem.what for problem in read_file("states.ics", kind=kind).problems]
    assert sum("marked as free take no time" in what for what in told) == times


def test_a_calendar_that_cancels_gives_nothing(read_file):
    """METHOD:CANCEL takes its events away."""
    assert read_file("method-cancel.ics").commitments == ()


def test_lengths(read_file):
    """DURATION instead of an end, moments as notes, times without seconds, inclusive ends."""
    reading = read_file("lengths.ics")
    minutes = {
        one.name: (one.end - one.start) / timedelta(minutes=1) for one in reading.commitments
    }
    assert minutes == {"Two hours": 120, "Without seconds": 30}
    tenth = date(2026, 11, 10)
    assert set(reading.day_notes) == {
        DayNote(name, tenth, tenth, "lengths.ics")
        for name in ("A moment", "No minutes", "Same day end")
    }


def test_a_date_without_its_value_parameter_is_a_day(read_file):
    """DTSTART:20260727 as some rosters write it covers whole days, the end excluded."""
    (note,) = read_file("day-without-value.ics").day_notes
    assert (note.first, note.last) == (date(2026, 11, 10), date(2026, 11, 11))


def test_days_with_a_length(read_events):
    """DURATION:P2D from the 10th covers the 10th and the 11th."""
    (note,) = read_events("SUMMARY:Retreat\nDTSTART;VALUE=DATE:20261110\nDURATION:P2D").day_notes
    assert (note.first, note.last) == (date(2026, 11, 10), date(2026, 11, 11))


def test_outlooks_flag_counts_for_whole_days_only(read_events):
    """A flagged event with clock times, or of no length, keeps them."""
    event = "SUMMARY:Ward\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE\nDTSTART:{}\nDTEND:{}"
    shift = read_events(event.format("20261110T070000Z", "20261110T190000Z"))
    assert shift.commitments[0].start.hour == 7
    overnight = read_events(event.format("20261110T190000Z", "20261111T000000Z"))
    assert overnight.commitments[0].start.hour == 19
    moment = read_events(event.format("20261110T000000", "20261110T000000"))
    assert moment.day_notes[0].first == date(2026, 11, 10)


def test_long_titles_are_cut_in_messages_only(read_events):
    """A title of a hundred letters stays whole in the plan and is cut where it is told."""
    event = "SUMMARY:{}\nDTSTART:20261110T120000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=0"
    reading = read_events(event.format("x" * 100))
    assert reading.commitments[0].name == "x" * 100
    assert f'"{"x" * 60}…" repeats' in reading.problems[0].what


def test_only_what_touches_the_days_asked(read_events):
    """A night that ends on the first morning counts, one that ended the day before does not."""
    shift = "SUMMARY:{}\nDTSTART;TZID=America/New_York:{}\nDTEND;TZID=America/New_York:{}"
    reading = read_events(
        shift.format("Before", "20261108T190000", "20261109T000000"),
        shift.format("Into", "20261108T190000", "20261109T070000"),
        shift.format("Last", "20261109T230000", "20261110T070000"),
        shift.format("After", "20261110T000000", "20261110T070000"),
        first="2026-11-09",
        last="2026-11-09",
    )
    assert names(reading) == ["Into", "Last"]
    assert reading.commitments[0].start == datetime(2026, 11, 9, 0, 0, tzinfo=UTC)


def test_commitments_know_where_they_come_from(read_file):
    """Each has its calendar, its line, its zone and a UID that tells its time."""
    one = read_file("recurring.ics").commitments[0]
    assert (one.source, one.line, one.zone) == ("recurring.ics", 4, "America/New_York")
    assert one.uid == "teaching@tests/20261102T1300Z"


def test_the_same_event_twice_is_one(read_events):
    """Exact copies merge silently."""
    event = "UID:{}\nSUMMARY:Rounds\nDTSTART:20261110T120000Z\nDTEND:20261110T130000Z"
    reading = read_events(event.format("a"), event.format("b"))
    assert names(reading) == ["Rounds"]
    assert reading.problems == ()


def test_notes_and_inbox_follow_duty_and_clinic_but_not_lectures(read_events):
    """`leaves` of a duty calendar is copied to its duties and clinics."""
    event = "SUMMARY:{}\nDTSTART:202611{}T120000Z\nDURATION:PT1H"
    reading = read_events(
        event.format("Ward", "10"),
        event.format("Clinic", "11"),
        event.format("Grand rounds", "12"),
        kind="duty",
        leaves_minutes=40,
        leaves_before=1200,
    )
    assert {one.name: (one.leaves_minutes, one.leaves_before) for one in reading.commitments} == {
        "Ward": (40, 1200),
        "Clinic": (40, 1200),
        "Grand rounds": (0, None),
    }


def test_broken_events_are_told_by_line_and_the_others_read(read_file):
    """Each broken event costs itself at most; every one is told where it stands."""
    reading = read_file("broken.ics")
    assert names(reading) == [
        "Odd rule",
        "Garbage inside",
        "Odd exception",
        "Unmatchable",
        "Unclosed",
        "Sound",
    ]
    told = {problem.line: problem.what for problem in reading.problems}
    assert told[4].startswith('"No start" has no start (DTSTART)')
    assert "time that cannot be read (DTSTART:soon). It is left out." in told[8]
    assert told[13] == '"Backwards" ends before it starts. It is left out.'
    assert told[24] == (
        '"Odd rule" repeats by a rule that cannot be read (FREQ=SOMETIMES); '
        "only its first date is used."
    )
    assert told[29] == '"this is not a line" is not a calendar line and is skipped.'
    assert told[33].startswith('"Odd end" has a time that cannot be read')
    assert told[39].startswith('"Odd length" has a length that cannot be read')
    assert told[50] == (
        '"Odd exception" has a time that cannot be read (EXDATE:tomorrow). That EXDATE is not used.'
    )
    assert told[52].startswith('"Mixed" mixes a day and a time')
    assert told[58].startswith('"Unmatchable" repeats in a way that cannot be followed')
    assert told[65] == "This event has no END:VEVENT."
    assert len(reading.problems) == 11
    assert all(problem.mend for problem in reading.problems)


def test_a_file_cut_short_gives_what_is_whole(read_file):
    """The event the download broke off in is told; the one before it is read."""
    reading = read_file("cut-short.ics")
    assert names(reading) == ["First"]
    assert reading.problems[0].what == "The file ends in the middle of this event."


@pytest.mark.parametrize(
    ("content", "what", "mend"),
    [
        (b"", "The file is empty.", "export or download"),
        (b" \r\n", "The file is empty.", "export or download"),
        (b"hello, world\n", "This is not a calendar", "export or download"),
        (b"<!DOCTYPE html><HTML><body>Sign in", "This is a web page", "Sign in"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "holds no events", "Export it again"),
        (b"\x00\x01\x02" * 400, "This is not a calendar", "export or download"),
    ],
)
def test_what_is_no_calendar_says_so(content, what, mend):
    """An empty file, a letter, a login page and a calendar without events each say what helps."""
    days = date(2026, 11, 1), date(2026, 11, 30)
    reading = read_calendar(content, CalendarSource("a.ics"), *days, "UTC")
    assert (reading.commitments, reading.day_notes) == ((), ())
    (problem,) = reading.problems
    assert what in problem.what
    assert mend in problem.mend


def test_a_year_of_nothing_is_told(read_file):
    """A calendar whose events all lie elsewhere names the days it was asked for."""
    (problem,) = read_file("states.ics", first="2028-01-01", last="2028-12-31").problems
    assert problem.what == "Nothing in this calendar falls between 1 Jan 2028 and 31 Dec 2028."


def test_very_many_problems_are_cut(read_events):
    """Fifty are told, then how many more there are."""
    reading = read_events(*["SUMMARY:Bad\nDTSTART:soon"] * 80)
    assert len(reading.problems) == 51
    assert reading.problems[-1].what == "30 more problems like these."


def test_reading_does_not_depend_on_the_order_of_reading(read_file):
    """The same file gives the same reading twice."""
    assert read_file("recurring.ics") == read_file("recurring.ics")


def test_commitments_are_ordered_by_start(read_file):
    """The earliest comes first."""
    starts = [
        one.start for one in read_file("roster.ics", codes={"NF": ((1140, 420),)}).commitments
    ]
    assert starts == sorted(starts)
    assert starts[0] == datetime.combine(date(2026, 11, 10), time(19), NEW_YORK)


def test_double_bookings_inside_one_calendar(read_file):
    """Ward and conference meet twice, gently; choir and ward once, plainly; home call never."""
    reading = read_file("double-booked.ics")
    assert len(reading.commitments) == 7
    told = {problem.line: problem.what for problem in reading.problems}
    assert told == {
        11: '"Noon conference" falls inside "Ward shift" on Mon 9 Nov 12:00, 2 times in all; '
        "both kept, nobody travels between them.",
        18: '"Ward shift" and "Choir" overlap from Tue 10 Nov 18:30; both are kept.',
    }


def test_a_calendar_marked_tentative_makes_all_of_it_so(read_file):
    """Whatever its events say of themselves."""
    reading = read_file("states.ics", is_tentative=True)
    assert reading.commitments
    assert all(one.is_tentative for one in reading.commitments)


def test_a_night_whose_end_was_left_on_its_first_day_ends_the_day_after(read_file):
    """19:00 to 07:00 of one day is a night, and said; 12:00 to 11:00 is nothing one could mean."""
    reading = read_file("night-in-a-day.ics")
    assert [one.end - one.start for one in reading.commitments] == [timedelta(hours=12)]
    told = [said.what for said in reading.problems]
    assert "read as ending the day after" in told[0]
    assert told[1] == '"Odd" ends before it starts. It is left out.'
