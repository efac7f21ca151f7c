"""A calendar in short, before it is used: what it holds, and what is unclear about it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.ports import CalendarReader
from trimtab.calendars.code_proposals import propose_codes
from trimtab.calendars.contents import Content, FindDays, Origin, ReadContent
from trimtab.calendars.source_reader import SourceReader
from trimtab.domain.commitments import (
    CalendarDays,
    CalendarReading,
    CalendarSource,
    Commitment,
)
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.shown_calendars import CodeProposal, UnderstoodCalendar
from trimtab.domain.source_names import masked, scheme_of

DAY = timedelta(days=1)
LOOKED_BACK = timedelta(days=14)
LOOKED_AHEAD = timedelta(days=180)
"""How far around today events are counted where a calendar goes on for longer (our choice)."""

NOT_KEPT = "the file is not kept here"
ADD_AGAIN = "Add the file again, or take it off the list."


@dataclass(frozen=True, slots=True)
class CalendarLook:
    """Looks at calendars: contents that are given, or what an address leads to by `origins`."""

    read_content: ReadContent
    find_days: FindDays
    origins: dict[str, Origin]

    def __call__(
        self, source: CalendarSource, content: bytes | None, zone: str, today: date
    ) -> UnderstoodCalendar:
        """The calendar in short; what goes wrong is told in it."""
        name = source.name or masked(source.source)
        try:
            return self._understood(source, content, zone, today)
        except UnreadableFileError as error:
            mend = ADD_AGAIN if content is None and not scheme_of(source.source) else ""
            return UnderstoodCalendar(name, fault=_sentence(error.reason), mend=mend)

    def _understood(
        self, source: CalendarSource, content: bytes | None, zone: str, today: date
    ) -> UnderstoodCalendar:
        name = source.name or masked(source.source)
        if content is None and not scheme_of(source.source):
            raise UnreadableFileError(name, NOT_KEPT)
        reader = self._reader(source, content)
        first, last = _days(reader.days_of(source.source, today), today)
        reading = reader(source, first, last, zone)
        codes = self._codes(reader, source, (first, last), zone)
        return replace(in_short(name, reading, zone), codes=codes)

    def _codes(
        self, read: CalendarReader, source: CalendarSource, days: tuple[date, date], zone: str
    ) -> tuple[CodeProposal, ...]:
        """What its codes may mean: read as if none had a meaning yet."""
        if source.kind not in {None, "duty", "home_call", "clinic"}:
            return ()
        reading = read(replace(source, codes={}, code_kinds={}), *days, zone)
        return propose_codes(reading, source, zone).codes

    def _reader(self, source: CalendarSource, content: bytes | None) -> SourceReader | _Given:
        if content is None:
            from pathlib import Path  # noqa: PLC0415 - an address is never a path

            return SourceReader(Path(), self.read_content, self.origins, find_days=self.find_days)
        given = Content(content, source.name or source.source, source.source)
        return _Given(given, self.read_content, self.find_days)


@dataclass(frozen=True, slots=True)
class _Given:
    """Reads one content that is at hand."""

    content: Content
    read_content: ReadContent
    find_days: FindDays

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        shown = replace(source, source=self.content.shown)
        return self.read_content(self.content, shown, first, last, zone)

    def days_of(self, _: str, around: date) -> CalendarDays | None:
        return self.find_days(self.content, around)


def in_short(name: str, reading: CalendarReading, zone: str) -> UnderstoodCalendar:
    """A reading as counts of its kinds, the most frequent first."""
    counts = Counter(one.kind for one in reading.commitments)
    days = [day for one in reading.commitments for day in _days_of(one, zone)]
    return UnderstoodCalendar(
        name,
        tuple(counts.most_common()),
        min(days, default=None),
        max(days, default=None),
        problems=reading.problems,
        open_notes=tuple(one for one in reading.day_notes if one.is_open),
    )


def _days_of(one: Commitment, zone: str) -> tuple[date, ...]:
    here = ZoneInfo(zone)
    return one.start.astimezone(here).date(), (one.end - timedelta(minutes=1)).astimezone(
        here
    ).date()


def _days(found: CalendarDays | None, today: date) -> tuple[date, date]:
    """The days to count: all of a short calendar, else those around today."""
    if found is None or found.is_endless or found.last - found.first > LOOKED_AHEAD:
        return today - LOOKED_BACK, today + LOOKED_AHEAD
    return found.first, found.last


def _sentence(reason: str) -> str:
    return f"{reason[:1].upper()}{reason[1:]}".rstrip(".") + "."
