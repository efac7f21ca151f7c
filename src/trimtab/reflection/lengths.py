"""How long things really take, of what was planned for them.

The logarithm of what something took over what was planned is taken as normal, its mean and spread
unknown. Before anything is known it is expected to take as long as planned: hardly, where it is
told how long something takes, so that what takes twice as long is told so; firmly, where a plan
changes for it, which moves from 1 as far as the evidence carries it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.reflection.intervals import MASS, Estimate, student_quantile

WORTH_TOLD, WORTH_PLANNED = 0.5, 3.0
"""How many sittings that took as long as planned the expectation stands for (our choices)."""

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
    """How many times its planned minutes something takes, as told and as plans take it to be."""

    times: Estimate
    cautious: Estimate
    sittings: int

    @property
    def is_longer(self) -> bool:
        """Whether it clearly takes longer than planned."""
        return self.cautious.low > 1.0

    @property
    def is_shorter(self) -> bool:
        """Whether it clearly takes less."""
        return self.cautious.high < 1.0


def length_of(sittings: Sequence[tuple[float, float]]) -> Length | None:
    """What sittings of one thing show, each as minutes (planned, taken); None of too few.

    >>> [round(length_of([(60, 90)] * count).times.mid, 2) for count in (3, 12, 100)]
    [1.42, 1.48, 1.5]
    """
    logs = [
        _bounded(math.log(taken / planned))
        for planned, taken in sittings
        if _counts(planned, taken)
    ]
    if len(logs) < LEAST_KNOWN:
        return None
    return Length(_estimate(logs, WORTH_TOLD), _estimate(logs, WORTH_PLANNED), len(logs))


def _estimate(logs: Sequence[float], worth: float) -> Estimate:
    """The posterior of the factor, its middle and range."""
    count, mean = len(logs), math.fsum(logs) / len(logs)
    weight = worth + count
    middle = count * mean / weight
    scatter = math.fsum((one - mean) ** 2 for one in logs)
    shape = SHAPE + count / 2
    rate = SHAPE * SPREAD**2 + scatter / 2 + worth * count * mean**2 / (2 * weight)
    spread = math.sqrt(rate / (shape * weight)) * student_quantile((1 + MASS) / 2, 2 * shape)
    return Estimate(math.exp(middle), math.exp(middle - spread), math.exp(middle + spread))


def _counts(planned: float, taken: float) -> bool:
    return planned > 0 and taken > 0


def _bounded(log: float) -> float:
    most = math.log(FURTHEST)
    return min(most, max(-most, log))
