"""How the program reads contents: what is kept already, else a child process, never by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from trimtab.calendars.apart.kept_readings import Readings, key_of
from trimtab.calendars.apart.sandbox import FailedChildError, ReadingChild
from trimtab.calendars.contents import Content
from trimtab.domain.commitments import CalendarDays, CalendarReading, CalendarSource
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.invitations import Answer, Reply

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class GuardedReading:
    """Reads contents in a child, keeping what it read.

    A content the child fails at gives a reading with one problem; the next gets a new child.
    """

    child: ReadingChild
    kept: Readings
    _failed: dict[bytes, FailedChildError] = field(default_factory=dict)

    def read_content(
        self, content: Content, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Read one content for the days asked."""
        key = key_of(content, source, first, last, zone)
        if (known := self.kept.find(key)) is not None:
            return known
        try:
            reading = self._once(
                content, lambda: self.child.read_content(content, source, first, last, zone)
            )
        except FailedChildError as failed:
            return CalendarReading(problems=(failed.problem(content.shown),))
        self.kept.keep(key, reading)
        return reading

    def days_of(self, content: Content, around: date) -> CalendarDays | None:
        """First and last day of a content. Raises UnreadableFileError."""
        try:
            return self._once(content, lambda: self.child.days_of(content, around))
        except FailedChildError as failed:
            what = failed.problem(content.shown).what.rstrip(".")
            raise UnreadableFileError(content.shown, what) from failed

    def reply_to(self, content: Content, answer: Answer) -> Reply:
        """The answer to an invitation. Raises UnreadableFileError and UnanswerableError."""
        try:
            return self._once(content, lambda: self.child.reply_to(content, answer))
        except FailedChildError as failed:
            what = failed.problem(content.shown).what.rstrip(".")
            raise UnreadableFileError(content.shown, what) from failed

    def _once(self, content: Content, ask: Callable[[], Found]) -> Found:
        """What the child answers; a content it failed at in this command is not tried again."""
        if content.content in self._failed:
            raise self._failed[content.content]
        try:
            return ask()
        except FailedChildError as failed:
            self._failed[content.content] = failed
            raise
