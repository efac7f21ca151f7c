"""Urgent and important: what comes first, what gets its own time, what rides along, what waits."""

from __future__ import annotations

from datetime import datetime

from trimtab.domain.tasks import Task, quadrant_of
from trimtab.planner.line import Week


def may_delegate(task: Task, moment: datetime) -> bool:
    """Whether somebody else might as well do it: it cannot wait, and is not important."""
    return quadrant_of(task, moment) == "batched"


def starting_moment(week: Week) -> datetime:
    """From when a week is planned."""
    return week.horizon.instant_of(week.now)


def is_pressing(week: Week, task: Task) -> bool:
    """Whether a task belongs into this horizon: urgent, or due before it ends, or overdue."""
    last = week.horizon.instant_of(week.horizon.minutes)
    return task.is_urgent_at(starting_moment(week)) or (task.due is not None and task.due <= last)
