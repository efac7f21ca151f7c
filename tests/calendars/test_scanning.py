"""Raw events: which property belongs to whom, and titles letter for letter."""

from __future__ import annotations

import pytest

from trimtab.calendars.lines import LogicalLine
from trimtab.calendars.scanning import scan


def scanned(*lines):
    """What the scanner finds in lines numbered from one."""
    return scan([LogicalLine(number, text) for number, text in enumerate(lines, 1)], "a.ics")


def test_titles_come_unfolded_and_unescaped_and_alarms_stay_out(read_file):
    """Commas, semicolons and line breaks are the person's; an alarm's summary is not the title."""
    (one,) = read_file("folded.ics").commitments
    assert one.name == "A long title, with a folded middle; and\na second line"


@pytest.mark.parametrize(
    ("line", "zone", "value"),
    [
        ("DTSTART;TZID=Europe/Berlin:20261110T080000", "Europe/Berlin", "20261110T080000"),
        ('DTSTART;TZID="A: B":20261110T080000', "A: B", "20261110T080000"),
        ("DTSTART;TZID=(UTC-05:00) East:20261110T080000", "(UTC-05:00) East", "20261110T080000"),
        ("dtstart;value=DATE;tzid=UTC:20261110", "UTC", "20261110"),
    ],
)
def test_zone_names_with_colons(line, zone, value):
    """Quoted or not, a colon in a zone's name does not split the line."""
    (event,) = scanned("BEGIN:VEVENT", line, "END:VEVENT").events
    begins = event.first("DTSTART")
    assert (begins.parameter("TZID"), begins.value) == (zone, value)


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("SUMMARY:Rounds: ward 5", "Rounds: ward 5"),
        ('SUMMARY;X="a:b";LANGUAGE=en:Rounds', "Rounds"),
        ('SUMMARY:He said "go: now"', 'He said "go: now"'),
        ('SUMMARY;X="open:Rounds', "Rounds"),
    ],
)
def test_titles_with_colons_and_quotes(line, value):
    """The first colon outside quotes ends the parameters."""
    (event,) = scanned("BEGIN:VEVENT", line, "END:VEVENT").events
    assert event.value("SUMMARY") == value


def test_an_event_that_nobody_closed_ends_where_the_next_begins():
    """Both events are found and the open one is told with its line."""
    found = scanned(
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "BEGIN:VEVENT", "UID:2", "END:VEVENT"
    )
    assert [(event.line, event.value("UID")) for event in found.events] == [(2, "1"), (4, "2")]
    assert [problem.line for problem in found.problems] == [2, 6]


def test_two_calendars_in_one_file():
    """A cancelling calendar cancels its own events only."""
    found = scanned(
        *("BEGIN:VCALENDAR", "METHOD:CANCEL", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"),
        *("BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "END:VCALENDAR"),
    )
    assert [event.is_cancellation for event in found.events] == [True, False]


def test_deep_nesting_is_flat_work():
    """Thousands of open components neither fail nor pile up."""
    found = scanned("BEGIN:VCALENDAR", *["BEGIN:X"] * 5000, "BEGIN:VEVENT", "END:VEVENT")
    assert found.is_calendar
