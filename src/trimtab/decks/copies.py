"""Copies of collections: of one that Anki may have open, and of one inside an export."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path
from typing import IO

from trimtab.decks.collection import NO_COLLECTION
from trimtab.domain.deck_errors import UnreadableDeckError

MOST_BYTES = 2 * 2**30
PIECE = 2**20
TRIES = 3
SQLITE_HEAD = b"SQLite format 3\x00"
ZIP_HEAD = b"PK\x03\x04"
EXPORTED = ("collection.anki21", "collection.anki2")
NEWEST = "collection.anki21b"
OLDER = 'Export it again with "Support older Anki versions" ticked and scheduling included.'
COPIED = "collection"
NOT_THERE = "It is not there yet."
EXPORT_IT = "Export your deck from Anki to it, or name Anki's own collection.anki2."


def copy_collection(source: Path, folder: Path) -> Path:
    """A copy in an empty folder of the collection in a file. Raises UnreadableDeckError."""
    name = source.name
    try:
        with source.open("rb") as file:
            head = file.read(len(SQLITE_HEAD))
            if head.startswith(ZIP_HEAD):
                return _from_export(file, folder, name)
            if head == SQLITE_HEAD:
                return _still_copy(source, folder)
    except FileNotFoundError as error:
        raise UnreadableDeckError(name, NOT_THERE, EXPORT_IT) from error
    except OSError as error:
        why = f"It cannot be read: {(error.strerror or str(error)).lower()}."
        raise UnreadableDeckError(name, why, "") from error
    if not head:
        raise UnreadableDeckError(name, "It is empty.", NO_COLLECTION)
    raise UnreadableDeckError(name, "This is no collection of Anki's.", NO_COLLECTION)


def copy_open(file: IO[bytes], folder: Path, name: str) -> Path:
    """A copy in an empty folder of a collection that is open. Raises UnreadableDeckError."""
    file.seek(0)
    head = file.read(len(SQLITE_HEAD))
    file.seek(0)
    if head.startswith(ZIP_HEAD):
        return _from_export(file, folder, name)
    if head != SQLITE_HEAD:
        why = "This is no collection of Anki's." if head else "It is empty."
        raise UnreadableDeckError(name, why, NO_COLLECTION)
    target = folder / COPIED
    _pour(file, target, name)
    return target


def _still_copy(source: Path, folder: Path) -> Path:
    """A copy of a file and the log beside it, neither of which changed meanwhile."""
    log = Path(f"{source}-wal")
    target = folder / COPIED
    for _ in range(TRIES):
        before = _state(source), _state(log)
        _copy(source, target)
        copied_log = Path(f"{target}-wal")
        copied_log.unlink(missing_ok=True)
        if before[1] is not None and before[1][0]:
            _copy(log, copied_log)
        if before == (_state(source), _state(log)):
            return target
    raise UnreadableDeckError(
        source.name, "Anki is writing to it at this moment.", "Try again in a minute."
    )


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise _too_large(source.name)
        _pour(file, target, source.name)


def _pour(file: IO[bytes], target: Path, name: str) -> None:
    left = MOST_BYTES
    with target.open("wb") as written:
        while piece := file.read(PIECE):
            left -= len(piece)
            if left < 0:
                raise _too_large(name)
            written.write(piece)


def _from_export(file: IO[bytes], folder: Path, name: str) -> Path:
    try:
        with zipfile.ZipFile(file) as export:
            held = set(export.namelist())
            inner = next((one for one in EXPORTED if one in held), None)
            if NEWEST in held and EXPORTED[0] not in held:
                raise UnreadableDeckError(
                    name, "This export is packed in a way that only Anki itself opens.", OLDER
                )
            if inner is None:
                raise UnreadableDeckError(
                    name, "This archive holds no collection of Anki's.", NO_COLLECTION
                )
            target = folder / COPIED
            with export.open(inner) as member:
                _pour(member, target, name)
            return target
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableDeckError(name, "This export is damaged.", "Export it again.") from error


def _too_large(name: str) -> UnreadableDeckError:
    return UnreadableDeckError(
        name, "It is larger than 2 GB.", "Export one deck of it, without media."
    )
