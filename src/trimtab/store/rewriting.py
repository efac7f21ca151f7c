"""Files written anew under another key or none: compared row by row, then one for the other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import BinaryIO

from trimtab.domain.errors import StoreError
from trimtab.store.backups import UNLIKE, Backup, appearing_whole
from trimtab.store.connections import connect_sqlite
from trimtab.store.failures import IN_USE, NO_ACCESS, told_plainly
from trimtab.store.keys import Key, is_plain, salt_of

PARTS = (".*.part", ".incoming.sqlite3")
"""What a crash leaves behind of a file that was being written."""

BLANK = bytes(2**20)
SCHEMA = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"


def rewrite(path: Path, before: Key | None, after: Key | None) -> None:
    """Write a file anew under another key, in its own place; a crash leaves the one or the other.

    The room of one that anybody could read is blanked, as far as the disk lets it be.
    Raises StoreError.
    """
    readable = _opened(path) if before is None else None
    try:
        settle(path, before)
        copy_under(path, path, before, after)
        if readable is not None:
            _blank(readable)
    finally:
        if readable is not None:
            readable.close()


def _opened(path: Path) -> BinaryIO | None:
    """The file itself, which stays in reach when another takes its place; not so on Windows."""
    if os.name == "nt":
        return None
    try:
        return path.open("r+b")
    except OSError:
        raise StoreError(NO_ACCESS) from None


def _blank(file: BinaryIO) -> None:
    left = file.seek(0, os.SEEK_END)
    file.seek(0)
    with suppress(OSError):  # it is gone from the folder in any case
        while left > 0:
            left -= file.write(BLANK[:left])
        file.flush()
        os.fsync(file.fileno())


def settle(path: Path, key: Key | None) -> None:
    """Move a file's log into it, so that another file finds none. Raises StoreError."""
    with told_plainly(), closing(connect_sqlite(path, "rw", key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if mode != "delete":
        raise StoreError(IN_USE)


def copy_under(source: Path, target: Path, before: Key | None, after: Key | None) -> None:
    """Copy a file under another key; the copy appears once each row was compared.

    Raises StoreError.
    """
    with appearing_whole(target) as part, told_plainly():
        _export(source, part, before, after)
        if not are_equal((source, before), (part, after)):
            raise StoreError(UNLIKE)


def _export(source: Path, part: Path, before: Key | None, after: Key | None) -> None:
    """SQLCipher reads and writes both kinds; the connection is to one that is sealed."""
    (sealed, key), (other, other_key), ways = (part, after), (source, before), "'main', 'other'"
    if after is None:
        (sealed, key), (other, other_key), ways = (source, before), (part, None), "'other', 'main'"
    spelled = other_key.spelled if other_key else ""
    with closing(connect_sqlite(sealed, "rw", key)) as connection:
        place = f"{other.absolute().as_uri()}?mode=rw"
        connection.execute("ATTACH DATABASE ? AS other KEY ?", (place, spelled))
        connection.execute(f"SELECT sqlcipher_export({ways})").fetchall()


def are_equal(one: tuple[Path, Key | None], other: tuple[Path, Key | None]) -> bool:
    """Whether two files, each with its key, hold the same tables and the same rows in each."""
    with (
        closing(connect_sqlite(one[0], "ro", one[1])) as left,
        closing(connect_sqlite(other[0], "ro", other[1])) as right,
    ):
        tables = left.execute(SCHEMA).fetchall()
        if right.execute(SCHEMA).fetchall() != tables:
            return False
        names = [name for kind, name, *_ in tables if kind == "table"]
        return all(_rows_are_equal(left, right, name) for name in names)


def _rows_are_equal(left: sqlite3.Connection, right: sqlite3.Connection, name: str) -> bool:
    try:
        pairs = zip(_rows(left, name), _rows(right, name), strict=True)
        return all(mine == theirs for mine, theirs in pairs)
    except ValueError:  # one of them ends before the other
        return False


def _rows(connection: sqlite3.Connection, name: str) -> Iterator[tuple[object, ...]]:
    quoted = name.replace('"', '""')
    yield from connection.execute(f'SELECT rowid, * FROM "{quoted}" ORDER BY rowid')  # noqa: S608


def rewrite_backups(
    backups: Iterable[Backup], before: Key | None, after: Key | None
) -> tuple[Path, ...]:
    """Bring backups under the key of the store, or out of it; those that are left as they were.

    One that is under a key that is not known stays so, and one that is damaged stays damaged.
    """
    left = []
    for backup in backups:
        path, wanted = backup.path, after.salt if after else b""
        known = {before.salt: before} if before else {}
        if salt_of(path) == wanted or (after is None and is_plain(path)):
            continue
        try:
            if not is_plain(path) and salt_of(path) not in known:
                left.append(path)
            else:
                rewrite(path, known.get(salt_of(path)), after)
        except StoreError:
            left.append(path)
    return tuple(left)


def remove_strays(*folders: Path) -> None:
    """Remove files that anybody could read and that a crash left half written."""
    for folder in folders:
        for pattern in PARTS:
            for path in folder.glob(pattern):
                if is_plain(path):
                    with suppress(OSError):
                        path.unlink()
