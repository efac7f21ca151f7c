"""Reads a content by its format: what its bytes say first, then the ending of its name."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from trimtab.calendars.contents import Content
from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarReading, CalendarSource

ROSTER_ENDINGS = frozenset(
    {".csv", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls", ".txt", ".md", ".pdf"}
)
PACKED = b"PK\x03\x04"
CALENDAR = b"BEGIN:VCALENDAR"


def read_content(
    content: Content, source: CalendarSource, first: date, last: date, zone: str
) -> CalendarReading:
    """Read one content for `first`..`last` inclusive; times without a zone are in `zone`."""
    if not is_roster(content):
        return read_calendar(content.content, source, first, last, zone)
    # Imported here so that calendars are read without waiting for what reads rosters
    from trimtab.calendars.rosters.reading import read_roster  # noqa: PLC0415

    return read_roster(content.content, source, first, last, zone)


def is_roster(content: Content) -> bool:
    """Whether a content is a table or pasted text and no calendar, whatever its name says.

    >>> is_roster(Content(b"Date,Shift", "a.csv", "a.csv")), is_roster(Content(b"", "a.ics"))
    (True, False)
    """
    if content.content.startswith(PACKED):
        return True
    begins = content.content[:4000].replace(b"\0", b"").upper()
    if CALENDAR in begins:
        return False
    return PurePath(content.name).suffix.lower() in ROSTER_ENDINGS
