"""Keys that did not fit are counted: after some of them, what can be guessed has to wait."""

from __future__ import annotations

import threading
from collections import deque
from datetime import datetime, timedelta

MOST_FROM_ONE, MOST_IN_ALL = 10, 100
STRETCH = timedelta(minutes=5)


class Attempts:
    """Failed tries of the last five minutes, from one address and from all of them together."""

    def __init__(self) -> None:
        self._failed: deque[tuple[datetime, str]] = deque(maxlen=MOST_IN_ALL)
        self._lock = threading.Lock()

    def must_wait(self, address: str, now: datetime) -> bool:
        """Whether another try from there is too many now."""
        with self._lock:
            recent = [one for at, one in self._failed if now - at < STRETCH]
        return recent.count(address) >= MOST_FROM_ONE or len(recent) >= MOST_IN_ALL

    def failed(self, address: str, now: datetime) -> None:
        """Count a key that did not fit."""
        with self._lock:
            self._failed.append((now, address))
