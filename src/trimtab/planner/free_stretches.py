"""Stretches that could stay free of work, and the minutes of work in them, many starts at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from trimtab.domain.time import SLOT_MINUTES, Interval
from trimtab.planner.arrays import Floats, Ints

NONE = -1
NEVER = np.iinfo(np.int32).max
"""A minute after all others."""


@dataclass(frozen=True, slots=True)
class _Lane:
    """Stretches of one sort in the order of time, none within another, by their numbers.

    `numbers`, `firsts` and `ends` close with one that is none and begins after all minutes;
    `at_slot` is where in them the first stretch stands that ends after each slot of the line.
    """

    numbers: Ints
    firsts: Ints
    ends: Ints
    at_slot: Ints

    def minutes_inside(self, starts: Ints, minutes: int) -> Iterator[tuple[Ints, Ints]]:
        """As FreeStretches gives them, for this lane alone."""
        first, finish = self.at_slot[starts // SLOT_MINUTES], starts + np.int32(minutes)
        for turn in range(self.numbers.size - 1):
            at = np.minimum(first + turn, self.numbers.size - 1) if turn else first
            is_touched = self.firsts[at] < finish
            if not is_touched.any():
                break
            inside = np.minimum(finish, self.ends[at]) - np.maximum(starts, self.firsts[at])
            yield np.where(is_touched, self.numbers[at], NONE), inside
            if minutes <= self.shortest_gap:
                break

    @property
    def shortest_gap(self) -> int:
        """Minutes between two neighbours: nothing shorter touches both."""
        return int((self.firsts[1:] - self.ends[:-1]).min())


@dataclass(frozen=True, slots=True)
class FreeStretches:
    """The stretches, numbered in the order given, and each item's limit in each of them.

    `rows[item][number]` is the budget that holds either the choice to keep a stretch free or the
    item's work in it; -1 where the item has no work there, and for number -1, which is none.
    """

    hours: tuple[Interval, ...] = ()
    lanes: tuple[_Lane, ...] = ()
    rows: dict[int, Ints] = field(default_factory=dict)

    @classmethod
    def sorted_into(
        cls, lanes: Sequence[int], hours: Sequence[Interval], line_minutes: int
    ) -> FreeStretches:
        """Stretches each with the lane it lies in; those of one lane never overlap."""
        slots = np.arange(0, line_minutes + 1, SLOT_MINUTES)
        firsts = np.array([*(stretch.start for stretch in hours), NEVER], np.int32)
        ends = np.array([*(stretch.end for stretch in hours), NEVER], np.int32)
        made = []
        for lane in sorted(set(lanes)):
            mine = np.append(np.flatnonzero(np.array(lanes) == lane), NONE).astype(np.int32)
            at_slot = np.searchsorted(ends[mine], slots, side="right")
            made.append(_Lane(mine, firsts[mine], ends[mine], at_slot))
        return cls(tuple(hours), tuple(made))

    def rows_of(self, item: int) -> Ints:
        """An item's limits by stretch, to be filled in."""
        if item not in self.rows:
            self.rows[item] = np.full(len(self.hours) + 1, NONE, np.int32)
        return self.rows[item]

    def rows_at(self, number: int) -> list[int]:
        """The limits that a stretch shares with work, in the order in which they were made."""
        found = (int(rows[number]) for rows in self.rows.values())
        return sorted(row for row in found if row != NONE)

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
        lengths = np.array([*(stretch.minutes for stretch in self.hours), 1], np.float64)
        return np.minimum(np.minimum(most[0], -(-lengths // 1440) * most[1]), lengths)
