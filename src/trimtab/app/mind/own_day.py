"""The day that something said of it belongs to: it ends at four, or with the sleep after it.

Somebody who looks back at half past midnight means the day that they are still awake from; in a
night of duty, and until the sleep after it has ended, that is the day on which the night began.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.day_now import LEAST_SLEEP, day_end
from trimtab.app.daily.horizon_now import UNKNOWN_ZONE, zone_in
from trimtab.app.daily.ports import Store
from trimtab.app.mind.lived_blocks import lived_blocks
from trimtab.domain.plans import Block

ONE_DAY = timedelta(days=1)
DAY_ENDS = time(4)
"""Who is up later without a plan that says so has begun the next day (our choice)."""

BED_FROM = timedelta(hours=6)
"""A sleep that begins so long before midnight, or later, is the one after the day."""

BED_UNTIL = timedelta(hours=12)
"""The same after midnight: a night that is begun so late was spent awake."""


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day as somebody means it: its date, and the aware local instants [start, end) it spans."""

    date: date
    start: datetime
    end: datetime


def own_zone(store: Store) -> ZoneInfo:
    """The person's zone; UTC before there is a profile."""
    profile = store.profile()
    return ZoneInfo(zone_in(profile.text) if profile else UNKNOWN_ZONE)


def own_moment(store: Store, typed: datetime) -> datetime:
    """A moment as it was typed, on the person's clock; without an offset it is meant so."""
    zone = own_zone(store)
    return typed.replace(tzinfo=zone) if typed.tzinfo is None else typed.astimezone(zone)


def own_day(store: Store, moment: datetime) -> OwnDay:
    """The day that what is said at a moment belongs to."""
    zone = own_zone(store)
    today = moment.astimezone(zone).date()
    blocks = lived_blocks(store, today - 2 * ONE_DAY, today + 2 * ONE_DAY, zone)
    ends = [_end_of(blocks, today + number * ONE_DAY, zone) for number in (-2, -1, 0)]
    if moment < ends[1]:
        return OwnDay(today - ONE_DAY, ends[0], ends[1])
    return OwnDay(today, ends[1], ends[2])


def own_day_of(store: Store, day: date) -> OwnDay:
    """A date's day."""
    zone = own_zone(store)
    blocks = lived_blocks(store, day - ONE_DAY, day + 2 * ONE_DAY, zone)
    return OwnDay(day, _end_of(blocks, day - ONE_DAY, zone), _end_of(blocks, day, zone))


def _end_of(blocks: Sequence[Block], day: date, zone: ZoneInfo) -> datetime:
    """When a date's day ends: at four, or with the sleep of who was up through the night."""
    midnight = datetime.combine(day + ONE_DAY, time(), zone)
    four = datetime.combine(day + ONE_DAY, DAY_ENDS, zone)
    after_night = day_end(blocks, midnight)
    if after_night > midnight:
        return max(after_night, four)
    return _after_late_bed(blocks, midnight) or four


def _after_late_bed(blocks: Sequence[Block], midnight: datetime) -> datetime | None:
    """When a sleep ends that begins after four, and is the first since the evening."""
    earliest, latest = midnight - BED_FROM, midnight + BED_UNTIL
    sleeps = (
        one
        for one in blocks
        if one.kind == "sleep"
        and timedelta(minutes=one.minutes) >= LEAST_SLEEP
        and earliest <= one.start < latest
    )
    first = next(sleeps, None)
    if first is None or first.start < midnight.replace(hour=DAY_ENDS.hour):
        return None
    return first.end
