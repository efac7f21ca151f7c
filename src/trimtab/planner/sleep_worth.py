"""What each place for a sleep does for alertness on duty and on the way home after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from trimtab.domain.time import Interval
from trimtab.planner import defaults
from trimtab.planner.alert_defaults import ALERT
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.forecast import Forecast
from trimtab.planner.line import Week
from trimtab.planner.sleep_day import SleepDay
from trimtab.planner.strain import Clock, Moments, rows_of, strain_moments

SLEEP = defaults.SLEEP


@dataclass(frozen=True)
class SleepWorth:
    """Worth of sleeps by what they spare later duties, the other sleeps being as forecast.

    A sleep as forecast spares nothing, so that a week's worth does not grow with its duties.
    """

    week: Week
    forecast: Forecast

    @cached_property
    def _clock(self) -> Clock:
        return Clock(self.week, self.forecast.model, self.forecast.all)

    @cached_property
    def _moments(self) -> Moments:
        return strain_moments(self.week)

    def of_sleep(self, day: int, starts: Ints, minutes: Ints | int) -> Floats:
        """What sleeps of so many minutes spare, each instead of its sleep day's in the forecast."""
        hours = SleepDay(self.week, day).interval
        others = self.forecast.without_sleeps(hours)
        return self._spared(hours, self.forecast.all, others, (starts, minutes))

    def of_nap(self, day: int, starts: Ints, minutes: int) -> Floats:
        """What naps of so many minutes spare, each against no nap on its day."""
        hours = self.week.horizon.span_on(day, SLEEP.nap_hours)
        others = self.forecast.without_naps(hours)
        return self._spared(hours, others, others, (starts, minutes))

    def _spared(
        self,
        hours: Interval,
        usual: Sequence[Interval],
        others: Sequence[Interval],
        asleep: tuple[Ints, Ints | int],
    ) -> Floats:
        """What duties cost by the usual sleeps, less by each sleep with those others it leaves."""
        reach = Interval(hours.start, hours.start + ALERT.reach)
        moments = self._moments.within(reach)
        if not moments.minutes.size or not asleep[0].size:
            return np.zeros(asleep[0].size)
        near = [one for one in others if one.start < reach.end]
        rows = instead_of(near, *asleep)
        return np.asarray(self._cost(*rows_of(usual), moments) - self._cost(*rows, moments))

    def total(self) -> float:
        """What all duties and ways home cost by the forecast's own sleeps."""
        if not self._moments.minutes.size:
            return 0.0
        return float(self._cost(*rows_of(self.forecast.all), self._moments)[0])

    def _cost(self, begun: Floats, ended: Floats, moments: Moments) -> Floats:
        strain = self._clock.strain(begun, ended, moments.minutes)
        return np.asarray(ALERT.duty * (strain @ moments.weights))


def instead_of(
    others: Sequence[Interval], starts: Ints, minutes: Ints | int
) -> tuple[Floats, Floats]:
    """A schedule for each start: one sleep there, and the others that it does not touch."""
    begun, ended = (np.repeat(rows, starts.size, axis=0) for rows in rows_of(others))
    asleep = starts.astype(np.float64)[:, None]
    awake = (starts + minutes).astype(np.float64)[:, None]
    is_apart = (begun >= awake) | (ended <= asleep)
    begun = np.hstack([np.where(is_apart, begun, np.inf), asleep])
    ended = np.hstack([ended, awake])
    order = np.argsort(begun, axis=1, kind="stable")
    return np.take_along_axis(begun, order, axis=1), np.take_along_axis(ended, order, axis=1)
