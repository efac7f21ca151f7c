"""How much each day holds: the evenest load, exactly, that leaves every exam its work in time.

Minimised is sum(capacity * phi(load / capacity)) for a strictly convex phi; the answer is the same
for every such phi. Which totals of days are possible is a polymatroid, so that the decomposition of
Fujishige (1980) and Groenevelt (1991) is exact: fill all days to one level, find the set of days
that is most over what it can take, and solve it and the others apart. docs/methods/study-plan.md
has the proof and the tests.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from trimtab.study.problem import TINY, Floats, StudyProblem, sets_of

Places = npt.NDArray[np.int_]


def even_loads(problem: StudyProblem) -> Floats:
    """Minutes of each day; `problem.work` must fit."""
    loads = np.zeros(problem.days)
    waiting = [(np.arange(problem.days), problem.work)]
    while waiting:
        days, work = waiting.pop()
        filled = fill_level(
            float(work.sum()), problem.capacity[days], problem.least[days], problem.most[days]
        )
        parts = list(_split(problem, days, work, filled))
        if parts:
            waiting += parts
        else:
            loads[days] = filled
    return loads


def _split(
    problem: StudyProblem, days: Places, work: Floats, filled: Floats
) -> Iterator[tuple[Places, Floats]]:
    """The days that hold more than they can take, and the others; nothing where none do.

    In the first the chosen exams have all their work, the others as much as there is room for.
    """
    chosen = sets_of(len(work))
    room = (~chosen) @ problem.rooms[:, days]
    spare = chosen @ work + np.minimum(0.0, room - filled).sum(axis=1)
    found = int(spare.argmin())
    if spare[found] >= -TINY * max(1.0, float(work.sum())):
        return
    inside = room[found] < filled
    mine = chosen[found]
    held = np.where(mine, work, problem.rooms[:, days[inside]].sum(axis=1))
    yield days[inside], held
    yield days[~inside], np.where(mine, 0.0, np.maximum(0.0, work - held))


def fill_level(total: float, capacity: Floats, least: Floats, most: Floats) -> Floats:
    """A total over days, even by their capacity: what they keep first, what is too much last.

    Days below `least` come before all others, days above `most` after them.

    >>> fill_level(90.0, np.array([100.0, 200.0]), np.zeros(2), np.array([92.0, 184.0])).tolist()
    [30.0, 60.0]
    """
    low, high = np.minimum(least, most), most
    if total <= low.sum():
        return _level(total, capacity, np.zeros_like(low), low)
    if total <= high.sum():
        return _level(total, capacity, low, high)
    return _level(total, capacity, high, np.full_like(high, np.inf))


def _level(total: float, capacity: Floats, low: Floats, high: Floats) -> Floats:
    """Loads min(high, max(low, capacity * level)) that come to the total: a sort and a sum."""
    able = capacity > 0
    turns = np.concatenate([low[able] / capacity[able], high[able] / capacity[able]])
    steps = np.concatenate([capacity[able], -capacity[able]])
    is_real = np.isfinite(turns)
    order = np.argsort(turns[is_real], kind="stable")
    at, step = turns[is_real][order], steps[is_real][order]
    if not len(at):
        return low.copy()
    slope = np.cumsum(step)
    sums = low.sum() + np.concatenate([[0.0], np.cumsum(slope[:-1] * np.diff(at))])
    place = max(0, int(np.searchsorted(sums, total, side="right")) - 1)
    rise = (total - sums[place]) / slope[place] if slope[place] > TINY else 0.0
    return np.where(able, np.clip(capacity * (at[place] + rise), low, high), low)
