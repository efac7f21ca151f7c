"""Hours in which the person alone can be there for a child or a parent."""

from __future__ import annotations

from trimtab.domain.time import Interval, merge_intervals, subtract_intervals
from trimtab.planner.line import Week


def closed_to_leaving(week: Week) -> list[Interval]:
    """Hours in which nothing leaves home or needs a clear head."""
    return merge_intervals([one.interval for one in week.request.kept_home])


def closed_to_sleep(week: Week) -> list[Interval]:
    """Those of them in which the person has to be awake."""
    return merge_intervals([one.interval for one in week.request.kept_home if not one.asleep_ok])


def open_to_sleep(week: Week, place: Interval) -> list[Interval]:
    """The parts of a free stretch in which the person may sleep."""
    return subtract_intervals(place, closed_to_sleep(week))
