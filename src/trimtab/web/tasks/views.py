"""Records of the Tasks pages, ready for their templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from trimtab.app.tasks.sorting import SortedTasks, TaskStanding, enough_offered, may_be_batched
from trimtab.domain.tasks import Quadrant
from trimtab.reports import task_words as words
from trimtab.reports.wording import because_text, dated_text, duration_text

NOT_NOW_WEEKS = 4
"""How far ahead "not now" is offered first (our choice)."""

NO_TIME = "No time this week."
NOT_YET = "Not planned yet."


@dataclass(frozen=True, slots=True)
class TaskView:
    """A task on the page: what it is, when it has its time, and what may be said of it."""

    number: int
    name: str
    about: str
    times: str
    note: str
    is_important: bool
    enough: int | None
    enough_text: str
    has_enough: bool
    can_ride: bool
    handed_to: str
    later: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """One of the four groups."""

    key: Quadrant
    heading: str
    about: str
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True, slots=True)
class TaskListView:
    """The whole list."""

    groups: tuple[GroupView, ...]
    later: tuple[TaskView, ...]
    handed: tuple[TaskView, ...]
    count: int
    not_now: str


def list_view(tasks: SortedTasks, now: datetime) -> TaskListView:
    """The list at a moment on the person's clock."""
    without = NO_TIME if tasks.is_current else NOT_YET
    groups = tuple(
        GroupView(key, *words.GROUPS[key], tuple(_view(one, now, without) for one in ones))
        for key, ones in tasks.groups.items()
        if ones
    )
    return TaskListView(
        groups,
        tuple(_view(one, now) for one in tasks.later),
        tuple(_view(one, now) for one in tasks.handed),
        tasks.count,
        (now.date() + timedelta(weeks=NOT_NOW_WEEKS)).isoformat(),
    )


def _view(standing: TaskStanding, now: datetime, without: str = NO_TIME) -> TaskView:
    listed, task = standing.listed, standing.listed.task
    enough = enough_offered(listed)
    said = (words.length_text(task), words.due_text(task, now))
    return TaskView(
        number=listed.number,
        name=task.name,
        about=", ".join(filter(None, said)),
        times=_times(standing, now, without),
        note=task.note,
        is_important=task.important,
        enough=enough,
        enough_text=duration_text(enough) if enough else "",
        has_enough=task.enough_minutes is not None,
        can_ride=may_be_batched(listed),
        handed_to=listed.handed_to,
        later=_later(task.starts, now),
    )


def _times(standing: TaskStanding, now: datetime, without: str) -> str:
    """When it has its time, and why it has no more; nothing of what rests.

    `without` is said where the plan does not know of it at all.
    """
    task = standing.listed.task
    is_resting = bool(standing.listed.handed_to) or (task.starts is not None and task.starts > now)
    because = because_text(standing.missing) if standing.missing else ""
    over = words.passed_text(standing.passed, standing.done, now)
    if standing.blocks:
        said = words.times_text(standing.blocks, now)
        ahead = f"{said}. {because}" if because or over else said
    elif is_resting or not standing.is_planned:
        ahead = ""
    else:
        ahead = because if over else f"{NO_TIME if because else without} {because}"
    return " ".join(filter(None, (ahead.rstrip(), over)))


def _later(starts: datetime | None, now: datetime) -> str:
    if starts is None or starts <= now:
        return ""
    return f"Not before {dated_text(starts.astimezone(now.tzinfo).date(), now.date())}."
