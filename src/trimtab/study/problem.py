"""What a plan of study is asked: work of each exam, room on each day, what days hold together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

TINY = 1e-7
"""Minutes below which two amounts are the same."""


@dataclass(frozen=True, slots=True)
class StudyProblem:
    """Work to spread over days, all in minutes.

    `work[e]` is what exam e asks, the nearest exam first. `rooms[e, d]` is what day d may hold of
    it, 0 outside of its days. `capacity[d]` is what fits into a day, by which even load is
    measured; `least[d]` is what it keeps as long as work lasts, `most[d]` what it never exceeds.
    """

    work: Floats
    rooms: Floats
    capacity: Floats
    least: Floats
    most: Floats

    @property
    def days(self) -> int:
        """How many days there are."""
        return len(self.capacity)

    def with_work(self, work: Floats) -> StudyProblem:
        """The same days for other amounts."""
        return replace(self, work=work)


@lru_cache(maxsize=16)
def sets_of(count: int) -> Bools:
    """Every set of so many exams, a row each."""
    rows: Bools = (np.arange(2**count)[:, None] >> np.arange(count)) & 1 == 1
    return rows


def most_placed(problem: StudyProblem) -> float:
    """Minutes that can be placed at most: the value of a maximum flow from exams to days.

    Every cut of that network is a set of exams whose work is cut, and of the other exams what each
    day takes of them; the least cut is the flow (Ford and Fulkerson 1956).
    """
    chosen = sets_of(len(problem.work))
    rooms = (~chosen) @ problem.rooms
    cuts = chosen @ problem.work + np.minimum(problem.most, rooms).sum(axis=1)
    return float(cuts.min())


def fits(problem: StudyProblem) -> bool:
    """Whether all work can be placed."""
    total = float(problem.work.sum())
    return most_placed(problem) >= total - TINY * max(1.0, total)


def fitting_work(problem: StudyProblem, order: Sequence[int] | None = None) -> Floats:
    """As much of each exam as fits once those before it in `order` have theirs.

    The nearest exam comes first where no order is given.
    """
    work = np.zeros_like(problem.work)
    for one in range(len(work)) if order is None else order:
        tried = work.copy()
        tried[one] = problem.work[one]
        work[one] = max(0.0, most_placed(problem.with_work(tried)) - float(work.sum()))
    return work
