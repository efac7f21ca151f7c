"""A VTIMEZONE for a zone and a stretch of years, from the zone's own clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ClockChange:
    """From this instant on (UTC) a zone's clock is another one."""

    instant: datetime
    offset_before: timedelta
    offset_after: timedelta
    abbreviation: str
    is_summer: bool


def timezone_component(key: str, first_year: int, last_year: int) -> Timezone:
    """VTIMEZONE of an IANA zone, right from `first_year` to the end of `last_year`."""
    component = Timezone()
    component.add("TZID", key)
    for change in clock_changes(ZoneInfo(key), first_year, last_year):
        component.add_component(_observance(change))
    return component


def clock_changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[ClockChange]:
    """The clock at the start of the first year, then each change of it.

    Looks at every midnight in UTC; a zone that changes twice within a day is not known.
    """
    day, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 2, tzinfo=UTC)
    day -= DAY  # years begin earlier in the east, and end later in the west
    yield _change(zone, day, _offset(zone, day))
    while day < end:
        if _offset(zone, day) != _offset(zone, day + DAY):
            yield _change(zone, _instant_of_change(zone, day), _offset(zone, day))
        day += DAY


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _instant_of_change(zone: ZoneInfo, day: datetime) -> datetime:
    """First minute of the day after which the offset differs, by halving."""
    low, high, before = day, day + DAY, _offset(zone, day)
    while high - low > MINUTE:
        middle = low + (high - low) // 2 // MINUTE * MINUTE
        low, high = (middle, high) if _offset(zone, middle) == before else (low, middle)
    return high


def _change(zone: ZoneInfo, instant: datetime, before: timedelta) -> ClockChange:
    local = instant.astimezone(zone)
    after = local.utcoffset() or timedelta()
    return ClockChange(instant, before, after, local.tzname() or zone.key, bool(local.dst()))


def _observance(change: ClockChange) -> TimezoneStandard | TimezoneDaylight:
    """STANDARD or DAYLIGHT; its start is the clock time before the change, as RFC 5545 says."""
    component = TimezoneDaylight() if change.is_summer else TimezoneStandard()
    component.add("DTSTART", (change.instant + change.offset_before).replace(tzinfo=None))
    component.add("TZOFFSETFROM", change.offset_before)
    component.add("TZOFFSETTO", change.offset_after)
    component.add("TZNAME", change.abbreviation)
    return component
