"""Anki's collection, opened so that nothing in a stranger's file can do more than be read."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from trimtab.domain.deck_errors import UnreadableDeckError

MOST_CARDS, MOST_ANSWERS = 300_000, 600_000
MOST_STEPS = 4000
STEPS_EACH = 100_000
"""A question may take so many times so many steps of SQLite's machine: about ten seconds."""

SCHEMAS = (11, 18)
WAL_VERSION_AT = (18, 19)
EXPORT_AGAIN = "In Anki choose Tools, Check Database, then try again or export the collection."
NO_COLLECTION = "Choose collection.anki2 from Anki's folder, or a .colpkg export."
LIMITS = (
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_LENGTH, 2**24),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 2**16),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 0),
    (sqlite3.SQLITE_LIMIT_WORKER_THREADS, 0),
)
ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION})
NEEDED = ("cards", "col", "revlog")


@contextlib.contextmanager
def opened(path: Path, name: str) -> Iterator[Collection]:
    """A copy of a collection, open for reading. Raises UnreadableDeckError."""
    has_log = Path(f"{path}-wal").exists()
    mode = "mode=rw" if has_log else "mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?{mode}", uri=True, isolation_level=None)
    except sqlite3.Error as error:
        raise _damaged(name, error) from error
    with contextlib.closing(connection):
        try:
            _close_in(connection)
            found = Collection(connection, name, _schema(connection, name))
        except (sqlite3.Error, UnicodeError) as error:  # a fault told in broken letters is one too
            raise _damaged(name, error) from error
        yield found


class Collection:
    """Questions to an open collection, each within limits."""

    def __init__(self, connection: sqlite3.Connection, name: str, schema: int) -> None:
        self._connection = connection
        self.name = name
        self.schema = schema

    def rows(self, question: str, given: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Every row. Raises UnreadableDeckError."""
        try:
            return self._connection.execute(question, given).fetchall()
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise _damaged(self.name, error) from error


def _close_in(connection: sqlite3.Connection) -> None:
    """Take away what reading does not need, then look whether the tables are sound."""
    for limit, most in LIMITS:
        connection.setlimit(limit, most)
    steps = iter(range(MOST_STEPS))
    connection.set_progress_handler(lambda: next(steps, None) is None, STEPS_EACH)
    connection.text_factory = _text
    connection.create_collation("unicase", _unicase)
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")  # a log beside it is read without a file
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA query_only=ON")


def _schema(connection: sqlite3.Connection, name: str) -> int:
    """The version of the tables, when they are Anki's. Raises UnreadableDeckError."""
    listed = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%'"
    )
    tables = {one for (one,) in listed}
    if not tables.issuperset(NEEDED):
        raise UnreadableDeckError(name, "This is a database, but not one of Anki's.", NO_COLLECTION)
    for table in ("cards", "revlog"):
        told = connection.execute(f"PRAGMA quick_check({table})").fetchone()
        if told is None or told[0] != "ok":
            raise sqlite3.DatabaseError("quick_check")
    connection.set_authorizer(_only_reading)
    (version,) = connection.execute("SELECT ver FROM col").fetchone() or (0,)
    if not isinstance(version, int) or not SCHEMAS[0] <= version <= SCHEMAS[1]:
        raise UnreadableDeckError(
            name,
            f"It is of version {version}; versions {SCHEMAS[0]} to {SCHEMAS[1]} are understood.",
            'Export it from Anki with "Support older Anki versions" ticked.',
        )
    return version


def _only_reading(action: int, *_: object) -> int:
    return sqlite3.SQLITE_OK if action in ALLOWED else sqlite3.SQLITE_DENY


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _unicase(one: str, other: str) -> int:
    """Anki's order of names: by letters without regard to case."""
    first, second = one.casefold(), other.casefold()
    return (first > second) - (first < second)


def _damaged(name: str, error: Exception) -> UnreadableDeckError:
    said = str(error)
    if "interrupted" in said:
        return UnreadableDeckError(name, "It took too long to read and was stopped.", EXPORT_AGAIN)
    if "not a database" in said:
        return UnreadableDeckError(name, "This is no collection of Anki's.", NO_COLLECTION)
    return UnreadableDeckError(name, "It is damaged; nothing of it is used.", EXPORT_AGAIN)
