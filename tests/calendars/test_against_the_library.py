"""Readings compared with plain icalendar and recurring-ical-events on their own sound files."""

from __future__ import annotations

import contextlib
import importlib.util
import warnings
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from icalendar import Calendar

from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarSource

HOME = ZoneInfo("America/New_York")
SPEC = importlib.util.find_spec("recurring_ical_events")
FOLDER = Path(SPEC.origin).parent / "test" / "calendars" if SPEC and SPEC.origin else Path("none")
# Left out and told here, turned round there
TURNED_ROUND = {"end_before_start_event.ics", "issue_132_swapped_start_and_end.ics"}
FILES = [path for path in sorted(FOLDER.glob("*.ics")) if path.name not in TURNED_ROUND]
PACKAGED = sorted((Path(icalendar.__file__).parent / "tests").rglob("*.ics"))
FIRST, END = date(2019, 1, 1), date(2021, 1, 1)


def in_utc(when):
    """An instant; floating times are at home."""
    return (when if when.tzinfo else when.replace(tzinfo=HOME)).astimezone(UTC)


def by_the_library(content):
    """Timed, busy, uncancelled occurrences from 2019 to 2020, or None when it gives up."""
    try:
        with warnings.catch_warnings(action="ignore"):
            query = recurring_ical_events.of(Calendar.from_ical(content))
            events = query.between(in_utc(midnight(FIRST)), in_utc(midnight(END)))
    except (ValueError, TypeError):
        return None
    times = [(event["DTSTART"].dt, event["DTEND"].dt, event) for event in events]
    return {
        (str(event.get("SUMMARY") or "Untitled"), in_utc(start), in_utc(end))
        for start, end, event in times
        if isinstance(start, datetime) and start != end and in_utc(start) < in_utc(midnight(END))
        if event.get("STATUS") != "CANCELLED" and event.get("TRANSP") != "TRANSPARENT"
    }


def midnight(day):
    """Local midnight without its zone."""
    return datetime(day.year, day.month, day.day)


@pytest.mark.skipif(not FILES, reason="recurring-ical-events came without its tests")
def test_occurrences_agree_with_the_library_file_by_file():
    """Names, starts and ends of two years are the same in every file both can read."""
    compared = 0
    for path in FILES:
        expected = by_the_library(path.read_bytes())
        if expected is None:
            continue
        source = CalendarSource(path.name)
        last = END - timedelta(days=1)
        reading = read_calendar(path.read_bytes(), source, FIRST, last, "America/New_York")
        assert {(one.name, one.start, one.end) for one in reading.commitments} == expected, path
        compared += len(expected)
    assert compared > 1000


def events_of(path):
    """Every event the library finds in a file with its start, aware at home or a day."""
    with warnings.catch_warnings(action="ignore"):
        try:
            calendars = Calendar.from_ical(path.read_bytes(), multiple=True)
        except ValueError:
            return
        for event in (one for calendar in calendars for one in calendar.walk("VEVENT")):
            with contextlib.suppress(AttributeError, ValueError):  # none, or a broken one
                start = event.get("DTSTART").dt
                yield in_utc(start) if isinstance(start, datetime) else start


def is_found(reading, start):
    """Whether something in a reading begins at an instant, or lies on a day."""
    day = start.astimezone(HOME).date() if isinstance(start, datetime) else start
    if any(note.first <= day <= note.last for note in reading.day_notes):
        return True
    starts = [one.start for one in reading.commitments]
    return start in starts or (
        start == day and day in [one.astimezone(HOME).date() for one in starts]
    )


@pytest.mark.skipif(not PACKAGED, reason="icalendar came without its tests")
def test_each_event_of_the_libraries_own_calendars_is_right_or_a_named_problem():
    """More than 150 files: what the library places is placed there too, or said why not."""
    placed = 0
    for path in PACKAGED:
        for start in events_of(path):
            day = start.astimezone(HOME).date() if isinstance(start, datetime) else start
            days = day - timedelta(days=1), day + timedelta(days=1)
            source = CalendarSource(path.name, "personal")
            reading = read_calendar(path.read_bytes(), source, *days, HOME.key)
            assert is_found(reading, start) or reading.problems, (path.name, start)
            placed += is_found(reading, start)
    assert len(PACKAGED) > 150
    assert placed > 100
