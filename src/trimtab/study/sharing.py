"""Which exam has what of each day's load: each along all of its days, mended where that fails."""

from __future__ import annotations

import numpy as np

from trimtab.study.problem import TINY, Floats, StudyProblem

LEAST_MINUTES = 1e-6
"""Less is no work left."""


def share_days(problem: StudyProblem, loads: Floats, *, is_nearest_first: bool = False) -> Floats:
    """Minutes of each exam on each day that come to the loads and to each exam's work.

    Day by day each exam has that part of the load which, kept to, would see it done on its last
    day, and the nearest exam what is left of it; or the nearest all it can have, so that fewer days
    hold several. What is left over in the end is put right by chains of exchanges, as in a maximum
    flow.
    """
    shares = _day_by_day(problem, loads, is_nearest_first=is_nearest_first)
    for one in range(len(problem.work)):
        while problem.work[one] - shares[one].sum() > LEAST_MINUTES:
            if not _exchange(problem, loads, shares, one):
                break
    return shares


def _day_by_day(problem: StudyProblem, loads: Floats, *, is_nearest_first: bool) -> Floats:
    shares = np.zeros_like(problem.rooms)
    left = problem.work.astype(float).tolist()
    rooms = problem.rooms.T.tolist()
    ahead = np.minimum(problem.rooms, loads)[:, ::-1].cumsum(axis=1)[:, ::-1].T.tolist()
    for day, load in enumerate(loads.tolist()):
        open_load = load
        pressed = [
            load * min(1.0, left[one] / to_come) if to_come > TINY else 0.0
            for one, to_come in enumerate(ahead[day])
        ]
        whole = [load] * len(left)
        for wanted in (whole,) if is_nearest_first else (pressed, whole):
            for one, room in enumerate(rooms[day]):
                given = min(open_load, room - shares[one, day], left[one], wanted[one])
                if given > TINY:
                    shares[one, day] += given
                    left[one] -= given
                    open_load -= given
    return shares


def _exchange(problem: StudyProblem, loads: Floats, shares: Floats, one: int) -> bool:
    """Place more of an exam: on an open day, or on one that another exam leaves for an open day.

    A shortest chain of exams is looked for, breadth first; False where there is none.
    """
    spare_days = loads - shares.sum(axis=0) > TINY
    spare_rooms = problem.rooms - shares > TINY
    came_from: dict[int, tuple[int, int]] = {}
    seen, front = {one}, [one]
    while front:
        following: list[int] = []
        for exam in front:
            ends = np.flatnonzero(spare_rooms[exam] & spare_days)
            if len(ends):
                _shift(problem, loads, shares, (one, exam, int(ends[0])), came_from)
                return True
            for other in range(len(shares)):
                held = np.flatnonzero(spare_rooms[exam] & (shares[other] > TINY))
                if other not in seen and len(held):
                    seen.add(other)
                    came_from[other] = (exam, int(held[0]))
                    following.append(other)
        front = following
    return False


def _shift(
    problem: StudyProblem,
    loads: Floats,
    shares: Floats,
    ends: tuple[int, int, int],
    came_from: dict[int, tuple[int, int]],
) -> None:
    """Move as much as the whole chain allows."""
    first, last, day = ends
    chain = []
    exam = last
    while exam != first:
        before, taken = came_from[exam]
        chain.append((before, exam, taken))
        exam = before
    amount = min(
        problem.work[first] - shares[first].sum(),
        loads[day] - shares[:, day].sum(),
        problem.rooms[last, day] - shares[last, day],
        *(shares[other, on] for _, other, on in chain),
        *(problem.rooms[before, on] - shares[before, on] for before, _, on in chain),
    )
    shares[last, day] += amount
    for before, other, on in chain:
        shares[other, on] -= amount
        shares[before, on] += amount
