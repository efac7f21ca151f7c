"""Connections to the database: many readers, one writer.

SQLite before 3.51.3 can damage a file in WAL mode when two connections write or checkpoint at the
same moment (sqlite.org/wal.html, "The WAL-Reset Bug"). Here one connection does both, guarded by a
lock; readers open the file read-only, so that they cannot, not even while they close.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    Connection,
    Engine,
    PoolProxiedConnection,
    QueuePool,
    create_engine,
    event,
    text,
)

from trimtab.domain.errors import StoreError
from trimtab.store.failures import told_plainly
from trimtab.store.keys import Key, sqlcipher

BUSY_SECONDS = 5.0
READERS = 9
"""Eight to read with, one that watches for writes."""
CHECKPOINT_PAGES = 1000
WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}",
)
BRIEFLY, PATIENTLY = "PRAGMA busy_timeout = 100", f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000:.0f}"
PACK, CLEAR_LOG = "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"
"""Overwriting what is deleted leaves some of it: rows that moved from page to page left copies in
the room between others. Packed anew, a file holds nothing but its rows."""
READING = ("PRAGMA query_only = ON", "PRAGMA wal_autocheckpoint = 0")
SILENT = "PRAGMA cipher_log_level = NONE"
"""SQLCipher would write of each passphrase that does not fit to standard error."""


class Connections:
    """Lets threads read at any time and write one after the other, each write whole."""

    def __init__(self, writer: Engine, reader: Engine, owner: str) -> None:
        self._writer, self._reader, self._owner = writer, reader, owner
        self._lock = threading.RLock()
        self._open: Connection | None = None
        self._thread: int | None = None
        self._failure: StoreError | None = None
        self._afterwards: list[Callable[[], None]] = []
        self._is_log_to_clear = self._is_to_pack = self._is_to_pack_at_end = False
        self._watching = threading.Lock()
        self._watcher: PoolProxiedConnection | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether all is in a file of ours."""
        return self._writer.dialect.name == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read from; inside a write of this thread, the one that writes."""
        if self._open is not None and self._thread == threading.get_ident():
            yield self._open
            return
        with told_plainly(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection to write to; what is written inside lasts as a whole, or not at all."""
        with self._lock:
            if self._open is None:
                with self._transaction() as connection:
                    yield connection
                self._do_what_waited()
                return
            if self._failure is not None:  # SQLite may have ended the transaction already
                raise self._failure
            try:
                with told_plainly():
                    yield self._open
            except StoreError as error:
                self._failure = error
                raise

    @contextmanager
    def erasing(self) -> Iterator[Connection]:
        """The same for what takes words away: nothing of them stays in the file or its log."""
        with self.writing() as connection:
            yield connection
            self._is_to_pack = self.is_sqlite
            self.clear_log()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """The same for several writes; inside another, it can fail on its own."""
        with self.writing() as connection, connection.begin_nested():
            yield

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """A write whose parts failed fails as they did, even if somebody caught what they said."""
        self._failure = None
        self._afterwards.clear()
        try:
            with told_plainly(), self._writer.begin() as connection:
                self._lock_owner(connection)
                self._open, self._thread = connection, threading.get_ident()
                try:
                    yield connection
                finally:
                    self._open = self._thread = None
                if self._failure is not None:
                    raise self._failure
        except StoreError:
            if self._failure is not None:
                raise self._failure from None
            raise

    def _lock_owner(self, connection: Connection) -> None:
        """On a server, other processes may write for the same person: one after the other."""
        if not self.is_sqlite:
            connection.execute(
                text("SELECT pg_advisory_xact_lock(hashtext(:owner))"), {"owner": self._owner}
            )

    def after_writing(self, action: Callable[[], None]) -> None:
        """Do something once the write lasts that this thread is in; now where it is in none."""
        with self._lock:
            self._afterwards.append(action)
            if self._open is None:
                self._do_what_waited()

    def _do_what_waited(self) -> None:
        waited = tuple(self._afterwards)
        self._afterwards.clear()
        for action in waited:
            action()
        self._clean()

    def clear_log(self) -> None:
        """Have nothing of what was replaced stay in the log, once the write lasts that this is in.

        SQLite empties its log only while nobody reads: where somebody does, it is tried again after
        the next write, and at the end. A server keeps its log by rules of its own.
        """
        with self._lock:
            self._is_log_to_clear = self._is_to_pack_at_end = self.is_sqlite
            if self._open is None:
                self._do_what_waited()

    def _clean(self) -> None:
        """Nobody waits long for it, and what was deleted stays deleted where it fails."""
        with contextlib.suppress(StoreError):
            if self._is_to_pack:
                self.run_alone(PACK)
                self._is_to_pack = self._is_to_pack_at_end = False
            if self._is_log_to_clear:
                self._is_log_to_clear = bool(self.run_alone(BRIEFLY, CLEAR_LOG))
                self.run_alone(PATIENTLY)

    def version(self) -> str:
        """A text that is another one after every write that lasts.

        SQLite counts for one connection the writes of all others (sqlite.org/pragma.html,
        data_version), so one reader is kept for that; PostgreSQL names the writes that a reader
        can see.
        """
        with told_plainly():
            if not self.is_sqlite:
                with self._reader.connect() as connection:
                    return str(connection.scalar(text("SELECT pg_current_snapshot()::text")))
            with self._watching:
                if self._watcher is None:
                    self._watcher = self._reader.raw_connection()
                found = self._watcher.cursor().execute("PRAGMA data_version").fetchone()
                return str(found[0])

    def run_alone(self, *statements: str) -> Any:
        """Run what no transaction may hold on SQLite's one writer; the last one's first answer."""
        with self._lock, told_plainly():
            raw = self._writer.raw_connection()
            try:
                answers = [raw.cursor().execute(statement).fetchone() for statement in statements]
                return answers[-1] and answers[-1][0]
            finally:
                raw.close()

    def close(self) -> None:
        """Close the readers first: whoever closes last moves the log into the file."""
        with self._lock, told_plainly():
            with self._watching:
                if self._watcher is not None:
                    self._watcher.close()
                self._watcher = None
            self._reader.dispose()
            self._is_to_pack |= self._is_to_pack_at_end
            self._clean()
            self._writer.dispose()


