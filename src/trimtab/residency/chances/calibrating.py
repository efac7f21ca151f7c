"""How predicted chances fared: reliability in bins, Brier score, calibration error.

Nothing here trains anything; it is the measure that any set of chances with outcomes is held to.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import NamedTuple

import numpy as np

from trimtab.domain.chances import Interval
from trimtab.residency.chances.spreading import NINE_IN_TEN, Floats

BINS = 10
_RESAMPLES = 500


class Bin(NamedTuple):
    """Predictions from `low` up to `high`: how many, their mean, and what came of them."""

    low: float
    high: float
    number: int
    predicted: float
    observed: Interval


class Measure(NamedTuple):
    """A measure of predictions and where it lies nine times in ten."""

    value: float
    low: float
    high: float


def reliability(
    predicted: Sequence[float], happened: Sequence[bool], bins: int = BINS
) -> tuple[Bin, ...]:
    """Predictions in bins of equal width, empty ones left out; observed by Wilson's interval."""
    chances, outcomes = _paired(predicted, happened)
    place = np.minimum((chances * bins).astype(int), bins - 1)
    return tuple(
        Bin(
            at / bins,
            (at + 1) / bins,
            int((place == at).sum()),
            float(chances[place == at].mean()),
            share_of(int(outcomes[place == at].sum()), int((place == at).sum())),
        )
        for at in range(bins)
        if (place == at).any()
    )


def share_of(yes: int, count: int) -> Interval:
    """A share and the 90 % interval of Wilson 1927 (doi 10.1080/01621459.1927.10502953).

    >>> share_of(0, 10)
    Interval(middle=0.0, low=0.0, high=0.21...)
    """
    share, square = yes / count, NINE_IN_TEN**2
    centre = (share + square / (2 * count)) / (1 + square / count)
    half = sqrt(share * (1 - share) / count + square / (4 * count**2))
    half *= NINE_IN_TEN / (1 + square / count)
    low = max(0.0, centre - half) if yes else 0.0
    return Interval(share, low, min(1.0, centre + half) if yes < count else 1.0)


def brier_score(predicted: Sequence[float], happened: Sequence[bool]) -> Measure:
    """The mean squared error of chances (Brier 1950), with its normal 90 % interval."""
    chances, outcomes = _paired(predicted, happened)
    errors = (chances - outcomes) ** 2
    middle = float(errors.mean())
    half = NINE_IN_TEN * float(errors.std()) / sqrt(len(errors))
    return Measure(middle, max(0.0, middle - half), middle + half)


def calibration_error(
    predicted: Sequence[float], happened: Sequence[bool], *, seed: int, bins: int = BINS
) -> Measure:
    """The mean gap between predicted and observed, bins weighted by count; bootstrapped bounds.

    A small sample has a gap even where every chance is right, so read it with its interval.
    """
    chances, outcomes = _paired(predicted, happened)
    draws = np.random.default_rng(seed).integers(0, len(chances), (_RESAMPLES, len(chances)))
    again = [_gap(chances[one], outcomes[one], bins) for one in draws]
    low, high = np.quantile(again, [0.05, 0.95])
    value = _gap(chances, outcomes, bins)
    return Measure(value, min(value, float(low)), max(value, float(high)))


def _gap(chances: Floats, outcomes: Floats, bins: int) -> float:
    place = np.minimum((chances * bins).astype(int), bins - 1)
    sums = np.bincount(place, weights=chances - outcomes, minlength=bins)
    return float(np.abs(sums).sum() / len(chances))


def _paired(predicted: Sequence[float], happened: Sequence[bool]) -> tuple[Floats, Floats]:
    chances, outcomes = np.asarray(predicted, dtype=float), np.asarray(happened, dtype=float)
    assert len(chances) == len(outcomes) > 0, "as many outcomes as chances, and one at least"
    assert ((chances >= 0) & (chances <= 1)).all(), "chances lie between 0 and 1"
    return chances, outcomes
