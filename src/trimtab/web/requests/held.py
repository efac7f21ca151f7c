"""Requests that are weighed now, in memory alone and for some hours: nothing of them is kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from trimtab.domain.answers import Limit
from trimtab.domain.requests import Asked

MOST_HELD = 16
HELD_FOR = timedelta(hours=12)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRequest:
    """A request on its way to an answer.

    `text` is as it was pasted, `sentence` where it asks, `line` how it was read, `job` weighs it.
    `invitation` is the file it came as. `kept_id` is that of its record, once it is kept.
    """

    text: str
    line: str
    sentence: str
    asked: Asked
    job: str
    since: datetime
    asker: str = ""
    invitation: bytes = b""
    limit: Limit | None = None
    kept_id: str = ""


@dataclass(frozen=True, slots=True)
class HeldRequests:
    """The few requests that are weighed now, the oldest first."""

    _held: OrderedDict[str, HeldRequest] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def hold(self, id_: str, held: HeldRequest) -> None:
        """Hold a request in place of the one of that id."""
        with self._lock:
            self._held[id_] = held
            self._held.move_to_end(id_)
            while len(self._held) > MOST_HELD:
                self._held.popitem(last=False)

    def find(self, id_: str, now: datetime) -> HeldRequest | None:
        """The request of that id, None where none is held any more."""
        with self._lock:
            for other in [one for one, held in self._held.items() if now - held.since > HELD_FOR]:
                del self._held[other]
            return self._held.get(id_)
