"""Clock times as instants, for the verifier alone: written apart from the planner's own line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.time import ClockSpan

Stretch = tuple[datetime, datetime]


def to_utc(moment: datetime) -> datetime:
    """The same instant in UTC."""
    return moment.astimezone(UTC)


def stretch_of(day: date, span: ClockSpan, zone: ZoneInfo) -> Stretch:
    """A daily span that starts on `day`, as instants in UTC."""
    end = span.end if span.end > span.start else span.end + 1440
    return clock_time(day, span.start, zone), clock_time(day, end, zone)


def clock_time(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """A wall-clock time as an instant; one the clock skips is when it has sprung forward."""
    day += timedelta(days=minutes // 1440)
    local = datetime(day.year, day.month, day.day, minutes % 1440 // 60, minutes % 60, tzinfo=zone)
    instant = to_utc(local)
    if instant.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    wall = instant.astimezone(zone)
    while (wall - timedelta(minutes=1)).utcoffset() == wall.utcoffset():
        wall -= timedelta(minutes=1)
    return to_utc(wall)


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches in order, those that touch made one."""
    found: list[Stretch] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found
