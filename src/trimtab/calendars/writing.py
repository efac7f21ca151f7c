"""A plan as a calendar that any calendar program can subscribe to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event
from icalendar.prop import vDDDTypes, vDuration, vText

from trimtab.calendars.zone_writing import timezone_component
from trimtab.domain.plans import Block, Plan

PRODUCT = "-//Trimtab//Trimtab//EN"
REFRESH = timedelta(minutes=15)
DOMAIN = "trimtab"
YIELDING_KINDS = frozenset({"buffer", "wind_down"})  # others may book over these


def plan_to_ics(plan: Plan, stamp: datetime) -> bytes:
    """The plan as an iCalendar file; the same plan and stamp give the same bytes.

    Commitments are not written: they stand in the person's calendars already, and would show
    twice. `stamp` is the aware instant the plan was made. UIDs come from the blocks and stay the
    same from plan to plan, so a subscriber moves an event instead of adding another.
    """
    zone = ZoneInfo(plan.horizon.zone)
    calendar = _calendar(plan)
    blocks = [block for block in plan.blocks if not block.is_fixed]
    if blocks:
        years = [block.start.astimezone(zone).year for block in blocks]
        calendar.add_component(timezone_component(zone.key, min(years), max(years) + 1))
    for block, uid in _with_uids(blocks):
        calendar.add_component(_event(block, uid, zone, stamp))
    content: bytes = calendar.to_ical()
    return content


def _calendar(plan: Plan) -> Calendar:
    """The calendar's own properties; both refresh hints, as programs heed one or the other."""
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", f"{plan.person}: plan" if plan.person else "Plan")
    calendar.add("X-WR-TIMEZONE", plan.horizon.zone)
    refresh = vDuration(REFRESH)
    refresh.params["VALUE"] = "DURATION"
    calendar["REFRESH-INTERVAL"] = refresh
    calendar["X-PUBLISHED-TTL"] = vDuration(REFRESH)
    return calendar


def _with_uids(blocks: Iterable[Block]) -> Iterator[tuple[Block, str]]:
    """Blocks with a UID each; a second block of the same name and day gets a number."""
    used: Counter[str] = Counter()
    for block in blocks:
        stem = block.uid or f"{block.kind}-{block.name}-{block.start.date().isoformat()}"
        used[stem] += 1
        number = used[stem]
        yield block, f"{stem}@{DOMAIN}" if number == 1 else f"{stem}-{number}@{DOMAIN}"


def _event(block: Block, uid: str, zone: ZoneInfo, stamp: datetime) -> Event:
    event = Event()
    event.add("UID", uid)
    event.add("DTSTAMP", stamp.astimezone(UTC).replace(microsecond=0))
    event["DTSTART"] = _time(block.start, zone)
    event["DTEND"] = _time(block.end, zone)
    event.add("SUMMARY", block.shown_name)
    event.add("CATEGORIES", [block.kind, *([block.value] if block.value else [])])
    if block.kind in YIELDING_KINDS:
        event.add("TRANSP", "TRANSPARENT")
    if block.note:
        event["DESCRIPTION"] = vText(block.note)
    return event


def _time(instant: datetime, zone: ZoneInfo) -> vDDDTypes:
    """An instant in the plan's zone, or in UTC when the clock shows that time once more."""
    local = instant.astimezone(zone)
    return vDDDTypes(local if local.fold == 0 else instant.astimezone(UTC))
