"""Reads a content by its format."""

from __future__ import annotations

from datetime import date

from trimtab.calendars.contents import Content
from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarReading, CalendarSource


def read_content(
    content: Content, source: CalendarSource, first: date, last: date, zone: str
) -> CalendarReading:
    """Read one content for `first`..`last` inclusive; times without a zone are in `zone`."""
    return read_calendar(content.content, source, first, last, zone)
