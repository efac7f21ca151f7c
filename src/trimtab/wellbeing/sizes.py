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

GRID: Numbers = np.arange(-9.0, 9.001, 0.02)
"""Changes in points that are looked at."""

TAIL = 0.05
"""What an interval leaves out at each end."""


def begun_interval(weighed: Sequence[Weighed]) -> tuple[float, float, float]:
    """The middle, earliest and latest day on which a change began, by their numbers."""
    at = np.concatenate([one.shifts.at for one in weighed])
    odds = np.concatenate([one.share * one.shifts.odds[:, -1].sum(axis=0) for one in weighed])
    order = np.argsort(at, kind="stable")
    middle, low, high = _quantiles(at[order], np.cumsum(odds[order]))
    return middle, low, high


def change_for_harder(shifts: Shifts) -> Interval:
    """How far a series fell, given that it did: a mixture over when, cut off at zero."""
    below = mixture_below(shifts.odds[:, -1], shifts.size[:, -1], shifts.size_sd[:, -1])
    falling = GRID <= 0
    return _quantiles(GRID[falling], below[falling])


def mixture_below(weights: Numbers, size: Numbers, size_sd: Numbers) -> Numbers:
    """Chance of a change below each of GRID, from normal ones with these weights.

    Those that make up less than a thousandth are left out.
    """
    share = weights / weights.sum()
    counts = share > 1e-3
    away = (GRID[None, :] - size[counts][:, None]) / size_sd[counts][:, None]
    return np.asarray(share[counts] @ normal_below(away))


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
