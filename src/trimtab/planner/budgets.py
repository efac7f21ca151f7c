"""Budgets: concave, piecewise-linear worths of totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

MUST_SLOPE = 5000.0
"""Cost of missing one unit of what must hold: far above what it could displace."""

ROUTINE_MUST_SLOPE = 1000.0
"""The same for the planner's own buffers and unwinding: they give way to a person's musts."""


@dataclass(frozen=True, slots=True)
class Budget:
    """Worth of a total z: 0 at `low`, then pieces (width, slope) of falling slope.

    z stays within [low, low + sum of widths]; the last piece goes on for ever when not
    `is_capped`. `at_least` units must hold: they carry no worth,
    and a total below them costs `must_slope` for each unit missing.
    """

    name: str
    pieces: tuple[tuple[float, float], ...]
    low: float = 0.0
    at_least: float = 0.0
    is_capped: bool = True
    must_slope: float = MUST_SLOPE

    def __post_init__(self) -> None:
        slopes = [slope for _, slope in self.pieces]
        if any(left < right for left, right in pairwise(slopes)):
            raise ValueError(f"Budget {self.name!r} is not concave: slopes {slopes}.")

    @property
    def high(self) -> float:
        """Largest total allowed."""
        if not self.is_capped:
            return float("inf")
        return self.low + sum(width for width, _ in self.pieces)

    def worth(self, total: float) -> float:
        """Worth of `total`; -inf outside [low, high].

        >>> Budget("runs", ((1, 10.0), (2, 4.0))).worth(2)
        14.0
        """
        if not self.low - 1e-7 <= total <= self.high + 1e-7:
            return float("-inf")
        left = total - self.low
        worth = -self.must_slope * self.at_least
        for width, slope in self.pieces:
            step = min(width, max(0.0, left))
            worth += step * slope
            left -= width
        return worth + (0.0 if self.is_capped else max(0.0, left) * self.pieces[-1][1])


def at_most(name: str, limit: float) -> Budget:
    """A cap: no worth, never more than `limit`."""
    return Budget(name, ((limit, 0.0),))


def at_least(name: str, count: float, limit: float, must_slope: float = MUST_SLOPE) -> Budget:
    """`count` units must hold, and no more than `limit` may."""
    rest = ((limit - count, 0.0),) if limit > count else ()
    return Budget(name, ((count, must_slope), *rest), at_least=count, must_slope=must_slope)


def diminishing(name: str, total: float, slopes: Sequence[tuple[float, float]]) -> Budget:
    """Worth of up to `total` units; `slopes` gives (share of total, worth per unit) in turn."""
    return Budget(name, tuple((share * total, slope) for share, slope in slopes))


def soft_cap(name: str, limit: float, beyond: Sequence[tuple[float, float]]) -> Budget:
    """Free up to `limit`; each (width, cost per unit) beyond costs more, the last for ever."""
    pieces = ((limit, 0.0), *((width, -cost) for width, cost in beyond))
    return Budget(name, pieces, is_capped=False)


def on_top_of(budget: Budget, total: float) -> Budget:
    """The same budget for what comes on top of a total that is there already.

    >>> on_top_of(Budget("runs", ((1, 10.0), (2, 4.0))), 2).pieces
    ((0, 10.0), (1, 4.0))
    """
    if not total:
        return budget
    left, pieces = total, []
    for width, slope in budget.pieces:
        used = min(width, left)
        left -= used
        pieces.append((width - used, slope))
    return replace(budget, pieces=tuple(pieces))
