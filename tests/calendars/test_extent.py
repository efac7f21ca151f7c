"""Which days a calendar speaks of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from trimtab.calendars.content_reading import read_content
from trimtab.calendars.extent import days_of_calendar
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.commitments import CalendarDays
from trimtab.domain.errors import UnreadableFileError


def calendar(*events: str) -> bytes:
    """A calendar of events given as their lines."""
    bodies = "".join(
        f"BEGIN:VEVENT\r\nUID:{at}\r\n{event}\r\nEND:VEVENT\r\n" for at, event in enumerate(events)
    )
    zone = "BEGIN:VTIMEZONE\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nEND:STANDARD\r\n"
    return f"BEGIN:VCALENDAR\r\n{zone}END:VTIMEZONE\r\n{bodies}END:VCALENDAR\r\n".encode()


NIGHT = "DTSTART:20261117T190000\r\nDTEND:20261118T070000"


@pytest.mark.parametrize(
    ("event", "last"),
    [
        ("DTSTART;VALUE=DATE:20261120\r\nDTEND;VALUE=DATE:20261205", date(2026, 12, 6)),
        ("DTSTART:20261120T080000Z\r\nRRULE:FREQ=DAILY;UNTIL=20270101T000000Z", date(2027, 1, 2)),
        ("DTSTART:20261120T080000Z\r\nRDATE:20261122T080000Z,20261224T080000Z", date(2026, 12, 25)),
        ("DTSTART:20261120T080000Z\r\nRRULE:FREQ=DAILY;COUNT=3", date(2027, 11, 22)),
        ("DTSTART:20261120T080000Z\r\nRRULE:FREQ=WEEKLY", date(2026, 11, 21)),
        ("DTSTART:99991120T080000Z", date(2026, 11, 19)),
        ("DTSTART:20269920T080000Z", date(2026, 11, 19)),
    ],
)
def test_the_days_run_from_the_first_start_to_the_last_end(event, last):
    """With a day to either side; a count is followed for a year, no end not beyond the rest."""
    found = days_of_calendar(calendar(NIGHT, event))
    assert found == CalendarDays(date(2026, 11, 16), last)


def test_nothing_but_endless_series_is_said():
    """Then somebody else has to say how long."""
    weekly = "DTSTART:20261117T190000\r\nDTEND:20261117T200000\r\nRRULE:FREQ=WEEKLY"
    found = days_of_calendar(calendar(weekly))
    assert found == CalendarDays(date(2026, 11, 16), date(2026, 11, 18), is_endless=True)


def test_a_calendar_without_dates_has_no_days():
    """Nothing, or nothing with a date."""
    assert days_of_calendar(b"") is None
    assert days_of_calendar(calendar("SUMMARY:Nothing")) is None


def test_a_calendar_on_the_web_is_refused(tmp_path: Path):
    """As when it is read."""
    with pytest.raises(UnreadableFileError, match="not connected"):
        SourceReader(tmp_path, read_content).days_of("https://example.org/a.ics", date(2026, 11, 1))
    (tmp_path / "a.ics").write_bytes(calendar(NIGHT))
    assert SourceReader(tmp_path, read_content).days_of("a.ics", date(2026, 11, 1)) is not None
