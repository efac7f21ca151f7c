"""Tasks out of another program, between the page that shows them and the form that keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from starlette.datastructures import FormData

from trimtab.domain.task_days import TaskEnded
from trimtab.domain.typed_tasks import TypedTask, due_text
from trimtab.reports.wording import date_text, duration_text
from trimtab.spoken.clocks import take_length
from trimtab.spoken.lines import TypedLine
from trimtab.spoken.tasks import MOST_MINUTES

MOST_SHOWN = 300
"""Rows of one page, each three fields of its form (our choice)."""

LONGEST_ROW = 4000
LENGTH_UNREAD = "Write a length, such as 45 or 2h."


@dataclass(frozen=True, slots=True)
class BroughtRow:
    """A task that is new: what goes back with the form, what is shown, what was typed of it."""

    number: int
    packed: str
    name: str
    about: str
    is_taken: bool
    length: str
    is_length_assumed: bool
    ended: str
    mistake: str = ""


def rows_of(tasks: Iterable[TypedTask], ended: Mapping[str, TaskEnded]) -> tuple[BroughtRow, ...]:
    """Rows of tasks; those that ended here before are not ticked."""
    return tuple(_row(number, task, ended.get(task.name)) for number, task in enumerate(tasks))


def _row(number: int, task: TypedTask, ended: TaskEnded | None) -> BroughtRow:
    flags = (word for word in ("important", "urgent") if getattr(task, word))
    words = (due_text(task) if task.due else "", *flags)
    value = f"for {task.value}" if task.value else ""
    how = "" if ended is None else f"{'done' if ended.how == 'done' else 'let go'} here on "
    return BroughtRow(
        number=number,
        packed=packed(task),
        name=task.name,
        about=", ".join(filter(None, (*words, value))),
        is_taken=ended is None,
        length="" if task.is_length_assumed else duration_text(task.minutes),
        is_length_assumed=task.is_length_assumed,
        ended=f"{how}{date_text(ended.day)}" if ended else "",
    )


def packed(task: TypedTask) -> str:
    """A task as one field of a form.

    >>> unpacked(packed(TypedTask("Call", 30, due=date(2026, 12, 1))))
    TypedTask(name='Call', minutes=30, value=None, due=datetime.date(2026, 12, 1), block=None, \
enough_minutes=None, important=False, urgent=False, demanding=False, note='', \
is_length_assumed=False, doubt='')
    """
    told = {
        "name": task.name,
        "minutes": task.minutes,
        "value": task.value,
        "due": task.due.isoformat() if task.due else None,
        "flags": [task.important, task.urgent, task.is_length_assumed],
        "note": task.note,
    }
    return json.dumps(told, ensure_ascii=False)


def unpacked(text: str) -> TypedTask | None:
    """The task of a field; None where a browser sent anything else."""
    try:
        told: dict[str, Any] = json.loads(text[:LONGEST_ROW])
        important, urgent, is_assumed = map(bool, told["flags"])
        task = TypedTask(
            name=str(told["name"]).strip(),
            minutes=int(told["minutes"]),
            value=str(told["value"]) if told["value"] else None,
            due=_due(told["due"]),
            important=important,
            urgent=urgent,
            note=str(told["note"]),
            is_length_assumed=is_assumed,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
        return None
    return task if task.name and 0 < task.minutes <= MOST_MINUTES else None


def _due(said: Any) -> date | datetime | None:
    if not said:
        return None
    return (
        date.fromisoformat(said)
        if len(said) == len("2026-12-01")
        else (datetime.fromisoformat(said).replace(tzinfo=None))
    )


def in_form(form: FormData) -> tuple[tuple[BroughtRow, ...], tuple[TypedTask, ...]]:
    """The rows of a form as they were filled in, and the tasks ticked, as long as typed."""
    pairs = list(_pairs(form))
    return tuple(row for row, _ in pairs), tuple(task for _, task in pairs if task is not None)


def _pairs(form: FormData) -> Iterator[tuple[BroughtRow, TypedTask | None]]:
    for number in range(MOST_SHOWN):
        task = unpacked(str(form.get(f"task-{number}") or ""))
        if task is None:
            continue
        length = str(form.get(f"length-{number}") or "").strip()[:40]
        is_taken = form.get(f"take-{number}") == "yes"
        minutes = task.minutes if not length and task.is_length_assumed else minutes_in(length)
        row = replace(_row(number, task, None), is_taken=is_taken, length=length)
        if not is_taken:
            yield row, None
        elif minutes is None:
            yield replace(row, mistake=LENGTH_UNREAD), None
        else:
            yield row, replace(task, minutes=minutes)


def minutes_in(text: str) -> int | None:
    """A length as it is typed; None where it is none.

    >>> minutes_in("45"), minutes_in("2h"), minutes_in("1 h 30"), minutes_in("soon")
    (45, 120, 90, None)
    """
    plain = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else None
    minutes = plain if plain is not None else take_length(TypedLine(text))
    return minutes if minutes is not None and 0 < minutes <= MOST_MINUTES else None
