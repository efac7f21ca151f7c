"""Dates with lead times as a calendar: whole days that ring when a step begins."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Alarm, Calendar, Event

from trimtab.domain.dates import DatesAhead, Turn

PRODUCT = "-//Trimtab//Trimtab//EN"
RINGS_AT = timedelta(hours=9)
"""Into the day: a step that begins is rung at nine (our choice)."""


def dates_to_ics(ahead: DatesAhead, stamp: datetime) -> bytes:
    """The turns that are coming and not done; the same dates and stamp give the same bytes.

    UIDs come from the name and the day and stay the same, so that a phone moves no event twice.
    """
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", f"{ahead.person}: dates" if ahead.person else "Dates")
    for turn in ahead.turns:
        if not turn.is_done:
            calendar.add_component(_event(turn, stamp))
    content: bytes = calendar.to_ical()
    return content


def _event(turn: Turn, stamp: datetime) -> Event:
    event = Event()
    name = turn.kept.name
    mark = sha256(name.encode()).hexdigest()[:16]
    event.add("UID", f"date-{mark}-{turn.day.isoformat()}@trimtab")
    event.add("DTSTAMP", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("DTSTART", turn.day)
    event.add("DTEND", turn.day + timedelta(days=1))
    event.add("SUMMARY", name)
    event.add("TRANSP", "TRANSPARENT")
    steps = [f"{one.begins.isoformat()} {one.step.name}" for one in turn.open_steps]
    if steps:
        event.add("DESCRIPTION", "\n".join(steps))
    for days, said in _alarms(turn):
        event.add_component(_alarm(days, said))
    return event


def _alarms(turn: Turn) -> Iterator[tuple[int, str]]:
    """Days before, and what is said then: each open step, and the days asked for."""
    name = turn.kept.name
    steps = {one.step.days_before for one in turn.open_steps}
    for one in turn.open_steps:
        yield one.step.days_before, f"{one.step.name} ({name})"
    for days in turn.kept.remind_days:
        if days not in steps:
            yield days, name


def _alarm(days: int, said: str) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", said)
    alarm.add("TRIGGER", RINGS_AT - timedelta(days=days))
    return alarm
