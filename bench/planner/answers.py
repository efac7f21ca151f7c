"""What other solvers answer: the best plan found, and how it came about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """The best value known after so many seconds of solving, and the bound where it is known."""

    seconds: float
    value: float
    bound: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solver found: its track, its last value and bound, and the candidates chosen.

    `value` is None when it found no plan.
    """

    track: tuple[Moment, ...]
    value: float | None
    bound: float | None
    chosen: tuple[int, ...]
    seconds: float

    def value_at(self, seconds: float) -> float | None:
        """The best value after so many seconds of solving."""
        known = [moment.value for moment in self.track if moment.seconds <= seconds]
        return max(known, default=None)
