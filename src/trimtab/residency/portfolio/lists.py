"""A list of applications as it comes back, with its certificate."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NextApplication:
    """The best further application, were one more paid for: who, what it adds and costs.

    `cost` is in dollars; None where the problem has none.
    """

    index: int
    tier: int
    gain: float
    cost: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationList:
    """Where to apply, in order of adding: each next row adds most to those before it.

    Rows that must be in the list come before all others.

    `indices` are rows of the problem, `tiers` the signal of each (0 none, 1 silver, 2 gold),
    `gains` what each adds when it is added; they sum to `value`, the expected worth of the best
    match. `bound` is a proven upper bound on the value of any list within the limits. `cost` is in
    dollars. `next_application` is None where no programme is left.
    """

    indices: tuple[int, ...]
    tiers: tuple[int, ...]
    gains: tuple[float, ...]
    value: float
    bound: float
    p_unmatched: float
    cost: float
    is_optimal: bool
    next_application: NextApplication | None

    @property
    def gap(self) -> float:
        """By how much, as a share of the bound, a better list could be worth more at most."""
        return max(0.0, (self.bound - self.value) / self.bound) if self.bound > 0 else 0.0
