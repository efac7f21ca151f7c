"""What a weighed request runs into, in sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from trimtab.domain.weighing import CareTaken, Crossing, Weighing
from trimtab.reports.wording import date_text, duration_text, listed_text

MOST_DAYS = 3


def runs_into(weighing: Weighing) -> list[str]:
    """Commitments, care, boundaries, days off, musts, due times and full days in its way."""
    said = [f"It falls into {one.name} {crossing_when(one)}." for one in weighing.overlaps]
    said += [f"It falls into hours of care: {_care(one)}." for one in weighing.care]
    said += [f"It lies within {one.name} {crossing_when(one)}." for one in weighing.boundaries]
    if weighing.days_off:
        said.append(f"It falls on days off: {_days(weighing.days_off)}.")
    musts = dict.fromkeys(name for week in weighing.weeks for name in week.musts)
    said += [f"{name}, which you marked as a must, would be short." for name in musts]
    said += [
        f"{task.name} would be {duration_text(task.minutes)} short when it is due on "
        f"{date_text(task.due.date())} at {task.due:%H:%M}."
        for task in weighing.late
    ]
    full = [day for week in weighing.weeks for day in week.full_days]
    if full:
        said.append(f"12 hours or more of work and ways would fill {_days(full)}.")
    return said


def _care(one: CareTaken) -> str:
    more = f", and {times_said(one.times - 1)} more" if one.times > 1 else ""
    hours = f"{one.start:%H:%M}–{one.end:%H:%M}"  # noqa: RUF001 - an en dash between times
    return f"only you can be there for {one.name} on {date_text(one.start.date())} {hours}{more}"


def crossing_when(one: Crossing) -> str:
    """When it is met first, and how often more."""
    more = f", and {times_said(one.times - 1)} more" if one.times > 1 else ""
    begins = f" from {one.begins:%H:%M}" if one.begins is not None else ""
    return f"on {date_text(one.first_day)}{begins}{more}"


def _days(days: Sequence[date]) -> str:
    more = len(days) - MOST_DAYS
    said = [date_text(day) for day in days[:MOST_DAYS]]
    return listed_text([*said, f"{more} more"] if more > 0 else said)


def times_said(count: int) -> str:
    """So many times, in words.

    >>> times_said(2), times_said(5)
    ('twice', '5 times')
    """
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
