"""Where candidates may start, and how well a place suits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
    found = []
    for place in places:
        first = slot_up(place.start)
        last = place.end // SLOT_MINUTES * SLOT_MINUTES - minutes
        if last >= first:
            found.append(np.arange(first, last + 1, SLOT_MINUTES, dtype=np.int32))
    if len(found) < 2:
        return found[0] if found else np.zeros(0, np.int32)
    starts = np.concatenate(found)
    is_in_order = all(after[0] > before[-1] for before, after in pairwise(found))
    return starts if is_in_order else np.unique(starts)


@dataclass(frozen=True, slots=True)
class Openings:
    """Places in order as every slot in them with the end of its place; for many lengths."""

    slots: Ints
    ends: Ints

    @classmethod
    def of(cls, places: Sequence[Interval]) -> Openings:
        """The openings of places that lie in order and do not overlap."""
        firsts = np.array([slot_up(place.start) for place in places], np.int32)
        lasts = np.array([place.end // SLOT_MINUTES * SLOT_MINUTES for place in places], np.int32)
        counts = np.maximum(0, (lasts - firsts) // SLOT_MINUTES)
        before = np.cumsum(counts) - counts
        turns = np.arange(counts.sum(), dtype=np.int32) - np.repeat(before, counts)
        slots = np.repeat(firsts, counts) + np.int32(SLOT_MINUTES) * turns
        return cls(slots.astype(np.int32), np.repeat(lasts, counts))

    def starts(self, minutes: int) -> Ints:
        """Start minutes for something of so many minutes: every slot it fits.

        >>> Openings.of([Interval(10, 40), Interval(60, 80)]).starts(20).tolist()
        [10, 15, 20, 60]
        """
        return self.slots[self.slots + np.int32(minutes) <= self.ends]


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
