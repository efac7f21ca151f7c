"""Try the other evenings, half-days and weekends: an exchange that single swaps cannot see.

Moving a choice from one evening to another gains nothing by itself; what it gains is the room for
work that the first evening then holds. So each exchange is carried out whole, filled up, and kept
only if the exact worth rises.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from trimtab.planner import kernels, repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution, empty_choice
from trimtab.planner.swap_kernels import MOST_EJECTED, Choice

LEAST_GAIN = 1e-6


def settle_choices(problem: Problem, solution: Solution) -> Solution:
    """The solution after every exchange of a choice that gains; its bound stays."""
    others = _choices_by_count(problem)
    if not others:
        return solution
    table = _Table.laid(problem, solution)
    for number in sorted(table.chosen & set().union(*others.values())):
        for other in others[_count_of(problem, number)]:
            if other not in table.chosen and table.exchanges(number, other):
                break
    for other in sorted(set().union(*others.values()) - table.chosen):
        table.exchanges(None, other)
    if table.value <= solution.value + LEAST_GAIN:
        return solution
    return replace(solution, chosen=tuple(sorted(table.chosen)), value=table.value)


def _choices_by_count(problem: Problem) -> dict[int, list[int]]:
    """Candidates without parts, by the budget that counts them."""
    found: dict[int, list[int]] = {}
    for group in {int(g) for g in np.unique(problem.group_of) if not problem.groups[g].shape.parts}:
        for candidate in np.flatnonzero(problem.group_of == group).tolist():
            found.setdefault(_count_of(problem, candidate), []).append(candidate)
    return {budget: sorted(mine) for budget, mine in found.items()}


def _count_of(problem: Problem, candidate: int) -> int:
    return max(problem.uses_of(candidate), key=lambda use: problem.budgets[use[0]].worth(1.0))[0]


@dataclass(slots=True)
class _Table:
    """The plan as kernels change it, and its exact worth."""

    problem: Problem
    rewards: Floats
    choice: Choice
    value: float

    @classmethod
    def laid(cls, problem: Problem, solution: Solution) -> _Table:
        arrays = problem.arrays
        rewards = np.empty(problem.size)
        kernels.priced_rewards(arrays, solution.prices, rewards)
        choice = empty_choice(arrays)
        for j in solution.chosen:
            swap_kernels.put(arrays, choice, j)
        return cls(problem, rewards, choice, float(swap_kernels.total_worth(arrays, choice)))

    @property
    def chosen(self) -> set[int]:
        return set(self._numbers().tolist())

    def _numbers(self) -> Ints:
        return self.choice.chosen[: int(self.choice.size[0])].copy()

    def exchanges(self, number: int | None, other: int) -> bool:
        """Put `other` in the place of `number`, fill up, and keep that if it gains."""
        arrays, before = self.problem.arrays, self._numbers()
        if number is not None:
            swap_kernels.drop(arrays, self.choice, number)
        gain, ejected = swap_kernels.swap_gain(
            arrays, self.choice, other, self.rewards, MOST_EJECTED
        )
        value = -np.inf
        if gain > kernels.IMPOSSIBLE:
            moved = [number, *self.choice.ejected[:ejected].tolist()]
            swap_kernels.swap_in(arrays, self.choice, other, ejected)
            pool = np.array(sorted(self._near(moved)), np.int32)
            swap_kernels.improve(arrays, self.choice, self.rewards, pool, 3)
            value = float(swap_kernels.total_worth(arrays, self.choice))
        if value > self.value + LEAST_GAIN:
            self.value = value
            return True
        repair_kernels.restore(arrays, self.choice, before, before.size)
        return False

    def _near(self, moved: list[int | None]) -> Iterator[int]:
        """Candidates that may now fit: of the items that were moved out or kept out."""
        gone = [j for j in moved if j is not None]
        budgets = {budget for j in gone[:1] for budget, _ in self.problem.uses_of(j)}
        arrays = self.problem.arrays
        owner = np.repeat(np.arange(self.problem.size), np.diff(arrays.ptr))
        sharing = owner[np.isin(arrays.idx, list(budgets) if moved[0] is not None else [])]
        same = np.flatnonzero(np.isin(self.problem.item_of, self.problem.item_of[gone]))
        yield from {*sharing.tolist(), *same.tolist()}
