"""What is done by itself while Trimtab is open: one quiet thread, whose troubles pages tell."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from trimtab.domain.errors import TrimtabError

BETWEEN_SECONDS = 600.0
FAULT = "{} did not work, by a fault of Trimtab's own. What was kept before is safe."
Chore = Callable[[datetime], object]


class Care:
    """Does each chore in turn, now and every ten minutes; each knows whether it is due.

    A chore that fails is told by a sentence until it works again.
    """

    def __init__(self, chores: Mapping[str, Chore], now: Callable[[], datetime]) -> None:
        self._chores = chores
        self._now = now
        self._troubles: dict[str, str] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="care", daemon=True)

    def troubles(self) -> tuple[str, ...]:
        """What did not work when it was last tried."""
        return tuple(self._troubles.copy().values())

    def do_once(self) -> None:
        """Try every chore; one that fails stops no other."""
        for name, chore in self._chores.items():
            try:
                chore(self._now())
            except TrimtabError as error:
                self._troubles[name] = str(error)
            except Exception:  # noqa: BLE001 - the edge of a thread
                self._troubles[name] = FAULT.format(name)
            else:
                self._troubles.pop(name, None)

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """End after the chore at hand."""
        self._end.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _go_on(self) -> None:
        while not self._end.is_set():
            self.do_once()
            self._end.wait(BETWEEN_SECONDS)
