"""Readings kept on disk by what they were made from, so that nothing unchanged is read again."""

from __future__ import annotations

import contextlib
import json
import os
import zoneinfo
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

from trimtab import __version__
from trimtab.calendars.apart.reading_json import (
    NO_JSON,
    UnfitJsonError,
    record_from_json,
    record_to_json,
)
from trimtab.calendars.contents import Content
from trimtab.disk import write_private
from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.domain.errors import UnwritableFileError

MOST_KEPT = 200
MOST_KEPT_BYTES = 64 * 2**20
MOST_BYTES = 8 * 2**20  # of one reading; a larger one is made again each time
LIBRARIES = ("icalendar", "recurring-ical-events", "python-dateutil", "openpyxl", "tzdata")
SOURCES = ("calendars/**/*.py", "domain/commitments.py", "domain/errors.py", "app/overlaps.py")
DIGEST_BYTES = 16
DIGITS = 2 * DIGEST_BYTES


def key_of(content: Content, source: CalendarSource, first: date, last: date, zone: str) -> str:
    """A name for a reading that changes with everything it depends on.

    The bytes, the settings, the days and zone asked, Trimtab, its libraries and the time zones.
    """
    settings = [
        record_to_json(source),
        content.name,
        first.isoformat(),
        last.isoformat(),
        zone,
        reading_edition(),
    ]
    return _digest([content.content, json.dumps(settings).encode()])


@cache
def reading_edition() -> str:
    """A name that changes with the code that reads, its libraries and the system's time zones."""
    package = Path(__file__).parents[2]
    sources = sorted(path for pattern in SOURCES for path in package.glob(pattern))
    names = [__version__, *map(_version, LIBRARIES), *_zone_tables()]
    return _digest([*(path.read_bytes() for path in sources), "\n".join(names).encode()])


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _zone_tables() -> Iterator[str]:
    """Which time zones the system has, by when its tables were last changed."""
    for folder in zoneinfo.TZPATH:
        for path in (Path(folder), Path(folder, "tzdata.zi"), Path(folder, "+VERSION")):
            with contextlib.suppress(OSError):
                found = path.stat()
                yield f"{path} {found.st_mtime_ns} {found.st_size}"


def _digest(pieces: Iterable[bytes]) -> str:
    """A fingerprint of pieces, each with its length, so that no two lists share one."""
    digest = blake2b(digest_size=DIGEST_BYTES)
    for piece in pieces:
        digest.update(len(piece).to_bytes(8, "big"))
        digest.update(piece)
    return digest.hexdigest()


class Readings(Protocol):
    """Readings by their keys."""

    def find(self, key: str) -> CalendarReading | None:
        """The reading kept under a key."""
        ...

    def keep(self, key: str, reading: CalendarReading) -> None:
        """Keep a reading for as long as there is room."""
        ...


class ReadingsInMemory:
    """Readings of this process alone, for calendars that stand in no file anybody can read."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, CalendarReading] = OrderedDict()

    def find(self, key: str) -> CalendarReading | None:
        """The reading kept under a key."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def keep(self, key: str, reading: CalendarReading) -> None:
        """Keep a reading, and forget the one used longest ago where there are too many."""
        self._kept[key] = reading
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)


@dataclass(frozen=True, slots=True)
class KeptReadings:
    """Readings in a folder, one file each, private to the person; the least used go first.

    What cannot be read or written there is as if it were not kept.
    """

    folder: Path

    def find(self, key: str) -> CalendarReading | None:
        """The reading kept under a key, if it is there and whole."""
        path = self.folder / key
        try:
            reading = _read(path.read_bytes())
            os.utime(path)
        except (OSError, UnfitJsonError):
            return None
        return reading

    def keep(self, key: str, reading: CalendarReading) -> None:
        """Keep a reading, and forget the ones used longest ago where there are too many."""
        told = json.dumps(record_to_json(reading), separators=(",", ":")).encode()
        if len(told) > MOST_BYTES:
            return
        with contextlib.suppress(OSError, UnwritableFileError):
            write_private(self.folder / key, _digest([told]).encode() + told)
            self._forget_old()

    def forget_all(self) -> None:
        """Forget every reading."""
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                path.unlink(missing_ok=True)

    def _forget_old(self) -> None:
        for path in _beyond(sorted(self._files(), key=lambda one: -one[1].st_mtime_ns)):
            path.unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        with os.scandir(self.folder) as entries:
            for entry in entries:
                with contextlib.suppress(FileNotFoundError):
                    yield Path(entry.path), entry.stat()


def _beyond(files: Sequence[tuple[Path, os.stat_result]]) -> Iterator[Path]:
    """Files after the most that are kept, in number and in bytes."""
    held = 0
    for number, (path, found) in enumerate(files, start=1):
        held += found.st_size
        if number > MOST_KEPT or held > MOST_KEPT_BYTES:
            yield path


def _read(kept: bytes) -> CalendarReading:
    """The reading a file holds. Raises UnfitJsonError when it is not as it was written."""
    digest, told = kept[:DIGITS], kept[DIGITS:]
    if digest != _digest([told]).encode():
        raise UnfitJsonError("changed since it was written")
    try:
        return record_from_json(CalendarReading, json.loads(told))
    except NO_JSON as error:
        raise UnfitJsonError("not as it was written") from error
