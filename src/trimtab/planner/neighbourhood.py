"""The candidates that weeks near a solved one are made of, ready to be searched again and again.

Better weeks are found here and nothing is bounded; `nearby` solves a problem anew from a start,
and bounds it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trimtab.planner import repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.candidate_lists import members_of, nearest, users_of
from trimtab.planner.choices import choice_of
from trimtab.planner.dual import reach_of, regrets_at, rewards_at, starting_prices
from trimtab.planner.problem import Problem
from trimtab.planner.solve import WINDOW_SLOTS, chosen_of, restrict, room_for
from trimtab.planner.swap_kernels import Choice
from trimtab.planner.window_kernels import Room

NEAREST = 3000
NEAREST_TO_SETTLE = 500
"""Candidates nearest by regret that are tried again wherever something had to go."""

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A problem's candidates nearest by regret at some prices, and what a search needs of them.

    `kept` are their numbers in the problem, in order; `part` is the problem with them alone;
    `order` has the most rewarding first.
    """

    kept: Ints
    part: ProblemArrays
    item_of: Ints
    is_nearest: Mask
    prices: Floats
    reach: Floats
    rewards: Floats
    order: Ints
    lists: tuple[Ints, Ints, Ints, Ints]
    room: Room

    @classmethod
    def at(cls, problem: Problem, prices: Floats, also: Sequence[int]) -> Neighbourhood:
        """The nearest candidates at these prices, and those in `also`."""
        arrays = problem.arrays
        regrets, _ = regrets_at(arrays, prices)
        order = np.argsort(regrets, kind="stable")
        near = nearest(regrets, problem.item_of, order)
        near = np.concatenate([order[:NEAREST], near, np.asarray(also, np.int64)])
        return cls.of(problem, prices, np.unique(near).astype(np.int32))

    @classmethod
    def of(cls, problem: Problem, prices: Floats, kept: Ints) -> Neighbourhood:
        """The candidates in `kept` (sorted), at these prices."""
        part = restrict(problem.arrays, kept)
        rewards = rewards_at(part, prices)
        return cls(
            kept=kept,
            part=part,
            item_of=problem.item_of[kept],
            is_nearest=np.argsort(np.argsort(regrets_at(part, prices)[0])) < NEAREST_TO_SETTLE,
            prices=prices,
            reach=reach_of(problem.arrays, starting_prices(problem.arrays)),
            rewards=rewards,
            order=np.argsort(-rewards, kind="stable").astype(np.int32),
            lists=(*users_of(part), *members_of(problem.item_of[kept])),
            room=room_for(part),
        )

    def holds(self, candidate: int) -> bool:
        """Whether a candidate of the problem is among those kept."""
        place = self.place_of(candidate)
        return place < self.kept.size and int(self.kept[place]) == candidate

    def place_of(self, candidate: int) -> int:
        """Where a candidate of the problem stands among those kept."""
        return int(np.searchsorted(self.kept, candidate))

    def laid(self, part: ProblemArrays, chosen: Sequence[int]) -> Choice:
        """A choice of `part` that holds candidates of the problem."""
        return choice_of(part, np.searchsorted(self.kept, np.asarray(chosen)).tolist())

    def settle(self, part: ProblemArrays, choice: Choice, before: Sequence[int]) -> None:
        """Better a choice of `part` by swaps near what it no longer holds of another.

        Near is what lies in the hours of that, or is of the same thing.
        """
        repair_kernels.serve_musts(part, choice, self.rewards, *self.lists[:2])
        swap_kernels.improve(part, choice, self.rewards, self._near_gone(part, choice, before), 1)
        swap_kernels.prune(part, choice)

    def _near_gone(self, part: ProblemArrays, choice: Choice, before: Sequence[int]) -> Ints:
        """Candidates near those of another choice that this one does not hold."""
        places = np.searchsorted(self.kept, np.asarray(before))
        is_near = self.is_nearest.copy()
        for j in places[choice.taken[places] == 0].tolist():
            is_near |= (part.tail < part.head[j]) & (part.head > part.tail[j])
            is_near |= self.item_of == self.item_of[j]
        return np.asarray(self.order[is_near[self.order]])

    def mend(self, part: ProblemArrays, choice: Choice, repairs: int, seed: int) -> None:
        """Better a choice of `part`, its musts first, then by swaps and by repairs."""
        repair_kernels.serve_musts(part, choice, self.rewards, *self.lists[:2])
        swap_kernels.improve(part, choice, self.rewards, self.order, 1)
        state = np.array([0x9E3779B97F4A7C15 ^ seed], np.uint64)
        repair_kernels.repair(
            *(part, choice, self.prices, self.reach, self.rewards, *self.lists, self.room),
            *(repairs, state, *WINDOW_SLOTS),
        )
        swap_kernels.prune(part, choice)

    def numbers(self, choice: Choice) -> tuple[int, ...]:
        """A choice as candidates of the problem, in order."""
        return tuple(sorted(self.kept[chosen_of(choice)].tolist()))