def sqlite_writer(path: Path, key: Key | None = None) -> Engine:
    """The one connection that writes to a file."""
    return _sqlite_engine(path, "rwc", WRITING, key)


def sqlite_reader(path: Path, key: Key | None = None) -> Engine:
    """Connections that can only read."""
    return _sqlite_engine(path, "ro", READING, key)


def _sqlite_engine(path: Path, mode: str, pragmas: tuple[str, ...], key: Key | None) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = connect_sqlite(path, mode, key)
        for pragma in pragmas:
            connection.execute(pragma).fetchall()
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher() if key else sqlite3,
        creator=connect,
        poolclass=QueuePool,
        pool_size=READERS if mode == "ro" else 1,
        max_overflow=0,
        hide_parameters=True,
    )
    begin = "BEGIN" if mode == "ro" else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: _say(connection, begin))
    return engine


def _say(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)


def connect_sqlite(path: Path, mode: str, key: Key | None = None) -> sqlite3.Connection:
    """A plain connection that begins no transaction by itself; `mode` is ro, rw or rwc.

    With a key it is SQLCipher's, which looks the same.
    """
    connect = sqlcipher().connect if key else sqlite3.connect
    connection = connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    if key:
        for statement in (SILENT, f'PRAGMA key = "{key.spelled}"'):
            connection.execute(statement).fetchall()
    return cast("sqlite3.Connection", connection)


def server_engine(url: str) -> Engine:
    """Connections to PostgreSQL, each asked whether it still stands before it is used."""
    settings: dict[str, Any] = {"options": "-c timezone=UTC -c lock_timeout=4000"}
    return create_engine(
        url, pool_pre_ping=True, pool_size=READERS, hide_parameters=True, connect_args=settings
    )
