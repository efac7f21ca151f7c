"""The calendar of quiet hours, for the person's own phone: when it is to keep still."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from trimtab.app.boundaries.quiet_spans import QUIET, quiet_spans
from trimtab.calendars.published.carrying import Replaced, carried_events, since_of
from trimtab.calendars.published.earlier import MAKER, earlier_events
from trimtab.calendars.published.entries import Entry
from trimtab.calendars.published.stamping import PublishedEvent, stamp_events
from trimtab.calendars.published.writing import feed_of
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan

QUIET_PRODUCT = f"{MAKER}Quiet//EN"
COLOR = "darkslategray"


def quiet_to_ics(plan: Plan, stamp: datetime, profile: Profile, before: bytes = b"") -> bytes:
    """Quiet hours as events; `before` is the file it replaces, whose unchanged events stay.

    They are busy time (opaque): a phone that follows a calendar passes over what is shown as free.
    UIDs hold no names.
    """
    zone = ZoneInfo(plan.horizon.zone)
    entries = [
        Entry(start=one.start, end=one.end, summary=one.name, color=COLOR)
        for one in quiet_spans(plan, profile)
    ]
    replaced = Replaced(before, QUIET, _may_stay)
    carried = carried_events(replaced, entries, plan, stamp)
    earlier = carried.without_their_places(earlier_events(before))
    events = stamp_events(carried.beside(entries, since_of(plan)), zone, stamp, earlier)
    return feed_of(carried.joined(events), zone.key, QUIET, QUIET_PRODUCT)


def _may_stay(published: PublishedEvent) -> bool:
    """Days that are over stay only where they say nothing but that they were quiet."""
    return str(published.component.get("SUMMARY", "")) == QUIET
