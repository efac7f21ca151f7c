"""The one child process of a command in which calendars are read, and the readings kept on disk.

Imports stand inside functions, so that commands without calendars start without these parts.
"""

from __future__ import annotations

import atexit
import os
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.cli.services import Finding
from trimtab.disk import cache_folder

if TYPE_CHECKING:
    from trimtab.calendars.apart.guarded_reading import GuardedReading

LIMITS = {"CPU": "processor time", "AS": "memory"}


@cache
def calendar_guard(kept_in: Path | None = None, *, keeps_on_disk: bool = True) -> GuardedReading:
    """What reads every content of this command; its child is ended with the program.

    Readings are kept in the data folder `kept_in`, in the usual place where none is named; of
    calendars that are kept sealed nothing may be kept on disk.
    """
    from trimtab.calendars.apart.guarded_reading import GuardedReading
    from trimtab.calendars.apart.kept_readings import KeptReadings, ReadingsInMemory
    from trimtab.calendars.apart.sandbox import ReadingChild

    child = ReadingChild()
    atexit.register(child.close)
    kept = KeptReadings(_readings_folder(kept_in)) if keeps_on_disk else ReadingsInMemory()
    return GuardedReading(child, kept)


def forget_readings(kept_in: Path | None = None) -> None:
    """Forget every reading that is kept on disk, in a data folder or in the usual place."""
    from trimtab.calendars.apart.kept_readings import KeptReadings

    KeptReadings(_readings_folder(kept_in)).forget_all()


def forget_in_memory(kept_in: Path | None = None) -> None:
    """Forget what was read of calendars that are kept sealed."""
    calendar_guard(kept_in, keeps_on_disk=False).kept.forget_all()


def _readings_folder(kept_in: Path | None) -> Path:
    return (kept_in / "cache" if kept_in else cache_folder(os.environ)) / "readings"


def find_reading() -> Finding:
    """Whether the child that reads calendars starts, and which limits hold in it."""
    from trimtab.calendars.apart.sandbox import FailedChildError
    from trimtab.calendars.contents import Content

    child = calendar_guard().child
    try:
        child.days_of(Content(b"", "nothing"), date.min)
    except FailedChildError as failed:
        problem = failed.problem("nothing")
        return Finding("Calendars", problem.what, "Install Trimtab again.")
    missing = [word for limit, word in LIMITS.items() if limit not in child.limits]
    if missing:
        unbounded = " and ".join(missing)
        found = f"read in a process of their own, ended after 6 s; no limit of {unbounded} here"
        return Finding("Calendars", found)
    return Finding("Calendars", "read in a process of their own, in 5 s and 512 MiB at most")
