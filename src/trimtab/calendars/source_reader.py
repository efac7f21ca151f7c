"""The adapter behind the use cases' CalendarReader: files, folders, and what is connected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from trimtab.app.overlaps import merge_duplicates
from trimtab.calendars.contents import Content, FindDays, Origin, ReadContent
from trimtab.calendars.files import contents_at
from trimtab.domain.commitments import CalendarDays, CalendarReading, CalendarSource
from trimtab.domain.errors import UnreadableFileError
from trimtab.domain.source_names import masked, scheme_of

NOT_CONNECTED = "Trimtab is not connected to the network here; give the path of a file"
NOT_KEPT = "this calendar is not kept here; add the file again, or take it off the list"
PASTED = "-"


def _find_days_here(content: Content, around: date) -> CalendarDays | None:
    # Imported here so that commands without calendars start without the calendar libraries
    from trimtab.calendars.extent import days_of_content  # noqa: PLC0415

    return days_of_content(content, around)


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads calendars wherever they are; relative paths start at `base`.

    `origins` lead from an address to its contents, by scheme (https, webcal, caldav, …);
    `read_pasted` gives what is typed or pasted where "-" is the source. `kept` are contents by
    the name that a profile calls them; without a `base` there are no others on this machine.
    """

    base: Path | None
    read_content: ReadContent
    origins: Mapping[str, Origin] = field(default_factory=dict)
    read_pasted: Callable[[], bytes] = bytes
    find_days: FindDays = _find_days_here
    kept: Mapping[str, bytes] = field(default_factory=dict)

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Read one source. Raises UnreadableFileError when nothing can be had of it."""
        contents = _called(source, self._contents(source, first, last))
        readings = [self._reading(one, source, (first, last), zone) for one in contents]
        return readings[0] if len(readings) == 1 else _together(readings)

    def _reading(
        self, content: Content, source: CalendarSource, days: tuple[date, date], zone: str
    ) -> CalendarReading:
        if content.is_known_empty:
            return CalendarReading(problems=content.problems)
        reading = self.read_content(content, replace(source, source=content.shown), *days, zone)
        return replace(reading, problems=content.problems + reading.problems)

    def days_of(self, source: str, around: date) -> CalendarDays | None:
        """First and last day a source has anything on, None where nothing has a date.

        Days without a year are those nearest to `around`. Raises UnreadableFileError when it
        cannot be opened.
        """
        contents = self._contents(CalendarSource(source), date.min, date.max)
        return _spanning([self.find_days(one, around) for one in contents])

    def _contents(self, source: CalendarSource, first: date, last: date) -> tuple[Content, ...]:
        where = source.source
        if where == PASTED:
            return (Content(self.read_pasted(), "pasted text", "pasted.txt"),)
        if where in self.kept:
            return (Content(self.kept[where], where, where),)
        scheme = scheme_of(where)
        if not scheme and self.base is None:
            raise UnreadableFileError(where, NOT_KEPT)
        if not scheme and self.base is not None:
            return contents_at(self.base / Path(where).expanduser(), where)
        if scheme not in self.origins:
            raise UnreadableFileError(masked(where), NOT_CONNECTED)
        try:
            return self.origins[scheme](where.strip(), first, last)
        except UnreadableFileError as error:
            raise UnreadableFileError(source.name or error.path, error.reason) from None


def _called(source: CalendarSource, contents: tuple[Content, ...]) -> tuple[Content, ...]:
    """The contents by the name the person gave their calendar; those of a folder by their own."""
    if not source.name or len(contents) != 1:
        return contents
    return tuple(
        replace(
            one,
            shown=source.name,
            problems=tuple(replace(said, file=source.name) for said in one.problems),
        )
        for one in contents
    )


def _together(readings: list[CalendarReading]) -> CalendarReading:
    """Several contents of one source as one reading."""
    return CalendarReading(
        merge_duplicates(one for reading in readings for one in reading.commitments),
        tuple(dict.fromkeys(note for reading in readings for note in reading.day_notes)),
        tuple(dict.fromkeys(said for reading in readings for said in reading.problems)),
        next((reading.zone for reading in readings if reading.zone), None),
        tuple(dict.fromkeys(said for reading in readings for said in reading.remarks)),
    )


def _spanning(found: list[CalendarDays | None]) -> CalendarDays | None:
    days = [one for one in found if one is not None]
    if not days:
        return None
    return CalendarDays(
        min(one.first for one in days),
        max(one.last for one in days),
        all(one.is_endless for one in days),
    )
