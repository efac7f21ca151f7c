"""The seal on what is kept: opened by the passphrase, closed again once nobody is inside."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from trimtab.domain.errors import StoreError
from trimtab.web.desk import Desk

PATIENCE_SECONDS = 20.0
STILL_CLOSING = "Trimtab is still closing. Try again in a moment."


@dataclass(frozen=True, slots=True, eq=False)
class Rooms:
    """What is there while it is open: the desk, what pages tell of trouble, and how it ends."""

    desk: Desk
    notices: Callable[[], tuple[str, ...]]
    close: Callable[[], None]


class Seal:
    """Whether what is kept is open; threads may share it.

    `check` refuses a passphrase that does not open it, `open_rooms` takes one that does. Whoever is
    being answered while it closes is answered to the end.
    """

    def __init__(self, check: Callable[[str], None], open_rooms: Callable[[str], Rooms]) -> None:
        self._check, self._open_rooms = check, open_rooms
        self._rooms: Rooms | None = None
        self._leaving: Rooms | None = None
        self._inside = 0
        self._changed = threading.Condition()
        self._opening = threading.Lock()

    def enter(self) -> Rooms | None:
        """Come in, where it is open; then `leave` has to follow."""
        with self._changed:
            if self._rooms is not None:
                self._inside += 1
            return self._rooms

    def leave(self) -> bool:
        """Go; whether it is closing and this was the last one inside, so that `end` has to follow.

        Quick, where ending may take a second.
        """
        with self._changed:
            self._inside -= 1
            return self._leaving is not None and not self._inside

    def open(self, passphrase: str) -> Rooms:
        """Open it; where it is open, only look whether the passphrase is right.

        Raises PassphraseError, StoreError.
        """
        with self._opening:
            with self._changed:
                if not self._changed.wait_for(lambda: self._leaving is None, PATIENCE_SECONDS):
                    raise StoreError(STILL_CLOSING)
                rooms = self._rooms
            if rooms is not None:
                self._check(passphrase)
                return rooms
            rooms = self._open_rooms(passphrase)
            with self._changed:
                self._rooms = rooms
            return rooms

    def close(self) -> None:
        """Let nobody in any more; what was open ends once those inside have gone."""
        with self._changed:
            if self._rooms is not None:
                self._rooms, self._leaving = None, self._rooms
            is_empty = not self._inside
        if is_empty:
            self.end()

    def end(self) -> None:
        """End what was open, if it is closing."""
        with self._changed:
            leaving = self._leaving
        if leaving is None:
            return
        try:
            leaving.close()
        finally:
            with self._changed:
                self._leaving = None
                self._changed.notify_all()
