"""Since when things are different and by how much, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trimtab.domain.diary import Measure
from trimtab.wellbeing.days import is_harder_up
from trimtab.wellbeing.findings import Interval
from trimtab.wellbeing.prior import Numbers
from trimtab.wellbeing.shifts import Shifts, normal_below
from trimtab.wellbeing.weighing import Weighed

GRID: Numbers = np.linspace(-9.0, 0.0, 451)
"""Changes in points that are looked at: those for the harder."""

LEAST_SHARE = 1e-4
"""Days and SDs of a change that make up less are left out."""

TAIL = 0.05
"""What an interval leaves out at each end."""


def begun_interval(weighed: Sequence[Weighed]) -> Interval:
    """The middle, earliest and latest day on which a change began, by their numbers."""
    days = np.arange(1 + max(one.shifts.at[-1] for one in weighed))
    odds = sum((one.share * _odds_by_day(one.shifts, len(days)) for one in weighed), 0 * days)
    return _quantiles(days, np.cumsum(odds))


def _odds_by_day(shifts: Shifts, days: int) -> Numbers:
    """The odds that a change began on each day; one without answer is as likely as its next."""
    last = shifts.at.astype(np.int64)
    first = np.minimum(shifts.first_days.astype(np.int64), last)
    each = shifts.odds[:, -1].sum(axis=0) / (last - first + 1)
    odds = np.zeros(days + 1)
    np.add.at(odds, first, each)
    np.subtract.at(odds, last + 1, each)
    return np.maximum(np.cumsum(odds)[:-1], 0.0)


def change_for_harder(shifts: Shifts) -> Interval:
    """How far a series fell, given that it did: a mixture over when, cut off at zero."""
    share = (shifts.odds[:, -1] / shifts.odds[:, -1].sum()).ravel()
    counts = share > LEAST_SHARE
    size, sd = shifts.size[:, -1].ravel()[counts], shifts.size_sd[:, -1].ravel()[counts]
    below = normal_below((GRID[None, :] - size[:, None]) / sd[:, None])
    return _quantiles(GRID, (share[counts] / normal_below(-size / sd)) @ below)


def as_said(measure: Measure | None, change: Interval) -> Interval:
    """A change of a turned series on the scale as people say it, from its low end to its high.

    >>> as_said("stress", (-2.0, -3.0, -1.0))
    (2.0, 1.0, 3.0)
    """
    middle, low, high = change
    if measure is not None and is_harder_up(measure):
        return -middle, -high, -low
    return middle, low, high


def _quantiles(places: Numbers, running: Numbers) -> Interval:
    """The middle of places and both ends, from running sums of their weights."""
    wanted = np.array([0.5, TAIL, 1 - TAIL]) * running[-1]
    found = places[np.minimum(np.searchsorted(running, wanted), len(places) - 1)]
    return float(found[0]), float(found[1]), float(found[2])
