"""Which days suit cooking: light ones that come before heavy ones."""

from __future__ import annotations

import numpy as np

from trimtab.domain.time import SLOT_MINUTES, Interval, merge_intervals
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.line import Week
from trimtab.planner.sentences import has_word

WORDS = ("cook", "cooking", "meal prep", "batch cook")
HEAVY_DAY = 8 * 60
"""Minutes of commitments that make a day heavy; a light one has half of them at most."""

DAYS_AHEAD = 3
FEWEST_HEAVY = 2
"""Heavy days among so many that make cooking ahead worth it."""

ELSEWHERE = 0.8
"""Share of its worth that cooking keeps on other days, where some day suits it."""


def is_cooking(name: str) -> bool:
    """Whether something of that name is cooking.

    >>> is_cooking("Cook for the week"), is_cooking("Run")
    (True, False)
    """
    return has_word(name, WORDS)


def days_to_cook(week: Week) -> dict[int, list[int]]:
    """Light days of the horizon, each with the heavy days soon after it, some beyond it."""
    load = _load(week, week.horizon.days + DAYS_AHEAD)
    found = {}
    for day in range(week.horizon.days):
        heavy = [d for d in range(day + 1, day + 1 + DAYS_AHEAD) if load[d] >= HEAVY_DAY]
        if load[day] <= HEAVY_DAY // 2 and len(heavy) >= FEWEST_HEAVY:
            found[day] = heavy
    return found


def cooking_fit(week: Week, starts: Ints) -> Floats:
    """How well each start suits cooking, by its day; all the same where no day suits it."""
    light = list(days_to_cook(week))
    if not light:
        return np.ones(starts.size)
    is_light = np.isin(week.day[starts // SLOT_MINUTES], light)
    return np.where(is_light, 1.0, ELSEWHERE)


def _load(week: Week, days: int) -> list[int]:
    """Minutes of commitments on each local day; beyond the horizon those of the roster."""
    horizon = week.horizon
    duties = [one for one in week.request.roster if one.takes_the_person]
    minute = horizon.minute_of
    spans = [Interval(minute(one.start), minute(one.end)) for one in duties]
    busy = merge_intervals([*week.busy, *spans])
    wholes = [Interval(horizon.day_start(day), horizon.day_start(day + 1)) for day in range(days)]
    return [sum(one.overlap_minutes(whole) for one in busy) for whole in wholes]
