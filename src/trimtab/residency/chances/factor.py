"""The latent factor that chances share: its nodes, weights, and chances given it.

The one-factor probit: a programme takes the applicant where sqrt(rho) Theta + sqrt(1 - rho) E lies
at or below the normal quantile of its chance; Theta is shared, each E is its programme's own. Low
Theta is good.
"""

from __future__ import annotations

from math import erfc, pi, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from trimtab.residency.chances.spreading import Floats

NODES = 64
FURTHEST = 6.0
MOST_CORRELATION = 0.99
"""Beyond this, 64 nodes cannot follow the factor; higher correlations are worked out at it."""
_LEAST = 1e-12
_STEPS = 60
_STEP, _TAIL = 0.005, 9.0
_GRID = np.arange(-_TAIL, _TAIL + 2 * _STEP, _STEP)
_BELOW = np.array([0.5 * erfc(-float(one) / sqrt(2)) for one in _GRID])
_SLOPE = _STEP * np.exp(-0.5 * _GRID**2) / sqrt(2 * pi)
_quantile = np.frompyfunc(NormalDist().inv_cdf, 1, 1)


def factor_nodes() -> Floats:
    """The nodes of the factor, equally spaced from -6 to 6."""
    return np.linspace(-FURTHEST, FURTHEST, NODES)


def factor_weights() -> Floats:
    """What each node weighs before anything is known: the normal density, adding up to 1."""
    density = np.exp(-0.5 * factor_nodes() ** 2)
    return np.asarray(density / density.sum())


def normal_below(values: ArrayLike) -> Floats:
    """The standard normal distribution function, to 1e-11.

    Cubic Hermite interpolation in a table of exact values and slopes: NumPy has no such function,
    and an update asks for a million of them.
    """
    inside = np.clip(np.asarray(values, dtype=float), -_TAIL, _TAIL)
    place = ((inside + _TAIL) / _STEP).astype(np.int64)
    part = (inside - _GRID[place]) / _STEP
    start, rise = _BELOW[place], _BELOW[place + 1] - _BELOW[place]
    first, last = _SLOPE[place], _SLOPE[place + 1]
    bend = part * (part - 1)
    curve = (part - 1) * (first - rise) + part * (last - rise)
    return np.asarray(start + part * rise + bend * curve)


def quantiles(chances: ArrayLike) -> Floats:
    """The standard normal quantiles of chances; 0 and 1 are taken as next to them."""
    inside = np.clip(np.asarray(chances, dtype=float), _LEAST, 1 - _LEAST)
    return np.asarray(_quantile(inside), dtype=float)


def chances_given_factor(chances: ArrayLike, correlation: float) -> Floats:
    """Chances at each node: one row for each chance, one column for each node."""
    return _at(quantiles(chances), min(correlation, MOST_CORRELATION))


def thresholds_for(wanted: Floats, weights: Floats, correlation: float) -> Floats:
    """What the model takes for a chance so that it comes out as `wanted` under moved weights.

    Newton's steps on the probit of the mean, which is nearly straight: it would be quite so if the
    weights were normal with their mean and variance, and from that line they start.
    """
    rho = min(correlation, MOST_CORRELATION)
    aim, mean = quantiles(wanted), float(factor_nodes() @ weights)
    variance = float((factor_nodes() - mean) ** 2 @ weights)
    cuts = sqrt(rho) * mean + sqrt(1 - rho + rho * variance) * aim
    for _ in range(_STEPS):
        now = quantiles(_at(cuts, rho) @ weights)
        slope = _density(_scaled(cuts, rho)) @ weights / sqrt(1 - rho)
        step = np.clip((aim - now) * _density(now) / np.maximum(slope, 1e-300), -2, 2)
        cuts = cuts + step
        if np.max(np.abs(step), initial=0.0) < 1e-12:
            break
    return np.where((wanted > 0) & (wanted < 1), normal_below(cuts), wanted)


def _density(values: Floats) -> Floats:
    return np.asarray(np.exp(-0.5 * values**2) / sqrt(2 * pi))


def _scaled(cuts: Floats, correlation: float) -> Floats:
    return np.asarray(
        (cuts[..., None] - sqrt(correlation) * factor_nodes()) / sqrt(1 - correlation)
    )


def _at(cuts: Floats, correlation: float) -> Floats:
    return normal_below(_scaled(cuts, correlation))
