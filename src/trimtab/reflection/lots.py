"""Which days a change is on, by lot: as many on as off, and as alike as the lot allows."""

from __future__ import annotations

import numpy as np

from trimtab.domain.time import WEEKDAYS

WEEK = len(WEEKDAYS)


def draw_days(fortnights: int, seed: int) -> tuple[bool, ...]:
    """Day by day: in each fortnight every weekday is on once, three or four days each week.

    So weekdays can explain nothing of the difference.
    """
    chance = np.random.default_rng(seed)
    arms: list[bool] = []
    for _ in range(fortnights):
        many = int(chance.integers(WEEK // 2, WEEK // 2 + 2))
        on = set(chance.permutation(WEEK)[:many].tolist())
        first = [day in on for day in range(WEEK)]
        arms += [*first, *(not is_on for is_on in first)]
    return tuple(arms)


def draw_weeks(pairs: int, seed: int) -> tuple[bool, ...]:
    """Week by week: of each pair of weeks one is on, which of them by lot.

    >>> arms = draw_weeks(3, seed=1)
    >>> len(arms), sum(arms), arms[0] != arms[1]
    (6, 3, True)
    """
    chance = np.random.default_rng(seed)
    firsts = chance.random(pairs) < 0.5
    return tuple(bool(arm) for first in firsts for arm in (first, not first))


def draw(period_days: int, weeks: int, seed: int) -> tuple[bool, ...]:
    """Arms for an even number of weeks, day by day or in periods of a week."""
    return draw_days(weeks // 2, seed) if period_days == 1 else draw_weeks(weeks // 2, seed)
