"""How sure the chance of no match is, where every chance is known only within its bounds.

What is not known of a chance is partly about the applicant and the model, and moves every programme
alike; the rest is about each programme, and evens out over a list. Bounds that took every chance at
its lowest at once would be far too wide. So worlds are drawn: log odds

    logit f_j + s_j (sqrt(c) Z + sqrt(1 - c) Z_j)

with s_j from the bounds of f_j, and a correlation from a triangle over its own; the answer is where
nine in ten of those worlds lie. After answers f_j and the weights of the factor are those that the
answers give at that correlation.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from trimtab.residency.portfolio.chance_kernels import fill_conditional
from trimtab.residency.portfolio.nodes import factor_nodes, normal_masses
from trimtab.residency.portfolio.problem import Floats

WORLDS = 150
"""Worlds drawn: an end of the range then lies within two hundredths of its place among all."""

IN_COMMON = 0.5
"""Share of what is unknown that all programmes have in common (our choice; nothing measures it)."""

NINE_IN_TEN = 1.6448536269514722
LEVELS = 7
"""Correlations that answers are looked at again at: 0.1 apart over our own range."""
LEAST, MOST = 1e-9, 1 - 1e-9
HIGHEST_CORRELATION = 0.99


@dataclass(frozen=True, slots=True)
class Bounds:
    """Chances (n,) of a list's programmes with the bounds that hold nine times in ten."""

    middle: Floats
    low: Floats
    high: Floats


class Law(NamedTuple):
    """Chances (n,) as the factor model takes them, and what its nodes weigh; none for normal."""

    chances: Floats
    weights: Floats


def unmatched_range(
    chances: Bounds,
    correlation: tuple[float, float, float],
    *,
    law: Callable[[float], Law] | None = None,
    seed: int = 0,
) -> tuple[float, float]:
    """Where the chance of no match lies nine times in ten; `correlation` is (low, middle, high).

    Where answers have moved chances, `law` tells how at a correlation; it is asked for at a few.
    """
    draw = np.random.default_rng(seed)
    spread = (_log_odds(chances.high) - _log_odds(chances.low)) / (2 * NINE_IN_TEN)
    shared = draw.standard_normal((WORLDS, 1))
    own = draw.standard_normal((WORLDS, spread.size))
    shift = spread * (np.sqrt(IN_COMMON) * shared + np.sqrt(1 - IN_COMMON) * own)
    together = np.minimum(_triangle(draw.random(WORLDS), correlation), HIGHEST_CORRELATION)
    if law is None:
        usual = Law(chances.middle, normal_masses())
        shares = [_unmatched(usual, *world) for world in zip(shift, together, strict=True)]
    else:
        levels = np.unique(np.linspace(correlation[0], correlation[2], LEVELS))
        levels = np.minimum(levels, HIGHEST_CORRELATION)
        laws = [law(float(level)) for level in levels]
        nearest = np.abs(together[:, None] - levels).argmin(axis=1)
        shares = [
            _unmatched(laws[at], one, levels[at]) for one, at in zip(shift, nearest, strict=True)
        ]
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


def _unmatched(law: Law, shift: Floats, correlation: float) -> float:
    """The chance of no match where the log odds of chances are shifted so far."""
    chances = 1 / (1 + np.exp(-(_log_odds(law.chances) + shift)))
    given = np.empty((chances.size, 1, factor_nodes().size))
    fill_conditional(np.ascontiguousarray(chances[:, None]), factor_nodes(), correlation, given)
    return float(np.prod(1 - given[:, 0], axis=0) @ law.weights)


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
