"""Sentences on what is known of life and has changed a plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from trimtab.domain.plans import DOSES
from trimtab.domain.practices import Practice
from trimtab.planner.line import Week
from trimtab.planner.lived_days import lighter_dates
from trimtab.planner.sentences import SHORT_DAY_NAMES
from trimtab.planner.strain import felt_shift

LEAST_TOLD = 0.1
"""Points of sleepiness from which a shift is told (our choice)."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def lived_remarks(week: Week) -> Iterator[str]:
    """What lighter days, felt sleepiness and doses to begin with change, a sentence each."""
    yield from _lighter(week)
    yield from _felt(week)
    for practice in week.profile.practices:
        yield from _begins_small(week, practice)


def _lighter(week: Week) -> Iterator[str]:
    horizon = week.horizon
    ahead = (day for day in range(horizon.days) if horizon.day_start(day + 1) > week.now)
    days = sorted(lighter_dates(week) & {horizon.date_of(day) for day in ahead})
    if not days:
        return
    first, last = _said(days[0]), _said(days[-1])
    which = f"{first} is a lighter day" if first == last else f"{first} to {last} are lighter days"
    yield f"{which}: smallest doses, more open time, and what can wait comes later."


def _said(day: date) -> str:
    return f"{SHORT_DAY_NAMES[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def _felt(week: Week) -> Iterator[str]:
    shift = felt_shift(week)
    if abs(shift) < LEAST_TOLD:
        return
    how = "sleepier" if shift > 0 else "less sleepy"
    points = "1 point" if f"{abs(shift):.1f}" == "1.0" else f"{abs(shift):.1f} points"
    yield (
        f"Your check-ins say {how} than predicted for people in general: "
        f"alertness here counts {points} of 9 for that."
    )


def _begins_small(week: Week, practice: Practice) -> Iterator[str]:
    name = week.request.lived.largest_dose.get(practice.name)
    if name is None or practice.must or name == DOSES[0] or len(practice.doses) == 1:
        return
    place = min(DOSES.index(name), len(practice.doses) - 1)
    begun, next_one = practice.doses[place], practice.doses[place - 1]
    yield (
        f"{practice.name} starts at {begun} minutes for now; "
        f"three times kept and it grows to {next_one}."
    )
