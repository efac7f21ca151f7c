"""Single events of a plan as a CalDAV server keeps them, and what such an event says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from secrets import token_hex
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vText

from trimtab.app.kept_dates import with_private_dates
from trimtab.calendars.published.stamping import DOMAIN, PublishedEvent
from trimtab.calendars.published.writing import PRODUCT, published_events
from trimtab.calendars.published.zone_writing import timezone_component
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.published import EventFields, Wanted

OWN_PROPERTY = "X-TRIMTAB"
MOST_ALARMS = 10
MOST_LETTERS = 2**18
"""An event of ours is a hundredth of that: what is longer is not worth the time to read it."""

UNREADABLE = EventFields(None, None)
"""What is known of an event that cannot be read: it is no longer what was written."""


def new_uid() -> str:
    """A UID for an event that is made now: it says nothing of the block, not even to a guess."""
    return f"{token_hex(12)}@{DOMAIN}"


@dataclass
class EventWriter:
    """Writes the events of one plan, each as a calendar of its own.

    `stamp` is when the plan was made; `profile` says which blocks are private.
    """

    plan: Plan
    stamp: datetime
    profile: Profile

    @cached_property
    def _published(self) -> dict[str, PublishedEvent]:
        known = with_private_dates(self.profile, self.plan.horizon)
        published = published_events(self.plan, self.stamp, known)
        return {new_uid(): one for one in published if one.block is not None}

    @cached_property
    def _zone(self) -> bytes:
        years = [block.start.year for block in self.plan.blocks]
        key = ZoneInfo(self.plan.horizon.zone).key
        component: bytes = timezone_component(key, min(years), max(years) + 1).to_ical()
        return component

    def wanted(self) -> list[Wanted]:
        """Every block that is published, with what its event is to say."""
        return [
            Wanted(one.block, uid, fields_of(one.component))
            for uid, one in self._published.items()
            if one.block is not None
        ]

    def content(
        self, wanted: Wanted, uid: str, sequence: int, alarms: Sequence[Alarm] | None = None
    ) -> bytes:
        """One event as a resource: its UID, how often it changed, and the person's own alarms."""
        original = self._published[wanted.uid].component
        event = original.copy()
        event.subcomponents = list(original.subcomponents)
        event["UID"] = vText(uid)
        event.pop("SEQUENCE", None)
        event.add("SEQUENCE", sequence)
        event[OWN_PROPERTY] = vText("1")
        if alarms is not None:
            event.subcomponents = list(alarms)
        head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\n".encode()
        return head + self._zone + bytes(event.to_ical()) + b"END:VCALENDAR\r\n"


def read_event(text: str) -> EventFields:
    """What a resource says: its event, or UNREADABLE where there is none, or a huge one."""
    if len(text) > MOST_LETTERS:
        return UNREADABLE
    try:
        event = _first_event(text)
        return UNREADABLE if event is None else fields_of(event)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        return UNREADABLE


def read_alarms(text: str) -> list[Alarm]:
    """The alarms somebody added to an event."""
    if len(text) > MOST_LETTERS:
        return []
    try:
        event = _first_event(text)
        return (
            []
            if event is None
            else [one for one in event.walk("VALARM") if isinstance(one, Alarm)][:MOST_ALARMS]
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return []


def is_marked_ours(text: str) -> bool:
    """Whether an event carries the marks of one that Trimtab made."""
    lines = _unfolded(text)
    has_mark = any(line.startswith(f"{OWN_PROPERTY}:") for line in lines)
    return has_mark and any(line.startswith("UID:") and f"@{DOMAIN}" in line for line in lines)


def has_uid(text: str, uid: str) -> bool:
    """Whether a resource is still the event of that UID."""
    return f"UID:{uid}" in _unfolded(text)


def _unfolded(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\n ", "").split("\n")


def _first_event(text: str) -> Event | None:
    """The master event of a resource."""
    events = [one for one in Calendar.from_ical(text).walk("VEVENT") if isinstance(one, Event)]
    return next((one for one in events if "RECURRENCE-ID" not in one), None)


def fields_of(event: Event) -> EventFields:
    """What an event says, apart from what servers and programs note about it."""
    start = _instant(event.get("DTSTART"))
    return EventFields(
        start=start,
        end=_end(event, start),
        summary=_text(event.get("SUMMARY")),
        description=_text(event.get("DESCRIPTION")),
        location=_text(event.get("LOCATION")),
        categories=_categories(event.get("CATEGORIES")),
        is_free=_text(event.get("TRANSP")).upper() == "TRANSPARENT",
        access=_text(event.get("CLASS")).upper() or "PUBLIC",
        is_cancelled=_text(event.get("STATUS")).upper() == "CANCELLED",
        repeats="RRULE" in event or "RDATE" in event,
    )


def _text(value: Any) -> str:
    first = value[0] if isinstance(value, list) and value else value
    return "" if first is None else str(first)


def _categories(value: Any) -> tuple[str, ...]:
    lists = value if isinstance(value, list) else [value] if value is not None else []
    return tuple(sorted(str(one) for each in lists for one in getattr(each, "cats", [each])))


def _instant(value: Any) -> datetime | None:
    """An instant in UTC; None of a day without hours. Times without a zone count as UTC."""
    moment = getattr(value, "dt", None)
    if not isinstance(moment, datetime):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC)


def _end(event: Event, start: datetime | None) -> datetime | None:
    if "DTEND" in event:
        return _instant(event.get("DTEND"))
    length = getattr(event.get("DURATION"), "dt", None)
    if start is None or not isinstance(length, timedelta):
        return start
    return start + length
