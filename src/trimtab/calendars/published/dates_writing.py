"""Dates with lead times as a calendar: whole days that ring when a step begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from icalendar import Alarm, Event

from trimtab.calendars.lines import read_lines
from trimtab.calendars.published.earlier import MAKER, EarlierEvent, earlier_events, meaning_of
from trimtab.calendars.published.stamping import DOMAIN, PublishedEvent, next_stamps
from trimtab.calendars.published.writing import feed_of
from trimtab.domain.dates import DatesAhead, Turn

DATES_PRODUCT = f"{MAKER}Dates//EN"
PRIVATE = "A date of yours"
"""What is said of a private one."""

RINGS_AT = timedelta(hours=9)
"""Into the day: a step that begins is rung at nine (our choice)."""


def dates_to_ics(ahead: DatesAhead, stamp: datetime, before: bytes = b"") -> bytes:
    """The turns that are coming and not done; the same dates, stamp and file before, same bytes.

    `before` is the file that is replaced: what did not change in it keeps its stamps. A date that
    comes once keeps its UID when its day moves; of one that comes back, the day is part of it. One
    that is private rings without its name, and is known by its day alone.
    """
    earlier = earlier_events(before)
    now = stamp.astimezone(UTC).replace(microsecond=0)
    turns = [turn for turn in ahead.turns if not turn.is_done]
    events = [
        _stamped(turn, uid, now, earlier.get(uid))
        for turn, uid in zip(turns, _uids(turns), strict=True)
    ]
    heading = f"{ahead.person}: dates" if ahead.person else "Dates"
    return feed_of(events, ahead.zone, heading, DATES_PRODUCT)


def _stamped(turn: Turn, uid: str, now: datetime, old: EarlierEvent | None) -> PublishedEvent:
    event = _event(turn)
    meaning = meaning_of([line.text for line in read_lines(event.to_ical(), "")[0]][1:-1])
    sequence, stamp, modified = next_stamps(meaning, now, old)
    event.add("UID", uid)
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", modified)
    start = datetime.combine(turn.day, time(), now.tzinfo)
    return PublishedEvent(uid, meaning, start, start + timedelta(days=1), event, sequence)


def _uids(turns: Iterable[Turn]) -> Iterator[str]:
    """A UID for each; private ones of one day are told apart by their order."""
    held: Counter[date] = Counter()
    for turn in turns:
        if not turn.kept.private:
            mark = sha256(turn.kept.name.encode()).hexdigest()[:16]
            yield f"date-{mark}{f'-{turn.day}' if turn.kept.repeats else ''}@{DOMAIN}"
        else:
            held[turn.day] += 1
            yield f"date-{turn.day}-{held[turn.day]}@{DOMAIN}"


def _event(turn: Turn) -> Event:
    """The entry of a turn, without the UID and the stamps it needs to be complete."""
    event = Event()
    event.add("DTSTART", turn.day)
    event.add("DTEND", turn.day + timedelta(days=1))
    event.add("SUMMARY", PRIVATE if turn.kept.private else turn.kept.name)
    event.add("TRANSP", "TRANSPARENT")
    if turn.kept.private:
        event.add("CLASS", "PRIVATE")
    steps = [f"{one.begins.isoformat()} {one.step.name}" for one in turn.open_steps]
    if steps and not turn.kept.private:
        event.add("DESCRIPTION", "\n".join(steps))
    for days, said in _alarms(turn):
        event.add_component(_alarm(days, PRIVATE if turn.kept.private else said))
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
