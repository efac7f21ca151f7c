"""How tired duties and ways home find a person, by given sleeps; many sets of sleeps at once."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from trimtab.bodyclock.alertness import Sleepiness, predict_lapses, predict_sleepiness
from trimtab.bodyclock.sleeps import Sleeps
from trimtab.domain.body import Model
from trimtab.domain.time import SLOT_MINUTES, Interval
from trimtab.planner.alert_defaults import ALERT
from trimtab.planner.arrays import Floats
from trimtab.planner.assumed_sleep import DAYS_BEFORE
from trimtab.planner.body_hours import BodyHours, body_hours
from trimtab.planner.line import Week
from trimtab.planner.sleep_hours import effective_minutes

SERIES_MINUTES = (DAYS_BEFORE + 1) * 1440
"""How long before what is asked the models begin, awake: what came earlier is slept off."""


@dataclass(frozen=True, slots=True)
class Moments:
    """Rising minutes at which strain counts, each with the minutes it stands for, weighted."""

    minutes: Floats
    weights: Floats

    def within(self, hours: Interval) -> Moments:
        """Those in [start, end)."""
        part = slice(*np.searchsorted(self.minutes, (hours.start, hours.end)))
        return Moments(self.minutes[part], self.weights[part])


def strain_moments(week: Week) -> Moments:
    """Moments on duty and on the way home after it, half an hour apart."""
    found: dict[float, float] = {}
    for stay in week.stays:
        if not stay.duty_minutes:
            continue
        for taken in _spans(stay.interval):
            found[taken.start + taken.minutes / 2] = float(taken.minutes)
        if stay.way_back:
            middle = stay.interval.end + stay.way_back / 2
            found[middle] = found.get(middle, 0.0) + ALERT.way_home * stay.way_back
    minutes = np.array(sorted(found))
    return Moments(minutes, np.array([found[minute] for minute in minutes.tolist()]))


def felt_shift(week: Week) -> float:
    """How much sleepier than predicted the person feels, in points, within bounds."""
    most = ALERT.most_felt
    return min(most, max(-most, week.request.lived.sleepier_by))


def _spans(hours: Interval) -> list[Interval]:
    step = ALERT.step
    return [Interval(m, min(m + step, hours.end)) for m in range(hours.start, hours.end, step)]


@dataclass(frozen=True)
class Clock:
    """A week's body clock: what a model says at minutes of the line, by sleeps of many schedules.

    A schedule is a row of sleeps by start and end in minutes, in order; those that start at
    infinity are not there. Where the clock itself moves, it is moved by `lived`, for all of them.
    """

    week: Week
    model: Model
    lived: tuple[Interval, ...]

    @cached_property
    def _hours(self) -> BodyHours:
        return body_hours(self.week, self.lived)

    @cached_property
    def _slept(self) -> Floats:
        return effective_minutes(self.week, self._hours)

    def strain(self, begun: Floats, ended: Floats, minutes: Floats) -> Floats:
        """Strain of each schedule at rising minutes: 0 where rested, 1 where spent."""
        sleeps, hours, clock = self._series(begun, ended, minutes)
        if self.model == "three_process":
            said = predict_sleepiness(sleeps, hours, clock).unbounded + felt_shift(self.week)
            return (said - ALERT.rested_kss) / (ALERT.spent_kss - ALERT.rested_kss)
        said = predict_lapses(sleeps, hours, clock).unbounded
        return (said - ALERT.rested_lapses) / (ALERT.spent_lapses - ALERT.rested_lapses)

    def sleepiness(self, sleeps: Sequence[Interval], minutes: Floats) -> Sleepiness:
        """What the three-process model says of one schedule at rising minutes, as it is felt."""
        series, hours, clock = self._series(*rows_of(sleeps), minutes)
        said = predict_sleepiness(series, hours, clock)
        return replace(said, unbounded=said.unbounded + felt_shift(self.week))

    def _series(
        self, begun: Floats, ended: Floats, minutes: Floats
    ) -> tuple[Sleeps, Floats, Floats]:
        """Sleeps and moments in hours since a series began, and its hour of the body's day.

        The hour at its begin is told for each moment: where the clock moves, it does not stand.
        """
        since = math.floor(minutes[0] / 1440) * 1440 - SERIES_MINUTES
        stands = np.isfinite(begun) & (ended > since)
        ptr = np.concatenate([[0], np.cumsum(stands.sum(axis=1))]).astype(np.int32)
        wake = ended[stands]
        onset = np.maximum(wake - self._minutes_slept(begun[stands], wake), since)
        hours: Floats = (minutes - since) / 60
        sleeps = Sleeps(ptr, (onset - since) / 60, (wake - since) / 60)
        return sleeps, hours, -self._hours.at(minutes)

    def _minutes_slept(self, begun: Floats, ended: Floats) -> Floats:
        """Minutes slept of those in bed; who sleeps badly is taken to fall asleep late."""
        edges = np.arange(self._slept.size) * SLOT_MINUTES
        until = [np.interp(at, edges, self._slept) for at in (begun, ended)]
        end = edges[-1]
        before = np.minimum(ended, 0.0) - np.minimum(begun, 0.0)
        beyond = np.maximum(ended, end) - np.maximum(begun, end)
        slept = until[1] - until[0] + before + beyond
        return np.asarray(np.minimum(slept, ended - begun))


def rows_of(sleeps: Sequence[Interval]) -> tuple[Floats, Floats]:
    """One schedule, as starts and ends."""
    begun = np.array([[one.start for one in sleeps]], np.float64)
    return begun, np.array([[one.end for one in sleeps]], np.float64)
