"""What a database says when it cannot, as sentences for the person.

What a database says itself may hold the person's words, so none of it goes on from here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from trimtab.domain.errors import StoreError, StoreFullError

DAMAGED = (
    "What is kept cannot be read: its file is damaged. Bring back the last backup with "
    "`trimtab restore FILE`; `trimtab doctor` says where they are."
)
IN_USE = (
    "Another run of Trimtab is using what is kept, the web app perhaps. Stop it, then try again."
)
LATER = (
    "What is kept was written by a later edition of Trimtab. Install that edition, "
    "or bring back an older backup with `trimtab restore FILE`."
)
NO_ACCESS = (
    "What is kept cannot be opened or written there. Look at who owns the data folder and whether "
    "its disk is writable; `trimtab doctor` says where it is."
)
NO_WRITE = (
    "The disk did not take it, so this was not kept. Everything kept before is safe. "
    "See whether the disk is full or failing, then do it again."
)
NO_SERVER = "The database server does not answer. Start it, then try again."
OWN_FAULT = "This could not be kept: a fault in Trimtab. Everything kept before is safe."

_PLAIN_CODE = 0xFF
_SENTENCES = {
    sqlite3.SQLITE_PERM: NO_ACCESS,
    sqlite3.SQLITE_BUSY: IN_USE,
    sqlite3.SQLITE_LOCKED: IN_USE,
    sqlite3.SQLITE_READONLY: NO_ACCESS,
    sqlite3.SQLITE_IOERR: NO_WRITE,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_CANTOPEN: NO_ACCESS,
    sqlite3.SQLITE_NOTADB: DAMAGED,
}
_DISK_FULL, _CONNECTION_LOST = "53100", ("08", "57")


@contextmanager
def told_plainly() -> Iterator[None]:
    """Raise what a database says as StoreError or StoreFullError, without a trace of its words."""
    failure: StoreError | None = None
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None)
        failure = cause if isinstance(cause, StoreError) else _failure_of(cause)
    except sqlite3.Error as error:
        failure = _failure_of(error)
    except OverflowError:  # a number that no column holds
        failure = StoreError(OWN_FAULT)
    except UnicodeDecodeError:  # text that is no longer text
        failure = StoreError(DAMAGED)
    except Exception as error:
        if not _is_of_sqlcipher(error):
            raise
        failure = _failure_of(error)
    if failure is not None:
        raise failure from None


def _is_of_sqlcipher(error: Exception) -> bool:
    """Whether the engine of sealed files says it, which is loaded only where there are such."""
    return type(error).__module__.startswith("sqlcipher3")


def _failure_of(cause: BaseException | None) -> StoreError:
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        plain = code & _PLAIN_CODE
        if plain == sqlite3.SQLITE_FULL:
            return StoreFullError()
        return StoreError(_SENTENCES.get(plain, OWN_FAULT))
    if not type(cause).__module__.startswith("psycopg"):
        return StoreError(OWN_FAULT)
    return _server_failure(getattr(cause, "sqlstate", None))


def _server_failure(state: str | None) -> StoreError:
    """A server that says nothing at all is not there."""
    if state == _DISK_FULL:
        return StoreFullError()
    is_gone = state is None or state.startswith(_CONNECTION_LOST)
    return StoreError(NO_SERVER if is_gone else OWN_FAULT)
