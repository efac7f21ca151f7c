"""Shares and means of drawn seasons, each with what chance alone may do to it."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from trimtab.domain.chances import Interval

NINE_IN_TEN = 1.6448536269514722
"""Standard errors on either side that hold nine results in ten."""


def share_of(count: int, seasons: int) -> Interval:
    """A share with bounds that hold the true one nine times in ten.

    By the score interval of Wilson 1927.

    >>> share_of(0, 100).low, round(share_of(0, 100).high, 3)
    (0.0, 0.026)
    """
    share, square = count / seasons, NINE_IN_TEN**2
    middle = share + square / (2 * seasons)
    reach = NINE_IN_TEN * sqrt(share * (1 - share) / seasons + square / (4 * seasons**2))
    whole = 1 + square / seasons
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return Interval(share, min(max(low, 0.0), share), max(min(high, 1.0), share))


def mean_of(values: ArrayLike) -> Interval:
    """A mean with bounds that hold the true one nine times in ten."""
    numbers = np.asarray(values, np.float64)
    middle = float(numbers.mean())
    error = float(numbers.std(ddof=1)) / sqrt(numbers.size) if numbers.size > 1 else 0.0
    return Interval(middle, middle - NINE_IN_TEN * error, middle + NINE_IN_TEN * error)
