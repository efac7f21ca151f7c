"""By which clocks a person lives: those at home, and on trips those of another zone."""

from __future__ import annotations

from datetime import UTC
from functools import lru_cache
from zoneinfo import ZoneInfo

from trimtab.domain.people import Trip
from trimtab.domain.time import Horizon, Interval
from trimtab.planner.line import Week

Move = tuple[float, float]
"""An hour, and the zones eastward that the clocks lived by jump then."""

SAMPLED_MINUTES = 15


def offset_at(week: Week, minute: int, *, at_home: bool = False) -> int:
    """Minutes by which the clocks lived by are ahead of UTC; or those at home."""
    return _offset(week.horizon, () if at_home else week.profile.trips, minute)


def moves_between(week: Week, hours: Interval) -> tuple[Move, ...]:
    """Every jump of the clocks lived by, also where they only change for summer."""
    return _moves(week.horizon, week.profile.trips, hours)


def widest_journey(week: Week, hours: Interval) -> float:
    """The most zones between home and a trip that reaches into some hours."""
    horizon = week.horizon
    found = [0.0]
    for trip in week.profile.trips:
        away = trip_interval(horizon, trip)
        if away.overlaps(hours):
            minute = min(away.end - 1, hours.end)
            apart = _offset(horizon, (trip,), minute) - _offset(horizon, (), minute)
            found.append(abs(apart) / 60)
    return max(found)


def trip_interval(horizon: Horizon, trip: Trip) -> Interval:
    """The minutes of a trip; one with no start has gone on for as long as anything is followed."""
    end = horizon.minute_of(trip.end)
    start = -(10**6) if trip.start is None else horizon.minute_of(trip.start)
    return Interval(start, max(start, end))


@lru_cache(maxsize=64)
def _moves(horizon: Horizon, trips: tuple[Trip, ...], hours: Interval) -> tuple[Move, ...]:
    found: list[Move] = []
    before = _offset(horizon, trips, hours.start)
    for minute in range(hours.start, hours.end, SAMPLED_MINUTES):
        now = _offset(horizon, trips, minute)
        if now != before:
            found.append(((minute - hours.start) / 60, (now - before) / 60))
        before = now
    return tuple(found)


def _offset(horizon: Horizon, trips: tuple[Trip, ...], minute: int) -> int:
    instant = horizon.instant_of(minute)
    lived = [one for one in trips if trip_interval(horizon, one).holds(minute)]
    zone = ZoneInfo(lived[-1].time_zone if lived else horizon.zone)
    offset = instant.astimezone(UTC).astimezone(zone).utcoffset()
    assert offset is not None
    return int(offset.total_seconds() // 60)
