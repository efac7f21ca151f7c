"""The calendar for family: busy, free for a call, home, and no more than was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from trimtab.app.family_beyond import family_beyond
from trimtab.app.family_view import FamilySpan, family_spans
from trimtab.calendars.published.carrying import Replaced, carried_events, since_of
from trimtab.calendars.published.earlier import MAKER, earlier_events
from trimtab.calendars.published.entries import Entry
from trimtab.calendars.published.stamping import PublishedEvent, stamp_events
from trimtab.calendars.published.writing import feed_of
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan

FAMILY_PRODUCT = f"{MAKER}Family//EN"
SUMMARIES = {
    "busy": "Busy",
    "free": "Free for a call",
    "rest": "Resting, please do not ring",
}
COLORS = {"busy": "gray", "free": "seagreen", "rest": "midnightblue", "home": "goldenrod"}
HOME = re.compile(r"Home (at )?\d\d:\d\d( to \d\d:\d\d)?( \(.*\))?")
YIELDING = frozenset({"free", "home"})


def family_to_ics(plan: Plan, stamp: datetime, profile: Profile, before: bytes = b"") -> bytes:
    """The family's calendar; `before` is the file it replaces, whose unchanged events stay.

    UIDs hold no names: an event is known by where it stood when it was first published.
    """
    zone = ZoneInfo(plan.horizon.zone)
    heading = plan.person or "Family"
    entries = [_entry(span, plan, profile) for span in family_spans(plan, profile)]
    replaced = Replaced(before, heading, lambda event: _may_stay(event, profile))
    carried = carried_events(replaced, entries, plan, stamp)
    earlier = carried.without_their_places(earlier_events(before))
    events = stamp_events(carried.beside(entries, since_of(plan)), zone, stamp, earlier)
    return feed_of(carried.joined(events), zone.key, heading, FAMILY_PRODUCT)


def with_days_beyond(
    content: bytes, plan: Plan, profile: Profile, commitments: Iterable[Commitment], stamp: datetime
) -> bytes:
    """The family's calendar with duty known after the plan's days, where nothing else stands."""
    zone, heading = ZoneInfo(plan.horizon.zone), plan.person or "Family"
    stood = Replaced(content, heading, lambda _: True).events()
    entries = [
        _entry(one, plan, profile)
        for one in family_beyond(plan, profile, commitments)
        if not any(one.start < old.end and old.start < one.end for old in stood)
    ]
    if not entries:
        return content
    events = [*stood, *stamp_events(entries, zone, stamp)]
    events.sort(key=lambda one: one.start.astimezone(UTC))
    return feed_of(events, zone.key, heading, FAMILY_PRODUCT)


def _may_stay(published: PublishedEvent, profile: Profile) -> bool:
    """Whether an event that was published before shows no more than family is to see by now."""
    title, shows = str(published.component.get("SUMMARY", "")), profile.publishing.family_shows
    if title == SUMMARIES["rest"]:
        return "rest" in shows
    is_plain = title in SUMMARIES.values() or HOME.fullmatch(title) is not None
    is_hidden = any(thing.name == title and thing.private for thing in profile.things)
    return is_plain or ("people" in shows and not is_hidden)


def _entry(span: FamilySpan, plan: Plan, profile: Profile) -> Entry:
    return Entry(
        start=span.start,
        end=span.end,
        summary=span.name or SUMMARIES.get(span.kind) or _home(span, plan, profile),
        color=COLORS.get(span.kind, "crimson"),
        yields=span.kind in YIELDING,
    )


def _home(span: FamilySpan, plan: Plan, profile: Profile) -> str:
    """When somebody is home, on their clock; with its city where someone lives by another."""
    lives_apart = any(one.time_zone != plan.horizon.zone for one in profile.people)
    city = plan.horizon.zone.rpartition("/")[2].replace("_", " ")
    stay = f"{span.start:%H:%M} to {span.until:%H:%M}" if span.until else f"at {span.start:%H:%M}"
    return f"Home {stay}" + (f" ({city})" if lives_apart else "")
