"""Backups of the file: whole, checked before they count, and only so many of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from trimtab.disk import OWN_FILE, OWN_FOLDER, write_private
from trimtab.domain.errors import StoreError, UnwritableFileError
from trimtab.store.connections import connect_sqlite
from trimtab.store.failures import LATER, NO_ACCESS, told_plainly
from trimtab.store.keys import Key
from trimtab.store.tables import KNOWN_SCHEMAS, metadata

DAYS, WEEKS, MONTHS, OTHERS = 7, 4, 12, 3
"""Newest backup of each that stays; OTHERS of each reason other than that a day has passed."""

RETRY_AFTER = timedelta(hours=1)
ATTEMPT = "attempt.json"
_NAME = re.compile(r"trimtab-(\d{8}T\d{6}Z)(?:-([a-z0-9-]+))?\.sqlite3")
_STAMP = "%Y%m%dT%H%M%SZ"
NO_BACKUP = (
    "{} is no whole backup of Trimtab, so nothing was changed. Choose another; `trimtab doctor` "
    "says where they are."
)
UNLIKE = "The backup differs from what is kept, so it was thrown away. Try again."


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was checked when it was made; `because` is empty for a daily one."""

    path: Path
    made_at: datetime
    because: str = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The last try at a backup, and what went wrong with it, if anything."""

    at: datetime
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """What tells whether two files hold as much: the step of their tables, and rows in each."""

    schema: str | None
    rows: dict[str, int]


class Backups:
    """The backups of one store's file, in a folder of their own; sealed where the file is."""

    def __init__(self, folder: Path, source: Path, key: Key | None = None) -> None:
        self.folder, self._source, self._key = folder, source, key

    def back_up_if_due(self, now: datetime) -> Backup | None:
        """Make the day's backup if there is none; after one that failed, an hour later at soonest.

        Raises StoreError.
        """
        last = self.last_verified()
        if last is not None and last.made_at.date() == now.astimezone(UTC).date():
            return None
        tried = self.last_attempt()
        if tried is not None and tried.problem and now - tried.at < RETRY_AFTER:
            return None
        return self.back_up(now)

    def back_up(self, now: datetime, because: str = "") -> Backup:
        """Make a backup, check it, and let go of those too many. Raises StoreError."""
        stamp = now.astimezone(UTC).strftime(_STAMP)
        path = self.folder / f"trimtab-{stamp}{because and f'-{because}'}.sqlite3"
        try:
            copy_whole(self._source, path, self._key)
        except StoreError as error:
            with suppress(UnwritableFileError):
                self._note(Attempt(now, str(error)))
            raise
        self._note(Attempt(now))
        self._let_go()
        return Backup(path, now.astimezone(UTC).replace(microsecond=0), because)

    def list(self) -> tuple[Backup, ...]:
        """The backups there are, the newest first."""
        names = self.folder.iterdir() if self.folder.is_dir() else ()
        found = ((path, _NAME.fullmatch(path.name)) for path in names)
        backups = [
            Backup(path, _moment_of(match[1]), match[2] or "") for path, match in found if match
        ]
        return tuple(sorted(backups, key=lambda one: (one.made_at, one.because), reverse=True))

    def last_verified(self) -> Backup | None:
        """The newest backup; only those that were checked have the name of one."""
        return next(iter(self.list()), None)

    def last_attempt(self) -> Attempt | None:
        """The last try, whether or not anything came of it."""
        try:
            noted = json.loads((self.folder / ATTEMPT).read_bytes())
            return Attempt(datetime.fromisoformat(noted["at"]), str(noted["problem"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def remove_all(self) -> None:
        """Delete every backup, and what was kept aside. Raises StoreError."""
        try:
            for path in self.folder.iterdir() if self.folder.is_dir() else ():
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        except OSError:
            raise StoreError(NO_ACCESS) from None

    def _note(self, attempt: Attempt) -> None:
        noted = {"at": attempt.at.isoformat(), "problem": attempt.problem}
        write_private(self.folder / ATTEMPT, json.dumps(noted).encode())

    def _let_go(self) -> None:
        backups = self.list()
        staying = backups_that_stay(backups)
        for backup in backups:
            if backup not in staying:
                backup.path.unlink()


def backups_that_stay(backups: Iterable[Backup]) -> set[Backup]:
    """The newest of each of the last days, weeks and months that have one, and a few others."""
    newest_first = sorted(backups, key=lambda one: one.made_at, reverse=True)
    daily = [one for one in newest_first if not one.because]
    reasons = {one.because for one in newest_first if one.because}
    others = [[one for one in newest_first if one.because == reason] for reason in reasons]
    return {
        *_newest_of_each(daily, lambda one: one.made_at.date(), DAYS),
        *_newest_of_each(daily, lambda one: one.made_at.isocalendar()[:2], WEEKS),
        *_newest_of_each(daily, lambda one: (one.made_at.year, one.made_at.month), MONTHS),
        *(one for group in others for one in group[:OTHERS]),
    }


def _newest_of_each(
    newest_first: Iterable[Backup], stretch_of: Callable[[Backup], Any], most: int
) -> list[Backup]:
    by_stretch: dict[Any, Backup] = {}
    for backup in newest_first:
        by_stretch.setdefault(stretch_of(backup), backup)
    return list(by_stretch.values())[:most]


def _moment_of(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def copy_whole(source: Path, target: Path, key: Key | None = None) -> None:
    """Copy a database, even while it is written to; the copy appears once it was checked.

    A sealed one needs its key, and the copy has the same. Raises StoreError.
    """
    with appearing_whole(target) as part, told_plainly():
        expected = _copy(source, part, key)
        if contents_of(part, key) != expected:
            raise StoreError(UNLIKE)


@contextmanager
def appearing_whole(target: Path) -> Iterator[Path]:
    """A private file to write, which takes the target's place at the end, or is gone.

    Raises StoreError.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
        part.touch(mode=OWN_FILE)
        yield part
        sync_to_disk(part)
        part.replace(target)
        sync_to_disk(target.parent)
    except OSError:
        raise StoreError(NO_ACCESS) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(source: Path, part: Path, key: Key | None) -> Contents:
    """Copy all pages as of one moment, and say what the source held at that moment."""
    with (
        closing(connect_sqlite(source, "ro", key)) as before,
        closing(connect_sqlite(part, "rw", key)) as to,
    ):
        before.execute("BEGIN")
        held = _count(before)
        before.backup(to)
        before.execute("ROLLBACK")
        to.execute("PRAGMA journal_mode = DELETE").fetchall()
    return held


def contents_of(path: Path, key: Key | None = None) -> Contents | None:
    """What a file holds, None where it is not whole."""
    with closing(connect_sqlite(path, "ro", key)) as connection:
        whole = [("ok",)]
        is_whole = connection.execute("PRAGMA integrity_check").fetchall() == whole
        is_whole &= connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return _count(connection) if is_whole else None


def _count(connection: sqlite3.Connection) -> Contents:
    """Rows of each of our tables; the names are our own, so nothing foreign is asked."""
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    rows = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in sorted(names & metadata.tables.keys())
    }
    if "alembic_version" not in names:
        return Contents(None, rows)
    found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return Contents(found and found[0], rows)


def check_backup(path: Path, key: Key | None = None) -> None:
    """Raise StoreError where a file is no backup that this edition can bring back."""
    try:
        with told_plainly():
            found = contents_of(path, key)
    except StoreError:
        found = None
    if found is None or found.schema is None:
        raise StoreError(NO_BACKUP.format(path))
    if found.schema not in KNOWN_SCHEMAS:
        raise StoreError(LATER)


def sync_to_disk(path: Path) -> None:
    """See to it that a file, or what a folder lists, is on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def journal_mode_of(path: Path, key: Key | None = None) -> str:
    """How a file takes changes: "wal" where it was opened by this edition."""
    with closing(connect_sqlite(path, "ro", key)) as connection:
        return str(connection.execute("PRAGMA journal_mode").fetchone()[0])
