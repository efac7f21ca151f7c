"""Readings of calendars that are remembered between one plan and the next."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from trimtab.app.ports import CalendarReader
from trimtab.domain.commitments import CalendarReading, CalendarSource

FRESH_SECONDS = 600.0
"""How long what a calendar elsewhere said is taken for what it says (our choice)."""

MOST_REMEMBERED = 64
"""Readings remembered, the newest: a calendar is read for three stretches of days a plan."""


@dataclass(slots=True)
class RememberingReader:
    """Reads each calendar once for the same days, and again after some minutes.

    A file that is kept is the same for as long as this reader is used: `is_lasting` tells which.
    """

    read: CalendarReader
    clock: Callable[[], float]
    is_lasting: Callable[[str], bool]
    _known: dict[tuple[str, ...], tuple[float, CalendarReading]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """What the source holds between two days."""
        key = _key(source, first, last, zone)
        with self._lock:
            known = self._known.get(key)
            if known is not None and self._is_fresh(source, known[0]):
                return known[1]
            reading = self.read(source, first, last, zone)
            self._known.pop(key, None)
            self._known[key] = (self.clock(), reading)
            for oldest in list(self._known)[:-MOST_REMEMBERED]:
                del self._known[oldest]
            return reading

    def remembered(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """The same, however long ago it was read: for who cannot wait for a calendar elsewhere."""
        with self._lock:
            known = self._known.get(_key(source, first, last, zone))
        return known[1] if known is not None else self(source, first, last, zone)

    def _is_fresh(self, source: CalendarSource, read_at: float) -> bool:
        return self.is_lasting(source.source) or self.clock() - read_at < FRESH_SECONDS


def _key(source: CalendarSource, first: date, last: date, zone: str) -> tuple[str, ...]:
    return repr(source), first.isoformat(), last.isoformat(), zone
