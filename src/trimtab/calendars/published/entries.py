"""What is to stand in a published calendar, before it has a name among programs and a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Event
from icalendar.prop import vDDDTypes, vText

from trimtab.domain.plans import Block


@dataclass(frozen=True, slots=True)
class Entry:
    """One event to publish, aware instants [start, end).

    `identity` is what stays the same when it moves; "" where nothing but its place may tell it.
    Others may book over one that `yields`. `block` is what it stands for, if anything.
    """

    start: datetime
    end: datetime
    summary: str
    identity: str = ""
    categories: tuple[str, ...] = ()
    description: str = ""
    color: str = ""
    is_private: bool = False
    yields: bool = False
    alarm_minutes: int | None = None
    block: Block | None = None


def draft_event(entry: Entry, zone: ZoneInfo) -> Event:
    """The event an entry makes, without the UID and the stamps it needs to be complete."""
    event = Event()
    event["DTSTART"], event["DTEND"] = _times(entry, zone)
    event.add("SUMMARY", entry.summary)
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "TRANSPARENT" if entry.yields else "OPAQUE")
    if entry.is_private:
        event.add("CLASS", "PRIVATE")
    if entry.categories:
        event.add("CATEGORIES", list(entry.categories))
    if entry.color:
        event.add("COLOR", entry.color)
    if entry.description:
        event["DESCRIPTION"] = vText(entry.description)
    if entry.alarm_minutes is not None:
        event.add_component(_alarm(entry.summary, entry.alarm_minutes))
    return event


def _alarm(summary: str, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary)
    alarm.add("TRIGGER", -timedelta(minutes=minutes))
    return alarm


def _times(entry: Entry, zone: ZoneInfo) -> tuple[vDDDTypes, vDDDTypes]:
    """Start and end in the plan's zone; in UTC where either shows on the clock for a second time.

    Both in one zone, as programs lose the second time where the two differ.
    """
    local = [one.astimezone(zone) for one in (entry.start, entry.end)]
    is_clear = not any(one.fold for one in local)
    start, end = local if is_clear else [one.astimezone(UTC) for one in local]
    return vDDDTypes(start), vDDDTypes(end)
