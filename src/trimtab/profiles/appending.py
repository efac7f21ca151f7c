"""Append tasks to the text of a profile; every byte that was there stays."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from trimtab.domain.errors import Problem, ProfileError, UnreadableFileError
from trimtab.domain.people import Profile
from trimtab.domain.typed_tasks import AddedTasks, TypedTask
from trimtab.profiles.reading import read_profile
from trimtab.profiles.tables import TaskTable

ENOUGH, URGENT = "enough_minutes", "urgent"
INLINE = "These tables stand in one list here, which cannot be added to."
WRITE_TABLES = "Write each as a table of its own, headed [[{}]]."


def add_tasks(content: bytes, tasks: Sequence[TypedTask], file: str) -> AddedTasks:
    """The profile with the tasks at its end, read back and found sound.

    Tasks whose name the profile has already are left out and told; of two alike in one import
    the second is numbered. Raises ProfileError with every mistake, of the profile as it was or
    as it would be; UnreadableFileError when it is not text.
    """
    text = decoded(content, file)
    known = {task.name for task in sound_profile(text, file).tasks}
    fresh = [task for task in tasks if task.name not in known]
    remarks = [
        f"{task.name} is in {file} already, and stays as it is."
        for task in tasks
        if task.name in known
    ]
    numbered = tuple(_numbered(fresh))
    remarks += [remark for task in numbered for remark in _not_written(task)]
    lines = "\n".join("\n".join(task_lines(task)) + "\n" for task in numbered)
    added = joined(text, lines) if numbered else text
    check_sound(added, file)
    return AddedTasks(content + added[len(text) :].encode(), lines, numbered, tuple(remarks))


def decoded(content: bytes, file: str) -> str:
    """The text of a profile, without a mark of byte order. Raises UnreadableFileError."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(file, "it is not text in UTF-8") from None


def sound_profile(text: str, file: str) -> Profile:
    """The profile a text holds. Raises ProfileError with every mistake in it."""
    profile, problems = read_profile(text, file)
    if profile is None:
        raise ProfileError(problems)
    return profile


def check_sound(text: str, file: str, table: str = "task") -> None:
    """Raise ProfileError with every mistake of a profile that tables of a kind were added to."""
    profile, problems = read_profile(text, file)
    if profile is not None:
        return
    if any(problem.what.startswith("This is not TOML") for problem in problems):
        problems = (Problem(file, None, INLINE, WRITE_TABLES.format(table)),)
    raise ProfileError(problems)


def _numbered(tasks: Sequence[TypedTask]) -> Iterator[TypedTask]:
    """Tasks with names of their own: the second "Call" is "Call (2)"."""
    seen: dict[str, int] = {}
    for task in tasks:
        seen[task.name] = seen.get(task.name, 0) + 1
        turn = seen[task.name]
        yield task if turn == 1 else replace(task, name=f"{task.name} ({turn})")


def joined(text: str, lines: str) -> str:
    """The text, one empty line, and the new lines with the line endings the text has."""
    ending = "\r\n" if "\r\n" in text else "\n"
    gap = "" if not text else ending if text.endswith("\n") else ending * 2
    return text + gap + lines.replace("\n", ending)


def task_lines(task: TypedTask) -> list[str]:
    """A task as lines of TOML; only keys this version knows, and nothing that is a default.

    >>> task_lines(TypedTask("Call the bank", 15, important=True))
    ['[[task]]', 'name = "Call the bank"', 'minutes = 15', 'important = true']
    """
    values = {
        "name": quoted(task.name),
        "value": quoted(task.value) if task.value else "",
        "minutes": str(task.minutes),
        "block": f"[{task.block[0]}, {task.block[1]}]" if task.block else "",
        "due": _due(task),
        "important": "true" if task.important else "",
        URGENT: "true" if task.urgent else "",
        "demanding": "true" if task.demanding else "",
        ENOUGH: str(task.enough_minutes) if task.enough_minutes else "",
        "note": quoted(task.note) if task.note else "",
    }
    known = TaskTable.known_keys()
    return [
        "[[task]]",
        *(f"{key} = {value}" for key, value in values.items() if value and key in known),
    ]


def _not_written(task: TypedTask) -> Iterator[str]:
    known = TaskTable.known_keys()
    if task.enough_minutes and ENOUGH not in known:
        what = "when it is good enough is not written down: profiles have no key for it yet."
        yield f"{task.name}: {what}"
    if task.urgent and URGENT not in known and task.due is None:
        yield f"{task.name}: give it a due time (by Fri 17:00); that is what makes it urgent."


def quoted(words: str) -> str:
    """Words as a TOML string."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _due(task: TypedTask) -> str:
    if isinstance(task.due, datetime):
        return task.due.isoformat(timespec="seconds")
    return task.due.isoformat() if task.due else ""
