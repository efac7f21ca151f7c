"""Where a person's body clock stands: by the clocks at home, or moved by nights and journeys.

A clock that moves is followed by the light of given sleeps, from three weeks before the horizon
and a regular week before those. Candidates are then valued by one course of it: what a single
sleep does to the clock itself is seen in the next pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from trimtab.bodyclock.arrays import Floats
from trimtab.bodyclock.phase import (
    Entrained,
    entrain,
    later_at,
    matters_to_plans,
    predict_phase,
    regular_week,
)
from trimtab.bodyclock.sleeps import Sleeps
from trimtab.domain.body import DAYS_FOLLOWED
from trimtab.domain.time import Interval
from trimtab.planner import defaults
from trimtab.planner.line import Week
from trimtab.planner.spells import nights_on_duty, runs_of
from trimtab.planner.zones_lived import Move, moves_between, offset_at, widest_journey


@dataclass(frozen=True)
class BodyHours:
    """Hours by which a body's clock runs behind the line's midnights, at rising minutes.

    Straight between them, and as at the first and the last beyond.
    """

    minutes: Floats
    behind: Floats

    @property
    def is_steady(self) -> bool:
        """Whether it keeps to the clocks at home."""
        return self.minutes.size == 1

    def at(self, minutes: Floats) -> Floats:
        """How many hours behind at minutes of the line."""
        return np.interp(minutes, self.minutes, self.behind)


def body_hours(week: Week, sleeps: Sequence[Interval]) -> BodyHours:
    """Where the clock of a week's person stands by these sleeps, in order and apart."""
    shift = chronotype_hours(week)
    if not is_moving(week):
        return BodyHours(np.zeros(1), np.array([shift]))
    first, _ = followed(week)
    begun, later = _course(week, sleeps)
    zones = offset_at(week, first) - offset_at(week, 0, at_home=True)
    return BodyHours(begun * 60 + first, later + shift - zones / 60)


def chronotype_hours(week: Week) -> float:
    """Hours by which the person's type runs behind the clock."""
    return defaults.CHRONOTYPE_SHIFT[week.profile.person.chronotype] / 60


def followed(week: Week) -> tuple[int, int]:
    """The minute from which a clock that moves is followed, a midnight at home, and the days."""
    return week.horizon.day_start(-DAYS_FOLLOWED), DAYS_FOLLOWED + week.horizon.days + 1


def is_moving(week: Week) -> bool:
    """Whether the clock is to be followed: asked for in a long run of nights, or by a journey."""
    first, days = followed(week)
    nights = longest_run(week) if week.profile.person.body_clock == "moves" else 0
    zones = widest_journey(week, Interval(first, first + days * 1440)) if week.profile.trips else 0
    return matters_to_plans(nights, zones)


def longest_run(week: Week) -> int:
    """Nights on duty in a row: the most there are in the days followed."""
    spans = [one.interval for one in week.taken if one.commitment.kind == "duty"]
    minute = week.horizon.minute_of
    roster = [one for one in week.request.roster if one.kind == "duty"]
    spans += [Interval(minute(one.start), minute(one.end)) for one in roster]
    days = range(-DAYS_FOLLOWED, week.horizon.days + 1)
    return max((len(run) for run in runs_of(nights_on_duty(week.horizon, spans, days))), default=0)


@dataclass(frozen=True, slots=True)
class _Life:
    """A regular life: awake from an hour of the day, minutes asleep, and the hour it is told at."""

    wake: float
    sleep_minutes: int
    clock: float


def _course(week: Week, sleeps: Sequence[Interval]) -> tuple[Floats, Floats]:
    """Hours since the clock is followed, and by how many it is later then."""
    first, days = followed(week)
    spans = tuple(
        ((one.start - first) / 60, (one.end - first) / 60) for one in sleeps if one.end > first
    )
    moves = moves_between(week, Interval(first, first + days * 1440))
    return _followed_course(spans, _life_before(week, first), moves, days)


def _life_before(week: Week, first: int) -> _Life:
    wake = defaults.SLEEP.habitual_wake / 60 + chronotype_hours(week)
    ahead = offset_at(week, first) - offset_at(week, first, at_home=True)
    return _Life(wake, week.profile.person.sleep_minutes, ahead / 60 % 24)


@lru_cache(maxsize=64)
def _followed_course(
    spans: tuple[tuple[float, float], ...], life: _Life, moves: tuple[Move, ...], days: int
) -> tuple[Floats, Floats]:
    phase = predict_phase(Sleeps.of([spans]), days, _settled(life), moves)
    hours = np.arange(0, 24 * days + 1, dtype=np.float64)
    return hours, later_at(phase, hours)[0]


@lru_cache(maxsize=16)
def _settled(life: _Life) -> Entrained:
    nights = regular_week(life.wake - life.sleep_minutes / 60, life.wake, life.clock)
    return entrain(nights, life.clock)
