"""Connects the passphrase of what is kept to the real parts behind it, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.cli.services import Passphrases, Sealed
from trimtab.disk import held_alone
from trimtab.domain.errors import BusyError, StoreError
from trimtab.wiring.reading_apart import forget_readings
from trimtab.wiring.unlocking import SERVE_LOCK, folder_of

if TYPE_CHECKING:
    from trimtab.store.keys import Key

UNSEALED_PLACES = ("feeds", "accounts", "plans")
"""What other commands keep in the data folder: what calendars elsewhere said, and what went there.
"""


def passphrases() -> Passphrases:
    """Every port of the commands for the passphrase."""
    return Passphrases(is_sealed=is_sealed_in, prepare=prepare, check=check, rewrite=rewrite)


def is_sealed_in(folder: Path | None) -> bool:
    """Whether what is kept there is under a passphrase."""
    from trimtab.store.keys import is_sealed
    from trimtab.store.opening import FILE

    return is_sealed(folder_of(folder) / FILE)


def prepare(folder: Path | None) -> None:
    """See whether a passphrase could be set now, before anybody is asked for one.

    Raises StoreError where nothing is kept or it is in use, MissingPartError.
    """
    from trimtab.store.keys import sqlcipher
    from trimtab.store.opening import FILE, NOTHING_KEPT

    place = folder_of(folder)
    if not (place / FILE).is_file():
        raise StoreError(NOTHING_KEPT.format(place))
    sqlcipher()
    with _closed(place):
        pass


def check(folder: Path | None, passphrase: str) -> None:
    """Raise WrongPassphraseError where a passphrase does not open what is kept."""
    from trimtab.store.opening import FILE, find_key

    find_key(folder_of(folder) / FILE, passphrase)


def rewrite(folder: Path | None, before: str | None, after: str | None) -> Sealed:
    """Write what is kept anew under another passphrase or none, and its backups.

    Raises PassphraseError, StoreError.
    """
    from trimtab.store.keys import SALT_BYTES, derive_key
    from trimtab.store.opening import FILE, find_key
    from trimtab.store.sealing import put_under

    place = folder_of(folder)
    old: Key | None = None if before is None else find_key(place / FILE, before)
    new = None if after is None else derive_key(after, secrets.token_bytes(SALT_BYTES))
    with _closed(place):
        done = put_under(place, old, new)
    if new is not None:
        forget_readings()
        forget_readings(place)
    others = tuple(place / one for one in UNSEALED_PLACES if any((place / one).glob("*")))
    return Sealed(done.path, done.backups, done.left, others if new else ())


@contextlib.contextmanager
def _closed(place: Path) -> Iterator[None]:
    """While the web app is not open there, not even behind its passphrase."""
    from trimtab.store.failures import IN_USE

    try:
        with held_alone(place / SERVE_LOCK):
            yield
    except BusyError:
        raise StoreError(IN_USE) from None
