"""Hours in which two people are both awake, each by their own clock and its changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.errors import Problem
from trimtab.domain.people import OtherPerson
from trimtab.domain.time import Horizon, Interval, intersect_intervals, merge_intervals

DAYS_AROUND = 2
"""Days before and after a horizon that are looked at: clocks differ by up to 26 hours."""


def waking_intervals(person: OtherPerson, horizon: Horizon) -> list[Interval]:
    """A person's waking hours in minutes of `horizon`, by their own clock and its changes.

    They begin and end when that clock first shows the hour; one it skips begins right after.
    """
    first = horizon.first_day - timedelta(days=DAYS_AROUND)
    theirs = Horizon(first, horizon.days + 2 * DAYS_AROUND, person.time_zone)
    shift = horizon.minute_of(theirs.origin)
    spans = (theirs.span_on(day, person.awake) for day in range(theirs.days))
    found = [Interval(span.start + shift, span.end + shift) for span in spans]
    return merge_intervals([one for one in found if one.minutes > 0])


def both_awake(
    awake: Iterable[Interval], other: OtherPerson, horizon: Horizon, busy: Iterable[Interval] = ()
) -> list[Interval]:
    """When someone awake in `awake` finds `other` awake and not `busy`, within the horizon.

    All intervals are minutes of `horizon`.

    >>> from datetime import date
    >>> week = Horizon(date(2026, 11, 16), 1, "America/New_York")
    >>> mother = OtherPerson("Mother", "Africa/Lagos")
    >>> both_awake([Interval(7 * 60, 22 * 60)], mother, week)
    [Interval(start=420, end=960)]
    """
    there = free_of(waking_intervals(other, horizon), busy)
    inside = intersect_intervals(awake, [Interval(0, horizon.minutes)])
    return merge_intervals(intersect_intervals(inside, there))


def free_of(hours: Iterable[Interval], busy: Iterable[Interval]) -> list[Interval]:
    """Parts of hours that nothing busy covers.

    >>> free_of([Interval(0, 10)], [Interval(4, 6)])
    [Interval(start=0, end=4), Interval(start=6, end=10)]
    """
    found = list(hours)
    for taken in merge_intervals(list(busy)):
        found = [piece for one in found for piece in _less(one, taken)]
    return found


def _less(one: Interval, taken: Interval) -> list[Interval]:
    pieces = [
        Interval(one.start, min(one.end, taken.start)),
        Interval(max(one.start, taken.end), one.end),
    ]
    return [piece for piece in pieces if piece.minutes > 0]


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A zone's clock going forward by so many minutes at an instant; back where they are fewer."""

    zone: str
    at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Fit:
    """A practice with someone that a stretch of shared hours can hold, in so many minutes."""

    name: str
    minutes: int


@dataclass(frozen=True, slots=True)
class SharedHours:
    """A stretch [start, end) on the person's clock in which both are awake and nobody is taken.

    `fits` are practices with them that it can hold; `planned` what stands in it already.
    """

    start: datetime
    end: datetime
    fits: tuple[Fit, ...] = ()
    planned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AwakeWith:
    """Someone in this life, and the hours shared with them."""

    person: OtherPerson
    hours: tuple[SharedHours, ...]


@dataclass(frozen=True, slots=True)
class AwakeWeek:
    """The hours shared with others in the days planned, and changes of clocks in them."""

    person: str
    horizon: Horizon
    people: tuple[AwakeWith, ...]
    changes: tuple[ClockChange, ...] = ()
    problems: tuple[Problem, ...] = ()


def clock_changes(zone: str, horizon: Horizon) -> Iterator[ClockChange]:
    """Every change of a zone's clock within a horizon, to the minute.

    >>> from datetime import date
    >>> week = Horizon(date(2026, 3, 2), 7, "Africa/Lagos")
    >>> [(one.at.isoformat(), one.minutes) for one in clock_changes("America/New_York", week)]
    [('2026-03-08T07:00:00+00:00', 60)]
    """
    there = ZoneInfo(zone)
    at, end = horizon.origin, horizon.origin + timedelta(minutes=horizon.minutes)
    while at < end:
        later = min(at + timedelta(hours=6), end)
        change = _offset(there, later) - _offset(there, at)
        if change:
            yield ClockChange(zone, _moment_of_change(there, at, later), change)
        at = later


def _moment_of_change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first whole minute at which the clock has changed, by halving."""
    was = _offset(zone, before)
    while after - before > timedelta(minutes=1):
        half = before + (after - before) // 2
        half = half.replace(second=0, microsecond=0)
        before, after = (half, after) if _offset(zone, half) == was else (before, half)
    return after


def _offset(zone: ZoneInfo, instant: datetime) -> int:
    offset = instant.astimezone(UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return round(offset.total_seconds() / 60)
