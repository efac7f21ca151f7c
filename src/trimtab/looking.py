"""Looks at calendars as they were understood, for pages: read in a child, fetched with guards.

Imports stand inside functions, so that who only names these parts loads none of them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from trimtab import asking
from trimtab.app.ports import Outreach
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import Person, Profile
from trimtab.domain.shown_calendars import UnderstoodCalendar
from trimtab.domain.source_names import is_feed
from trimtab.reading_apart import calendar_guard

OWN_SERVER = "{} is a server in your own network. Such are asked only once you allow it by name."


def look_at_calendar(  # noqa: PLR0913 - the port's own shape, and whether anything stays
    source: CalendarSource,
    content: bytes | None,
    zone: str,
    today: date,
    *,
    allowed_hosts: tuple[str, ...] = (),
    keeps_on_disk: bool = True,
) -> UnderstoodCalendar:
    """One calendar in short: of the content given, else of what its address leads to.

    `allowed_hosts` are servers of the person's own network that may be asked. What was read may be
    kept on disk, to be read quicker the next time.
    """
    from trimtab.calendars.understanding import CalendarLook

    guard = calendar_guard(keeps_on_disk=keeps_on_disk)
    profile = Profile(person=Person(time_zone=zone), calendars=(source,))
    outreach = Outreach(allowed_hosts, wants_some=True)
    origins = asking.feed_origins(profile, ZoneInfo(zone), outreach)
    look = CalendarLook(guard.read_content, guard.days_of, dict(origins))
    found = look(source, content, zone, today)
    if content is not None or not found.fault or not is_feed(source.source):
        return found
    return _with_own_host(found, source.source, allowed_hosts)


def _with_own_host(
    found: UnderstoodCalendar, source: str, allowed_hosts: tuple[str, ...]
) -> UnderstoodCalendar:
    """What was found, with the server to allow where that alone is missing."""
    from trimtab.calendars.feeds.own_hosts import own_host_of

    host = own_host_of(source, allowed_hosts)
    if not host:
        return found
    return replace(found, fault=OWN_SERVER.format(host), mend="", own_host=host)
