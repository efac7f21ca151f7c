"""How good every other place would be for a block that is about to be moved."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from trimtab.planner import kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.choices import choice_of
from trimtab.planner.deadlines import held_in_time
from trimtab.planner.dual import regrets_at, rewards_at
from trimtab.planner.narrow import bound_by
from trimtab.planner.problem import Problem
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.swap_kernels import Choice


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


@dataclass(frozen=True, slots=True)
class Lifted:
    """A solved week with one of its candidates taken out, to be put down anywhere."""

    solved: SolvedWeek
    candidate: int
    rewards: Floats
    choice: Choice

    @classmethod
    def from_week(cls, solved: SolvedWeek, candidate: int) -> Lifted:
        """Take out a candidate. Raises ValueError for one that the plan does not hold."""
        problem, solution = solved.problem, solved.solution
        if candidate not in solution.chosen:
            raise ValueError(f"Candidate {candidate} is not in the plan.")
        rewards = rewards_at(problem.arrays, solution.prices)
        choice = choice_of(problem.arrays, (j for j in solution.chosen if j != candidate))
        return cls(solved, candidate, rewards, choice)

    def places(self) -> tuple[Placement, ...]:
        """Every place it could be put, by start, the one it was taken from among them.

        Places that a limit forbids are left out.
        """
        problem, solution = self.solved.problem, self.solved.solution
        pool = _alike(problem, self.candidate)
        gains = np.empty(pool.size)
        swap_kernels.swap_gains(problem.arrays, self.choice, self.rewards, pool, gains)
        own = float(gains[np.searchsorted(pool, self.candidate)])
        regrets, path_worth = regrets_at(problem.arrays, solution.prices)
        gap = bound_by(problem, solution, path_worth) - solution.value
        return tuple(
            Placement(int(j), problem.start_minute(int(j)), own - float(gain), regrets[j] - gap)
            for j, gain in zip(pool, gains, strict=True)
            if gain > kernels.IMPOSSIBLE
        )

    def gives_way(self, candidate: int) -> tuple[int, ...]:
        """What has to go, by start, when it is put down as another candidate."""
        ejected = swap_kernels.swap_gain(
            self.solved.problem.arrays,
            self.choice,
            candidate,
            self.rewards,
            swap_kernels.MOST_EJECTED,
        )[1]
        return tuple(sorted(self.choice.ejected[:ejected].tolist()))


def without_staying(solved: SolvedWeek) -> SolvedWeek:
    """The same week as if it knew no last plan: staying in place counts for nothing.

    Its prices stay, and with them its bound, which is no lower for that.
    """
    problem, solution = solved.problem, solved.solution
    arrays = problem.arrays._replace(worth=problem.arrays.worth - problem.staying)
    free = replace(problem, arrays=arrays, staying=np.zeros(problem.size))
    value = free.worth_of(solution.chosen)
    return replace(solved, problem=free, solution=replace(solution, value=value))


def with_deadlines_held(solved: SolvedWeek) -> SolvedWeek:
    """The same week, where whatever it finishes in time is dear to take back."""
    problem, solution = solved.problem, solved.solution
    held = held_in_time(solved.week, problem, solution.chosen)
    value = held.worth_of(solution.chosen)
    bound = solution.bound + value - solution.value
    return replace(solved, problem=held, solution=replace(solution, value=value, bound=bound))


def _alike(problem: Problem, candidate: int) -> Ints:
    """Candidates of the same item that look the same, by start."""
    group = int(problem.group_of[candidate])
    shape = problem.shapes[group]
    same = [number for number, other in enumerate(problem.shapes) if other == shape]
    return np.flatnonzero(np.isin(problem.group_of, same)).astype(np.int32)
