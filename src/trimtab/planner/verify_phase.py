"""The verifier's own course of a body clock that moves: the phase model in small steps, anew.

It takes over whether the clock is followed, and from when.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.planner.body_hours import followed, is_moving
from trimtab.planner.check import Check
from trimtab.planner.defaults import CHRONOTYPE_SHIFT, SLEEP
from trimtab.planner.line import Week

Span = tuple[datetime, datetime]
State = tuple[float, float, float]

STEP = 1 / 12
"""Hours of one step: every change of light falls on one, so that it is constant within."""

COARSE_STEP = 1 / 4
"""Hours of one step while a regular life settles, whose light changes on the quarter hour."""

SETTLING_DAYS = 60


class FollowedClock:
    """Hours by which the body's clock runs behind those at home, at any instant."""

    def __init__(self, check: Check, sleeps: list[Span]) -> None:
        self.check, self.sleeps = check, sleeps
        self.shift = CHRONOTYPE_SHIFT[check.request.profile.person.chronotype] / 60
        week = Week(check.request)
        self.moves = is_moving(week)
        if self.moves:
            first, days = followed(week)
            self.since = check.instant(first)
            local = self.since.astimezone(self._zone_at(self.since))
            self.begun_at = local.hour + local.minute / 60
            home = check.instant(0).astimezone(check.zone)
            self.ahead = (
                (local.utcoffset() or home - home) - (home.utcoffset() or home - home)
            ) / timedelta(hours=1)
            self.points = list(self._course(days))

    def behind(self, instant: datetime) -> float:
        """Hours behind the midnights of the plan."""
        if not self.moves:
            return self.shift
        hours = (instant - self.since) / timedelta(hours=1)
        after = bisect_right(self.points, (hours, math.inf))
        (begun, was), (end, then) = (
            self.points[after - 1],
            self.points[min(after, len(self.points) - 1)],
        )
        later = was if end == begun else was + (then - was) * (hours - begun) / (end - begun)
        return later + self.shift - self.ahead

    def _zone_at(self, instant: datetime) -> ZoneInfo:
        trips = [
            trip
            for trip in self.check.request.profile.trips
            if instant < trip.end and (trip.start is None or trip.start <= instant)
        ]
        return ZoneInfo(trips[-1].time_zone) if trips else self.check.zone

    def _course(self, days: int) -> Iterator[tuple[float, float]]:
        """Each lowest temperature, in hours since it is followed, and by how much it is later."""
        state = (0.8, math.pi * (1 + (self.begun_at - 4) / 12), 0.5)
        for number in range(round(24 / COARSE_STEP) * SETTLING_DAYS):
            light = self._usual_light(number * COARSE_STEP)
            state = _stepped(state, light, COARSE_STEP)
        turn = math.floor(state[1] / math.tau)
        state = (state[0], state[1] - turn * math.tau, state[2])
        first = 1 if state[1] <= math.pi else 3
        usual = next(self._lowest(state, first, 1, self._usual_light))
        yield 0.0, 0.0
        before = 0.0
        for day, moment in enumerate(self._lowest(state, first, days, self._lived_light)):
            before += (moment - usual - 24 * day - before + 12) % 24 - 12
            yield moment, before

    def _lowest(
        self, state: State, first: int, days: int, light: Callable[[float], float]
    ) -> Iterator[float]:
        """The first moment at which the phase reaches an odd half turn, and those that follow."""
        wanted = first
        for number in range(round(24 / STEP) * (days + 1)):
            after = _stepped(state, light(number * STEP))
            while wanted < first + 2 * days and state[1] <= wanted * math.pi < after[1]:
                share = (wanted * math.pi - state[1]) / (after[1] - state[1])
                yield (number + share) * STEP
                wanted += 2
            state = after

    def _usual_light(self, hours: float) -> float:
        clock = (self.begun_at + hours + STEP / 2) % 24
        wake = SLEEP.habitual_wake / 60 + self.shift
        slept = self.check.request.profile.person.sleep_minutes / 60
        return _lux(clock, is_asleep=(wake - clock) % 24 <= slept)

    def _lived_light(self, hours: float) -> float:
        instant = self.since + timedelta(hours=hours + STEP / 2)
        local = instant.astimezone(self._zone_at(instant))
        asleep = any(start <= instant < end for start, end in self.sleeps)
        return _lux(local.hour + local.minute / 60, is_asleep=asleep)


def _lux(clock: float, *, is_asleep: bool) -> float:
    if is_asleep:
        return 0.0
    return 500.0 if 7 <= clock < 19 else 100.0


def _stepped(state: State, lux: float, step: float = STEP) -> State:
    """One step later, by four slopes in it."""
    first = _slope(state, lux)
    second = _slope(_moved(state, first, step / 2), lux)
    third = _slope(_moved(state, second, step / 2), lux)
    last = _slope(_moved(state, third, step), lux)
    for slope, share in ((first, 6), (second, 3), (third, 3), (last, 6)):
        state = _moved(state, slope, step / share)
    return state


def _moved(state: State, slope: State, hours: float) -> State:
    radius, phase, response = state
    return radius + hours * slope[0], phase + hours * slope[1], response + hours * slope[2]


def _slope(state: State, lux: float) -> State:
    """Hannay, Booth and Forger 2019, one population of cells; hours."""
    radius, phase, response = state
    alpha = 0.05 * lux**1.5 / (lux**1.5 + 9325)
    drive = 33.75 * (1 - response) * alpha
    once, twice = phase - 0.0026, 2 * phase - 0.957756
    fourth = radius**4
    amplitude = (
        -0.024 * radius
        + 0.06358 * math.cos(-0.09318) / 2 * radius * (1 - fourth)
        + drive / 2 * 0.3855 * (1 - fourth) * math.cos(once)
        + drive / 2 * 0.1977 * radius * (1 - fourth**2) * math.cos(twice)
    )
    turning = (
        math.tau / 23.84
        + 0.06358 * math.sin(-0.09318) / 2 * (1 + fourth)
        + drive * 0.0400692
        - drive * 0.3855 / 2 * (radius**3 + 1 / radius) * math.sin(once)
        - drive * 0.1977 / 2 * (1 + fourth**2) * math.sin(twice)
    )
    return amplitude, turning, 60 * (alpha * (1 - response) - 0.0075 * response)
