"""The adapter behind the use cases' CalendarReader: files, folders, and what is connected."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from trimtab.app.overlaps import merge_duplicates
from trimtab.calendars.contents import Content, Origin, ReadContent
from trimtab.calendars.files import contents_at
from trimtab.domain.commitments import CalendarDays, CalendarReading, CalendarSource
from trimtab.domain.errors import UnreadableFileError

NOT_CONNECTED = "Trimtab is not connected to the network here; give the path of a file"
LONGEST_SCHEME = 10
PASTED = "-"


def scheme_of(source: str) -> str:
    """The scheme an address begins with, in small letters; nothing for a path.

    >>> scheme_of("WebCal://example.org/a"), scheme_of("shifts.ics"), scheme_of("C:/shifts.ics")
    ('webcal', '', '')
    """
    scheme, colon, rest = source.strip().partition(":")
    is_address = rest.startswith("//") or scheme.lower() == "caldav"
    return scheme.lower() if colon and is_address and len(scheme) <= LONGEST_SCHEME else ""


@dataclass(frozen=True, slots=True)
class SourceReader:
    """Reads calendars wherever they are; relative paths start at `base`.

    `origins` lead from an address to its contents, by scheme (https, webcal, caldav, …);
    `read_pasted` gives what is typed or pasted where "-" is the source.
    """

    base: Path
    read_content: ReadContent
    origins: Mapping[str, Origin] = field(default_factory=dict)
    read_pasted: Callable[[], bytes] = bytes

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Read one source. Raises UnreadableFileError when nothing can be had of it."""
        contents = self._contents(source.source, first, last)
        readings = [
            _with_problems(
                self.read_content(one, replace(source, source=one.shown), first, last, zone), one
            )
            for one in contents
        ]
        return readings[0] if len(readings) == 1 else _together(readings)

    def days_of(self, source: str, around: date) -> CalendarDays | None:
        """First and last day a source has anything on, None where nothing has a date.

        Days without a year are those nearest to `around`. Raises UnreadableFileError when it
        cannot be opened.
        """
        # Imported here so that commands without calendars start without the calendar libraries
        from trimtab.calendars.extent import days_of_content  # noqa: PLC0415

        contents = self._contents(source, date.min, date.max)
        return _spanning([days_of_content(one, around) for one in contents])

    def _contents(self, source: str, first: date, last: date) -> tuple[Content, ...]:
        if source == PASTED:
            return (Content(self.read_pasted(), "pasted text", "pasted.txt"),)
        scheme = scheme_of(source)
        if not scheme:
            return contents_at(self.base / Path(source).expanduser(), source)
        if scheme not in self.origins:
            raise UnreadableFileError(f"{scheme}:…", NOT_CONNECTED)
        return self.origins[scheme](source.strip(), first, last)


def _with_problems(reading: CalendarReading, content: Content) -> CalendarReading:
    return replace(reading, problems=content.problems + reading.problems)


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
