"""How long things really take, of what was planned for them.

The logarithm of what something took over what was planned is taken as normal, its mean and spread
unknown; before anything is known it is expected to take as long as planned. What is told is that
posterior: it moves from 1 as far as the evidence carries it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.reflection.intervals import MASS, Estimate, student_quantile

WORTH_OF_PRIOR = 3.0
"""How many sittings that took as long as planned the expectation stands for (our choice)."""

SPREAD = 0.35
"""Spread of the logarithm expected for one sitting: about a third more or less (our choice)."""

SHAPE = 3.0
"""How firmly that spread is expected: as by twice so many sittings (our choice)."""

LEAST_KNOWN = 3
"""Sittings from which on anything is told."""

FURTHEST = 4.0
"""What took so many times its planned minutes, or that share of them, counts as that: a timer left
running is no sitting of eleven hours (our choice)."""


@dataclass(frozen=True, slots=True)
class Length:
    """How many times its planned minutes something takes, from so many sittings."""

    times: Estimate
    sittings: int

    @property
    def is_longer(self) -> bool:
        """Whether it clearly takes longer than planned."""
        return self.times.low > 1.0

    @property
    def is_shorter(self) -> bool:
        """Whether it clearly takes less."""
        return self.times.high < 1.0


def length_of(sittings: Sequence[tuple[float, float]]) -> Length | None:
    """What sittings of one thing show, each as minutes (planned, taken); None of too few.

    >>> [round(length_of([(60, 90)] * count).times.mid, 2) for count in (3, 12, 100)]
    [1.22, 1.38, 1.48]
    """
    logs = [
        _bounded(math.log(taken / planned))
        for planned, taken in sittings
        if _counts(planned, taken)
    ]
    if len(logs) < LEAST_KNOWN:
        return None
    count, mean = len(logs), math.fsum(logs) / len(logs)
    weight = WORTH_OF_PRIOR + count
    middle = count * mean / weight
    scatter = math.fsum((one - mean) ** 2 for one in logs)
    shape = SHAPE + count / 2
    rate = SHAPE * SPREAD**2 + scatter / 2 + WORTH_OF_PRIOR * count * mean**2 / (2 * weight)
    spread = math.sqrt(rate / (shape * weight)) * student_quantile((1 + MASS) / 2, 2 * shape)
    ends = (math.exp(middle - spread), math.exp(middle + spread))
    return Length(Estimate(math.exp(middle), *ends), count)


def _counts(planned: float, taken: float) -> bool:
    return planned > 0 and taken > 0


def _bounded(log: float) -> float:
    most = math.log(FURTHEST)
    return min(most, max(-most, log))
