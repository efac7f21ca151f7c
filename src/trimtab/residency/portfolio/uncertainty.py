"""How sure the chance of no match is, where every chance is known only within its bounds.

What is not known of a chance is partly about the applicant and the model, and moves every programme
alike; the rest is about each programme, and evens out over a list. Bounds that took every chance at
its lowest at once would be far too wide. So worlds are drawn: log odds

    logit f_j + s_j (sqrt(c) Z + sqrt(1 - c) Z_j)

with s_j from the bounds of f_j, and a correlation from a triangle over its own; the answer is where
nine in ten of those worlds lie.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trimtab.residency.portfolio.chance_kernels import fill_conditional
from trimtab.residency.portfolio.nodes import factor_nodes, normal_masses
from trimtab.residency.portfolio.problem import Floats

WORLDS = 150
"""Worlds drawn: an end of the range then lies within two hundredths of its place among all."""

IN_COMMON = 0.5
"""Share of what is unknown that all programmes have in common (our choice; nothing measures it)."""

NINE_IN_TEN = 1.6448536269514722
LEAST, MOST = 1e-9, 1 - 1e-9
HIGHEST_CORRELATION = 0.99


@dataclass(frozen=True, slots=True)
class Bounds:
    """Chances (n,) of a list's programmes with the bounds that hold nine times in ten."""

    middle: Floats
    low: Floats
    high: Floats


def unmatched_range(
    chances: Bounds, correlation: tuple[float, float, float], *, seed: int = 0
) -> tuple[float, float]:
    """Where the chance of no match lies nine times in ten; `correlation` is (low, middle, high)."""
    draw = np.random.default_rng(seed)
    odds = _log_odds(chances.middle)
    spread = (_log_odds(chances.high) - _log_odds(chances.low)) / (2 * NINE_IN_TEN)
    shared = draw.standard_normal((WORLDS, 1))
    own = draw.standard_normal((WORLDS, odds.size))
    shift = np.sqrt(IN_COMMON) * shared + np.sqrt(1 - IN_COMMON) * own
    worlds = 1 / (1 + np.exp(-(odds + spread * shift)))
    together = np.minimum(_triangle(draw.random(WORLDS), correlation), HIGHEST_CORRELATION)
    shares = [_unmatched(*world) for world in zip(worlds, together, strict=True)]
    low, high = np.quantile(shares, (0.05, 0.95))
    return float(low), float(high)


def sum_range(values: Bounds) -> tuple[float, float]:
    """Where a sum of such figures lies nine times in ten, by the same share in common."""
    low, high = (_reach(np.abs(end - values.middle)) for end in (values.low, values.high))
    total = float(values.middle.sum())
    return total - low, total + high


def _reach(widths: Floats) -> float:
    shared, own = IN_COMMON * widths.sum() ** 2, (1 - IN_COMMON) * (widths**2).sum()
    return float(np.sqrt(shared + own))


def _unmatched(chances: Floats, correlation: float) -> float:
    given = np.empty((chances.size, 1, factor_nodes().size))
    fill_conditional(np.ascontiguousarray(chances[:, None]), factor_nodes(), correlation, given)
    return float(np.prod(1 - given[:, 0], axis=0) @ normal_masses())


def _triangle(uniform: Floats, ends: tuple[float, float, float]) -> Floats:
    """Numbers between the outer ends, likeliest at the middle one, from uniform ones."""
    low, middle, high = ends
    if high <= low:
        return np.full_like(uniform, middle)
    share = (middle - low) / (high - low)
    rising = low + np.sqrt(uniform * share) * (high - low)
    falling = high - np.sqrt((1 - uniform) * (1 - share)) * (high - low)
    return np.where(uniform < share, rising, falling)


def _log_odds(chances: Floats) -> Floats:
    inside = np.clip(chances, LEAST, MOST)
    return np.asarray(np.log(inside / (1 - inside)))
