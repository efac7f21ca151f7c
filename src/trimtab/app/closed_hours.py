"""Hours in which a person is not to be had, by the boundaries they set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from trimtab.app.daily.season_days import leave_days
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.practices import Boundary
from trimtab.domain.time import (
    MINUTES_PER_DAY,
    WEEKDAYS,
    ClockSpan,
    Horizon,
    Interval,
    merge_intervals,
    subtract_intervals,
)

WEEK = 7 * MINUTES_PER_DAY


@dataclass(frozen=True, slots=True)
class OpenHours:
    """Clock minutes [start, end) of a day that are open on each of these weekdays."""

    days: tuple[str, ...]
    start: int
    end: int


def closed_spans(
    horizon: Horizon, boundaries: Iterable[Boundary], kinds: Collection[str]
) -> list[Interval]:
    """Stretches of a horizon that boundaries of these kinds close, but for exceptions.

    Those that hold only so many times a week count as closed: nobody else may choose them.
    """
    found: list[Interval] = []
    for boundary in boundaries:
        if boundary.kind in kinds:
            for day in range(-1, horizon.days):
                if horizon.weekday_of(day) in boundary.days:
                    found += _closed_from(horizon, boundary, day)
    return merge_intervals(found)


def _closed_from(horizon: Horizon, boundary: Boundary, day: int) -> list[Interval]:
    whole = horizon.span_on(day, boundary.off)
    late = day + 1 if boundary.off.end <= boundary.off.start else day
    spans = [
        horizon.span_on(on, span)
        for span in _always_open(boundary)
        for on in dict.fromkeys((day, late))
    ]
    return subtract_intervals(whole, [one for one in spans if whole.overlaps(one)])


def _always_open(boundary: Boundary) -> tuple[ClockSpan, ...]:
    return () if boundary.except_times_per_week is not None else boundary.exceptions


def leave_spans(plan: Plan, profile: Profile) -> list[Interval]:
    """Days of leave in a plan, each whole, those next to each other joined."""
    horizon, leave = plan.horizon, leave_days(profile, plan.day_notes)
    numbers = (n for n in range(horizon.days) if horizon.date_of(n) in leave)
    return merge_intervals([Interval(*map(horizon.day_start, (n, n + 1))) for n in numbers])


def open_hours(boundaries: Iterable[Boundary], kinds: Collection[str]) -> tuple[OpenHours, ...]:
    """What a week leaves open by the clock, days of the same hours together."""
    closed = merge_intervals([one for each in boundaries for one in _in_week(each, kinds)])
    days_by_hours: dict[tuple[int, int], list[str]] = defaultdict(list)
    for number, weekday in enumerate(WEEKDAYS):
        start = number * MINUTES_PER_DAY
        for free in subtract_intervals(Interval(start, start + MINUTES_PER_DAY), closed):
            days_by_hours[free.start - start, free.end - start].append(weekday)
    return tuple(OpenHours(tuple(days), *hours) for hours, days in sorted(days_by_hours.items()))


def _in_week(boundary: Boundary, kinds: Collection[str]) -> Iterator[Interval]:
    """What a boundary closes, in minutes of a week that ends where it begins."""
    if boundary.kind not in kinds:
        return
    for weekday in boundary.days:
        start = WEEKDAYS.index(weekday) * MINUTES_PER_DAY + boundary.off.start
        whole = Interval(start, start + boundary.off.minutes)
        opened = [_inside(whole, boundary.off, span) for span in _always_open(boundary)]
        for one in subtract_intervals(whole, opened):
            yield Interval(one.start, min(one.end, WEEK))
            yield Interval(0, max(0, one.end - WEEK))


def _inside(whole: Interval, off: ClockSpan, span: ClockSpan) -> Interval:
    start = whole.start + (span.start - off.start) % MINUTES_PER_DAY
    return Interval(start, start + span.minutes)
