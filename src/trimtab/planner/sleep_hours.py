"""When a person usually sleeps, and how much of the time in bed is slept."""

from __future__ import annotations

from functools import cache

import numpy as np

from trimtab.bodyclock.efficiency import efficiency_at, sleep_efficiency
from trimtab.domain.time import SLOT_MINUTES, ClockSpan, Interval
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats
from trimtab.planner.body_hours import BodyHours
from trimtab.planner.line import Week

SLEEP = defaults.SLEEP
EARLIEST_CALL_BEFORE_WAKE = 4 * 60
"""How long before the usual wake time a start still belongs to that morning."""


def habitual_night(week: Week, day: int) -> Interval:
    """When this person usually sleeps into `day`: earlier when something starts early."""
    shift = defaults.CHRONOTYPE_SHIFT[week.profile.person.chronotype]
    wake = week.horizon.at_clock(day, SLEEP.habitual_wake + shift)
    morning = Interval(wake - EARLIEST_CALL_BEFORE_WAKE, wake)
    leaving = [
        taken.interval.start - week.way_to(taken.commitment) - SLEEP.slow_start
        for taken in week.taken
        if taken.commitment.takes_the_person
    ]
    early = [minute for minute in leaving if morning.holds(minute)]
    wake = min([wake, *early])
    return Interval(wake - week.profile.person.sleep_minutes, wake)


def shifted(week: Week, span: ClockSpan) -> ClockSpan:
    """A clock span moved by the person's chronotype."""
    shift = defaults.CHRONOTYPE_SHIFT[week.profile.person.chronotype]
    return ClockSpan((span.start + shift) % 1440, (span.end + shift - 1) % 1440 + 1)


def effective_minutes(week: Week, hours: BodyHours) -> Floats:
    """Minutes slept in bed from the origin up to each slot of the line, counted as a night's.

    A minute in bed at a poor hour counts less than one of the usual night, of which all count.
    """
    minutes = np.arange(week.clock.size, dtype=np.float64) * SLOT_MINUTES
    clock = week.clock if hours.is_steady else minutes
    shares = efficiency_at(clock / 60, hours.at(minutes)) / _night_efficiency()
    return np.concatenate([[0.0], np.cumsum(shares * SLOT_MINUTES)])


@cache
def _night_efficiency() -> float:
    """The share slept of an intermediate type's usual eight hours in bed."""
    wake = SLEEP.habitual_wake / 60
    return float(sleep_efficiency(wake - 8, wake))


def effective_within(week: Week, hours: BodyHours, asleep: Interval) -> float:
    """Minutes actually slept in a stretch in bed."""
    slept = effective_minutes(week, hours)
    return float(slept[asleep.end // SLOT_MINUTES] - slept[asleep.start // SLOT_MINUTES])
