"""No time is left floating: every spelling of a zone is known, or the assumption is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.zones import zone_defined, zone_guessed, zone_key, zone_named

NEW_YORK = ZoneInfo("America/New_York")
NINE_THERE, NINE_HERE = 13, 8
"""09:00 on 27 July 2026 in New York, and in London, as hours in UTC."""

SPELLINGS = {
    "iana": (NINE_THERE, ""),
    "windows": (NINE_THERE, ""),
    "windows-quoted": (NINE_THERE, ""),
    "displayed": (NINE_THERE, ""),
    "freeassociation": (NINE_THERE, ""),
    "mozilla": (NINE_THERE, ""),
    "numbered": (NINE_THERE, ""),
    "customised": (NINE_HERE, '"Customized Time Zone" is not known; it is read as Europe/London'),
    "floating": (NINE_HERE, "Some times name no time zone; they are read as Europe/London"),
    "utc": (NINE_THERE, ""),
    "floating-stated": (NINE_THERE, ""),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_is_the_right_instant_or_a_stated_assumption(read_file, name):
    """Ten spellings without a VTIMEZONE, and a calendar that states its zone; none floats."""
    hour, told = SPELLINGS[name]
    day = "2026-07-27"
    reading = read_file(f"zones/{name}.ics", day, day, zone="Europe/London")
    (one,) = reading.commitments
    assert one.start == datetime(2026, 7, 27, hour, tzinfo=UTC)
    assert [told in problem.what for problem in reading.problems] == [True] * bool(told)


def test_a_date_without_its_value_is_a_day(read_file):
    """DTSTART:20260727 without VALUE=DATE names a day, and nothing is told."""
    reading = read_file("zones/day-without-value.ics", "2026-07-27", "2026-07-27", kind="family")
    assert [note.name for note in reading.day_notes] == ["NF"]
    assert reading.problems == ()


def test_every_spelling_of_eastern_time_is_new_york(read_file):
    """Windows, quoted, displayed, prefixed, numbered and small-letter names are the same zone."""
    reading = read_file("zone-names.ics")
    local = [one.start.astimezone(NEW_YORK).hour for one in reading.commitments]
    assert local == [10, 11, 12, 13, 14, 15, 16, 17]
    assert {one.zone for one in reading.commitments} == {"America/New_York"}
    assert reading.problems == ()
    assert reading.zone == "America/New_York"


def test_a_zone_defined_in_the_file_counts_there(read_file):
    """A custom VTIMEZONE of -04:30 puts 08:00 at 12:30 UTC."""
    (one,) = read_file("custom-zone.ics").commitments
    assert one.start == datetime(2026, 11, 10, 12, 30, tzinfo=UTC)


def test_a_zone_defined_in_one_file_does_not_leak_into_another(read_file):
    """The same custom name means +05:30 in the next file, whichever is read first."""
    read_file("custom-zone.ics")
    (one,) = read_file("custom-zone-elsewhere.ics").commitments
    assert one.start == datetime(2026, 11, 10, 2, 30, tzinfo=UTC)


def test_an_unknown_zone_is_told_once_and_read_as_the_persons(read_file):
    """Two events in an unknown zone give one problem, at the first of their lines."""
    reading = read_file("unknown-zone.ics", zone="Europe/London")
    assert [one.start.hour for one in reading.commitments] == [8, 8]  # London is at UTC
    (problem,) = reading.problems
    assert problem.line == 7
    assert '"Hospital Time" is not known; it is read as Europe/London' in problem.what


def test_times_without_a_zone_are_the_persons_and_said(read_file):
    """Floating 17:00 is 17:00 in the person's zone, and the assumption is told."""
    reading = read_file("floating.ics", zone="America/Denver")
    assert reading.commitments[0].start == datetime(2026, 11, 11, 0, 0, tzinfo=UTC)
    assert "read as America/Denver" in reading.problems[0].what


def test_times_without_a_zone_follow_the_zone_the_calendar_states(read_file):
    """X-WR-TIMEZONE says where floating times are, so nothing needs telling."""
    reading = read_file("floating-stated.ics", zone="America/Denver")
    assert reading.commitments[0].start == datetime(2026, 11, 10, 17, 0, tzinfo=UTC)
    assert reading.zone == "Europe/London"
    assert reading.problems == ()


@pytest.mark.parametrize(
    "name", ["localtime", "../../etc/passwd", "America", "posixrules", "é" * 300]
)
def test_names_that_are_no_zone_of_the_world_are_refused(name):
    """Names that depend on the machine, paths and folders give no zone."""
    assert zone_named(name) is None


