"""What compounds need: uses of one budget summed, places that hold each part, fewer starts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from trimtab.domain.time import SLOT_MINUTES, Interval, merge_intervals
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.layout import Use, spread_use


def merge_uses(uses: Sequence[Use], size: int) -> list[tuple[Ints, Floats]]:
    """The same uses with no budget twice in any candidate: coefficients of one budget summed."""
    spread = [spread_use(use, size) for use in uses]
    merged: list[tuple[Ints, Floats]] = []
    for budget, given in spread:
        coefficient = given.copy()
        for known, total in merged:
            is_same = known == budget
            total[is_same] += coefficient[is_same]
            coefficient[is_same] = 0.0
        merged.append((budget, coefficient))
    return merged


def lies_within(places: Sequence[Interval], starts: Ints, minutes: int) -> npt.NDArray[np.bool_]:
    """Whether something of so many minutes lies inside one of `places`, for each start.

    >>> lies_within([Interval(0, 30)], np.array([0, 20]), 15).tolist()
    [True, False]
    """
    merged = merge_intervals(list(places))
    if not merged:
        return np.zeros(starts.size, np.bool_)
    firsts = np.array([place.start for place in merged])
    ends = np.array([place.end for place in merged])
    which = np.searchsorted(firsts, starts, side="right") - 1
    return np.asarray((which >= 0) & (starts + minutes <= ends[which]))


def is_each(starts: Ints, minutes: int) -> npt.NDArray[np.bool_]:
    """Which starts are each so many minutes, or first or last of an unbroken run of slots."""
    kept = np.asarray(starts % minutes == 0)
    if starts.size:
        breaks = np.flatnonzero(np.diff(starts) != SLOT_MINUTES)
        kept[np.concatenate([[0], breaks + 1, breaks, [starts.size - 1]])] = True
    return kept
