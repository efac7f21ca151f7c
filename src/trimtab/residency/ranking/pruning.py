"""Which pairs to keep where a couple has more than may be ranked, and what leaving out costs."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from trimtab.residency.portfolio.problem import Floats, Whole
from trimtab.residency.ranking.couples import ALONE, PairList

CONSIDERED = 8
"""Times as many pairs as may be kept are looked at, those of most worth times chance."""

AT_ONCE = 6
"""Each round leaves out one in so many of the pairs that are left."""

ANY_MATCH = 1e-3
"""Points that any match counts beside its worth: where worth is nothing, a match is still one."""

Takes = tuple[NDArray[np.bool_], NDArray[np.bool_]]


def keep_pairs(listed: PairList, reach: tuple[Floats, Floats], takes: Takes, most: int) -> PairList:
    """At most so many pairs, in their order: those whose loss costs most in drawn seasons.

    `reach` are mean chances (rows,) of each of the two, `takes` (seasons, rows) as for
    `pair_odds`. Round by round those go without which the seasons lose least, as each then ends
    at the next pair both can have; of equals those of least worth times chance.
    """
    if len(listed.pairs) <= most:
        return listed
    weight = _weight(listed, reach)
    kept = _likely(listed, weight, CONSIDERED * most)
    can = both_take(listed.pairs[kept], takes)
    worth = listed.worth + ANY_MATCH
    places = np.arange(kept.size)
    while places.size > most:
        lost = _lost_without(worth[kept[places]], can[:, places])
        fewer = max(most, places.size - max(1, places.size // AT_ONCE))
        dearest = np.lexsort((-weight[kept[places]], -lost))[:fewer]
        places = places[np.sort(dearest)]
    return PairList(listed.pairs[kept[places]], listed.worth[kept[places]])


def both_take(pairs: Whole, takes: Takes) -> NDArray[np.bool_]:
    """In which seasons (seasons, pairs) both would be taken; "no match" needs nobody."""
    anyway = np.ones((len(takes[0]), 1), bool)
    first, second = (np.hstack([one, anyway]) for one in takes)
    return np.asarray(first[:, pairs[:, 0]] & second[:, pairs[:, 1]])


def value_lost(listed: PairList, kept: PairList, takes: Takes) -> float:
    """Points by which the seasons are worth less with the kept pairs than with all of them."""
    if len(kept.pairs) == len(listed.pairs):
        return 0.0
    shape = tuple(one.shape[1] + 1 for one in takes)
    totals = [_worths_of(one, shape, takes).mean() for one in (listed, kept)]
    return float(max(0.0, totals[0] - totals[1]))


def _worths_of(listed: PairList, shape: tuple[int, ...], takes: Takes) -> Floats:
    """What each season's end is worth: that of the first pair that both can have."""
    places = np.full(shape, len(listed.pairs), np.int64)
    places[listed.pairs[:, 0], listed.pairs[:, 1]] = np.arange(len(listed.pairs))
    worth = np.append(listed.worth, 0.0)
    ends = np.empty(len(takes[0]), np.int64)
    for season, (one, other) in enumerate(zip(*takes, strict=True)):
        rows, columns = (np.append(np.flatnonzero(each), -1) for each in (one, other))
        ends[season] = places[rows[:, None], columns[None, :]].min()
    return np.asarray(worth[ends])


def _weight(listed: PairList, reach: tuple[Floats, Floats]) -> Floats:
    chances = [np.append(one, 1.0)[listed.pairs[:, at]] for at, one in enumerate(reach)]
    return np.asarray((listed.worth + ANY_MATCH) * chances[0] * chances[1])


def _likely(listed: PairList, weight: Floats, count: int) -> Whole:
    """So many pairs of most weight, a quarter of them at most with one alone.

    One of two is taken far more often than both, so those alone would crowd out all others.
    """
    is_alone = (listed.pairs == ALONE).any(axis=1)
    by_weight = np.argsort(-weight, kind="stable")
    alone = by_weight[is_alone[by_weight]][: count // 4]
    both = by_weight[~is_alone[by_weight]][: count - alone.size]
    return np.sort(np.concatenate([both, alone]))


def _lost_without(worth: Floats, can: NDArray[np.bool_]) -> Floats:
    """What the seasons lose together where each pair alone were left out."""
    seasons = np.arange(len(can))
    first = can.argmax(axis=1)
    later = can.copy()
    later[seasons, first] = False
    second = later.argmax(axis=1)
    instead = np.where(later.any(axis=1), worth[second], 0.0)
    lost = np.where(can.any(axis=1), worth[first] - instead, 0.0)
    return np.asarray(np.bincount(first, lost, minlength=worth.size), np.float64)
