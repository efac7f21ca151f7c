"""How much of the time in bed is slept, by the hour of the day: high at night, low in the evening.

The curve's numbers are our choice, drawn between studies that do not agree (docs/methods/
circadian-phase.md sets them side by side), and are unverified as a whole. They say when sleep is
likely to come and last, so that no model is given sleep at hours when people cannot.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from trimtab.bodyclock import efficiency_kernels
from trimtab.bodyclock.arrays import Floats

Hours = npt.ArrayLike


class EfficiencyCurve(NamedTuple):
    """A share of time in bed by hour of the day: its mean, and cosine and sine of each wave.

    The first wave takes a day, the next half a day, and so on. `shape_source` tells where the
    shape comes from; `is_verified` whether the numbers do too.
    """

    mean: float
    waves: tuple[tuple[float, float], ...]
    shape_source: str
    is_verified: bool


UNVERIFIED = EfficiencyCurve(
    mean=0.854,
    waves=((0.007, 0.116), (0.033, 0.051), (0.041, -0.004), (0.007, -0.01)),
    shape_source="Lavie 1986, PMID 2420557 (evening low at 20 to 22, afternoon rise); "
    "Wyatt et al. 1999, Am J Physiol 277:R1152 (worst before melatonin rises); "
    "Jackson et al. 2014, doi 10.3109/07420528.2014.957305 (night, day and split sleep)",
    is_verified=False,
)
"""0.97 at its best, at one in the night; 0.64 at its worst, a quarter to eight in the evening."""

_MINUTES = 1440


def efficiency_at(clock: Hours, later: Hours = 0.0, curve: EfficiencyCurve = UNVERIFIED) -> Floats:
    """The share of time slept at hours of the day by a body clock that runs `later` hours late.

    >>> efficiency_at([1.0, 15.0, 19.75]).round(2).tolist()
    [0.97, 0.84, 0.64]
    """
    turn = 2 * np.pi / 24 * (np.asarray(clock, float) - np.asarray(later, float))
    share = np.full(turn.shape, curve.mean)
    for number, (cosine, sine) in enumerate(curve.waves, 1):
        share += cosine * np.cos(number * turn) + sine * np.sin(number * turn)
    return share


def sleep_efficiency(
    onset: Hours, end: Hours, later: Hours = 0.0, curve: EfficiencyCurve = UNVERIFIED
) -> Floats:
    """The mean share slept from `onset` to `end`, hours of the day; an end next day runs past 24.

    Arrays that fit each other's shapes, or numbers. A span under a minute has the share of its
    minute. Raises ValueError where an end is before its onset.

    >>> sleep_efficiency([23.0, 9.0], [31.0, 15.0]).round(2).tolist()
    [0.95, 0.86]
    """
    begin = np.asarray(onset, float) - np.asarray(later, float)
    begin, hours = np.broadcast_arrays(begin, np.asarray(end, float) - np.asarray(onset, float))
    if hours.size and hours.min() < 0:
        raise ValueError("A sleep ends before its onset; hours after midnight run on past 24.")
    shares = np.empty(hours.shape)
    table = _SWING if curve is UNVERIFIED else _swing(curve)
    efficiency_kernels.mean_shares(
        *(table, curve.mean, begin.ravel(), hours.ravel(), shares.reshape(-1))
    )
    return shares


def _swing(curve: EfficiencyCurve) -> Floats:
    """The curve's integral less its mean's, in hours, at every minute of a day and its end."""
    clock = np.arange(_MINUTES + 1) / 60
    swing = np.zeros(clock.size)
    for number, (cosine, sine) in enumerate(curve.waves, 1):
        pace = 2 * np.pi / 24 * number
        swing += (cosine * np.sin(pace * clock) - sine * np.cos(pace * clock)) / pace
    return swing


_SWING = _swing(UNVERIFIED)
