"""Reads tables of programmes in a child process under limits, and keeps in memory what it read."""

from __future__ import annotations

import json
import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from trimtab.calendars.apart.sandbox import FailedChildError, ReadingChild, child_command
from trimtab.calendars.contents import Content
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.programmes.programme_json import (
    READ_TABLE,
    UnfitProgrammeError,
    problem_from_json,
    programme_from_json,
    unpack,
)

SERVE = "from trimtab.programmes.table_child import serve_tables; serve_tables()"
MOST_KEPT = 6
SMALLER = "Keep the rows you would apply to and save the table as .csv."
FAILURES: Mapping[str, tuple[str, str]] = {
    "time": ("Reading this table took longer than 5 seconds and was stopped", SMALLER),
    "memory": ("Reading this table needed more than 512 MiB of memory and was stopped", SMALLER),
    "size": ("This table holds more than a list can be made of", SMALLER),
    "fault": (
        "Reading this table ended in a fault of Trimtab's own",
        "Save it as .csv; if the fault stays, please report it with the file.",
    ),
    "start": (
        "Tables are read in a process of their own, and it did not start",
        "Run `trimtab doctor`, or install Trimtab again.",
    ),
}

Read = tuple[tuple[Programme, ...], tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class TablesApart:
    """Reads tables of strangers in a child, the last few from memory; any thread may ask."""

    child: ReadingChild = field(default_factory=lambda: ReadingChild(command=child_command(SERVE)))
    _known: OrderedDict[bytes, Read] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read(self, content: bytes, name: str, specialties: tuple[str, ...]) -> Read:
        """Programmes of a table, and all that could not be used; a failed child is a problem."""
        key = sha256("\0".join((name, *specialties, "")).encode() + content).digest()
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = self._ask(content, name, specialties)
        with self._lock:
            self._known[key] = found
            while len(self._known) > MOST_KEPT:
                self._known.popitem(last=False)
        return found

    def close(self) -> None:
        """End the child, and forget what was read."""
        self.child.close()
        with self._lock:
            self._known.clear()

    def _ask(self, content: bytes, name: str, specialties: tuple[str, ...]) -> Read:
        told = {"specialties": list(specialties)}
        try:
            return _read_from(self.child.ask(READ_TABLE, Content(content, name), told))
        except FailedChildError as failed:
            return (), (_failure(failed.failure, name),)
        except UnfitProgrammeError:
            self.child.close()
            return (), (_failure("fault", name),)


def _read_from(done: Any) -> Read:
    try:
        told = json.loads(unpack(done))
        programmes, problems = told["programmes"], told["problems"]
    except (LookupError, RecursionError, TypeError, ValueError) as error:
        raise UnfitProgrammeError("no answer") from error
    return tuple(map(programme_from_json, programmes)), tuple(map(problem_from_json, problems))


def _failure(kind: str, name: str) -> Problem:
    what, mend = FAILURES[kind]
    return Problem(name, None, f"{what}; nothing of it is used.", mend)
