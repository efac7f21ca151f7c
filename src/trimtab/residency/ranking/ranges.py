"""How sure a couple's odds are, where chances are known only within their bounds.

As for one person's list (`portfolio/uncertainty.py`) worlds are drawn in which what is unknown
moves: log odds of every chance shift by their spread times sqrt(c) Z + sqrt(1 - c) Z_j. Z is one
number for both of the two, as what the model does not know it does not know of either. Each world
draws seasons of its own, so that the range holds what chance does to so many seasons too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trimtab.residency.portfolio.problem import Floats
from trimtab.residency.portfolio.uncertainty import IN_COMMON, NINE_IN_TEN
from trimtab.residency.ranking.couples import draw_seasons

WORLDS = 100
LEAST, MOST = 1e-9, 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Unsure:
    """One of a couple: chances (rows, nodes) given the factor, and what nodes weigh (nodes,).

    `low` and `high` (rows,) are the bounds of each chance. `factors` are such chances and masses
    at correlations that may be as well, the likelier the more often they stand in it.
    """

    low: Floats
    high: Floats
    factors: Sequence[tuple[Floats, Floats]]


def couple_ranges(
    sides: tuple[Unsure, Unsure],
    shares_of: Callable[[tuple[NDArray[np.bool_], NDArray[np.bool_]]], Floats],
    seasons: int,
    generator: np.random.Generator,
) -> tuple[Floats, Floats]:
    """Where each share (k,) of drawn seasons lies nine times in ten: its low and high ends.

    `shares_of` counts shares in seasons in which programmes take the two.
    """
    found = []
    for _ in range(WORLDS):
        shared = generator.standard_normal()
        takes = [_draw_world(side, shared, seasons, generator) for side in sides]
        found.append(shares_of((takes[0], takes[1])))
    low, high = np.quantile(np.array(found), (0.05, 0.95), axis=0)
    return low, high


def _draw_world(
    side: Unsure, shared: float, seasons: int, generator: np.random.Generator
) -> NDArray[np.bool_]:
    given, masses = side.factors[int(generator.integers(len(side.factors)))]
    spread = (_log_odds(side.high) - _log_odds(side.low)) / (2 * NINE_IN_TEN)
    own = generator.standard_normal(spread.size)
    shift = spread * (np.sqrt(IN_COMMON) * shared + np.sqrt(1 - IN_COMMON) * own)
    moved = 1 / (1 + np.exp(-(_log_odds(given) + shift[:, None])))
    certain = (given <= LEAST) | (given >= MOST)
    return draw_seasons(np.where(certain, given, moved), masses, seasons, generator)


def _log_odds(chances: Floats) -> Floats:
    inside = np.clip(chances, LEAST, MOST)
    return np.asarray(np.log(inside / (1 - inside)))
