"""Cards by cells of memory: what is known of a cell after some days, and where it goes from there.

Cells are as fine as asked: of the logarithm of stability, of difficulty, and of the days since a
card was seen. What a cell does is asked of the memory model once and kept.
"""

from __future__ import annotations

import math
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
    """What cells do, by key; a key is a cell with a bin of days since it was seen."""

    memory: CardMemory
    fineness: Fineness
    wide: int = 0
    elapsed_bins: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    elapsed_days: list[int] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)
    recall: list[float] = field(default_factory=list)
    following: list[list[int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Lay out the bins."""
        self.wide = round(10 / self.fineness.difficulty) + 2
        bins, day = [], 0
        while day <= FARTHEST:
            step = 1 if day < EXACT_DAYS else max(1, round(day * self.fineness.elapsed))
            self.elapsed_days.append(day + step // 2)
            bins += [len(self.elapsed_days) - 1] * step
            day += step
        self.elapsed_bins = np.array(bins[: FARTHEST + 1], np.int64)

    def of(self, stability: Any, difficulty: Any) -> Ints:
        """The cells of these cards."""
        logs = np.log(np.maximum(np.asarray(stability, float), 0.01))
        number = np.rint((np.clip(logs, LOWEST, HIGHEST) - LOWEST) / self.fineness.stability)
        hard = np.rint(np.asarray(difficulty, float) / self.fineness.difficulty)
        cells: Ints = (number * self.wide + hard).astype(np.int64)
        return cells

    def keys(self, cells: Ints, elapsed: Ints) -> Ints:
        """Keys of cells so many days after they were seen."""
        bins = self.elapsed_bins[np.clip(elapsed, 0, FARTHEST)]
        keys: Ints = cells * len(self.elapsed_days) + bins
        return keys

    def rows_of(self, keys: Ints) -> Ints:
        """Where what keys do stands in the lists; what is not known yet is asked of the model."""
        rows = self.rows
        for key in keys.tolist():
            if key not in rows:
                rows[key] = len(self.recall)
                self._ask(key)
        return np.array([rows[key] for key in keys.tolist()], np.int64)

    def following_of(self, rows: Ints) -> Ints:
        """By row and grade: the first and last day of coming back, and the cell then."""
        told = np.array([self.following[row] for row in rows.tolist()], np.int64)
        return told.reshape(len(rows), -1, 3)

    def _ask(self, key: int) -> None:
        cell, bin_number = divmod(key, len(self.elapsed_days))
        number, hard = divmod(cell, self.wide)
        stability = math.exp(LOWEST + number * self.fineness.stability)
        difficulty = min(10.0, max(1.0, hard * self.fineness.difficulty))
        elapsed = self.elapsed_days[bin_number]
        self.recall.append(self.memory.recall(stability, elapsed))
        self._keep(self.memory.after(stability, difficulty, elapsed), elapsed)

    def _keep(self, states: tuple[NextState, ...], elapsed: int) -> None:
        spans = [spread_days(states[0].interval)]
        least = 1
        for state in states[1:]:
            if state.interval > elapsed:
                least = max(least, elapsed + 1)
            spans.append(spread_days(state.interval, least))
            least = (spans[-1][0] + spans[-1][1]) // 2 + 1
        told: list[int] = []
        for (first, last), state in zip(spans, states, strict=True):
            told += (first, last, self._cell(state.stability, state.difficulty))
        self.following.append(told)

    def _cell(self, stability: float, difficulty: float) -> int:
        log = min(HIGHEST, max(LOWEST, math.log(max(stability, 0.01))))
        number = round((log - LOWEST) / self.fineness.stability)
        return number * self.wide + round(difficulty / self.fineness.difficulty)

    def new(self) -> int:
        """The row of a card never seen: what becomes of it after each first grade."""
        if -1 not in self.rows:
            self.rows[-1] = len(self.recall)
            self.recall.append(0.0)
            states = self.memory.first()
            self._keep((states[0], *states[1:]), 0)
        return self.rows[-1]


def spread_days(interval: float, least: int = 1) -> tuple[int, int]:
    """First and last of the days on which cards of an interval come back, each as likely.

    Anki gives each better grade a longer interval than the one below it, and a longer one than
    before where the memory allows; so `least`.

    >>> spread_days(1.2), spread_days(3.0), spread_days(10.0), spread_days(1.2, 2)
    ((1, 1), (2, 4), (8, 12), (2, 2))
    """
    days = max(interval, float(least))
    if days < FUZZ_RANGES[0][0]:
        whole = max(1, round(days))
        return whole, whole
    delta = 1.0
    for start, end, factor in FUZZ_RANGES:
        if days > start:
            delta += factor * (min(days, end) - start)
    low = max(2, least, round(days - delta))
    return low, max(low, round(days + delta))
