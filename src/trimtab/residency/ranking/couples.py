"""Rank lists of couples: pairs by what they are worth to both, and where such a list ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trimtab.residency.portfolio.problem import Floats, Whole

ALONE = -1
"""Stands for "no match" in a pair."""


@dataclass(frozen=True, slots=True)
class PairList:
    """Pairs (L, 2) of rows of the two, -1 for going unmatched, best first, and their worth (L,)."""

    pairs: Whole
    worth: Floats


def rank_pairs(
    first: Floats,
    second: Floats,
    is_apart: NDArray[np.bool_],
    together: float,
    is_impossible: NDArray[np.bool_] | None = None,
) -> PairList:
    """All pairs by falling worth: that of both, less the share `together` (0 to 1) where apart.

    `first` (a,) and `second` (b,) are worths, `is_apart` (a, b). A match of one alone loses that
    share too, so it never stands before the same match with the other anywhere. Pairs apart that
    are worth nothing are left out, and those that are impossible; one alone is better than none.

    >>> far = np.array([[False, True]])
    >>> rank_pairs(np.array([80.0]), np.array([60.0, 90.0]), far, 0.5).pairs.tolist()
    [[0, 0], [0, 1], [-1, 1], [0, -1], [-1, 0]]
    """
    both = (first[:, None] + second[None, :]) * np.where(is_apart, 1 - together, 1.0)
    if is_impossible is not None:
        both[is_impossible] = 0.0
    alone = np.concatenate([first, second])
    raw = np.concatenate([np.zeros(both.size), alone])
    worth = np.concatenate([both.ravel(), alone * (1 - together)])
    order = np.lexsort((-raw, raw > 0, -worth))
    order = order[(worth[order] > 0) | (raw[order] > 0)]
    return PairList(_all_pairs(first.size, second.size)[order], worth[order])


def _all_pairs(first: int, second: int) -> Whole:
    """Every two rows, then each of the first alone, then each of the second."""
    rows, columns = np.indices((first, second))
    alone = np.full(first, ALONE), np.full(second, ALONE)
    pairs = [
        np.stack([rows.ravel(), columns.ravel()], axis=1),
        np.stack([np.arange(first), alone[0]], axis=1),
        np.stack([alone[1], np.arange(second)], axis=1),
    ]
    return np.concatenate(pairs).astype(np.int64)


def pair_odds(listed: PairList, takes: tuple[NDArray[np.bool_], NDArray[np.bool_]]) -> Floats:
    """Shares (L + 1,) of drawn seasons that end at each pair, and last of those that end at none.

    `takes` are (seasons, rows) for each of the two: whether a programme would take them. A couple
    goes to the first pair of which both would; with "no match" nobody needs to agree.
    """
    seasons = len(takes[0])
    anyway = np.ones((seasons, 1), bool)
    first, second = (np.hstack([one, anyway]) for one in takes)
    ends = np.full(seasons, len(listed.pairs))
    waiting = np.ones(seasons, bool)
    for number, (one, other) in enumerate(listed.pairs):
        here = waiting & first[:, one] & second[:, other]
        ends[here] = number
        waiting &= ~here
    return np.asarray(np.bincount(ends, minlength=len(listed.pairs) + 1) / seasons)


def draw_seasons(
    reach: Floats, masses: Floats, seasons: int, generator: np.random.Generator
) -> NDArray[np.bool_]:
    """Whether each programme takes the applicant (seasons, rows), the factor drawn anew for each.

    `reach` (rows, nodes) and `masses` (nodes,) as for `list_odds`.
    """
    nodes = generator.choice(masses.size, size=seasons, p=masses / masses.sum())
    drawn = generator.random((seasons, len(reach)))
    return np.asarray(drawn < reach[:, nodes].T)
