"""What is taken of people in general before anything is known of one person.

Every figure here is our choice, made while some twenty settings were compared on simulated people
drawn for that alone, whom no table counts: docs/methods/early-warning.md says how. None of them is
about the level at which somebody scores: nobody is measured against others, only against their own
days.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

PERSISTENCE: Numbers = np.array([0.1, 0.3, 0.5, 0.7])
"""How much of a day's mood carries over to the next: values looked at..."""

PERSISTENCE_CHANCE: Numbers = np.array([0.2, 0.35, 0.3, 0.15])
"""...and their chances."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """How days vary; SDs are in units of a person's own day-to-day SD.

    `slow` is the share of the variance that wanders over `slow_days`, `white` the share that holds
    for one day alone. `score_sd` is the SD of one measure in points, held with the weight of
    `score_sd_days` days, `together` the correlation between measures. A change has one of the SDs
    `change_sds`, each as likely, and comes to somebody once in `days_per_change` days; it is looked
    for on the last `change_days` days, where `fewest_since` answered days or more followed.
    """

    slow: float = 0.15
    slow_days: float = 60.0
    white: float = 0.1
    score_sd: float = 1.3
    score_sd_days: float = 8.0
    together: float = 0.45
    weekday_sd: float = 0.2
    weekend_sd: float = 0.5
    duty_sd: float = 0.3
    night_sd: float = 0.5
    after_night_sd: float = 0.6
    load_sd: float = 0.25
    level_sd: float = 5.0
    change_sds: tuple[float, ...] = (0.7,)
    days_per_change: float = 180.0
    change_days: int = 35
    fewest_since: int = 3
    farthest_day: float = 2.5
    """A day farther from what was expected than so many SDs counts as one at this distance."""


PRIOR = Prior()
"""By which it is decided whether a change is told."""

TOLD_PRIOR = Prior(
    change_sds=(0.7, 2.0, 6.0), change_days=70, fewest_since=1, farthest_day=float("inf")
)
"""By which it is said since when and how large it is, once it is told.

Three SDs together leave a large change its size, which one would draw in; days are taken as they
were said, as a large change begins with days far from what was expected; and the day may be one
that the decision does not look at, as small changes are told late and large ones soon.
"""

LOOKED_AT_DAYS = 180
"""Days before these are no longer a person's usual."""

FEWEST_DAYS, FEWEST_ANSWERED = 14, 8
"""Days since the first answer, and answers among them, before anything is said of a change."""

LATEST_ANSWER_DAYS = 7
"""After so many days without an answer nothing is said of how things are."""


def pooled_sd(measures: int, prior: Prior = PRIOR) -> float:
    """SD in points of the mean of so many measures of a day.

    >>> round(pooled_sd(4), 2)
    1.0
    """
    return prior.score_sd * float(np.sqrt((1 + (measures - 1) * prior.together) / measures))
