"""What planning a week takes and gives: an order, a calendar reader, a planned week.

Apart from the use case, so that naming these does not load the planner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.domain.plans import Plan


class CalendarReader(Protocol):
    """What the use case needs from the outside: one calendar's events between two days."""

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Read occurrences that touch `first`..`last` inclusive; floating times are in `zone`."""
        ...


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """What to plan: from local midnight of `first_day`, so many weeks, nothing before `now`."""

    first_day: date
    weeks: int
    now: datetime
    seed: int = 0
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A verified plan, and the problem actually solved as JSON-ready data (lazily built)."""

    plan: Plan
    export_problem: Callable[[], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class WeighOrder:
    """From which day a request is weighed, over at most how many weeks exactly, and as of when."""

    first_day: date
    now: datetime
    weeks: int = 12
    seed: int = 0
