"""The last few weeks as they were solved, found again by the plan that came of them."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from trimtab.domain.plans import Block

if TYPE_CHECKING:
    from trimtab.planner.solved import SolvedWeek

Days = tuple[str, date, int, str]
"""What was asked: profile and calendars by their fingerprint, first day, weeks, and what was let
go for it."""

MOST_KEPT = 4
"""Solved weeks held in memory, some 20 MB each (our choice)."""

Place = tuple[str, str, str, datetime, datetime]


@dataclass(frozen=True, slots=True)
class _Kept:
    days: Days
    blocks: tuple[Block, ...]
    solved: SolvedWeek


@dataclass(slots=True)
class SolvedWeeks:
    """Remembers the newest weeks solved. Any thread may use it."""

    _kept: list[_Kept] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def keep(self, days: Days, blocks: tuple[Block, ...], solved: SolvedWeek) -> None:
        """Remember the week that these blocks came of."""
        with self._lock:
            others = [one for one in self._kept if one.solved is not solved]
            self._kept = [_Kept(days, blocks, solved), *others][:MOST_KEPT]

    def find(self, days: Days, blocks: tuple[Block, ...], now: datetime) -> SolvedWeek | None:
        """The week of a plan that has the same blocks from `now` on, None where none is known."""
        with self._lock:
            known = [one for one in self._kept if one.days == days]
        wanted = places_of(blocks, now)
        return next((one.solved for one in known if places_of(one.blocks, now) == wanted), None)


def places_of(blocks: Iterable[Block], now: datetime) -> set[Place]:
    """What tells two plans apart from a moment on: what stands where."""
    return {
        (one.kind, one.name, one.origin, one.start.astimezone(UTC), one.end.astimezone(UTC))
        for one in blocks
        if one.start >= now
    }
