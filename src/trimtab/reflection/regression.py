"""Linear regression of days that are alike their neighbours: errors of lag-1, gaps allowed.

Scores y on days t follow y = X b + e, where e has variance s² and correlation r^|t - t'| between
two days: a stationary autoregression of which any days may be missing. Priors are
b_j ~ N(0, s² v_j²), s² ~ inverse gamma(1, 1) with as many days taken off as the coefficients take,
and r ~ N(0.3, 0.25²) on a grid, after lag-1 correlations of 0.2 to 0.5 in daily ratings. For each r
the posterior is closed (normal inverse gamma); over r it is a mixture of Student's t, weighted by
the closed marginal likelihood.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

CORRELATIONS: Array = np.linspace(-0.2, 0.9, 12)
USUAL_CORRELATION, SPREAD_OF_CORRELATION = 0.3, 0.25
SHAPE, RATE = 1.0, 1.0
"""Prior of the errors' variance, in squared points: about one, and worth two days."""

FLAT = 100.0
"""Prior spread of a coefficient of which nothing is assumed, in spreads of the errors."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known of one coefficient: Student's t around `centers`, in the shares `weights`."""

    centers: Array
    scales: Array
    weights: Array
    freedom: float

    @property
    def mean(self) -> float:
        """Its expected value."""
        return float(self.weights @ self.centers)

    def below(self, value: float) -> float:
        """The probability that it is below a value."""
        points, shares = _student_table(round(self.freedom, 1))
        return float(self.weights @ np.interp((value - self.centers) / self.scales, points, shares))

    def above(self, value: float) -> float:
        """The probability that it is above a value, exact in the tail too."""
        points, shares = _student_table(round(self.freedom, 1))
        return float(self.weights @ np.interp((self.centers - value) / self.scales, points, shares))

    @property
    def doubt(self) -> float:
        """Twice the smaller probability of either sign; under a flat prior, a two-sided p-value."""
        return 2 * min(self.below(0.0), self.above(0.0))

    def interval(self, share: float) -> tuple[float, float]:
        """The values between which it lies with a probability, as much left out on either side."""
        tail = (1 - share) / 2
        return self._quantile(tail), self._quantile(1 - tail)

    def _quantile(self, share: float) -> float:
        reach = 60 * self.scales.max()
        low, high = float(self.centers.min() - reach), float(self.centers.max() + reach)
        for _ in range(50):
            middle = (low + high) / 2
            low, high = (middle, high) if self.below(middle) < share else (low, middle)
        return (low + high) / 2


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients for each lag-1 correlation of the grid, and how likely each of those is."""

    means: Array
    variances: Array
    weights: Array
    freedom: float
    spread: float
    correlation: float

    def of(self, column: int) -> Posterior:
        """The posterior of one coefficient."""
        scales = np.sqrt(self.variances[:, column])
        return Posterior(self.means[:, column], scales, self.weights, self.freedom)


def fit_days(days: NDArray[np.int64], scores: Array, columns: Array, spreads: Array) -> Fit:
    """Regress scores on columns, one row a day.

    `days` are day numbers, rising; `columns` has a row for each and a column for each coefficient,
    of which `spreads` are the prior spreads in spreads of the errors.
    """
    white, log_scales = _whitened(days, np.column_stack([scores, columns]), CORRELATIONS)
    said, design = white[:, :, 0], white[:, :, 1:]
    turned = design.transpose(0, 2, 1)
    precision = turned @ design + np.diag(spreads**-2.0)
    loads = (turned @ said[:, :, None])[:, :, 0]
    inverse = np.linalg.inv(precision).astype(np.float64)
    means = (inverse @ loads[:, :, None])[:, :, 0]
    shape = SHAPE + max(0.0, len(scores) - _spent(inverse, spreads)) / 2
    rates = RATE + 0.5 * ((said**2).sum(axis=1) - (means * loads).sum(axis=1))
    log_likelihood = (
        -log_scales - 0.5 * np.linalg.slogdet(precision)[1] - shape * np.log(rates) + _log_prior()
    )
    weights = np.exp(log_likelihood - log_likelihood.max())
    weights /= weights.sum()
    diagonal = np.diagonal(inverse, axis1=1, axis2=2)
    return Fit(
        means=means,
        variances=diagonal * (rates / shape)[:, None],
        weights=weights,
        freedom=2 * shape,
        spread=float(np.sqrt(weights @ (rates / shape))),
        correlation=float(weights @ CORRELATIONS),
    )


def _spent(inverse: NDArray[np.floating], spreads: Array) -> float:
    """Days' worth of freedom that the coefficients take, at the middle of the correlations.

    Coefficients smaller than their priors allow would make errors look smaller than they are; with
    this taken off, as in restricted likelihood, they do not.
    """
    diagonal = np.diagonal(inverse[len(inverse) // 2])
    return float(len(spreads) - (diagonal / spreads**2).sum())


def design_variance(
    days: NDArray[np.int64], columns: Array, spreads: Array, correlation: float
) -> Array:
    """Variances of the coefficients before anything is said, for errors of variance 1."""
    kept, _ = _whitened(days, columns, np.array([correlation]))
    design = kept[0]
    return np.asarray(np.diagonal(np.linalg.inv(design.T @ design + np.diag(spreads**-2.0))))


def _log_prior() -> Array:
    return -0.5 * ((CORRELATIONS - USUAL_CORRELATION) / SPREAD_OF_CORRELATION) ** 2


def _whitened(days: NDArray[np.int64], columns: Array, correlations: Array) -> tuple[Array, Array]:
    """Rows made independent for each correlation, and half the log determinant that this costs.

    Each row but the first is told from the one before it, however many days lie between.
    """
    steps = correlations[:, None] ** np.diff(days)[None, :]
    scales = np.sqrt(1 - steps**2)
    white = np.repeat(columns[None], len(correlations), axis=0)
    white[:, 1:] = (columns[None, 1:] - steps[:, :, None] * columns[None, :-1]) / scales[:, :, None]
    return white, np.log(scales).sum(axis=1)


@lru_cache(maxsize=512)
def _student_table(freedom: float) -> tuple[Array, Array]:
    """Points and the share of Student's t below each, by quadrature; the left tail is exact."""
    points = np.sinh(np.linspace(-9.0, 9.0, 4001))
    log_scale = (
        math.lgamma((freedom + 1) / 2)
        - math.lgamma(freedom / 2)
        - 0.5 * math.log(freedom * math.pi)
    )
    density = np.exp(log_scale - (freedom + 1) / 2 * np.log1p(points**2 / freedom))
    pieces = 0.5 * (density[1:] + density[:-1]) * np.diff(points)
    shares = np.concatenate([[0.0], np.cumsum(pieces)])
    return points, shares / shares[-1]
