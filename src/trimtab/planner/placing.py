"""Where candidates may start, and how well a place suits."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trimtab.domain.time import SLOT_MINUTES, ClockSpan, Interval, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.line import Week


def starts_within(places: Sequence[Interval], minutes: int) -> Ints:
    """Start minutes for something of `minutes` inside any of `places`: every slot it fits.

    >>> starts_within([Interval(10, 40)], 20).tolist()
    [10, 15, 20]
    """
    found = [
        np.arange(slot_up(place.start), last_start + 1, SLOT_MINUTES, dtype=np.int32)
        for place in places
        if (last_start := place.end // SLOT_MINUTES * SLOT_MINUTES - minutes) >= place.start
    ]
    starts = np.concatenate(found) if found else np.zeros(0, np.int32)
    return starts if np.all(starts[1:] > starts[:-1]) else np.unique(starts)


def clock_distance(week: Week, minutes: Ints, spans: Sequence[ClockSpan]) -> Floats:
    """Clock minutes from each minute of the line to the nearest of `spans`, 0 inside."""
    clock = week.clock[minutes // SLOT_MINUTES].astype(np.float64)
    nearest = np.full(minutes.size, 720.0)
    for span in spans:
        length = span.minutes
        into = (clock - span.start) % 1440
        outside = np.minimum(into - length, 1440 - into)
        nearest = np.minimum(nearest, np.where(into <= length, 0.0, outside))
    return nearest


def preference_fit(week: Week, starts: Ints, minutes: int, prefer: Sequence[ClockSpan]) -> Floats:
    """How well each start suits the preferred hours: 1 inside, fading outside, never below 0.55."""
    if not prefer:
        return np.full(starts.size, defaults.WAKING.no_preference_fit)
    middle = (starts + minutes // 2).astype(np.int32)
    away = clock_distance(week, middle, prefer) / defaults.WAKING.fade_minutes
    return 1 - (1 - defaults.WAKING.least_fit) * np.minimum(1.0, away)


def demanding_fit(week: Week, starts: Ints, minutes: int) -> Floats:
    """How awake people usually are then: by clock hour, less on the day after a night duty."""
    shift = defaults.CHRONOTYPE_SHIFT[week.profile.person.chronotype]
    middle = ((starts + minutes // 2) // SLOT_MINUTES).astype(np.int32)
    hours = ((week.clock[middle] - shift) % 1440) // 60
    fit = np.array(defaults.DEMANDING_BY_HOUR)[hours]
    for stay in week.stays:
        if stay.is_night or stay.duty_minutes >= defaults.LONG_DUTY_MINUTES:
            after = (starts >= stay.interval.end) & (starts < stay.interval.end + 600)
            fit = np.where(after, fit * defaults.WORTH.tired_demanding, fit)
    return fit
