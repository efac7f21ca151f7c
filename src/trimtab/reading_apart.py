"""The one child process of a command in which calendars are read, and the readings kept on disk.

Imports stand inside functions, so that commands without calendars start without these parts.
"""

from __future__ import annotations

import atexit
import os
from functools import cache
from typing import TYPE_CHECKING

from trimtab.disk import cache_folder

if TYPE_CHECKING:
    from trimtab.calendars.guarded_reading import GuardedReading


@cache
def calendar_guard() -> GuardedReading:
    """What reads every content of this command; its child is ended with the program."""
    from trimtab.calendars.guarded_reading import GuardedReading
    from trimtab.calendars.kept_readings import KeptReadings
    from trimtab.calendars.sandbox import ReadingChild

    child = ReadingChild()
    atexit.register(child.close)
    return GuardedReading(child, KeptReadings(cache_folder(os.environ) / "readings"))
