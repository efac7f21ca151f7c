"""What a published calendar said of other days stays in it while some days are planned anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from trimtab.calendars.published.earlier import EarlierEvent
from trimtab.calendars.published.entries import Entry
from trimtab.calendars.published.stamping import UNNAMED, PublishedEvent
from trimtab.domain.plans import Plan

KEPT_DAYS = 14
"""How long days that are over stay in a published calendar (our choice)."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """The calendar that is replaced, the heading it must have to be that person's, and a rule.

    `may_stay` tells whether an event shows no more than it may by now.
    """

    content: bytes
    heading: str
    may_stay: Callable[[PublishedEvent], bool]

    def events(self) -> tuple[PublishedEvent, ...]:
        """The events that may stay; none of a calendar that cannot be read."""
        found = (_published(event) for event in _events(self.content, self.heading))
        return tuple(one for one in found if one is not None and self.may_stay(one))


@dataclass(frozen=True, slots=True)
class Carried:
    """Events of the calendar that is replaced which lie beside the days planned."""

    events: tuple[PublishedEvent, ...] = ()

    def beside(self, entries: Iterable[Entry], since: datetime) -> tuple[Entry, ...]:
        """Entries but for those that are over and of which something stands there already."""
        return tuple(
            one
            for one in entries
            if one.end > since or not any(_overlap(one, old) for old in self.events)
        )

    def without_their_places(self, before: dict[str, EarlierEvent]) -> dict[str, EarlierEvent]:
        """What was published, without events that stay as they are and have no name."""
        own = {one.uid for one in self.events if one.uid.startswith(UNNAMED)}
        return {uid: old for uid, old in before.items() if uid not in own}

    def joined(self, events: Sequence[PublishedEvent]) -> tuple[PublishedEvent, ...]:
        """All events by their start; a new one counts for an old one of its UID."""
        new = {one.uid for one in events}
        kept = [one for one in self.events if one.uid not in new]
        return tuple(sorted([*kept, *events], key=lambda one: one.start.astimezone(UTC)))


def since_of(plan: Plan) -> datetime:
    """The instant from which on a plan says what is to stand in its calendars."""
    return plan.horizon.instant_of(plan.known_since)


def carried_events(
    replaced: Replaced, entries: Sequence[Entry], plan: Plan, now: datetime
) -> Carried:
    """Events outside the days planned, from two weeks before the instant `now` on.

    Never where something planned lies.
    """
    since, until = since_of(plan), plan.horizon.instant_of(plan.horizon.minutes)
    ahead = [one for one in entries if one.end > since]
    return Carried(
        tuple(
            one
            for one in replaced.events()
            if (one.start < since or one.start >= until)
            and one.end > now - timedelta(days=KEPT_DAYS)
            and not any(_overlap(new, one) for new in ahead)
        )
    )


def _overlap(one: Entry, other: PublishedEvent) -> bool:
    return one.start < other.end and other.start < one.end


def _events(content: bytes, heading: str) -> list[Event]:
    """Events of a calendar of that heading; none of one that cannot be read."""
    if not content.strip():
        return []
    try:
        calendar = Calendar.from_ical(content)
        return list(calendar.events) if calendar.get("X-WR-CALNAME") == heading else []
    except ValueError:
        return []


def _published(event: Event) -> PublishedEvent | None:
    times = [getattr(event.get(name), "dt", None) for name in ("DTSTART", "DTEND")]
    start, end = times
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return None
    if start.tzinfo is None or end.tzinfo is None or "UID" not in event:
        return None
    return PublishedEvent(str(event["UID"]), "", start, end, event)
