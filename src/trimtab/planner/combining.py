"""What compounds need: uses of one budget summed, places that hold each part, fewer starts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trimtab.domain.time import SLOT_MINUTES, Interval, merge_intervals
from trimtab.planner.arrays import Ints
from trimtab.planner.layout import Use, spread_use


def merge_uses(uses: Sequence[Use], size: int) -> list[Use]:
    """The same uses with no budget twice in any candidate: coefficients of one budget summed."""
    merged: list[Use] = []
    spans: list[tuple[int, int]] = []
    for use in uses if size else ():
        low, high = _span_of(use[0])
        left = use
        for number, (first, last) in enumerate(spans):
            if first <= high and low <= last:
                merged[number], left = _summed(merged[number], left, size)
        merged.append(left)
        spans.append((low, high))
    return merged


def _span_of(budgets: int | Ints) -> tuple[int, int]:
    """The smallest and the largest of some budgets' numbers."""
    if isinstance(budgets, np.ndarray):
        return int(budgets.min()), int(budgets.max())
    return int(budgets), int(budgets)


def _summed(first: Use, second: Use, size: int) -> tuple[Use, Use]:
    """Two uses, what both have of one budget counted with the first."""
    (known, total), (budget, coefficient) = spread_use(first, size), spread_use(second, size)
    both = np.where(known == budget, total + coefficient, total)
    return (known, both), (budget, np.where(known == budget, 0.0, coefficient))


@dataclass(frozen=True, slots=True)
class Merged:
    """Places joined where they touch, as their firsts and ends in order."""

    firsts: Ints
    ends: Ints

    @classmethod
    def of(cls, places: Sequence[Interval]) -> Merged:
        """Those of any places."""
        merged = merge_intervals(list(places))
        firsts = np.array([place.start for place in merged], np.int64)
        return cls(firsts, np.array([place.end for place in merged], np.int64))

    def hold(self, starts: Ints, minutes: int) -> npt.NDArray[np.bool_]:
        """Whether something of so many minutes lies inside one of them, for each start.

        >>> Merged.of([Interval(0, 30)]).hold(np.array([0, 20]), 15).tolist()
        [True, False]
        """
        if not self.firsts.size:
            return np.zeros(starts.size, np.bool_)
        which = np.searchsorted(self.firsts, starts, side="right") - 1
        return np.asarray((which >= 0) & (starts + minutes <= self.ends[which]))


def is_each(starts: Ints, minutes: int) -> npt.NDArray[np.bool_]:
    """Which starts are each so many minutes, or first or last of an unbroken run of slots."""
    kept = np.asarray(starts % minutes == 0)
    if starts.size:
        breaks = np.flatnonzero(np.diff(starts) != SLOT_MINUTES)
        kept[np.concatenate([[0], breaks + 1, breaks, [starts.size - 1]])] = True
    return kept
