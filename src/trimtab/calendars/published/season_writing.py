"""Dates of an application season as a calendar: each says how certain it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256

from icalendar import Alarm, Event

from trimtab.calendars.lines import read_lines
from trimtab.calendars.published.earlier import MAKER, EarlierEvent, earlier_events, meaning_of
from trimtab.calendars.published.stamping import DOMAIN, PublishedEvent, next_stamps
from trimtab.calendars.published.writing import feed_of
from trimtab.domain.applications import SeasonDate

OF_WHAT = "Residency"
SEASON_PRODUCT = f"{MAKER}Season//EN"
EXPECTED = (
    "Expected: worked out from other years, nobody has announced it. Check before relying on it."
)
DEADLINES = frozenset({"fee", "signals", "rank_list"})
"""Kinds that are over when their day is: they ring some days before."""

RINGS_BEFORE = (timedelta(days=7), timedelta(days=1))
"""How long before a deadline it rings (our choice)."""


def season_to_ics(
    dates: Sequence[SeasonDate], zone: str, stamp: datetime, before: bytes = b""
) -> bytes:
    """The season's dates; the same dates, stamp and file before, the same bytes.

    `zone` is where the person lives, `before` the file that is replaced: what did not change in
    it keeps its stamps. A date is known by its kind, name and year, so one that moves is moved.
    """
    earlier = earlier_events(before)
    now = stamp.astimezone(UTC).replace(microsecond=0)
    events = [
        _stamped(one, uid, now, earlier.get(uid))
        for one, uid in zip(dates, _uids(dates), strict=True)
    ]
    return feed_of(events, zone, "Application season", SEASON_PRODUCT)


def _uids(dates: Sequence[SeasonDate]) -> list[str]:
    """A UID for each; alike ones of one season are told apart by their order."""
    seen: dict[str, int] = {}
    uids = []
    for one in dates:
        key = f"{one.kind}\n{one.name}\n{_season_of(one)}"
        seen[key] = seen.get(key, 0) + 1
        mark = sha256(f"{key}\n{seen[key]}".encode()).hexdigest()[:16]
        uids.append(f"season-{mark}@{DOMAIN}")
    return uids


def _season_of(one: SeasonDate) -> int:
    """The year of the Match a date belongs to: a season goes from June to May."""
    return one.day.year + (one.day.month >= 6)


def _stamped(one: SeasonDate, uid: str, now: datetime, old: EarlierEvent | None) -> PublishedEvent:
    event = _event(one)
    meaning = meaning_of([line.text for line in read_lines(event.to_ical(), "")[0]][1:-1])
    sequence, stamp, modified = next_stamps(meaning, now, old)
    event.add("UID", uid)
    event.add("SEQUENCE", sequence)
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", modified)
    start = one.at or datetime.combine(one.day, time(), UTC)
    return PublishedEvent(uid, meaning, start, start + timedelta(days=1), event, sequence)


def _event(one: SeasonDate) -> Event:
    """The entry of a date, without the UID and the stamps it needs to be complete."""
    event = Event()
    if one.at is not None and one.last_day is None:
        event.add("DTSTART", one.at.astimezone(UTC))
    else:
        event.add("DTSTART", one.day)
        event.add("DTEND", (one.last_day or one.day) + timedelta(days=1))
    event.add("SUMMARY", _title(one) if one.is_certain else f"{_title(one)} (expected)")
    event.add("DESCRIPTION", _description(one))
    event.add("TRANSP", "TRANSPARENT")
    event.add("STATUS", "CONFIRMED" if one.is_certain else "TENTATIVE")
    if one.kind in DEADLINES:
        for ahead in RINGS_BEFORE:
            event.add_component(_alarm(one, ahead))
    return event


def _title(one: SeasonDate) -> str:
    """What a date is of and what it is: it stands among all that a calendar holds."""
    return f"{OF_WHAT}: {one.name}"


def _description(one: SeasonDate) -> str:
    """How certain a date is, where it was read, and what is to be said of it."""
    certain = "Read in its source." if one.is_certain else EXPECTED
    source = f"Source: {one.source}" if one.source else ""
    return "\n".join(filter(None, (certain, one.note, source)))


def _alarm(one: SeasonDate, ahead: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _title(one))
    alarm.add("TRIGGER", -ahead)
    return alarm
