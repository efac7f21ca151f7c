"""Shares and means of drawn seasons, each with what chance alone may do to it."""

from __future__ import annotations

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike

from trimtab.domain.chances import Interval

NINE_IN_TEN = 1.6448536269514722
"""Standard errors on either side that hold nine results in ten."""

_STUDENT = (6.3138, 2.9200, 2.3534, 2.1318, 2.0150, 1.9432, 1.8946, 1.8595, 1.8331, 1.8125)
"""The same by Student's t for 1 to 10 degrees of freedom."""


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


def mean_of(values: ArrayLike, span: float) -> Interval:
    """A mean with bounds that hold the true one nine times in ten.

    By Student's t, as few values tell little of how they vary. `span` is how far apart values can
    be: equal ones do not show that there are no others, so the bounds are never nearer than what
    a kind of value not met yet may do to the mean. Of one value nothing is known but that.
    """
    numbers = np.asarray(values, np.float64)
    middle = float(numbers.mean())
    unseen = span * share_of(0, numbers.size).high
    return _around(middle, max(_by_student(numbers), unseen))


def share_over(hits: ArrayLike, totals: ArrayLike) -> Interval:
    """The mean share of seasons, each of so many `totals`, with bounds as for a mean.

    They are never nearer than those of all people of all seasons counted as one share, so that
    seasons which came out alike do not look certain.
    """
    counts, people = np.asarray(hits, np.float64), np.maximum(np.asarray(totals, np.float64), 1)
    shares = counts / people
    middle, error = float(shares.mean()), _by_student(shares)
    pooled = share_of(int(counts.sum()), int(people.sum()))
    low, high = max(error, middle - pooled.low), max(error, pooled.high - middle)
    return Interval(middle, max(middle - low, 0.0), min(middle + high, 1.0))


def rate_over(counts: ArrayLike, totals: ArrayLike) -> Interval:
    """A count for each person, by season, with bounds as for a mean.

    They are never nearer than those of a Poisson count of all seasons.
    """
    numbers, people = np.asarray(counts, np.float64), np.asarray(totals, np.float64)
    rates = numbers / people
    least = NINE_IN_TEN * sqrt(max(float(numbers.sum()), 1.0)) / float(people.sum())
    return _around(float(rates.mean()), max(_by_student(rates), least))


def student_t(freedom: int) -> float:
    """Standard errors on either side that hold nine results in ten, with so few degrees.

    From 11 on by the expansion of Cornish and Fisher, to a thousandth.

    >>> round(student_t(1), 2), round(student_t(30), 3)
    (6.31, 1.697)
    """
    if freedom <= len(_STUDENT):
        return _STUDENT[freedom - 1]
    z = NINE_IN_TEN
    first = (z**3 + z) / (4 * freedom)
    return z + first + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)


def _around(middle: float, error: float) -> Interval:
    return Interval(middle, middle - error, middle + error)


def _by_student(numbers: np.ndarray) -> float:
    """Half the width of a mean's bounds; 0 of one number, which tells nothing of it."""
    if numbers.size < 2:
        return 0.0
    return student_t(numbers.size - 1) * float(numbers.std(ddof=1)) / sqrt(numbers.size)
