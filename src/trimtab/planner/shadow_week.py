"""The week as if nothing were in the way, and what keeps its candidates out again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from trimtab.domain.practices import Boundary, Protect
from trimtab.domain.time import SLOT_MINUTES, ClockSpan, Interval, subtract_intervals
from trimtab.planner import defaults
from trimtab.planner.line import Stretch, Week, WeekRequest


class ShadowWeek(Week):
    """The week as if every minute ahead were free and at home."""

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """One stretch, from now to the end of the line."""
        last = self.line_minutes // SLOT_MINUTES * SLOT_MINUTES
        return (Stretch(Interval(self.now, last), at_home=True),) if last > self.now else ()


@dataclass(frozen=True, slots=True)
class Hold:
    """What keeps candidates out: hours held, hours away from home, and the rules of a request."""

    held: tuple[Interval, ...]
    away: tuple[Interval, ...]
    week: Week


def meals_on_duty(week: Week) -> frozenset[tuple[str, int | None]]:
    """Meals, with their day, that a long commitment covers and that are eaten there."""
    return frozenset(
        (meal.name, day)
        for meal in defaults.MEALS
        for day in range(week.horizon.days)
        if any(week.eats_on_duty(meal, day, taken) for taken in week.taken)
    )


def loosened(request: WeekRequest) -> WeekRequest:
    """The request with every trim's rules loosened at once: evenings and protected hours."""
    profile = request.profile
    return replace(
        request,
        profile=replace(
            profile,
            boundaries=tuple(later_boundary(rule) for rule in profile.boundaries),
            protects=tuple(_wider(protect) for protect in profile.protects),
        ),
    )


def later_boundary(rule: Boundary, minutes: int = 30) -> Boundary:
    """A boundary that begins later; one too short to move stays."""
    if rule.off.minutes <= minutes:
        return rule
    return replace(rule, off=ClockSpan((rule.off.start + minutes) % 1440, rule.off.end))


def _wider(protect: Protect, minutes: int = 60) -> Protect:
    if protect.between.minutes + 2 * minutes >= 1440:
        return protect
    start = (protect.between.start - minutes) % 1440
    end = (protect.between.end + minutes - 1) % 1440 + 1
    return replace(protect, between=ClockSpan(start, end))


def outside(week: Week, name: str) -> list[Interval]:
    """All of the line outside the hours of protected time of a name."""
    windows: list[Interval] = []
    for protect in week.profile.protects:
        if protect.name == name:
            windows += week.windows([protect.between], protect.days)
    return subtract_intervals(Interval(0, week.line_minutes), windows)


def shortened(intervals: Sequence[Interval], run: Interval, kept: Interval) -> tuple[Interval, ...]:
    """Intervals with what lies in `run` cut to `kept`."""
    found: list[Interval] = []
    for interval in intervals:
        found += subtract_intervals(interval, [run])
        first, last = max(interval.start, kept.start), min(interval.end, kept.end)
        if last > first:
            found.append(Interval(first, last))
    return tuple(found)
