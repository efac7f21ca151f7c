"""How good every other place would be for a block that is about to be moved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trimtab.planner import kernels, swap_kernels
from trimtab.planner.arrays import Ints
from trimtab.planner.problem import Problem
from trimtab.planner.solve import empty_choice
from trimtab.planner.solved import SolvedWeek


@dataclass(frozen=True, slots=True)
class Placement:
    """A place for a block: its start, minutes from the origin, and what the week loses there.

    `loss` is exact for putting it there and taking out whatever stands in its way, in minutes of an
    average value; below 0 it gains. However the rest is then arranged, the week cannot lose less
    than `least_loss`.
    """

    candidate: int
    start: int
    loss: float
    least_loss: float


def place_everywhere(solved: SolvedWeek, candidate: int) -> tuple[Placement, ...]:
    """Every place where a chosen candidate could lie, by start, its own among them.

    Places that a limit forbids are left out. Raises ValueError for a candidate that the plan does
    not hold.
    """
    problem, solution = solved.problem, solved.solution
    if candidate not in solution.chosen:
        raise ValueError(f"Candidate {candidate} is not in the plan.")
    arrays = problem.arrays
    rewards = np.empty(problem.size)
    kernels.priced_rewards(arrays, solution.prices, rewards)
    choice = empty_choice(arrays)
    for j in solution.chosen:
        if j != candidate:
            swap_kernels.put(arrays, choice, j)
    pool = _alike(problem, candidate)
    gains = np.empty(pool.size)
    swap_kernels.swap_gains(arrays, choice, rewards, pool, gains)
    own = float(gains[np.searchsorted(pool, candidate)])
    regrets = np.empty(problem.size)
    kernels.regrets_of(arrays, solution.prices, regrets)
    gap = solution.bound - solution.value
    return tuple(
        Placement(int(j), problem.start_minute(int(j)), own - float(gain), float(regrets[j]) - gap)
        for j, gain in zip(pool, gains, strict=True)
        if gain > kernels.IMPOSSIBLE
    )


def _alike(problem: Problem, candidate: int) -> Ints:
    """Candidates of the same item that look the same, by start."""
    group = int(problem.group_of[candidate])
    shape = problem.groups[group].shape
    same = [number for number, other in enumerate(problem.groups) if other.shape == shape]
    return np.flatnonzero(np.isin(problem.group_of, same)).astype(np.int32)
