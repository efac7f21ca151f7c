"""Tasks out of other programs: Todoist and Notion as CSV, Trello as JSON.

Columns and keys nobody knows here are passed over.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Any

from trimtab.domain.errors import UnclearLineError, UnreadableFileError
from trimtab.domain.plain_letters import without_steering
from trimtab.domain.typed_tasks import TaskImport, TypedTask
from trimtab.spoken.clocks import take_clock, take_length
from trimtab.spoken.dates import take_dates, take_relative
from trimtab.spoken.lines import TypedLine
from trimtab.spoken.tasks import MOST_MINUTES, USUAL_MINUTES

TITLES = ("name", "task name", "task", "title", "content")
DONE_COLUMNS = (
    "status", "state", "done", "complete", "completed", "checkbox", "checked", "archived",
)  # fmt: skip
DUE_COLUMNS = ("due", "due date", "deadline", "date", "do by")
PRIORITY_COLUMNS = ("priority", "importance", "important")
LENGTH_COLUMNS = ("estimate", "estimated time", "duration", "minutes", "hours", "length", "effort")
VALUE_COLUMNS = ("value", "area", "tags", "tag", "category", "labels", "label", "project")
DONE = frozenset({
    "done", "complete", "completed", "yes", "true", "archived", "cancelled", "canceled", "x", "✓",
    "✔", "1",
})  # fmt: skip
DONE_LISTS = re.compile(r"^\W*(?:done|complete[d]?|finished|archive[d]?)\b", re.IGNORECASE)
IMPORTANT = frozenset(
    {"1", "2", "p1", "p2", "high", "highest", "urgent", "critical", "important", "yes", "true"}
)
URGENT = frozenset({"urgent", "critical"})
LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
LABEL = re.compile(r"(?<!\S)@([^\s@]+)")
SPACE = re.compile(r"\s+")
RECURRING = re.compile(r"\b(?:every|daily|weekly|monthly)\b", re.IGNORECASE)
MOST_BYTES = 10 * 2**20
MOST_TASKS = 1000
LONGEST_TEXT = 500
"""What a file may hold at most: far beyond a list that somebody works through (our choice)."""

OVERDUE_FROM = 270
"""Days ahead from which a day without a year is one that has passed (our choice)."""

KINDS = "Give a Todoist or Notion export (.csv) or a Trello export (.json)"
MOST_HOURS_ALONE = 8
"""A number alone up to this is taken for hours, and it is said; above, for minutes (our choice)."""
LONGEST_CELL = 131_072
TOO_LONG = f"a cell of it is too long to be one. {KINDS}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is needed to understand a cell: the moment on the person's clock, and their values."""

    now: datetime
    values: Collection[str]

    def value_among(self, words: Sequence[str]) -> str | None:
        """The first of the person's values that a label or tag names."""
        by_lower = {value.lower(): value for value in self.values}
        return next((by_lower[word] for word in words if word in by_lower), None)


def read_export(content: bytes, file: str, now: datetime, values: Collection[str]) -> TaskImport:
    """The tasks of an export still to do. Raises UnreadableFileError when it is none we know."""
    if len(content) > MOST_BYTES:
        raise UnreadableFileError(
            file, "it is larger than 10 MiB. Export one project, or one board"
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(file, "it is not text in UTF-8") from None
    wanted = Wanted(now, values)
    if text.lstrip()[:1] in {"{", "["}:
        return _told(_read_trello(text, file, wanted))
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=False))
    except csv.Error:
        raise UnreadableFileError(file, TOO_LONG) from None
    if any(len(cell) > LONGEST_CELL for row in rows for cell in row.values() if type(cell) is str):
        raise UnreadableFileError(file, TOO_LONG)
    if not any(any(row.values()) for row in rows):
        raise UnreadableFileError(file, f"it holds no rows. {KINDS}")
    cells = [_lowered(row) for row in rows]
    if {"type", "content"} <= cells[0].keys():
        return _told(_read_todoist(cells, wanted))
    if not any(title in cells[0] for title in TITLES):
        raise UnreadableFileError(file, f"it has no column of names. {KINDS}")
    return _told(_read_notion(cells, wanted))


def _lowered(row: Mapping[str | None, Any]) -> dict[str, str]:
    return {
        key.strip().lower(): value[:LONGEST_TEXT].strip()
        for key, value in row.items()
        if isinstance(key, str) and isinstance(value, str)
    }


