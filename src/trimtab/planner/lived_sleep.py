"""Sleeps as they were, in place of those that were planned or assumed."""

from __future__ import annotations

from collections.abc import Iterable

from trimtab.domain.time import Interval, merge_intervals
from trimtab.planner.line import Week

SHORTEST_TELLING = 60
"""Minutes of the shortest sleep that tells how its day was slept; a nap says nothing of a night."""


def slept_intervals(week: Week) -> list[Interval]:
    """Sleeps that are over, in minutes of the line, in order and apart."""
    minute = week.horizon.minute_of
    known = (Interval(minute(one.start), minute(one.end)) for one in week.request.lived.slept)
    return merge_intervals([one for one in known if one.start < one.end <= week.request.now])


def with_slept(week: Week, sleeps: Iterable[Interval]) -> list[Interval]:
    """These sleeps, those that are known otherwise replaced; what begins from now on stays.

    Of a day on which a sleep is known to have ended, nothing else counts that was to end on it or
    overlaps what is known.
    """
    slept = slept_intervals(week)
    if not slept:
        return list(sleeps)
    days = {week.horizon.day_of(one.end - 1) for one in slept if one.minutes >= SHORTEST_TELLING}
    found = list(slept)
    for one in sleeps:
        if one.start >= week.request.now:
            found.append(one)
            continue
        is_told = week.horizon.day_of(one.end - 1) in days or any(map(one.overlaps, slept))
        rest = Interval(max(one.start, week.request.now), one.end) if is_told else one
        if rest.minutes > 0:
            found.append(rest)
    return merge_intervals(found)
