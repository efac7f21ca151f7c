"""How sure a share or a length is: ranges of posteriors, without a library of statistics."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import NormalDist

MASS = 0.8
"""How probable it is that the truth lies within a range told here (our choice)."""

STEPS = 60
"""Halvings by which a quantile is found: further than doubles can tell apart."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, and the range it lies in with a probability of `MASS`."""

    mid: float
    low: float
    high: float


def share(kept: int, asked: int, prior: tuple[float, float] = (1.0, 1.0)) -> Estimate:
    """How often something is kept, of how often it was; a Beta posterior, its mean and range.

    >>> one = share(0, 0)
    >>> [round(figure, 2) for figure in (one.mid, one.low, one.high)]
    [0.5, 0.1, 0.9]
    """
    first, second = prior[0] + kept, prior[1] + asked - kept
    ends = (beta_quantile(tail, first, second) for tail in ((1 - MASS) / 2, (1 + MASS) / 2))
    return Estimate(first / (first + second), *ends)


def beta_quantile(probability: float, first: float, second: float) -> float:
    """Where the distribution function of a Beta distribution reaches a probability."""
    return _root(lambda x: beta_below(x, first, second) - probability, 0.0, 1.0)


def beta_below(x: float, first: float, second: float) -> float:
    """The regularised incomplete beta function I_x(first, second).

    By its continued fraction (Abramowitz and Stegun 26.5.8), after Lentz.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (first + 1) / (first + second + 2):
        return 1 - beta_below(1 - x, second, first)
    log = math.lgamma(first + second) - math.lgamma(first) - math.lgamma(second)
    front = math.exp(log + first * math.log(x) + second * math.log1p(-x)) / first
    return front * _fraction(x, first, second)


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function."""
    tiny = 1e-300
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    found = d
    for m in range(1, 400):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        change = 1.0
        for term in (even, odd):
            d = 1 / ((1 + term * d) or tiny)
            c = (1 + term / c) or tiny
            change = c * d
            found *= change
        if abs(change - 1) < 1e-14:
            break
    return found


def student_quantile(probability: float, freedom: float) -> float:
    """Where a Student distribution reaches a probability, by its relation to the Beta one.

    >>> round(student_quantile(0.9, 8), 3), round(student_quantile(0.1, 8), 3)
    (1.397, -1.397)
    """
    if probability < 0.5:
        return -student_quantile(1 - probability, freedom)
    if freedom > 1e6:
        return NormalDist().inv_cdf(probability)
    tail = 2 * (1 - probability)
    share_of = beta_quantile(tail, freedom / 2, 0.5)
    return math.sqrt(freedom * (1 / share_of - 1)) if share_of else math.inf


def _root(of: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function is nought."""
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if of(middle) < 0 else (low, middle)
    return (low + high) / 2


def probably_larger(one: tuple[int, int], other: tuple[int, int]) -> float:
    """How probable it is that the first of two is kept more often, each as (kept, asked)."""
    steps = 200
    a, b = (1.0 + one[0], 1.0 + one[1] - one[0]), (1.0 + other[0], 1.0 + other[1] - other[0])
    edges = [number / steps for number in range(steps + 1)]
    below = [beta_below(x, *a) for x in edges]
    middles = [beta_below((x + y) / 2, *b) for x, y in pairwise(edges)]
    steps_up = (after - before for before, after in pairwise(below))
    return sum(step * held for step, held in zip(steps_up, middles, strict=True))
