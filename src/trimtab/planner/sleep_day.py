"""A day of sleep: the 24 hours that end at 18:00, and what they already hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from trimtab.domain.time import Interval
from trimtab.planner.assumed_sleep import forecast_for
from trimtab.planner.body_hours import body_hours
from trimtab.planner.defaults import SLEEP
from trimtab.planner.line import Week
from trimtab.planner.lived_days import is_lighter
from trimtab.planner.sleep_hours import effective_within, habitual_night, shifted

DAY_TURNS_AT = 18 * 60
"""A sleep day runs from 18:00 to 18:00, so that a night and the nap after it count together."""

SLEEP_IS_PAST = 6 * 60
"""Minutes before 18:00 from which the day's main sleep is taken as slept."""


@dataclass(frozen=True)
class SleepDay:
    """The 24 hours that end at 18:00 of local day `day`, and what they hold.

    `credit` are effective minutes already slept before now, by the last plan as far as it tells
    and by habit before that; `target` the minutes wanted.
    """

    week: Week
    day: int

    @cached_property
    def interval(self) -> Interval:
        """From 18:00 the evening before to 18:00."""
        horizon = self.week.horizon
        return Interval(
            horizon.at_clock(self.day - 1, DAY_TURNS_AT), horizon.at_clock(self.day, DAY_TURNS_AT)
        )

    @cached_property
    def night(self) -> Interval:
        """The night in it."""
        return self.week.horizon.span_on(self.day - 1, shifted(self.week, SLEEP.night))

    @cached_property
    def is_night_taken(self) -> bool:
        """Whether commitments take so much of the night that sleep must fall by day.

        Who is home for hours of it, after a late shift or before an early one, sleeps at night.
        """
        if self.week.committed_minutes(self.night) < SLEEP.blocked_night_minutes:
            return False
        home = (one.interval for one in self.week.stretches if one.at_home)
        return all(one.overlap_minutes(self.night) < SLEEP.enough_of_night for one in home)

    @cached_property
    def target(self) -> int:
        """Minutes of sleep wanted: the person's need, less by day when a free night follows."""
        need = self.week.profile.person.sleep_minutes
        following = SleepDay(self.week, self.day + 1)
        if self.is_night_taken and not following.is_night_taken:
            return min(need, SLEEP.day_sleep_before_free_night)
        return need

    @property
    def is_over(self) -> bool:
        """Whether its sleep lies behind now, so that only a nap may still come."""
        return self.interval.end - self.week.now < SLEEP_IS_PAST or self._is_slept

    @cached_property
    def recovery(self) -> int:
        """Minutes beyond the need that are worth something.

        Some after a night lost to duty, and on the nights just before and after a heavy spell or
        lighter days.
        """
        before, after = SleepDay(self.week, self.day - 1), SleepDay(self.week, self.day + 1)
        is_near_duty = any(one.is_night_taken for one in (before, self, after))
        is_worth_more = is_near_duty or self._is_beside_a_spell or self._is_lighter
        return SLEEP.recovery_minutes if is_worth_more else 0

    @property
    def _is_beside_a_spell(self) -> bool:
        morning = self.week.horizon.date_of(self.day)
        evening = self.week.horizon.date_of(self.day - 1)
        return evening in self.week.days_before_spells or morning in self.week.days_after_spells

    @property
    def _is_lighter(self) -> bool:
        return any(is_lighter(self.week, day) for day in (self.day - 1, self.day))

    @cached_property
    def credit(self) -> float:
        """Minutes slept as planned, and before that by habit, where nothing took them."""
        known_from = self.week.known_from
        before = Interval(min(self.interval.start, known_from), known_from)
        bed = habitual_night(self.week, self.day)
        asleep = Interval(max(bed.start, before.start), min(bed.end, before.end))
        planned = self._minutes_slept
        if asleep.minutes <= 0:
            return planned
        return planned + max(0, asleep.minutes - self.week.committed_minutes(asleep))

    @cached_property
    def _minutes_slept(self) -> float:
        """Effective minutes of what the last plan had before now."""
        if not self._slept:
            return 0.0
        hours = body_hours(self.week, forecast_for(self.week).all)
        return sum(effective_within(self.week, hours, slept) for slept in self._slept)

    @cached_property
    def _slept(self) -> list[Interval]:
        """Sleep in it that the last plan had before now."""
        done = self.week.history.done_where(lambda block: block.kind == "sleep")
        return [one.interval for one in done if self.interval.holds(one.interval.start)]

    @property
    def _is_slept(self) -> bool:
        """Whether so much of it is slept as planned that no main sleep is left to come."""
        return sum(s.minutes for s in self._slept) >= SLEEP.slept_share * self.target
