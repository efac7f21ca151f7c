"""What is done by itself while Trimtab is open: one quiet thread, whose troubles pages tell."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trimtab.domain.errors import TrimtabError

LOOK_EVERY_SECONDS = 60.0
FAULT = "{} did not work, by a fault of Trimtab's own. What was kept before is safe."


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to do now and then; `name` begins the sentence that tells of a fault."""

    name: str
    do: Callable[[datetime], object]
    every: timedelta


class Care:
    """Does each chore when it is due; one that fails is told in a sentence until it works again."""

    def __init__(self, chores: Sequence[Chore], now: Callable[[], datetime]) -> None:
        self._chores = tuple(chores)
        self._now = now
        self._done_at: dict[str, datetime] = {}
        self._troubles: dict[str, str] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._go_on, name="care", daemon=True)

    def troubles(self) -> tuple[str, ...]:
        """What did not work when it was last tried."""
        return tuple(self._troubles.copy().values())

    def do_what_is_due(self) -> None:
        """Try every chore that is due; one that fails stops no other."""
        for chore in self._chores:
            now = self._now()
            done_at = self._done_at.get(chore.name)
            if done_at is None or now - done_at >= chore.every:
                self._done_at[chore.name] = now
                self._try(chore, now)

    def _try(self, chore: Chore, now: datetime) -> None:
        try:
            chore.do(now)
        except TrimtabError as error:
            self._troubles[chore.name] = str(error)
        except Exception:  # noqa: BLE001 - the edge of a thread
            self._troubles[chore.name] = FAULT.format(chore.name)
        else:
            self._troubles.pop(chore.name, None)

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
            self.do_what_is_due()
            self._end.wait(LOOK_EVERY_SECONDS)
