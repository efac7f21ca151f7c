"""A plan as a calendar that any calendar program can subscribe to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar.prop import vDuration

from trimtab.calendars.published.carrying import Replaced, carried_events, since_of
from trimtab.calendars.published.earlier import MAKER, NOTHING, EarlierEvent, earlier_events
from trimtab.calendars.published.entries import Entry
from trimtab.calendars.published.stamping import PublishedEvent, stamp_events
from trimtab.calendars.published.zone_writing import timezone_component
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.privacy import is_private, topics_of
from trimtab.domain.tasks import Task

PRODUCT = f"{MAKER}Trimtab//EN"
REFRESH = timedelta(minutes=15)
BUSY = "Busy"
YIELDING_KINDS = frozenset({"buffer", "wind_down"})  # others may book over these
SILENT_KINDS = frozenset({"sleep", "nap", "buffer", "travel"})  # no alarm sounds before these
COLORS = {
    "travel": "darkgray",
    "sleep": "midnightblue",
    "nap": "midnightblue",
    "meal": "darkorange",
    "practice": "seagreen",
    "protect": "crimson",
    "people": "crimson",
    "task": "steelblue",
    "study": "slateblue",
    "buffer": "lightgray",
    "wind_down": "rosybrown",
}
"""A name of CSS for each kind of block, for programs that colour single events."""


def plan_to_ics(
    plan: Plan, stamp: datetime, profile: Profile | None = None, before: bytes = b""
) -> bytes:
    """The plan as an iCalendar file; the same plan, stamp and file before give the same bytes.

    `stamp` is the aware instant the plan was made, `before` the file that is replaced: what did
    not change in it stays as it was, stamps and all, and so do other days than those planned.
    """
    known, heading = profile or Profile(), _heading(plan)
    entries = plan_entries(plan, known)
    replaced = Replaced(before, heading, lambda event: _may_stay(event, known))
    carried = carried_events(replaced, entries, plan, stamp)
    entries = carried.beside(entries, since_of(plan))
    earlier = carried.without_their_places(earlier_events(before))
    events = stamp_events(entries, ZoneInfo(plan.horizon.zone), stamp, earlier)
    return feed_of(carried.joined(events), plan.horizon.zone, heading, PRODUCT)


def _may_stay(published: PublishedEvent, profile: Profile) -> bool:
    """Whether an event that was published before names nothing that is private by now."""
    event = published.component
    told = event.get("CATEGORIES")
    kind, value = [*(map(str, told.cats) if told else ()), "", ""][:2]
    title, notes = str(event.get("SUMMARY", "")), str(event.get("DESCRIPTION", "")).casefold()
    hidden = [thing.name.casefold() for thing in profile.things if thing.private]
    names = (title, title.removeprefix("Notes: "))
    start, end = published.start, published.end
    blocks = (Block(start, end, name, kind, value or None) for name in names)
    is_hidden = any(name in notes for name in hidden) or any(
        is_private(block, profile) for block in blocks
    )
    return title == BUSY or not is_hidden


def published_events(
    plan: Plan,
    stamp: datetime,
    profile: Profile | None = None,
    before: Mapping[str, EarlierEvent] = NOTHING,
) -> tuple[PublishedEvent, ...]:
    """The plan's blocks as events, each with a UID that stays from plan to plan.

    Commitments are not among them: they stand in the person's calendars already, and would show
    twice; own appointments are, which stand in the profile alone. A private block is busy time and
    no more; `profile` says which are.
    """
    entries = plan_entries(plan, profile or Profile())
    return stamp_events(entries, ZoneInfo(plan.horizon.zone), stamp, before)


def plan_entries(plan: Plan, profile: Profile) -> tuple[Entry, ...]:
    """What of a plan is published, private blocks as busy time."""
    own = {one.name for one in profile.own_care if one.booked is not None}
    blocks = [
        block
        for block in plan.blocks
        if not block.is_fixed or (block.origin == "appointment" and block.name in own)
    ]
    hidden = [block.name.casefold() for block in blocks if is_private(block, profile)]
    hidden += [thing.name.casefold() for thing in profile.things if thing.private]
    return tuple(_entry(plan, block, profile, hidden) for block in blocks)


def _entry(plan: Plan, block: Block, profile: Profile, hidden: Iterable[str]) -> Entry:
    minutes = profile.publishing.alarm_minutes
    alarm = None if block.kind in SILENT_KINDS else minutes
    if is_private(block, profile):
        return Entry(
            block.start, block.end, BUSY, is_private=True, alarm_minutes=alarm, block=block
        )
    return Entry(
        start=block.start,
        end=block.end,
        summary=block.shown_name,
        identity=f"{plan.person}\n{_identity(block)}",
        categories=(block.kind, *([block.value] if block.value else [])),
        description="; ".join(_shown_notes(block, profile, hidden)),
        color=COLORS.get(block.kind, ""),
        yields=block.kind in YIELDING_KINDS,
        alarm_minutes=alarm,
        block=block,
    )


def _identity(block: Block) -> str:
    return block.uid or f"{block.kind}/{block.name}/{block.start.date().isoformat()}"


def _shown_notes(block: Block, profile: Profile, hidden: Iterable[str]) -> Iterator[str]:
    """What a block says beside its name, but for what names something private.

    A note that was typed is shown whole or not at all; of a task the profile knows no longer,
    that may be any of it.
    """
    pieces = block.note.split("; ")
    known = [thing for thing in profile.things if thing.name == block.name]
    notes = [one.note for one in known if isinstance(one, Task)]
    typed = {piece for note in notes for piece in note.split("; ")}
    typed |= set() if known or block.kind != "task" else set(pieces)
    own = set(topics_of(block, profile))
    secret = {
        piece
        for piece in pieces
        if any(name in piece.casefold() for name in hidden)
        or not set(topics_of(replace(block, name=piece), profile)) <= own
    }
    left_out = secret | (typed if typed & secret else set())
    yield from (piece for piece in pieces if piece not in left_out)


def feed_of(events: Iterable[PublishedEvent], zone: str, heading: str, product: str) -> bytes:
    """A calendar to subscribe to, with both refresh hints, as programs heed one or the other."""
    calendar = empty_calendar(product)
    calendar.add("METHOD", "PUBLISH")
    calendar.add("NAME", heading)
    calendar.add("X-WR-CALNAME", heading)
    calendar.add("X-WR-TIMEZONE", zone)
    refresh = vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    calendar["REFRESH-INTERVAL"] = refresh
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return _filled(calendar, tuple(events), ZoneInfo(zone))


def resource_of(event: PublishedEvent, zone: str) -> bytes:
    """One event as a calendar of its own, with its zone and without METHOD, as CalDAV wants it."""
    return _filled(empty_calendar(PRODUCT), (event,), ZoneInfo(zone))


def empty_calendar(product: str) -> Calendar:
    """A calendar that says what it is and who made it."""
    calendar = Calendar()
    calendar.add("PRODID", product)
    calendar.add("VERSION", "2.0")
    return calendar


def _filled(calendar: Calendar, events: tuple[PublishedEvent, ...], zone: ZoneInfo) -> bytes:
    years = [moment.astimezone(zone).year for one in events for moment in (one.start, one.end)]
    if years:
        calendar.add_component(timezone_component(zone.key, min(years), max(years) + 1))
    for event in events:
        calendar.add_component(event.component)
    content: bytes = calendar.to_ical()
    return content


def _heading(plan: Plan) -> str:
    return f"{plan.person}: plan" if plan.person else "Plan"
