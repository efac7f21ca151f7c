"""One-time login links: keys that open once, and not for long; only hashes of them are kept."""

from __future__ import annotations

import contextlib
import threading
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from trimtab.disk import write_private

LINK_MINUTES = 10


def hash_of(secret: str) -> str:
    """What is kept of a secret of 256 random bits."""
    return sha256(secret.encode(errors="replace")).hexdigest()


class Links(Protocol):
    """Keys that were told to the person."""

    def make(self, key: str, now: datetime) -> str:
        """Let a key in once, until some minutes from now."""
        ...

    def use(self, key: str, now: datetime) -> bool:
        """Whether the key opens; it never does again."""
        ...


class LoginLinks:
    """Keys known to this process alone."""

    def __init__(self) -> None:
        self._waiting: dict[str, datetime] = {}
        self._lock = threading.Lock()

    def make(self, key: str, now: datetime) -> str:
        """Let a key in once, until some minutes from now."""
        with self._lock:
            self._waiting[hash_of(key)] = now + timedelta(minutes=LINK_MINUTES)
        return key

    def use(self, key: str, now: datetime) -> bool:
        """Whether the key opens; it never does again."""
        with self._lock:
            until = self._waiting.pop(hash_of(key), None)
        return until is not None and now <= until


class LinkFolder:
    """Keys known to every process of the person's own that can write into a private folder.

    So a second `trimtab serve` makes a link into the first, and asks it nothing.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, key: str, now: datetime) -> str:
        """Let a key in once, until some minutes from now. Raises UnwritableFileError."""
        self._let_go(now)
        until = now + timedelta(minutes=LINK_MINUTES)
        write_private(self._folder / hash_of(key), until.isoformat().encode())
        return key

    def use(self, key: str, now: datetime) -> bool:
        """Whether the key opens; the one who deletes its file is the one who comes in."""
        path = self._folder / hash_of(key)
        try:
            until = datetime.fromisoformat(path.read_text())
            path.unlink()
        except (OSError, ValueError):
            return False
        return now <= until

    def _let_go(self, now: datetime) -> None:
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            with contextlib.suppress(OSError, ValueError):
                if datetime.fromisoformat(path.read_text()) < now:
                    path.unlink()
