"""What is known of how life goes, as a week is planned by it: lighter days, doses to begin with."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from trimtab.domain.plans import DOSES
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Interval
from trimtab.planner import defaults
from trimtab.planner.arrays import Ints
from trimtab.planner.history import is_of_practice
from trimtab.planner.line import Week

DAY = timedelta(days=1)


def lighter_dates(week: Week) -> frozenset[date]:
    """The days planned at tiny doses, as far as they touch the line."""
    lighter = week.request.lived.lighter
    if lighter is None:
        return frozenset()
    first, last = lighter
    days = (week.horizon.date_of(day) for day in range(-1, week.horizon.days + 2))
    return frozenset(one for one in days if first <= one <= last)


def is_lighter(week: Week, day: int) -> bool:
    """Whether a local day of the line is one of them."""
    lighter = week.request.lived.lighter
    return lighter is not None and lighter[0] <= week.horizon.date_of(day) <= lighter[1]


def lighter_hours(week: Week) -> list[Interval]:
    """The hours of lighter days, from midnight to midnight."""
    if week.request.lived.lighter is None:
        return []
    return [week.day_hours(day) for day in range(week.horizon.days) if is_lighter(week, day)]


def waits(week: Week, task: Task) -> bool:
    """Whether a task is kept from lighter days: a heavy one not due by the day after the last."""
    lighter = week.request.lived.lighter
    if lighter is None or not is_heavy(task):
        return False
    return task.due is None or task.due > _end_of(week, lighter[1] + DAY)


def is_heavy(task: Task) -> bool:
    """Whether a task asks much of a day: it is demanding, important, or study."""
    return task.demanding or task.important or task.is_study


def _end_of(week: Week, day: date) -> datetime:
    return week.horizon.instant_of(week.horizon.day_start((day - week.horizon.first_day).days + 1))


def waiting_hours(week: Week, task: Task) -> list[Interval]:
    """The hours of lighter days that a task is kept from."""
    return lighter_hours(week) if waits(week, task) else []


def study_free_hours(week: Week, practice: Practice) -> list[Interval]:
    """The hours of lighter days that a study practice is kept from; a must is kept from none."""
    return lighter_hours(week) if practice.is_study and not practice.must else []


def largest_minutes(week: Week, practice: Practice) -> int | None:
    """The dose a practice begins with for now; None where it has all of its doses."""
    name = week.request.lived.largest_dose.get(practice.name)
    if name is None or practice.must:
        return None
    return practice.doses[min(DOSES.index(name), len(practice.doses) - 1)]


def eased_goals(week: Week, practice: Practice, goals: Ints) -> Ints:
    """The doses to aim at by day, no larger than lighter days and what was kept allow."""
    most = largest_minutes(week, practice)
    if most is not None:
        goals = np.minimum(goals, np.int32(most))
    if week.request.lived.lighter is None or practice.must:
        return goals
    lighter = np.array([is_lighter(week, day) for day in range(goals.size)])
    return np.where(lighter, np.minimum(goals, np.int32(practice.doses[-1])), goals)


def is_pinned_so(
    week: Week, practice: Practice, starts: Ints, minutes: int
) -> npt.NDArray[np.bool_]:
    """Which starts are those of a repetition that the person pinned at that length."""
    matches = is_of_practice(practice)
    pinned = [
        known.interval.start
        for known in week.history.ahead
        if known.is_pinned and known.interval.minutes == minutes and matches(known.block)
    ]
    return np.isin(starts, pinned)


def is_eased(week: Week, practice: Practice) -> bool:
    """Whether what is known of life makes doses of a practice smaller."""
    is_capped = largest_minutes(week, practice) is not None
    return is_capped or (week.request.lived.lighter is not None and not practice.must)


def open_share_of(week: Week, days: range) -> float:
    """The share of free time that these days of the line keep open."""
    usual = week.profile.open_share
    if week.request.lived.lighter is None or not days:
        return usual
    eased = max(usual, defaults.LIGHTER.open_share)
    return sum(eased if is_lighter(week, day) else usual for day in days) / len(days)
