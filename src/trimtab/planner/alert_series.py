"""Alertness through the days planned, and the ways home on which sleep may come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from trimtab.bodyclock.alertness import Sleepiness
from trimtab.bodyclock.bands import sleepiness_band
from trimtab.domain.body import Alertness, ClockDay
from trimtab.domain.plans import SAFER, Block
from trimtab.domain.time import Interval, clock_text, merge_intervals
from trimtab.planner.alert_defaults import DRIVE
from trimtab.planner.arrays import Floats
from trimtab.planner.assumed_sleep import assume_forecast
from trimtab.planner.body_hours import body_hours, chronotype_hours
from trimtab.planner.line import Stay, Week
from trimtab.planner.lived_sleep import with_slept
from trimtab.planner.sentences import SHORT_DAY_NAMES, listed
from trimtab.planner.strain import Clock, felt_shift

EVERY_MINUTES = 30
"""Minutes between two predictions."""


LONG_DUTY = "after a day and a night on duty crashes on the way home are about twice as common."
OTHERS = "Of other ways home after a night nothing says that they are safe."
SAFER_THAN = (
    "A ride is safer than driving. A nap of 20 to 30 minutes before you leave may help; nobody has "
    "tested how much."
)


@dataclass(frozen=True)
class LivedWeek:
    """A week with the sleeps its blocks hold, and those assumed before they are known."""

    week: Week
    blocks: Sequence[Block]

    @cached_property
    def sleeps(self) -> tuple[Interval, ...]:
        """Every sleep and nap in order."""
        known = sorted(
            Interval(minute(block.start), minute(block.end))
            for minute in [self.week.horizon.minute_of]
            for block in self.blocks
            if block.kind in {"sleep", "nap"}
        )
        since = min([self.week.known_from, *(one.start for one in known)])
        assumed = assume_forecast(self.week).all
        before = [Interval(one.start, min(one.end, since)) for one in assumed if one.start < since]
        return tuple(with_slept(self.week, merge_intervals([*before, *known])))

    def sleepiness(self, minutes: Floats) -> Sleepiness:
        """What the three-process model says at rising minutes."""
        return Clock(self.week, "three_process", self.sleeps).sleepiness(self.sleeps, minutes)

    def series(self) -> tuple[Alertness, ...]:
        """Alertness each half-hour of the horizon."""
        horizon = self.week.horizon
        minutes = np.arange(0, horizon.minutes, EVERY_MINUTES, dtype=np.float64)
        said = self.sleepiness(minutes)
        low, high = sleepiness_band(said)
        rows = zip(minutes.tolist(), said.sleepiness[0].tolist(), low[0].tolist(),
                   high[0].tolist(), self._asleep_at(minutes), strict=True)  # fmt: skip
        return tuple(Alertness(horizon.instant_of(int(m)), *more) for m, *more in rows)

    def _asleep_at(self, minutes: Floats) -> list[bool]:
        """Whether each of these minutes lies in a sleep; sleeps are in order and apart."""
        last = np.searchsorted([one.start for one in self.sleeps], minutes, side="right") - 1
        ends = np.array([*(one.end for one in self.sleeps), -np.inf])
        asleep: list[bool] = (minutes < ends[last]).tolist()
        return asleep

    def clock_days(self) -> tuple[ClockDay, ...]:
        """How late the body's clock runs on each day, where it moves."""
        hours, horizon = body_hours(self.week, self.sleeps), self.week.horizon
        if hours.is_steady:
            return ()
        days = range(horizon.days)
        noons = np.array([horizon.at_clock(day, 12 * 60) for day in days], np.float64)
        later = hours.at(noons) - chronotype_hours(self.week) - noons / 60 + 12
        later = (later + 12) % 24 - 12
        return tuple(ClockDay(horizon.date_of(day), float(later[day])) for day in days)

    @cached_property
    def sleepy_ways(self) -> list[Stay]:
        """Stays of duty ahead whose way home is not safe to drive.

        After a day and a night on duty also where no way is known of: people may still drive.
        """
        found = []
        for stay in self.week.stays:
            if not stay.duty_minutes or stay.is_remote or not self._is_ahead(stay):
                continue
            if not stay.way_back and not _is_long(stay):
                continue
            way = np.arange(stay.interval.end, stay.home_at + 1, 5, dtype=np.float64)
            _, high = sleepiness_band(self._on_the_way(way))
            if high.max() >= DRIVE.kss or _is_long(stay):
                found.append(stay)
        return found

    def _on_the_way(self, minutes: Floats) -> Sleepiness:
        """Sleepiness as it counts on a way home: nobody is told to be safe for feeling well."""
        said = self.sleepiness(minutes)
        return replace(said, unbounded=said.unbounded - min(0.0, felt_shift(self.week)))

    def _is_ahead(self, stay: Stay) -> bool:
        return self.week.request.now <= stay.interval.end < self.week.horizon.minutes


def with_cautions(blocks: Iterable[Block], lived: LivedWeek) -> tuple[Block, ...]:
    """Blocks with a note on every way home that is not safe to drive."""
    instant = lived.week.horizon.instant_of
    ends = {instant(stay.interval.end) for stay in lived.sleepy_ways}
    return tuple(
        replace(block, note=SAFER) if block.kind == "travel" and block.start in ends else block
        for block in blocks
    )


def drive_remarks(lived: LivedWeek) -> list[str]:
    """Which ways home are not safe to drive, why, and what is safer; a sentence for each reason."""
    long = [stay for stay in lived.sleepy_ways if _is_long(stay)]
    other = [stay for stay in lived.sleepy_ways if not _is_long(stay)]
    found = []
    if long:
        found.append(f"{_when(lived.week, long)}: {LONG_DUTY} {SAFER_THAN}")
    if other:
        which = "on this way home" if len(other) == 1 else "on these ways home"
        fight = f"{which} about one person in four has to fight sleep."
        found.append(f"{_when(lived.week, other)}: {fight} {SAFER_THAN}")
    return found and [*found, OTHERS]


def _is_long(stay: Stay) -> bool:
    return stay.duty_minutes >= DRIVE.long_duty_minutes


def _when(week: Week, stays: Sequence[Stay]) -> str:
    """Days and hours at which stays end: "Wed and Fri 06:00; Sat 07:00"; dates in several weeks."""
    days: dict[str, list[str]] = {}
    for stay in stays:
        date = week.horizon.date_of(week.horizon.day_of(stay.interval.end))
        name = SHORT_DAY_NAMES[date.weekday()]
        dated = f"{name} {date.day} {date:%b}" if week.horizon.days > 7 else name
        days.setdefault(clock_text(week.horizon.clock_of(stay.interval.end)), []).append(dated)
    return "; ".join(f"{listed(names)} {clock}" for clock, names in days.items())
