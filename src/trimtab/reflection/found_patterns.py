"""What goes with good days, as records: what stands out, and what has too few days."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.diary import Measure
from trimtab.reflection.day_facts import Feature

LEAST_DAYS_EACH = 8
"""Days needed with something and without it before anything is said (our choice)."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A feature that goes with a measure: by how many points, and among how many days.

    `points` are for a yes, or for one step of an amount, with their 90 % interval; more is better,
    less stress too. `days_with` and `days_without` are those above and not above the middle where
    it is an amount.
    """

    feature: Feature
    measure: Measure
    points: tuple[float, float, float]
    doubt: float
    days_with: int
    days_without: int

    @property
    def days(self) -> int:
        """Days it was seen on or missing from."""
        return self.days_with + self.days_without


@dataclass(frozen=True, slots=True)
class TooFew:
    """A feature of which nothing can be said yet, and on how many days it was and was not."""

    feature: Feature
    days_with: int
    days_without: int


@dataclass(frozen=True, slots=True)
class Patterns:
    """What stands out, the surest first; every estimate made; and what has too few days."""

    shown: tuple[Pattern, ...]
    looked_at: tuple[Pattern, ...]
    too_few: tuple[TooFew, ...]
    days: int
