"""Opens what is kept: a file in the data folder, or a database on a server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from trimtab.disk import OWN_FILE, OWN_FOLDER, held_alone
from trimtab.domain.errors import (
    BusyError,
    MissingPartError,
    SealedError,
    StoreError,
    UnwritableFileError,
    WrongPassphraseError,
)
from trimtab.store.backups import Backups
from trimtab.store.connections import (
    Connections,
    connect_sqlite,
    server_engine,
    sqlite_reader,
    sqlite_writer,
)
from trimtab.store.failures import IN_USE, NO_ACCESS, told_plainly
from trimtab.store.keys import Key, derive_key, is_sealed, salt_of
from trimtab.store.rewriting import remove_strays, rewrite_backups
from trimtab.store.sql_store import SqlStore
from trimtab.store.tables import SCHEMA
from trimtab.store.upgrading import find_schema, upgrade

OWNER = "me"
"""Whose rows they are where one person keeps their own."""

FILE, LOCK, BACKUPS = "trimtab.sqlite3", "trimtab.lock", "backups"
NOTHING_KEPT = "Nothing is kept in {} yet. `trimtab serve` starts it."
NOT_YET = (
    "What is kept is of an earlier edition. Run `trimtab serve` once, which brings it up to date."
)
Now = Callable[[], datetime]


def clock() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def open_store(
    place: Path | str, now: Now = clock, *, owner: str = OWNER, key: Key | None = None
) -> SqlStore:
    """Open the store of a data folder, or of a `postgresql+psycopg://…` address, and own it.

    It is made where there is none, and brought up to date after a backup. A folder is held by one
    process at a time. A sealed file needs its key; where there is no file, one is made that has it.
    Raises StoreError.
    """
    if isinstance(place, str) and "://" in place:
        return _open_server(place, owner)
    return _open_folder(Path(place), now, owner, key)


def read_store(folder: Path, *, owner: str = OWNER, key: Key | None = None) -> SqlStore:
    """Open the store of a folder for reading alone, even while another process owns it.

    Raises StoreError.
    """
    path = folder / FILE
    if not path.is_file():
        raise StoreError(NOTHING_KEPT.format(folder))
    if key is None and is_sealed(path):
        raise SealedError
    reader = sqlite_reader(path, key)
    connections = Connections(reader, reader, owner)
    with connections.reading() as connection:
        is_current = find_schema(connection) == SCHEMA
    if not is_current:
        connections.close()
        raise StoreError(NOT_YET)
    return SqlStore(connections, owner)


def find_key(path: Path, passphrase: str) -> Key:
    """The key that a passphrase gives for a sealed file, tried on it.

    Raises WrongPassphraseError, and StoreError where the file is damaged.
    """
    key = derive_key(passphrase, salt_of(path))
    with told_plainly(), closing(connect_sqlite(path, "ro", key)) as connection:
        if not _is_readable(connection):
            raise WrongPassphraseError
    return key


def _is_readable(connection: sqlite3.Connection) -> bool:
    """Whether a file's first page makes sense by the key of this connection."""
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except Exception as error:
        if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_NOTADB:
            raise
        return False
    return True


def hold(folder: Path, held: ExitStack) -> None:
    """Own a folder until `held` ends. Raises StoreError where another process does."""
    try:
        held.enter_context(held_alone(folder / LOCK))
    except BusyError:
        raise StoreError(IN_USE) from None
    except (UnwritableFileError, OSError):
        raise StoreError(NO_ACCESS) from None


def _open_folder(folder: Path, now: Now, owner: str, key: Key | None) -> SqlStore:
    with ExitStack() as held:
        hold(folder, held)
        path = folder / FILE
        if key is None and is_sealed(path):
            raise SealedError
        make_private(path)
        writer = sqlite_writer(path, key)
        held.callback(writer.dispose)
        backups = Backups(folder / BACKUPS, path, key)
        with told_plainly(), writer.connect() as connection:
            standing = find_schema(connection)
        if standing not in {None, SCHEMA}:
            backups.back_up(now(), because=f"before-{SCHEMA}")
        if standing != SCHEMA:
            with told_plainly(), writer.begin() as connection:
                upgrade(connection)
        if key is not None:  # what a crash left readable beside it goes, or is sealed
            remove_strays(folder, folder / BACKUPS)
            rewrite_backups(backups.list(), None, key)
        connections = Connections(writer, sqlite_reader(path, key), owner)
        connections.clear_log()  # a crash may have left in it what was deleted or replaced
        return SqlStore(connections, owner, backups, held.pop_all())


def make_private(path: Path) -> None:
    """Make an empty file there if there is none; in any case nobody else may read it."""
    try:
        path.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
        path.touch(mode=OWN_FILE)
        path.chmod(OWN_FILE)
    except OSError:
        raise StoreError(NO_ACCESS) from None


def _open_server(url: str, owner: str) -> SqlStore:
    try:
        engine = server_engine(url)
    except ModuleNotFoundError:
        raise MissingPartError("What connects to PostgreSQL", "hosted") from None
    connections = Connections(engine, engine, owner)
    with connections.writing() as connection:
        if find_schema(connection) != SCHEMA:
            upgrade(connection)
    return SqlStore(connections, owner)
