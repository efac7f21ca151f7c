"""Answers on their way to a score that stand aside for the help card, or for somebody written down.

They are held in memory alone, under the random name of their page, and for an hour at most.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_HELD = 16
HELD_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Held:
    """What was sent from the page of questions of a name, and when."""

    name: str
    fields: Mapping[str, str]
    since: datetime


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """The few sittings that stand aside now, the oldest first."""

    _held: OrderedDict[str, Held] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self, sitting_id: str, held: Held) -> None:
        """Hold answers in place of those of the same sitting."""
        with self._lock:
            self._held[sitting_id] = held
            self._held.move_to_end(sitting_id)
            while len(self._held) > MOST_HELD:
                self._held.popitem(last=False)

    def find(self, sitting_id: str, now: datetime) -> Held | None:
        """The answers of a sitting, None where none are held any more."""
        with self._lock:
            for other in [one for one, held in self._held.items() if now - held.since > HELD_FOR]:
                del self._held[other]
            return self._held.get(sitting_id)

    def let_go(self, sitting_id: str) -> None:
        """Forget the answers of a sitting."""
        with self._lock:
            self._held.pop(sitting_id, None)
