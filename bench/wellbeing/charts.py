"""Textbook control charts on the same days: the mean of four measures, one-sided, raw.

A chart learns mean and SD from its first days, as tutorials say, and counts an unanswered day as no
day at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from people import HARDER, People

Numbers = NDArray[np.float64]
Chart = Callable[[Numbers], Numbers]


def ewma(share: float) -> Chart:
    """Exponentially weighted moving average, in SDs of itself on that day."""

    def follow(z: Numbers) -> Numbers:
        level, path = 0.0, np.empty(len(z))
        for day, one in enumerate(z):
            level = (1 - share) * level + share * one
            path[day] = level / np.sqrt(share / (2 - share) * (1 - (1 - share) ** (2 * (day + 1))))
        return path

    return follow


def cusum(allowance: float) -> Chart:
    """Cumulative sum of what goes beyond an allowance."""

    def follow(z: Numbers) -> Numbers:
        total, path = 0.0, np.empty(len(z))
        for day, one in enumerate(z):
            total = max(0.0, total + one - allowance)
            path[day] = total
        return path

    return follow


def shewhart(z: Numbers) -> Numbers:
    """Each day by itself."""
    return z


CHARTS: Mapping[str, tuple[Chart, float]] = {
    "EWMA .1 / 2.7": (ewma(0.1), 2.7),
    "EWMA .2 / 2.86": (ewma(0.2), 2.86),
    "EWMA .05 / 2.615": (ewma(0.05), 2.615),
    "CUSUM .5 / 5": (cusum(0.5), 5.0),
    "CUSUM .25 / 8": (cusum(0.25), 8.0),
    "Shewhart 3": (shewhart, 3.0),
}
"""Each chart with the limit of its textbook."""


def chart_paths(chart: Chart, people: People, baseline: int) -> Numbers:
    """What a chart shows on each day of each person, up for harder; nothing in the baseline."""
    return np.stack([_path(chart, one, baseline) for one in (HARDER * people.scores).mean(axis=2)])


def _path(chart: Chart, hardness: Numbers, baseline: int) -> Numbers:
    path = np.full(len(hardness), -np.inf)
    learned = hardness[:baseline][~np.isnan(hardness[:baseline])]
    later = np.arange(len(hardness)) >= baseline
    watched = np.flatnonzero(later & ~np.isnan(hardness))
    sd = max(float(learned.std(ddof=1)), 0.1)
    path[watched] = chart((hardness[watched] - learned.mean()) / sd)
    return path
