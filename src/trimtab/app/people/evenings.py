"""Evenings on which a day that matters can be kept, and which of them costs the week least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.domain.plans import Plan
from trimtab.domain.time import ClockSpan, Horizon, Interval

NEAREST = 3
"""Evenings among which the one that costs the plan least is offered (our choice)."""


@dataclass(frozen=True, slots=True)
class PlannedEvenings:
    """What the plan that stands gives evenings for: its sleep and ways, and its hours' worth."""

    plan: Plan | None
    zone: str
    hours: ClockSpan

    def reaches(self, day: date) -> bool:
        """Whether the plan tells of the whole evening."""
        if self.plan is None:
            return False
        last = self.plan.horizon.first_day + timedelta(days=self.plan.horizon.days - 1)
        return self.plan.horizon.first_day <= day <= last

    def taken(self, day: date) -> list[Interval]:
        """Minutes of the day in which the plan has the person asleep, on duty or on the way."""
        horizon = Horizon(day, 1, self.zone)
        spans = (
            Interval(horizon.minute_of(one.start), horizon.minute_of(one.end))
            for one in (self.plan.blocks if self.plan else ())
            if one.kind in {"sleep", "nap", "wind_down", "travel", "commitment"}
        )
        return [one for one in spans if one.start < horizon.minutes and one.end > 0]

    def best(self, evenings: Sequence[date]) -> date | None:
        """Of the nearest evenings the one that costs the week least, where the plan reaches all.

        `evenings` come the nearest first; the nearest is taken where the plan knows no better.
        """
        near = evenings[:NEAREST]
        if not near:
            return None
        costs = [self._cost(day) for day in near]
        known = [one for one in costs if one is not None]
        return near[costs.index(min(known))] if len(known) == len(near) else near[0]

    def _cost(self, day: date) -> float | None:
        """What the hours of an evening are worth to the plan; None where it does not say."""
        if self.plan is None or not self.reaches(day):
            return None
        horizon = Horizon(day, 1, self.zone)
        span = horizon.span_on(0, self.hours)
        worth = [
            one.worth_minutes
            for one in self.plan.prices
            if span.overlaps(Interval(horizon.minute_of(one.start), horizon.minute_of(one.end)))
        ]
        return sum(worth) if worth else None
