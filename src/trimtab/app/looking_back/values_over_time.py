"""What mattered when: weights of values by date and season, from profiles as they stood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from trimtab.domain.people import Profile, Season

ONE_DAY = timedelta(days=1)
AHEAD = timedelta(days=90)
"""How far ahead a season that changes weights is told of (our choice)."""

CHANGED = 0.02
"""Share of all weight by which a value must change to be told of (our choice)."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days with the same weights, from `first` until the next period; `season` names theirs."""

    first: date
    weights: tuple[tuple[str, float], ...]
    season: str = ""

    @property
    def shares(self) -> dict[str, float]:
        """Each value's part of all weight."""
        whole = sum(weight for _, weight in self.weights) or 1.0
        return {name: weight / whole for name, weight in self.weights}


def periods(profiles: Sequence[tuple[date, Profile]], today: date) -> tuple[Period, ...]:
    """Periods in order, from the first profile kept to the next season that is near.

    `profiles` are those that stood from each day on, the earliest first.
    """
    found: list[Period] = []
    for first, last, profile in _standing(profiles, today + AHEAD):
        for day in sorted({first, *_turns(profile.seasons, first, last)}):
            season = profile.season_on(day)
            weights = tuple(profile.values_on(day).items())
            period = Period(day, weights, season.name if season else "")
            is_same = bool(found) and found[-1].weights == weights
            if is_same and (day > today or found[-1].season == period.season):
                continue
            if found and found[-1].first == day:
                found.pop()
            found.append(period)
    return tuple(found)


def _standing(
    profiles: Sequence[tuple[date, Profile]], last: date
) -> Iterator[tuple[date, date, Profile]]:
    """Each profile with the first and last day it stood."""
    ends = [day - ONE_DAY for day, _ in profiles[1:]]
    for (first, profile), until in zip(profiles, [*ends, last], strict=True):
        yield first, until, profile


def _turns(seasons: Iterable[Season], first: date, last: date) -> Iterator[date]:
    """Days on which a season begins, or has ended."""
    for one in seasons:
        yield from (day for day in (one.start, one.end + ONE_DAY) if first < day <= last)


def changes(found: Sequence[Period]) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """For each period the values that weigh more than before it, and those that weigh less."""
    told: list[tuple[tuple[str, ...], tuple[str, ...]]] = [((), ())] if found else []
    for before, now in pairwise(found):
        was, names = before.shares, dict.fromkeys([*now.shares, *before.shares])
        by = {name: now.shares.get(name, 0.0) - was.get(name, 0.0) for name in names}
        more = tuple(name for name, step in by.items() if step >= CHANGED)
        less = tuple(name for name, step in by.items() if step <= -CHANGED)
        told.append((more, less))
    return tuple(told)
