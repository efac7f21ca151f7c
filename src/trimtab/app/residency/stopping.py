"""Where to stop: after how many applications more hardly help."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trimtab.domain.applications import ListLength, StopAdvice

HARDLY = 0.1
"""Points of 100 below which an application hardly helps (our choice; said with the advice)."""


def stop_advice(lengths: Sequence[ListLength], listed: int) -> StopAdvice | None:
    """The length from which on every application adds less than a tenth of a point.

    `lengths` start with none and may go beyond the `listed` ones; what is told to be saved is of
    those.
    """
    gains = [after.value - one.value for one, after in pairwise(lengths)]
    helping = [number for number, gain in enumerate(gains, 1) if gain >= HARDLY]
    if not gains or not helping or helping[-1] == len(gains):
        return None
    last = lengths[helping[-1]]
    saved = lengths[listed].cost - last.cost
    because = f"Each one after that adds less than {HARDLY:g} points of 100"
    return StopAdvice(
        last.applications,
        f"{because}; all of them together cost ${saved:,.0f}." if saved > 0 else f"{because}.",
    )
