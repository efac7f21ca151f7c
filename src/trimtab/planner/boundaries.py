"""Where boundaries and other people's days leave room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trimtab.domain.awake import free_of, waking_intervals
from trimtab.domain.practices import Boundary, BoundaryKind
from trimtab.domain.time import (
    WEEKDAYS,
    Interval,
    intersect_intervals,
    merge_intervals,
    subtract_intervals,
)
from trimtab.planner import defaults
from trimtab.planner.line import Week


@dataclass(frozen=True, slots=True)
class ExceptionHours:
    """Hours a boundary opens at most so many times a week."""

    boundary: Boundary
    hours: tuple[Interval, ...]
    times_per_week: int


def off_hours(week: Week, kinds: Sequence[BoundaryKind]) -> list[Interval]:
    """When something of these kinds may never be placed: off hours less every exception."""
    asked = tuple(kinds)
    if asked not in week.off_hours:
        week.off_hours[asked] = tuple(_closed_hours(week, kinds))
    return list(week.off_hours[asked])


def _closed_hours(week: Week, kinds: Sequence[BoundaryKind]) -> list[Interval]:
    found: list[Interval] = []
    for boundary in week.profile.boundaries:
        if boundary.kind not in kinds:
            continue
        excepted = week.windows(boundary.exceptions, boundary_days(boundary))
        for off in week.windows([boundary.off], boundary.days):
            found += subtract_intervals(off, excepted)
    return merge_intervals(found)


def tired_hours(week: Week) -> list[Interval]:
    """Hours after a very long duty in which nothing demanding or strenuous belongs."""
    ends = [s.interval.end for s in week.stays if s.duty_minutes >= defaults.LONG_DUTY_MINUTES]
    ends += [
        taken.interval.end
        for taken in week.taken
        if taken.commitment.kind == "duty" and taken.interval.minutes >= defaults.LONG_DUTY_MINUTES
    ]
    return merge_intervals([Interval(end, end + defaults.WAKING.tired_minutes) for end in ends])


def days_off(week: Week) -> list[Interval]:
    """Days on which no work or study is planned."""
    horizon = week.horizon
    days = ((day - horizon.first_day).days for day in week.request.days_off)
    return merge_intervals(
        [Interval(horizon.day_start(day), horizon.day_start(day + 1)) for day in days]
    )


def light_days(week: Week, due: datetime | None) -> list[Interval]:
    """First days after heavy spells, which are kept from what is not due by the next day's end."""
    horizon = week.horizon
    found = []
    for date in sorted(week.light_days):
        day = (date - horizon.first_day).days
        if due is None or horizon.minute_of(due) > horizon.day_start(day + 2):
            found.append(Interval(horizon.day_start(day), horizon.day_start(day + 1)))
    return found


def boundary_days(boundary: Boundary) -> tuple[str, ...]:
    """Weekdays on which a boundary's exceptions may fall: its own and, past midnight, the next."""
    nexts = tuple(WEEKDAYS[(WEEKDAYS.index(day) + 1) % 7] for day in boundary.days)
    return tuple(dict.fromkeys((*boundary.days, *nexts)))


def limited_exceptions(week: Week, kinds: Sequence[BoundaryKind]) -> list[ExceptionHours]:
    """Exceptions that are open only so many times a week, where their boundary is closed."""
    found = []
    limited = (b for b in week.profile.boundaries if b.except_times_per_week is not None)
    for boundary in dict.fromkeys(limited):
        times = boundary.except_times_per_week
        if boundary.kind not in kinds or times is None:
            continue
        excepted = week.windows(boundary.exceptions, boundary_days(boundary))
        off = week.windows([boundary.off], boundary.days)
        found.append(ExceptionHours(boundary, tuple(intersect_intervals(excepted, off)), times))
    return found


def awake_hours(week: Week, name: str) -> list[Interval]:
    """When someone else is awake and not taken, on this week's line."""
    person = next((p for p in week.profile.people if p.name == name), None)
    if person is None:
        return [Interval(week.now, week.horizon.minutes)]
    busy = week.request.busy_people.get(name, ())
    return free_of(waking_intervals(person, week.horizon), busy)
