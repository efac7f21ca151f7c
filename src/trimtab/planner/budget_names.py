"""Names of the budgets that are found again by name once they are written."""

from __future__ import annotations

NOTES = ": notes"
SLEEP = "Sleep into day"
ONE_SLEEP = "One main sleep into day"
OPEN_TIME = "Open time"
FOCUS = "Focused work"
SPACED = "spaced before"


def minutes_of(task: str) -> str:
    """The minutes of a task."""
    return f"{task}: minutes"


def sittings_of(task: str) -> str:
    """How the limits on a task's sittings, one for each day, begin."""
    return f"{task}: sittings"


def open_time_in(week: int) -> str:
    """The open time of a planned week, counted from nought."""
    return f"{OPEN_TIME} in week {week + 1}"


def once_on(meal: str, day: int) -> str:
    """The limit of one on a meal of a day, counted from nought."""
    return f"{meal} on day {day + 1}"