def _told(found: TaskImport) -> TaskImport:
    """The import with what was assumed said."""
    tasks = found.tasks[:MOST_TASKS]
    assumed = sum(task.is_length_assumed for task in tasks)
    said = f"{assumed} without a length are taken as {USUAL_MINUTES} min each."
    more = f"Only the first {MOST_TASKS} tasks are read. Bring these, then export the others."
    cut = (more,) if len(found.tasks) > MOST_TASKS else ()
    return replace(
        found, tasks=tasks, remarks=(*found.remarks, *((said,) if assumed else ()), *cut)
    )


def _read_todoist(rows: Sequence[Mapping[str, str]], wanted: Wanted) -> TaskImport:
    tasks: list[TypedTask] = []
    remarks: list[str] = []
    parents: list[str] = []
    done = 0
    for row in rows:
        if len(tasks) > MOST_TASKS:
            break
        if row.get("type", "").lower() != "task" or not row.get("content"):
            continue
        within = _parent_of(row, parents)
        if _is_done(row):
            done += 1
            continue
        name = LINK.sub(r"\1", row["content"])
        labels = [label.lower() for label in LABEL.findall(name)]
        name = _tidy(LABEL.sub("", name)) or _tidy(name)
        due = _read_due(row.get("deadline") or row.get("date", ""), wanted, name, remarks)
        minutes = _todoist_minutes(row)
        tasks.append(
            _task(
                name,
                minutes,
                value=wanted.value_among(labels),
                due=due,
                important=row.get("priority", "") in {"1", "2"},
                note=_tidy(f"{within} {row.get('description', '')}"),
            )
        )
    return TaskImport("Todoist", tuple(tasks), done, tuple(remarks))


def _parent_of(row: Mapping[str, str], parents: list[str]) -> str:
    """What a subtask is part of; `parents` are the names above it, its own kept for the next."""
    level = row.get("indent", "")
    above = max(0, int(level) - 1) if level.isdecimal() else 0
    del parents[above:]
    within = f"Part of {parents[-1]}." if parents else ""
    parents.append(_tidy(LABEL.sub("", LINK.sub(r"\1", row["content"]))))
    return within


def _todoist_minutes(row: Mapping[str, str]) -> int | None:
    length = row.get("duration", "")
    is_in_minutes = row.get("duration_unit", "minute").lower().startswith("minute")
    return int(length) if length.isdecimal() and is_in_minutes else None


def _read_notion(rows: Sequence[Mapping[str, str]], wanted: Wanted) -> TaskImport:
    tasks: list[TypedTask] = []
    remarks: list[str] = []
    done = 0
    for row in rows:
        if len(tasks) > MOST_TASKS:
            break
        name = _tidy(_first(row, TITLES))
        if not name:
            continue
        if _is_done(row):
            done += 1
            continue
        priority = _first(row, PRIORITY_COLUMNS).lower()
        tags = [tag.strip().lower() for key in VALUE_COLUMNS for tag in row.get(key, "").split(",")]
        tasks.append(
            _task(
                name,
                _notion_minutes(row, name, remarks),
                value=wanted.value_among(tags),
                due=_read_due(_first(row, DUE_COLUMNS), wanted, name, remarks),
                important=bool(IMPORTANT & _words(priority)),
                urgent=bool(URGENT & _words(priority)),
            )
        )
    return TaskImport("Notion", tuple(tasks), done, tuple(remarks))


def _notion_minutes(row: Mapping[str, str], name: str, remarks: list[str]) -> int | None:
    """Minutes of the first length; of a number alone by its column, or told which was taken."""
    for key in LENGTH_COLUMNS:
        text = row.get(key, "").replace(",", ".")
        try:
            number = float(text)
        except ValueError:
            minutes = take_length(TypedLine(text))
            if minutes is not None:
                return minutes
            continue
        is_in_hours = key == "hours" or (key != "minutes" and 0 < number <= MOST_HOURS_ALONE)
        if is_in_hours and key != "hours":
            remarks.append(f"{name}: {key} “{text}” is taken as {number:g} h.")
        return round(number * (60 if is_in_hours else 1)) if isfinite(number) else None
    return None


