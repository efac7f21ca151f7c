"""Looks at calendars as they were understood, for pages: read in a child, fetched with guards.

Imports stand inside functions, so that who only names these parts loads none of them.
"""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from trimtab import asking
from trimtab.app.ports import Outreach
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import Person, Profile
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.reading_apart import calendar_guard


def look_at_calendar(
    source: CalendarSource, content: bytes | None, zone: str, today: date
) -> UnderstoodCalendar:
    """One calendar in short: of the content given, else of what its address leads to."""
    from trimtab.calendars.understanding import CalendarLook

    guard = calendar_guard()
    profile = Profile(person=Person(time_zone=zone), calendars=(source,))
    origins = asking.feed_origins(profile, ZoneInfo(zone), Outreach(wants_some=True))
    look = CalendarLook(guard.read_content, guard.days_of, dict(origins))
    return look(source, content, zone, today)
