"""Calendar files on disk: the adapter behind the use cases' CalendarReader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from trimtab.calendars.lines import MAX_FILE_BYTES
from trimtab.domain.commitments import CalendarDays, CalendarReading, CalendarSource
from trimtab.domain.errors import UnreadableFileError

REMOTE_PREFIXES = ("http://", "https://", "webcal://", "webcals://")
DOWNLOAD = "calendars on the web are not read yet; download the .ics file and give its path"


@dataclass(frozen=True, slots=True)
class FileCalendarReader:
    """Reads calendars from files; relative paths start at `base`."""

    base: Path

    def days_of(self, source: str) -> CalendarDays | None:
        """First and last day a calendar file has anything on, None where nothing has a date.

        Raises UnreadableFileError when it cannot be opened.
        """
        from trimtab.calendars.extent import days_of_calendar  # noqa: PLC0415 - as below

        _refuse_remote(source)
        return days_of_calendar(read_bytes(self.base / source))

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Read one calendar file. Raises UnreadableFileError when it cannot be opened."""
        _refuse_remote(source.source)
        return read_calendar_file(self.base / source.source, source, first, last, zone)


def read_calendar_file(
    path: Path, source: CalendarSource, first: date, last: date, zone: str
) -> CalendarReading:
    """Read the calendar at `path`. Raises UnreadableFileError when it cannot be opened."""
    # Imported here so that commands without calendars start without the calendar libraries
    from trimtab.calendars.reading import read_calendar  # noqa: PLC0415

    return read_calendar(read_bytes(path), source, first, last, zone)


def _refuse_remote(source: str) -> None:
    if source.strip().lower().startswith(REMOTE_PREFIXES):
        raise UnreadableFileError(_without_key(source), DOWNLOAD)


def _without_key(address: str) -> str:
    """Where an address leads, without the path and login that let anyone read the calendar."""
    scheme, _, rest = address.strip().partition("://")
    return f"{scheme}://{rest.partition('/')[0].rpartition('@')[2]}/…"


def read_bytes(path: Path) -> bytes:
    """Content of a file, one byte more than allowed at most, so that too large is noticed.

    Raises UnreadableFileError.
    """
    try:
        with path.expanduser().open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError:
        reason = "there is no such file; check the path"
    except IsADirectoryError:
        reason = "it is a folder; give the .ics file inside it"
    except PermissionError:
        reason = "you may not read it; change its permissions"
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error).lower()
    raise UnreadableFileError(str(path), reason)
