"""Tasks as typed in one line or read from another program's export, before a profile holds them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class TypedTask:
    """A task as understood; `due` is a day, or a moment on the person's own clock without a zone.

    `is_length_assumed` says that nobody gave its minutes; `doubt` are words of the name that may
    have been meant as a due time.
    """

    name: str
    minutes: int
    value: str | None = None
    due: date | datetime | None = None
    block: tuple[int, int] | None = None
    enough_minutes: int | None = None
    important: bool = False
    urgent: bool = False
    demanding: bool = False
    note: str = ""
    is_length_assumed: bool = False
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class TaskImport:
    """What an export gave: its tasks still to do, how many were done, and what was not clear."""

    source: str
    tasks: tuple[TypedTask, ...]
    done: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedTasks:
    """A profile with tasks appended: its whole content, the lines that are new, and remarks."""

    content: bytes
    lines: str
    added: tuple[TypedTask, ...]
    remarks: tuple[str, ...] = ()


def understood_text(task: TypedTask) -> str:
    """A task as understood, in one line."""
    hours, minutes = divmod(task.minutes, 60)
    length = " ".join(
        filter(None, [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""])
    )
    said = [
        f"{length} (no length given)" if task.is_length_assumed else length,
        f"for {task.value}" if task.value else "",
        due_text(task),
        *(word for word in ("important", "urgent", "demanding") if getattr(task, word)),
        f"in sittings of {task.block[0]} to {task.block[1]} min" if task.block else "",
        f"good enough after {task.enough_minutes} min" if task.enough_minutes else "",
    ]
    return f"{task.name}: {', '.join(filter(None, said))}"


def due_text(task: TypedTask) -> str:
    """When it is due, with its year."""
    if task.due is None:
        return "no due time"
    day = f"{task.due:%a} {task.due.day} {task.due:%b %Y}"
    clock = getattr(task.due, "hour", None)
    return f"by the end of {day}" if clock is None else f"due {day} {task.due:%H:%M}"


def over_text(task: TypedTask, now: datetime) -> str:
    """What to know of a task whose due time has passed; `now` is on the person's clock."""
    due, local = task.due, now.replace(tzinfo=None)
    is_over = due <= local if isinstance(due, datetime) else due is not None and due < now.date()
    if not is_over:
        return ""
    when = due_text(task).removeprefix("by the end of ").removeprefix("due ")
    return f"{when} has passed. Give {task.name} another day, or none."


def doubt_text(task: TypedTask) -> str:
    """What to do where words of the name may have been meant as a due time."""
    if not task.doubt:
        return ""
    set_so_far = "no due time is set" if task.due is None else f"it is {due_text(task)}"
    return (
        f'"{task.doubt}" stands in the name, and {set_so_far}. '
        'If it says when the task is due, write for example "by Friday 17:00".'
    )
