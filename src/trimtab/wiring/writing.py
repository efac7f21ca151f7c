"""Writes a command's word into what is kept: by itself, or through the app where that is open.

One process at a time writes what is kept. While the app is open the command comes in as a browser
does, by a link that opens once, says its word, and leaves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from trimtab.domain.errors import BusyError, StoreError
from trimtab.wiring.app_open import OpenApp
from trimtab.wiring.unlocking import SERVE_LOCK, folder_of, key_of

if TYPE_CHECKING:
    from trimtab.store.keys import Key
    from trimtab.store.sql_store import SqlStore

Done = TypeVar("Done")


@cache
def known_key(path: Path) -> Key | None:
    """What opens a sealed file, asked for once in a command."""
    return key_of(path)


def written(
    folder: Path | None,
    now: datetime,
    here: Callable[[SqlStore], Done],
    there: Callable[[OpenApp], Done],
) -> Done:
    """Do something to what is kept, or have the app do it where that is open.

    Raises StoreError where nothing is kept yet.
    """
    from trimtab.disk import held_alone
    from trimtab.store.opening import FILE, NOTHING_KEPT, open_store

    place = folder_of(folder)
    if not (place / FILE).is_file():
        raise StoreError(NOTHING_KEPT.format(place))
    try:
        with held_alone(place / SERVE_LOCK):
            store = open_store(place, lambda: now, key=known_key(place / FILE))
            with contextlib.closing(store):
                return here(store)
    except BusyError:
        return there(OpenApp(place))
