"""Planned focus against real: how much of it happened, when, and how much nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, get_args

Part = Literal["morning", "afternoon", "evening", "night"]
PARTS: tuple[Part, ...] = get_args(Part)

PART_BEGINS: tuple[tuple[int, Part], ...] = (
    (22, "night"),
    (17, "evening"),
    (12, "afternoon"),
    (5, "morning"),
    (0, "night"),
)
"""The hour each part of a day begins at (our choice)."""

LEAST_PLANNED = 60
"""Minutes of planned focus below which no share is told (our choice)."""

WIDEST = 0.5
"""A share that could lie anywhere in a wider range is none to tell (our choice)."""


@dataclass(frozen=True, slots=True)
class PlannedFocus:
    """A block planned for focus that is over: its hour, its kind, and minutes of each.

    `happened` are known to be lived, `unknown` nobody spoke of; the rest is known to have gone to
    something else.
    """

    hour: int
    kind: str
    planned: int
    happened: int
    unknown: int


@dataclass(frozen=True, slots=True)
class FocusTotal:
    """Minutes of one part of the day, of one kind, or of all of it."""

    name: str
    planned: int = 0
    happened: int = 0
    unknown: int = 0

    @property
    def share(self) -> tuple[float, float] | None:
        """The least and the most that can have happened; None where that says too little.

        What nobody spoke of may have happened or not. To leave it out would flatter: timers and
        marks tell of what happened far more often than of what did not.
        """
        if self.planned < LEAST_PLANNED or self.unknown > WIDEST * self.planned:
            return None
        return self.happened / self.planned, (self.happened + self.unknown) / self.planned


@dataclass(frozen=True, slots=True)
class PlannedAgainstReal:
    """A span's focus: in all, by part of the day and by kind; `beside` is lived with no plan."""

    whole: FocusTotal
    by_part: tuple[FocusTotal, ...]
    by_kind: tuple[FocusTotal, ...]
    beside: int = 0


def part_of(hour: int) -> Part:
    """The part of a day an hour lies in.

    >>> part_of(5), part_of(13), part_of(23), part_of(2)
    ('morning', 'afternoon', 'night', 'night')
    """
    return next(part for begins, part in PART_BEGINS if hour >= begins)


def against_real(blocks: Iterable[PlannedFocus], real_minutes: int) -> PlannedAgainstReal:
    """Blocks summed up; `real_minutes` is all focus that is known, planned or not."""
    blocks = tuple(blocks)
    whole = _total("all", blocks)
    kinds = sorted({one.kind for one in blocks})
    return PlannedAgainstReal(
        whole=whole,
        by_part=_totals(blocks, PARTS, lambda one: part_of(one.hour)),
        by_kind=_totals(blocks, kinds, lambda one: one.kind),
        beside=max(0, real_minutes - whole.happened),
    )


def _totals(
    blocks: tuple[PlannedFocus, ...], names: Iterable[str], name_of: Callable[[PlannedFocus], str]
) -> tuple[FocusTotal, ...]:
    sums = (_total(name, [one for one in blocks if name_of(one) == name]) for name in names)
    return tuple(one for one in sums if one.planned)


def _total(name: str, blocks: Iterable[PlannedFocus]) -> FocusTotal:
    blocks = tuple(blocks)
    return FocusTotal(
        name,
        sum(one.planned for one in blocks),
        sum(one.happened for one in blocks),
        sum(one.unknown for one in blocks),
    )
