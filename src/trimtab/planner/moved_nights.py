"""Nights that one plan of a week sleeps and another does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trimtab.domain.time import Horizon, Interval, subtract_intervals
from trimtab.domain.weighing import MovedNight
from trimtab.planner.outcomes import ASLEEP, Outcome

NIGHT_BEGINS, NIGHT_ENDS = 22 * 60, 32 * 60
"""Minutes after the midnight a day begins with, between which sleep is a night's (our choice)."""
BELONGS_FROM = 15 * 60
"""Minute of the day from which sleep by day belongs to the night to come (our choice)."""
SHORTEST_NIGHT = 180
"""Minutes of sleep at night below which there was no night to lose (our choice)."""


def moved_nights(before: Outcome, after: Outcome) -> tuple[MovedNight, ...]:
    """Nights of which `after` keeps less than half of what `before` slept, by night.

    With each go the minutes more that are slept by day around it: as a main sleep, and as naps.
    """
    days = range(-1, before.week.horizon.days)
    return tuple(found for day in days for found in _moved(before, after, day))


def _moved(before: Outcome, after: Outcome, day: int) -> Iterator[MovedNight]:
    horizon = before.week.horizon
    night = _hours_of(horizon, day, NIGHT_BEGINS, NIGHT_ENDS)
    slept, left = (_within(outcome.asleep, night) for outcome in (before, after))
    if slept < SHORTEST_NIGHT or left >= slept / 2:
        return
    around = _hours_of(horizon, day, BELONGS_FROM, BELONGS_FROM + 24 * 60)
    by_day = subtract_intervals(around, [night])
    more = {
        kind: sum(_within(_asleep(after, kind), one) for one in by_day)
        - sum(_within(_asleep(before, kind), one) for one in by_day)
        for kind in ASLEEP
    }
    yield MovedNight(horizon.date_of(day), slept - left, max(0, more["sleep"]), max(0, more["nap"]))


def _hours_of(horizon: Horizon, day: int, first: int, last: int) -> Interval:
    midnight = horizon.day_start(day)
    return Interval(midnight + first, midnight + last)


def _asleep(outcome: Outcome, kind: str) -> list[Interval]:
    return [piece.span for piece in outcome.pieces if piece.kind == kind]


def _within(spans: Sequence[Interval], hours: Interval) -> int:
    return sum(span.overlap_minutes(hours) for span in spans)
