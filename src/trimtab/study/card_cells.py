"""Cards by cells of memory: what is known of a cell after some days, and where it goes from there.

Cells are as fine as asked: of the logarithm of stability, of difficulty, and of the days since a
card was seen. What a cell does is asked of the memory model once and kept.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from trimtab.domain.decks import CardMemory, NextState

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
LOWEST, HIGHEST = math.log(0.01), math.log(40000.0)
FARTHEST = 4000
EXACT_DAYS = 14
UNKNOWN = -1
FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
"""Anki spreads intervals by so much of each part of them (from its scheduler's own rules)."""


@dataclass(frozen=True, slots=True)
class Fineness:
    """How wide cells are: in log stability, in difficulty, and in days beyond the first ones."""

    stability: float = 0.1
    difficulty: float = 1.0
    elapsed: float = 0.06


FINE, COARSE = Fineness(), Fineness(0.25, 2.0, 0.15)
"""For two weeks, and for months (our choice; docs/benchmarks.md has what they cost)."""


@dataclass(slots=True)
class Cells:
    """What cells do, by row; a row is a cell with a bin of days since it was seen.

    `recall` holds the share known of each row, `following` by row and grade the first and last day
    of coming back and the cell then. Rows are asked of the model when they are first needed.
    """

    memory: CardMemory
    fineness: Fineness
    wide: int = 0
    begins: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    bins: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    keys: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    recall: Floats = field(default_factory=lambda: np.zeros(0))
    following: Ints = field(default_factory=lambda: np.zeros((0, 4, 3), np.int64))
    _row_of: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __post_init__(self) -> None:
        """Lay out the bins of days, and room for a row of every cell and bin."""
        self.wide = round(10 / self.fineness.difficulty) + 2
        begins, day = [], 0
        while day <= FARTHEST:
            begins.append(day)
            day += 1 if day < EXACT_DAYS else max(1, round(day * self.fineness.elapsed))
        self.begins = np.array([*begins, day], np.int64)
        self.bins = np.repeat(np.arange(len(begins)), np.diff(self.begins))[: FARTHEST + 1]
        highest = round((HIGHEST - LOWEST) / self.fineness.stability) + 1
        self._row_of = np.full(highest * self.wide * len(begins), UNKNOWN, np.int64)

    def of(self, stability: Any, difficulty: Any) -> Ints:
        """The cells of these cards."""
        logs = np.log(np.maximum(np.asarray(stability, float), 0.01))
        number = np.rint((np.clip(logs, LOWEST, HIGHEST) - LOWEST) / self.fineness.stability)
        hard = np.rint(np.asarray(difficulty, float) / self.fineness.difficulty)
        cells: Ints = (number * self.wide + hard).astype(np.int64)
        return cells

    def rows_after(self, cells: Ints, elapsed: Ints) -> Ints:
        """The rows of cells so many days after they were seen."""
        return self.rows_at(cells, self.bins[np.clip(elapsed, 0, FARTHEST)])

    def rows_at(self, cells: Ints, bins: Ints) -> Ints:
        """The rows of cells in these bins; what is not known yet is asked of the model."""
        keys = cells * self._bin_count + bins
        rows: Ints = self._row_of[keys]
        unknown = np.unique(keys[rows == UNKNOWN])
        if len(unknown):
            self._ask(unknown)
            rows = self._row_of[keys]
        return rows

    def share_leaving(self, rows: Ints) -> Floats:
        """The share of a row's cards that a day takes to the next bin of days."""
        bins = self.keys[rows] % self._bin_count
        share: Floats = 1 / (self.begins[bins + 1] - self.begins[bins])
        return share

    def rows_later(self, rows: Ints) -> Ints:
        """The rows of the same cells in their next bins of days."""
        cells, bins = np.divmod(self.keys[rows], self._bin_count)
        return self.rows_at(cells, np.minimum(bins + 1, self._bin_count - 1))

    def first(self) -> Ints:
        """What becomes of a card never seen, by grade, as in `following`."""
        states = self.memory.first()
        followed: Ints = self._followed([states], np.zeros(1, np.int64))[0]
        return followed

    @property
    def _bin_count(self) -> int:
        return len(self.begins) - 1

    def _ask(self, keys: Ints) -> None:
        cells, bins = np.divmod(keys, self._bin_count)
        number, hard = np.divmod(cells, self.wide)
        stability = np.exp(LOWEST + number * self.fineness.stability).tolist()
        difficulty = np.clip(hard * self.fineness.difficulty, 1.0, 10.0).tolist()
        elapsed = self.begins[bins] + (self.begins[bins + 1] - self.begins[bins]) // 2
        asked = list(zip(stability, difficulty, elapsed.tolist(), strict=True))
        recall = np.array([self.memory.recall(one, days) for one, _, days in asked])
        states = [self.memory.after(*one) for one in asked]
        self._row_of[keys] = len(self.keys) + np.arange(len(keys))
        self.keys = np.concatenate([self.keys, keys])
        self.recall = np.concatenate([self.recall, recall])
        self.following = np.concatenate([self.following, self._followed(states, elapsed)])

    def _followed(self, states: Sequence[tuple[NextState, ...]], elapsed: Ints) -> Ints:
        """By grade first and last day of coming back and the cell then, `elapsed` days after."""
        told = np.array(
            [[(one.stability, one.difficulty, one.interval) for one in four] for four in states]
        )
        cells, intervals = self.of(told[..., 0], told[..., 1]), told[..., 2]
        spans = [spread_days(intervals[:, 0])]
        least = np.ones(len(states), np.int64)
        for grade in range(1, told.shape[1]):
            longer = np.where(intervals[:, grade] > elapsed, elapsed + 1, 1)
            spans.append(spread_days(intervals[:, grade], np.maximum(least, longer)))
            least = (spans[-1][0] + spans[-1][1]) // 2 + 1
        first, last = (np.stack(one, axis=1) for one in zip(*spans, strict=True))
        return np.stack([first, last, cells], axis=2)


def spread_days(interval: Any, least: Any = 1) -> tuple[Ints, Ints]:
    """First and last of the days on which cards of these intervals come back, each as likely.

    Anki gives each better grade a longer interval than the one below it, and a longer one than
    before where the memory allows; so `least`.

    >>> first, last = spread_days([1.2, 3.0, 10.0, 1.2], [1, 1, 1, 2])
    >>> [*zip(first.tolist(), last.tolist())]
    [(1, 1), (2, 4), (8, 12), (2, 2)]
    """
    days = np.maximum(np.asarray(interval, float), least)
    delta = np.ones_like(days)
    for start, end, factor in FUZZ_RANGES:
        delta += factor * np.clip(np.minimum(days, end) - start, 0.0, None)
    low = np.maximum(np.maximum(2, least), np.rint(days - delta))
    high = np.maximum(low, np.rint(days + delta))
    whole = np.maximum(1, np.rint(days))
    is_short = days < FUZZ_RANGES[0][0]
    first, last = np.where(is_short, whole, low), np.where(is_short, whole, high)
    return first.astype(np.int64), last.astype(np.int64)
