"""Chances from middles and spreads: a mean that is kept, and the bounds around it.

A chance is known up to a normal spread on the logit scale. `middle` is the mean over that spread,
so that it can be averaged and multiplied; the bounds hold nine times in ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]

NINE_IN_TEN = 1.6448536269514722
NINETY_FIVE = 1.959963984540054
_STEPS = 60
_NODES, _WEIGHTS = np.polynomial.hermite_e.hermegauss(32)
_SHARES = _WEIGHTS / _WEIGHTS.sum()


def logit(chance: ArrayLike) -> Floats:
    """The log odds of chances strictly between 0 and 1."""
    inside = np.clip(np.asarray(chance, dtype=float), 1e-12, 1 - 1e-12)
    return np.asarray(np.log(inside) - np.log1p(-inside))


def expit(log_odds: ArrayLike) -> Floats:
    """The chance of log odds, without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * np.asarray(log_odds, dtype=float))))


def log_odds_of(chance: float) -> float:
    """The log odds of one chance; 0 and 1 are taken as next to them."""
    inside = min(max(chance, 1e-12), 1 - 1e-12)
    return log(inside / (1 - inside))


def chance_of(log_odds: float) -> float:
    """One chance of its log odds, without overflow."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    return exp(log_odds) / (1 + exp(log_odds))


def base_of_mixture(mean: float, shifts: Sequence[float], shares: Sequence[float]) -> float:
    """Log odds to which `shifts` are added for `shares` of people so that `mean` comes out."""
    wanted, low, high = log_odds_of(mean), -max(shifts), -min(shifts)
    low, high = wanted + low, wanted + high
    base = wanted
    for _ in range(_STEPS):
        each = [chance_of(base + shift) for shift in shifts]
        now = sum(share * one for share, one in zip(shares, each, strict=True))
        low, high = (low, base) if now > mean else (base, high)
        slope = sum(share * one * (1 - one) for share, one in zip(shares, each, strict=True))
        step = (wanted - log_odds_of(now)) * now * (1 - now) / slope
        base = base + step if low < base + step < high else (low + high) / 2
        if abs(step) < 1e-12:
            break
    return base


def spread_of(low: float, high: float) -> float:
    """The standard deviation, on the log scale, of a ratio with these 95 % bounds."""
    return log(high / low) / (2 * NINETY_FIVE)


def spread_of_rate(low: float, high: float) -> float:
    """The standard deviation, on the logit scale, of a rate with these 95 % bounds."""
    return (log_odds_of(high) - log_odds_of(low)) / (2 * NINETY_FIVE)


def bounds_around(middles: Floats, spreads: Floats) -> tuple[Floats, Floats]:
    """Low and high around means, by spreads on the logit scale; all of one shape."""
    centres = centres_of(middles, spreads)
    reach = NINE_IN_TEN * spreads
    low, high = expit(centres - reach), expit(centres + reach)
    return np.minimum(low, middles), np.maximum(high, middles)


def centres_of(middles: Floats, spreads: Floats) -> Floats:
    """Log odds whose mean chance over a normal spread is `middles`.

    Newton's steps on the logit of the mean, whose slope is near 1 / sqrt(1 + 0.346 spread^2) from
    the start; steps are at most 2.
    """
    wanted = logit(middles)
    centre = wanted * np.sqrt(1 + 0.346 * spreads**2)
    for _ in range(_STEPS):
        each = expit(centre[..., None] + spreads[..., None] * _NODES)
        mean, slope = each @ _SHARES, (each * (1 - each)) @ _SHARES
        step = (wanted - logit(mean)) * mean * (1 - mean) / slope
        centre = centre + np.clip(step, -2, 2)
        if np.max(np.abs(step), initial=0.0) < 1e-11:
            break
    return np.where(spreads > 0, centre, wanted)
