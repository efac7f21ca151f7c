"""What a calendar source leads to: bytes, with a name that may be shown and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from trimtab.domain.commitments import CalendarDays, CalendarReading, CalendarSource
from trimtab.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of one calendar or roster.

    `shown` names it in messages and never holds a secret; `problems` say what went wrong on the
    way, such as a server that did not answer. `name` is a file name whose ending tells the format.
    One that is known to be empty is not read: its problems say why.
    """

    content: bytes
    shown: str
    name: str = ""
    problems: tuple[Problem, ...] = ()
    is_known_empty: bool = False


Origin = Callable[[str, date, date], tuple[Content, ...]]
"""From a source as the person wrote it, and the first and last day asked, to its contents.

Raises UnreadableFileError when there is nothing to read at all.
"""

ReadContent = Callable[[Content, CalendarSource, date, date, str], CalendarReading]
"""Reads one content for the days asked; the source's own name is the shown one."""

FindDays = Callable[[Content, date], CalendarDays | None]
"""First and last day a content has anything on; days without a year are nearest to the date.

None where nothing in it has a date.
"""
