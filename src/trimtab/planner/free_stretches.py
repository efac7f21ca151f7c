"""Stretches that could stay free of work, and the minutes of work in them, many starts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from trimtab.domain.time import Interval
from trimtab.planner.arrays import Floats, Ints


@dataclass(frozen=True, slots=True)
class _Lane:
    """Stretches of one sort in the order of time, none within another, by their numbers."""

    numbers: Ints
    firsts: Ints
    ends: Ints

    def minutes_inside(self, starts: Ints, minutes: int) -> Iterator[tuple[Ints, Ints]]:
        """As FreeStretches gives them, for this lane alone."""
        first = np.searchsorted(self.ends, starts, side="right")
        beyond = np.searchsorted(self.firsts, starts + np.int32(minutes), side="left")
        most = int((beyond - first).max(initial=0))
        for turn in range(most):
            is_touched = first + turn < beyond
            at = np.minimum(first + turn, self.ends.size - 1)
            end = np.minimum(starts + np.int32(minutes), self.ends[at])
            inside = end - np.maximum(starts, self.firsts[at])
            yield np.where(is_touched, self.numbers[at], -1), inside


@dataclass(frozen=True, slots=True)
class FreeStretches:
    """The stretches, numbered in the order given, and each item's limit in each of them.

    `rows[item][number]` is the budget that holds either the choice to keep a stretch free or the
    item's work in it; -1 where the item has no work there.
    """

    hours: tuple[Interval, ...] = ()
    lanes: tuple[_Lane, ...] = ()
    rows: dict[int, Ints] = field(default_factory=dict)

    @classmethod
    def sorted_into(cls, lanes: Sequence[int], hours: Sequence[Interval]) -> FreeStretches:
        """Stretches each with the lane it lies in; those of one lane never overlap."""
        numbers = [np.flatnonzero(np.array(lanes) == lane) for lane in sorted(set(lanes))]
        firsts = np.array([stretch.start for stretch in hours], np.int32)
        ends = np.array([stretch.end for stretch in hours], np.int32)
        made = (_Lane(mine.astype(np.int32), firsts[mine], ends[mine]) for mine in numbers)
        return cls(tuple(hours), tuple(made))

    def rows_of(self, item: int) -> Ints:
        """An item's limits by stretch, to be filled in."""
        if item not in self.rows:
            self.rows[item] = np.full(len(self.hours), -1, np.int32)
        return self.rows[item]

    def rows_at(self, number: int) -> list[int]:
        """The limits that a stretch shares with work, in the order in which they were made."""
        found = (int(rows[number]) for rows in self.rows.values())
        return sorted(row for row in found if row >= 0)

    def minutes_inside(self, starts: Ints, minutes: int) -> Iterator[tuple[Ints, Ints]]:
        """The stretches that work of so many minutes touches from each start: (number, minutes).

        Number -1 is none. There are as many pairs as the most that any start touches in a lane.
        """
        for lane in self.lanes:
            yield from lane.minutes_inside(starts, minutes)

    def limits(self, most: tuple[float, float]) -> Floats:
        """The most minutes of something that each stretch can hold.

        `most` are those it may come to in all and on one day.
        """
        lengths = np.array([stretch.minutes for stretch in self.hours], np.float64)
        return np.minimum(np.minimum(most[0], -(-lengths // 1440) * most[1]), lengths)
