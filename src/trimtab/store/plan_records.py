"""Plans as they are kept: JSON that gives back an equal plan, on the person's own clock.

A plan that cannot be read, because another edition wrote it, is no plan: the next one replaces it.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from trimtab.domain.plans import LastPlan, Plan
from trimtab.store.records import UnreadableRecordError, record_to_text, text_to_record

Known = TypeVar("Known", Plan, LastPlan)
REMEMBERED = 60
"""Plans read that are remembered: a year of weeks and the one that stands."""


def plan_to_text(plan: Plan) -> str:
    """A plan as JSON, every field of it."""
    return record_to_text(plan)


def text_to_plan(text: str) -> Plan | None:
    """The plan that was written, None where this edition cannot read it."""
    return _read(Plan, text)


def last_plan_to_bytes(last: LastPlan) -> bytes:
    """What is known of weeks lived, packed to an eighth."""
    return zlib.compress(record_to_text(last).encode(errors="replace"))


def bytes_to_last_plan(content: bytes) -> LastPlan | None:
    """The week that was written, None where this edition cannot read it."""
    try:
        return _read(LastPlan, zlib.decompress(content).decode())
    except (zlib.error, UnicodeDecodeError):
        return None


def fingerprint_of(content: bytes) -> str:
    """What tells one plan kept from another without reading it."""
    return hashlib.sha256(content).hexdigest()


def _read(kind: type[Known], text: str) -> Known | None:
    try:
        return text_to_record(kind, text)
    except UnreadableRecordError:
        return None


class PlansRead:
    """Plans that were read already, by fingerprint: a page asks for the same one again."""

    def __init__(self) -> None:
        self._plans: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, fingerprint: str, read: Callable[[], Known | None]) -> Known | None:
        """The plan of a fingerprint, read only where it is not remembered."""
        with self._lock:
            if fingerprint in self._plans:
                self._plans.move_to_end(fingerprint)
                known: Known = self._plans[fingerprint]
                return known
        found = read()
        if found is not None:
            self.remember(fingerprint, found)
        return found

    def remember(self, fingerprint: str, plan: Plan | LastPlan) -> None:
        """Remember a plan, and forget the one asked for longest ago where there are too many."""
        with self._lock:
            self._plans[fingerprint] = plan
            if len(self._plans) > REMEMBERED:
                self._plans.popitem(last=False)

    def forget(self) -> None:
        """Remember none."""
        with self._lock:
            self._plans.clear()
