"""When a person sleeps as far as no plan tells: by habit, and as soon as home after a night."""

from __future__ import annotations

from trimtab.domain.body import DAYS_FOLLOWED, Model
from trimtab.domain.time import (
    Interval,
    intersect_intervals,
    merge_intervals,
    subtract_intervals,
)
from trimtab.planner import defaults
from trimtab.planner.body_hours import is_moving
from trimtab.planner.forecast import Forecast
from trimtab.planner.line import Week
from trimtab.planner.lived_sleep import with_slept
from trimtab.planner.sleep_hours import habitual_night
from trimtab.planner.zones_lived import offset_at, trip_interval

SLEEP = defaults.SLEEP
DAYS_BEFORE = 8
"""Nights before the horizon that are assumed: what is older is slept off."""

TO_BED_MINUTES = 45
"""Minutes from coming home after a night to falling asleep."""

SHORTEST_ASSUMED = 60
"""Shorter pieces of a night are not counted on."""


def forecast_for(week: Week) -> Forecast:
    """The forecast a week is planned by: its request's, else by assumed sleeps."""
    return week.request.forecast or assume_forecast(week)


def assume_forecast(week: Week, model: Model = "three_process") -> Forecast:
    """Sleeps from eight days before the horizon to its end: the last plan's, else as assumed.

    Those that are over and known are as they were.
    Where the body's clock moves, from the day on from which it is followed.
    """
    told = _told(week, "sleep")
    naps = tuple(_told(week, "nap"))
    before = DAYS_FOLLOWED if is_moving(week) else DAYS_BEFORE
    days = range(-before, week.horizon.days + 1)
    busy = _away_hours(week)
    assumed = [one for day in days for one in _assumed(week, day, busy)]
    if told:
        known = [Interval(told[0].start, told[-1].end), *naps]
        assumed = [one for one in assumed if not any(one.overlaps(each) for each in known)]
    sleeps = with_slept(week, merge_intervals([*assumed, *told]))
    return Forecast(tuple(sleeps), naps, model)


def _told(week: Week, kind: str) -> list[Interval]:
    """Sleeps or naps that the last plan tells of, in order."""
    known = (*week.history.done, *week.history.ahead)
    return sorted(one.interval for one in known if one.block.kind == kind)


def _away_hours(week: Week) -> list[Interval]:
    """Hours that commitments and duties of the days around take, with the ways to them."""
    roster = [one for one in week.request.roster if one.takes_the_person]
    minute = week.horizon.minute_of
    duties = [
        Interval(minute(one.start) - week.way_to(one), minute(one.end) + week.way_to(one))
        for one in roster
    ]
    ways = [Interval(stay.interval.start - stay.way_there, stay.home_at) for stay in week.stays]
    return merge_intervals([*duties, *ways, *week.busy])


def _assumed(week: Week, day: int, busy: list[Interval]) -> list[Interval]:
    """The main sleep into a day: the night as far as it is free, else once home after it."""
    night = habitual_night(week, day)
    away = [trip_interval(week.horizon, trip) for trip in week.profile.trips]
    if any(one.overlaps(night) for one in away):
        return _around_trips(week, night, away)
    free = subtract_intervals(night, busy)
    if sum(piece.minutes for piece in free) > night.minutes - SLEEP.blocked_night_minutes:
        return [piece for piece in free if piece.minutes >= SHORTEST_ASSUMED]
    return _by_day(week, night, busy)


def _around_trips(week: Week, night: Interval, away: list[Interval]) -> list[Interval]:
    """A night that a trip reaches into: by the clocks there while it lasts, else by those here."""
    there = offset_at(week, night.start) - offset_at(week, night.start, at_home=True)
    elsewhere = Interval(night.start - there, night.end - there)
    lived = [*intersect_intervals([elsewhere], away), *subtract_intervals(night, away)]
    return [piece for piece in lived if piece.minutes >= SHORTEST_ASSUMED]


def _by_day(week: Week, night: Interval, busy: list[Interval]) -> list[Interval]:
    """Sleep for the usual need as soon as home, unless something stands in the way."""
    home = max(one.end for one in busy if one.overlaps(night))
    begun = home + TO_BED_MINUTES
    wanted = Interval(begun, begun + week.profile.person.sleep_minutes)
    free = subtract_intervals(wanted, busy)
    return [piece for piece in free[:1] if piece.minutes >= SHORTEST_ASSUMED]
