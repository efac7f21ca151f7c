"""Where a block that is about to be moved could lie, and what the week would lose there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from trimtab.domain.errors import Problem
from trimtab.domain.plans import Block
from trimtab.domain.time import Horizon


@dataclass(frozen=True, slots=True)
class Place:
    """One place for the block, aware local instants [start, end), and what it costs.

    Losses are what the week is worth less then, in minutes of an average value; below 0 it is
    worth more. `loss` is the least found with the rest settled around it, None where that was not
    tried; `gives_way` says what there is less of for it. `swap_loss` leaves all else where it is,
    less what stands in the way. However the rest is arranged, no less than `least_loss` is lost.
    """

    start: datetime
    end: datetime
    loss: float | None
    swap_loss: float
    least_loss: float
    gives_way: tuple[str, ...] = ()
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class Places:
    """A block of a plan with every place it could have, by start, its own among them.

    Those that are `is_told` are each day's best, looked at more closely.
    """

    person: str
    horizon: Horizon
    block: Block
    places: tuple[Place, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def told(self) -> tuple[Place, ...]:
        """Each day's best places, by start."""
        return tuple(place for place in self.places if place.is_told)


@dataclass(frozen=True, slots=True)
class Shade:
    """One place for a block, aware local instants [start, end), and how good it is: an estimate.

    `goodness` is 1 for the best of them and a half where the week loses half an hour of an
    average value more than there.
    """

    start: datetime
    end: datetime
    goodness: float


@dataclass(frozen=True, slots=True)
class Shading:
    """A block of a plan with every place it could have, by start; where it cannot be is no shade.

    All else stays where it is, less what stands in the way; nothing of it is a promise.
    """

    block: Block
    shades: tuple[Shade, ...]