def test_offsets_are_fixed_zones():
    """UTC+05:30, GMT-5 and UTC+11 are offsets, not UTC."""
    when = datetime(2026, 7, 1, tzinfo=UTC)
    hours = {name: zone_named(name) for name in ("UTC+05:30", "GMT-5", "UTC+11", "-0330")}
    minutes = {name: zone.utcoffset(when) / timedelta(minutes=1) for name, zone in hours.items()}
    assert minutes == {"UTC+05:30": 330, "GMT-5": -300, "UTC+11": 660, "-0330": -210}


def test_times_in_utc_say_nothing_about_a_place(read_events):
    """A calendar with UTC times alone states no zone."""
    reading = read_events("SUMMARY:A\nDTSTART:20261110T120000Z\nDTEND:20261110T130000Z")
    assert reading.zone is None


def test_a_definition_that_changes_by_the_second_is_not_followed():
    """Only yearly rules define zones; others could run for minutes."""
    text = (
        "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "RRULE:FREQ={}\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
        "END:VTIMEZONE\r\n"
    )
    assert zone_defined(text.format("SECONDLY")) is None
    assert zone_defined(text.format("YEARLY;BYMONTH=1;BYDAY=1SU")) is not None


def test_guesses_come_after_the_files_own_definition():
    """A numbered Windows name is only a guess, not certain."""
    assert zone_named("Pacific Standard Time 2") is None
    assert zone_key(zone_guessed("Pacific Standard Time 2")) == "America/Los_Angeles"


ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:{start}\r\n{lines}"
    "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


@pytest.mark.parametrize(
    ("lines", "start"),
    [
        ("RRULE:FREQ=YEARLY;WKST=MO;INTERVAL=0;BYMONTH=10;BYDAY=-1SU", "16010101T030000"),
        ("RRULE:FREQ=YEARLY;INTERVAL=2", "19700101T000000"),
        ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "19700101T000000"),
        ("RRULE:FREQ=YEARLY;BYMONTH=10;BYHOUR=1,2,3", "19700101T000000"),
        ("RRULE:FREQ=YEARLY;BYMONTH=10;UNTIL=99990101T000000Z", "19700101T000000"),
        ("RRULE:FREQ=YEARLY;BYMONTH=10;COUNT=100000", "19700101T000000"),
        ("RRULE:FREQ=YEARLY;BYMONTH=10", "00010101T000000"),
        ("RRULE:FREQ=YEARLY;UNTIL=soon", "19700101T000000"),
        ("RDATE:" + ",".join(["19700101T000000"] * 2000), "19700101T000000"),
        ("X-LONG:" + "x" * 2**16, "19700101T000000"),
        ("RRULE;X\r\n" * 5000, "19700101T000000"),
    ],
)
def test_definitions_that_never_end_are_not_followed(lines, start):
    """Steps of nothing, rules that never match or never stop, and endless lists give no zone."""
    assert zone_defined(ZONE.format(start=start, lines=lines + "\r\n")) is None


@pytest.mark.parametrize(
    "lines",
    [
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10;WKST=MO;INTERVAL=1",
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=1,2,3,4,5,6,7;BYDAY=SU",
        "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "RRULE:FREQ=YEARLY;BYMONTH=10;UNTIL=20300101T000000Z",
        "RDATE:19800101T000000,19810101T000000",
    ],
)
def test_definitions_as_programs_write_them_are_followed(lines):
    """Outlook's years from 1601 on, days by weekday and date, leap days and listed dates."""
    assert zone_defined(ZONE.format(start="16010101T020000", lines=lines + "\r\n")) is not None


def test_names_without_end_are_not_looked_for(read_events):
    """A name of a megabyte, and the thousandth unknown name, are told as unknown at once."""
    events = [
        f"SUMMARY:A\nDTSTART;TZID=No{n}{'x' * n}:20261110T120000\nDURATION:PT1H" for n in range(400)
    ]
    problems = read_events(*events).problems
    assert problems[0].what.startswith('The time zone "No0" is not known')
    assert problems[-1].what.endswith("more problems like these.")


def test_an_unknown_zone_is_read_as_the_zone_the_calendar_states(read_events):
    """X-WR-TIMEZONE says more about a calendar than the person's own zone does."""
    event = "SUMMARY:Rounds\nDTSTART;TZID=Customized Time Zone:20261110T080000\nDURATION:PT1H"
    reading = read_events(event, head="X-WR-TIMEZONE:America/Chicago\n")
    assert reading.commitments[0].start == datetime(2026, 11, 10, 14, tzinfo=UTC)
    assert "read as America/Chicago" in reading.problems[0].what
