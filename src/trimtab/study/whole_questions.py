"""Shares of days as whole multiples of a few questions: totals kept, no day over what it holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trimtab.study.problem import TINY, Bools, Floats, StudyProblem

Counts = npt.NDArray[np.int64]
MOST_MOVES = 2000
"""Improving moves before the counts are taken as they are; a year takes some hundred."""

_GAIN = 1e-9


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """Questions of each exam on each day, and those for which no whole place was found."""

    counts: Counts
    left: Counts


def whole_questions(
    problem: StudyProblem, shares: Floats, minutes_each: Floats, step: int
) -> QuestionCounts:
    """The shares in multiples of `step` questions, the last of an exam with what remains.

    Each exam is rounded along its days, so that sums stay true and days alternate; a day that
    would hold too much gives a step to the day that carries least, and steps are moved as long as
    that makes the load more even. Exact among such counts for one exam; for several it may lack
    an exchange of three days. What is left over, a few questions of a year that hardly fits, is
    placed one by one where there is room.
    """
    totals = np.floor(problem.work / minutes_each + TINY).astype(np.int64)
    rows = zip(shares / minutes_each[:, None], totals, strict=True)
    counts = np.stack([_rounded(row, total, step) for row, total in rows])
    work = _Rounding(problem, minutes_each, counts)
    for size in (step, 1):
        work.lighten(size)
    work.drop_what_is_over()
    for size in (step, 1):
        work.place_left(totals, size)
    if (totals > work.counts.sum(axis=1)).any():
        work.give_way(totals)
        work.place_left(totals, 1)
    work.even_out(step)
    return QuestionCounts(work.counts, totals - work.counts.sum(axis=1))


def _rounded(share: Floats, total: np.int64, step: int) -> Counts:
    """One exam's questions by the day: sums so far to the nearest step, the total to the last."""
    sums = np.cumsum(share)
    whole = np.floor(sums / step + 0.5).astype(np.int64) * step
    whole = np.minimum(whole, total // step * step)
    used = np.flatnonzero(share > TINY)
    if len(used):
        whole[used[-1] :] = total
    return np.diff(whole, prepend=0)


@dataclass(slots=True)
class _Rounding:
    """Counts being mended."""

    problem: StudyProblem
    minutes_each: Floats
    counts: Counts

    @property
    def loads(self) -> Floats:
        loads: Floats = self.minutes_each @ self.counts
        return loads

    def _open(self, one: int, size: int, loads: Floats) -> Bools:
        """Days that can take so many more questions of an exam."""
        more = size * self.minutes_each[one]
        problem = self.problem
        own = self.counts[one] * self.minutes_each[one] + more <= problem.rooms[one] + TINY
        able: Bools = own & (loads + more <= problem.most + TINY) & (problem.capacity > 0)
        return able

    def _is_over(self, one: int, loads: Floats) -> Bools:
        own = self.counts[one] * self.minutes_each[one] > self.problem.rooms[one] + TINY
        over: Bools = (self.counts[one] > 0) & (own | (loads > self.problem.most + TINY))
        return over

    def _rise(self, more: float, loads: Floats) -> Floats:
        """How much less even the days become with so many minutes more; least days come first."""
        capacity = np.maximum(self.problem.capacity, TINY)
        rise = ((loads + more) ** 2 - loads**2) / capacity
        low = np.minimum(self.problem.least, self.problem.most)
        wanted = np.minimum(loads + more, low) - np.minimum(loads, low)
        return rise - 1e6 * wanted

    def lighten(self, size: int) -> None:
        """Move steps from days that hold too much to those that carry least."""
        for _ in range(MOST_MOVES):
            loads, moved = self.loads, False
            for one in range(len(self.counts)):
                over = np.flatnonzero(self._is_over(one, loads) & (self.counts[one] >= size))
                if not len(over):
                    continue
                open_days = self._open(one, size, loads)
                if not open_days.any():
                    continue
                rise = np.where(open_days, self._rise(size * self.minutes_each[one], loads), np.inf)
                self.counts[one, over[0]] -= size
                self.counts[one, int(rise.argmin())] += size
                moved = True
                break
            if not moved:
                return

    def drop_what_is_over(self) -> None:
        """Take out what no other day could hold, of the last exam first; it may fit elsewhere."""
        for one in reversed(range(len(self.counts))):
            for day in np.flatnonzero(self._is_over(one, self.loads)):
                while self.counts[one, day] and self._is_over(one, self.loads)[day]:
                    self.counts[one, day] -= 1

    def place_left(self, totals: Counts, size: int) -> None:
        """Place what is left over where it weighs least."""
        for one in range(len(self.counts)):
            while totals[one] - self.counts[one].sum() >= size:
                loads = self.loads
                open_days = self._open(one, size, loads)
                if not open_days.any():
                    break
                rise = np.where(open_days, self._rise(size * self.minutes_each[one], loads), np.inf)
                self.counts[one, int(rise.argmin())] += size

    def give_way(self, totals: Counts) -> None:
        """Let later exams leave the days that a nearer one still needs, question by question."""
        for one in range(len(self.counts)):
            for day in range(self.problem.days):
                for other in range(len(self.counts) - 1, one, -1):
                    while self._may_take(one, other, day, totals):
                        self.counts[other, day] -= 1
                        if self._open(one, 1, self.loads)[day]:
                            self.counts[one, day] += 1

    def _may_take(self, one: int, other: int, day: int, totals: Counts) -> bool:
        """Whether an exam lacks questions that a day could hold in place of another's."""
        own = (self.counts[one, day] + 1) * self.minutes_each[one]
        return bool(
            totals[one] > self.counts[one].sum()
            and self.counts[other, day] > 0
            and own <= self.problem.rooms[one, day] + TINY
        )

    def even_out(self, size: int) -> None:
        """Move steps as long as the load becomes more even."""
        for _ in range(MOST_MOVES):
            moves = [self._moved(one, size) for one in range(len(self.counts))]
            if not any(moves):
                return

    def _moved(self, one: int, size: int) -> bool:
        """Make the best move of one step of an exam, if any gains."""
        loads, more = self.loads, size * self.minutes_each[one]
        has = self.counts[one] >= size
        open_days = self._open(one, size, loads)
        if not has.any() or not open_days.any():
            return False
        fall = np.where(has, -self._rise(-more, loads), -np.inf)
        rise = np.where(open_days, self._rise(more, loads), np.inf)
        source, target = int(fall.argmax()), int(rise.argmin())
        if source == target or fall[source] - rise[target] <= _GAIN * max(1.0, abs(rise[target])):
            return False
        self.counts[one, source] -= size
        self.counts[one, target] += size
        return True