def _read_trello(text: str, file: str, wanted: Wanted) -> TaskImport:
    try:
        board = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableFileError(file, f"it is not whole JSON. {KINDS}") from None
    if not isinstance(board, dict) or not isinstance(board.get("cards"), list):
        raise UnreadableFileError(file, f"it is JSON without cards. {KINDS}")
    finished = set(_finished_lists(board.get("lists")))
    tasks: list[TypedTask] = []
    remarks: list[str] = []
    done = 0
    for card in board["cards"]:
        if len(tasks) > MOST_TASKS:
            break
        name = _tidy(str(card.get("name") or "")) if isinstance(card, dict) else ""
        if not name or card.get("isTemplate"):
            continue
        if card.get("closed") or card.get("dueComplete") or card.get("idList") in finished:
            done += 1
            continue
        tasks.append(_trello_task(card, name, wanted, remarks))
    return TaskImport("Trello", tuple(tasks), done, tuple(remarks))


def _finished_lists(lists: Any) -> Iterator[str]:
    """Lists that are archived, or named like what is done."""
    for one in lists if isinstance(lists, list) else []:
        if isinstance(one, dict) and (one.get("closed") or DONE_LISTS.match(str(one.get("name")))):
            yield str(one.get("id"))


def _trello_task(
    card: Mapping[str, Any], name: str, wanted: Wanted, remarks: list[str]
) -> TypedTask:
    labels = card.get("labels")
    named = [label.get("name") for label in labels or [] if isinstance(label, dict)]
    words = [str(word)[:LONGEST_TEXT].strip().lower() for word in named if word]
    all_words = {part for word in words for part in _words(word)}
    return _task(
        name,
        take_length(TypedLine(name)),
        value=wanted.value_among(words),
        due=_read_due(str(card.get("due") or ""), wanted, name, remarks),
        important=bool(IMPORTANT & all_words),
        urgent=bool(URGENT & all_words),
    )


def _task(name: str, minutes: int | None, **more: Any) -> TypedTask:
    is_known = minutes is not None and 0 < minutes <= MOST_MINUTES
    length = minutes if is_known and minutes is not None else USUAL_MINUTES
    plain = without_steering(name)
    return TypedTask(name=plain, minutes=length, is_length_assumed=not is_known, **more)


def _first(row: Mapping[str, str], keys: Sequence[str]) -> str:
    return next((row[key] for key in keys if row.get(key)), "")


def _is_done(row: Mapping[str, str]) -> bool:
    return any(row.get(key, "").lower() in DONE for key in DONE_COLUMNS)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.lower()))


def _tidy(text: str) -> str:
    """Words in one line, no longer than anybody writes, and without halves of letters."""
    whole = text[:LONGEST_TEXT].encode("utf-8", "replace").decode()
    return SPACE.sub(" ", whole).strip()


def _read_due(text: str, wanted: Wanted, name: str, remarks: list[str]) -> date | datetime | None:
    """A due day or moment in the ways these programs write it; what is not clear is told."""
    last = re.split(r"\s*(?:→|->)\s*", text[:LONGEST_TEXT])[-1].strip()
    if not last or RECURRING.search(last):
        if last:
            remarks.append(
                f"{name}: its date comes back ({last}), so it is left without a due time."
            )
        return None
    try:
        due = _iso_due(last, wanted) or _written_due(last, wanted)
    except UnclearLineError:
        due = None
    if due is None:
        remarks.append(f"{name}: its date is not clear ({last}), so it is left without a due time.")
    return due


def _iso_due(text: str, wanted: Wanted) -> date | datetime | None:
    try:
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    local = moment.astimezone(wanted.now.tzinfo) if moment.tzinfo else moment
    return local.replace(tzinfo=None, second=0, microsecond=0)


def _written_due(text: str, wanted: Wanted) -> date | datetime | None:
    line, today = TypedLine(text), wanted.now.date()
    days = take_dates(line, today)
    day = days[-1] if days else take_relative(line, today)
    if day is not None and days and (day - today).days > OVERDUE_FROM and str(day.year) not in text:
        day = _a_year_before(day)
    clock = take_clock(line) if day is not None else None
    if day is None or clock is None:
        return day
    return datetime.combine(day, datetime.min.time()) + timedelta(minutes=clock)


def _a_year_before(day: date) -> date:
    """The same day of the year before: these programs leave the year out of what is overdue."""
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)
