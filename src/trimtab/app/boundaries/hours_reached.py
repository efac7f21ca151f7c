"""When somebody can be asked for: by the week, or day by day where a roster moves their hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trimtab.app.busy_time import leave_spans
from trimtab.app.closed_hours import closed_spans, open_hours
from trimtab.app.family_view import WAKING_UP
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import WEEKDAYS, ClockSpan, Interval, subtract_intervals

ASKED_FOR = frozenset({"work", "calls"})
WEEKEND = frozenset(WEEKDAYS[5:])
WAKING = ClockSpan(7 * 60, 22 * 60)
"""Where no boundary ends a day, nobody promises more than these hours (our choice)."""

SHORTEST = 45
"""Minutes below which a stretch is no time to be reached (our choice)."""

IN_PEACE = frozenset({"sleep", "nap", "wind_down", "travel", "protect"})
EDGES = frozenset({WAKING_UP, "Unwind"})
TO_BED_WITHIN = timedelta(hours=6)
"""Sleep that begins so soon after a night of duty is its sleep; what lies between is no time."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class DayHours:
    """Weekdays of the same hours, and those hours."""

    days: tuple[str, ...]
    spans: tuple[ClockSpan, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """When somebody can be asked for.

    `week` are hours that hold every week, none where nothing ends them or where a roster moves
    them (`has_shifts`). Of shifts, `ahead` are the stretches that the plan leaves, from now on, and
    `duty` is what runs or comes next.
    """

    week: tuple[DayHours, ...] = ()
    has_shifts: bool = False
    ahead: tuple[Span, ...] = ()
    now: datetime | None = None
    duty: Span | None = None


def reached_by(
    profile: Profile,
    plan: Plan | None = None,
    now: datetime | None = None,
    worked: Sequence[str] = (),
) -> Reached:
    """What boundaries, times for messages, a plan and the weekdays `worked` say of it."""
    if not works_shifts(profile, plan):
        return Reached(week_hours(profile, worked))
    ahead = tuple(_ahead(plan, profile, now)) if plan and now else ()
    duty = _next_duty(plan, now) if plan and now else None
    return Reached(has_shifts=True, ahead=ahead, now=now, duty=duty)


def works_shifts(profile: Profile, plan: Plan | None = None) -> bool:
    """Whether a roster of duty moves the hours of a life, so that no clock hours hold for it."""
    blocks = plan.blocks if plan else ()
    is_said = any(one.kind == "duty" for one in profile.calendars)
    return is_said or any(one.is_fixed and one.origin == "duty" for one in blocks)


def week_hours(profile: Profile, worked: Sequence[str] = ()) -> tuple[DayHours, ...]:
    """Hours that boundaries leave on each weekday on which somebody is to be had.

    Nothing where no boundary ends any day.
    """
    hours = open_hours(profile.boundaries, ASKED_FOR)
    if any(one.end - one.start == 1440 and len(one.days) == len(WEEKDAYS) for one in hours):
        return ()
    return promised_hours(profile, worked)


def promised_hours(profile: Profile, worked: Sequence[str] = ()) -> tuple[DayHours, ...]:
    """As `week_hours`, and where no boundary ends any day, waking hours."""
    hours = open_hours(profile.boundaries, ASKED_FOR)
    told = _days_told(profile, worked)
    open_on: list[tuple[str, ClockSpan]] = []
    for one in hours:
        start = one.start or WAKING.start
        end = one.end if one.end < 1440 else WAKING.end
        if start < end:
            open_on += [(day, ClockSpan(start, end)) for day in one.days if day in told]
    return days_of_same_hours(open_on)


def days_of_same_hours(open_on: Iterable[tuple[str, ClockSpan]]) -> tuple[DayHours, ...]:
    """Weekdays with their hours, those of the same hours together, from Monday on."""
    by_day: dict[str, list[ClockSpan]] = defaultdict(list)
    for day, span in open_on:
        by_day[day].append(span)
    found: dict[tuple[ClockSpan, ...], list[str]] = defaultdict(list)
    for day in WEEKDAYS:
        if by_day[day]:
            found[tuple(by_day[day])].append(day)
    return tuple(DayHours(tuple(days), spans) for spans, days in found.items())


def _days_told(profile: Profile, worked: Sequence[str]) -> Collection[str]:
    """Days of messages, else those that boundaries name, else those worked, else Monday to Friday.

    A boundary names days where it closes some as a whole, or gives the weekend hours of its own.
    """
    if profile.messages:
        return profile.messages.days
    for one in profile.boundaries:
        is_of_some = one.kind in ASKED_FOR and len(one.days) < len(WEEKDAYS)
        if is_of_some and (one.off.minutes == 1440 or not WEEKEND.isdisjoint(one.days)):
            return WEEKDAYS
    return worked or WEEKDAYS[:5]


def _next_duty(plan: Plan, now: datetime) -> Span | None:
    spans = (
        (plan.horizon.to_local(one.start), plan.horizon.to_local(one.end))
        for one in plan.blocks
        if one.is_fixed and one.origin == "duty" and one.end > now
    )
    return min(spans, default=None)


def _ahead(plan: Plan, profile: Profile, now: datetime) -> Iterator[Span]:
    """Waking stretches that nothing holds, neither boundary nor leave closes, no night needs."""
    horizon = plan.horizon
    taken = [_interval(plan, one) for one in plan.blocks if _holds(one)]
    taken += closed_spans(horizon, profile.boundaries, ASKED_FOR)
    taken += [*_before_bed(plan), *leave_spans(plan, profile)]
    for day in range(horizon.days):
        start, end = horizon.day_start(day), horizon.day_start(day + 1)
        whole = Interval(max(start, horizon.minute_of(now), plan.planned_from), end)
        for one in subtract_intervals(whole, taken) if whole.minutes > 0 else ():
            if one.minutes >= SHORTEST:
                yield horizon.instant_of(one.start), horizon.instant_of(one.end)


def _holds(block: Block) -> bool:
    if block.is_fixed:
        return block.origin != "home_call"
    return block.kind in IN_PEACE or (block.kind == "buffer" and block.name in EDGES)


def _before_bed(plan: Plan) -> Iterator[Interval]:
    duty = [one for one in plan.blocks if one.is_fixed and one.origin == "duty"]
    for sleep in plan.blocks:
        ended = [
            one.end
            for one in duty
            if sleep.kind == "sleep"
            and timedelta(0) <= sleep.start - one.end <= TO_BED_WITHIN
            and plan.horizon.to_local(one.end).date() > plan.horizon.to_local(one.start).date()
        ]
        if ended:
            horizon = plan.horizon
            yield Interval(horizon.minute_of(max(ended)), horizon.minute_of(sleep.start))


def _interval(plan: Plan, block: Block) -> Interval:
    start = plan.horizon.minute_of(block.start)
    return Interval(start, start + max(1, block.minutes))
