"""Which days a calendar file speaks of, told by its digits alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from trimtab.calendars.content_reading import is_roster
from trimtab.calendars.contents import Content
from trimtab.calendars.lines import each_line
from trimtab.calendars.scanning import RawEvent, scan
from trimtab.domain.commitments import CalendarDays

YEARS = range(1970, 2200)
LONGEST_SERIES = timedelta(days=366)
"""A series with a count is followed for a year."""

DAY = timedelta(days=1)
UNTIL = re.compile(r"UNTIL=(\d{8})", re.IGNORECASE)
DIGITS = re.compile(r"(?<!\d)\d{8}(?!\d)")


def days_of_content(content: Content, around: date) -> CalendarDays | None:
    """First and last day of a calendar or roster; days without a year are nearest to `around`."""
    if not is_roster(content):
        return days_of_calendar(content.content)
    # Imported here so that calendars are read without waiting for what reads rosters
    from trimtab.calendars.rosters.reading import days_of_roster  # noqa: PLC0415

    return days_of_roster(content.content, around)


def days_of_calendar(content: bytes) -> CalendarDays | None:
    """First and last day that events touch, None where no event has a date.

    An endless series goes on as long as the rest of the calendar does.
    """
    events = scan(each_line(content, "", []), "").events
    starts = [day for event in events for day in _days_in(event, "DTSTART")]
    if not starts:
        return None
    ends = [day for event in events for day in _ends(event)]
    is_endless = all(_is_endless(event) for event in events)
    return CalendarDays(min(starts) - DAY, max([*ends, *starts]) + DAY, is_endless)


def _days_in(event: RawEvent, name: str) -> Iterator[date]:
    for written in event.properties.get(name, []):
        for digits in DIGITS.findall(written.value.replace("T", " ")):
            yield from _day(digits)


def _day(digits: str) -> Iterator[date]:
    try:
        day = date.fromisoformat(digits)
    except ValueError:
        return
    if day.year in YEARS:
        yield day


def _ends(event: RawEvent) -> Iterator[date]:
    yield from _days_in(event, "DTEND")
    yield from _days_in(event, "RDATE")
    for written in event.properties.get("RRULE", []):
        for digits in UNTIL.findall(written.value):
            yield from _day(digits)
        if "COUNT=" in written.value.upper():
            yield from (day + LONGEST_SERIES for day in _days_in(event, "DTSTART"))


def _is_endless(event: RawEvent) -> bool:
    rules = [written.value.upper() for written in event.properties.get("RRULE", [])]
    return any("UNTIL=" not in rule and "COUNT=" not in rule for rule in rules)
