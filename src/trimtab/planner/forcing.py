"""The best week that holds a given candidate: a claim about it is solved, not guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.planner import kernels, repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.problem import Problem
from trimtab.planner.solve import (
    WINDOW_SLOTS,
    Solution,
    chosen_of,
    empty_choice,
    members_of,
    reach_of,
    restrict,
    room_for,
    starting_prices,
    users_of,
)
from trimtab.planner.window_kernels import Room

HELD = 1e5
"""Worth lent to the candidate that must stay: more than any week could lose by it."""

NEAREST = 3000
REPAIRS = 16


@dataclass(frozen=True, slots=True)
class ForcedWeek:
    """The best week found that holds a candidate: its choice, and its worth."""

    chosen: tuple[int, ...]
    value: float


@dataclass(frozen=True, slots=True)
class Forcing:
    """A solved week, ready to be solved again around one candidate after another.

    `kept` are the candidates it is solved with: those chosen, those asked about, and the nearest
    by regret.
    """

    kept: Ints
    part: ProblemArrays
    prices: Floats
    reach: Floats
    rewards: Floats
    chosen: Ints
    order: Ints
    lists: tuple[Ints, Ints, Ints, Ints]
    room: Room

    @classmethod
    def after(cls, problem: Problem, solution: Solution, asked: Sequence[int]) -> Forcing:
        """Make a solved week ready to be asked about the candidates `asked`."""
        arrays = problem.arrays
        regrets = np.empty(problem.size)
        kernels.regrets_of(arrays, solution.prices, regrets)
        near = np.argsort(regrets, kind="stable")[:NEAREST]
        kept = np.unique(np.concatenate([near, solution.chosen, asked])).astype(np.int32)
        part = restrict(arrays, kept)
        rewards = np.empty(kept.size)
        kernels.priced_rewards(part, solution.prices, rewards)
        return cls(
            kept=kept,
            part=part,
            prices=solution.prices,
            reach=reach_of(arrays, starting_prices(arrays)),
            rewards=rewards,
            chosen=np.searchsorted(kept, solution.chosen).astype(np.int32),
            order=np.argsort(-rewards, kind="stable").astype(np.int32),
            lists=(*users_of(part), *members_of(problem.item_of[kept])),
            room=room_for(part),
        )

    def with_candidate(self, candidate: int, repairs: int = REPAIRS) -> ForcedWeek | None:
        """The best week found with `candidate` in it; None when a limit forbids it.

        It is put in at the least loss that one swap can do; from there the week is bettered by
        swaps and so many repairs, the candidate staying where it is.
        """
        held = int(np.searchsorted(self.kept, candidate))
        lent = self.part._replace(worth=self.part.worth.copy())
        lent.worth[held] += HELD
        choice = empty_choice(lent)
        for j in self.chosen:
            swap_kernels.put(lent, choice, j)
        if not choice.taken[held]:
            gain, ejected = swap_kernels.swap_gain(
                lent, choice, held, self.rewards, swap_kernels.MOST_EJECTED
            )
            if gain <= kernels.IMPOSSIBLE:
                return None
            swap_kernels.swap_in(lent, choice, held, ejected)
        repair_kernels.serve_musts(lent, choice, self.rewards, *self.lists[:2])
        swap_kernels.improve(lent, choice, self.rewards, self.order, 1)
        seed = np.array([0x9E3779B97F4A7C15 ^ (held + 1)], np.uint64)
        repair_kernels.repair(
            *(lent, choice, self.prices, self.reach, self.rewards, *self.lists, self.room),
            *(repairs, seed, *WINDOW_SLOTS),
        )
        swap_kernels.prune(lent, choice)
        if not choice.taken[held]:
            return None
        found = tuple(sorted(self.kept[chosen_of(choice)].tolist()))
        return ForcedWeek(found, float(swap_kernels.total_worth(lent, choice)) - HELD)
