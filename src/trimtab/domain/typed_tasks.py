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
