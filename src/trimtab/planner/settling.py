"""Try the other evenings, half-days and weekends: an exchange that single swaps cannot see.

Moving a choice from one evening to another gains nothing by itself; what it gains is the room for
work that the first evening then holds. So each exchange is carried out whole, filled up, and kept
only if the exact worth rises.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from trimtab.planner import repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.candidate_lists import users_of
from trimtab.planner.choices import choice_of
from trimtab.planner.dual import regrets_at, rewards_at
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution
from trimtab.planner.swap_kernels import MOST_EJECTED, Choice

LEAST_GAIN = 1e-6
MOST_TRIED = 250
"""Candidates tried in the room that an exchange makes."""

MOST_LOST = 120.0
"""Worth that an exchange may lose before that room is filled."""


def settle_choices(problem: Problem, solution: Solution) -> Solution:
    """The solution after every exchange of a choice that gains; its bound stays."""
    groups = _choices_by_count(problem)
    if not groups:
        return solution
    table = _Table.laid(problem, solution)
    for group in groups:
        for number, other in product([*group, None], group):
            is_there = number is None or bool(table.choice.taken[number])
            if is_there and not table.choice.taken[other]:
                table.exchange(number, other)
    return table.bettered(solution)


def settle_nights(problem: Problem, solution: Solution) -> Solution:
    """The solution with every night it left out that gains by exact worth; its bound stays.

    A night may be worth the many small things that stand in its hours, of which the search moves
    a few at a time.
    """
    nights = _nights_left_out(problem, solution)
    if not nights:
        return solution
    table = _Table.laid(problem, solution)
    for night in nights:
        table.exchange(None, table.best_of(night))
    return table.bettered(solution)


def _nights_left_out(problem: Problem, solution: Solution) -> list[int]:
    """Main sleeps that have candidates, none of them chosen."""
    chosen = problem.item_of[list(solution.chosen)].tolist()
    left_out = set(np.unique(problem.item_of).tolist()) - set(chosen)
    return sorted(number for number in left_out if problem.items[number].kind == "sleep")


def _choices_by_count(problem: Problem) -> list[list[int]]:
    """Candidates without parts, those together that one budget counts."""
    found: dict[int, list[int]] = {}
    bare = [number for number, shape in enumerate(problem.shapes) if not shape.parts]
    for candidate in np.flatnonzero(np.isin(problem.group_of, bare)).tolist():
        uses = (budget for budget, _ in problem.uses_of(candidate))
        count = max(uses, key=lambda budget: problem.budgets[budget].worth(1.0))
        found.setdefault(count, []).append(candidate)
    return list(found.values())


@dataclass(slots=True)
class _Table:
    """The plan as kernels change it, its exact worth, and how promising candidates are."""

    problem: Problem
    rewards: Floats
    choice: Choice
    value: float
    regrets: Floats
    users: tuple[Ints, Ints]

    @classmethod
    def laid(cls, problem: Problem, solution: Solution) -> _Table:
        arrays = problem.arrays
        rewards = rewards_at(arrays, solution.prices)
        choice = choice_of(arrays, solution.chosen)
        regrets, _ = regrets_at(arrays, solution.prices)
        value = float(swap_kernels.total_worth(arrays, choice))
        return cls(problem, rewards, choice, value, regrets, users_of(arrays))

    def best_of(self, item: int) -> int:
        """The candidate of an item that gains most, whatever has to go for it."""
        arrays, choice, rewards = self.problem.arrays, self.choice, self.rewards
        mine = np.flatnonzero(self.problem.item_of == item).astype(np.int32)
        gains = np.empty(mine.size)
        swap_kernels.swap_gains(arrays, choice, rewards, mine, gains)
        return int(mine[int(np.argmax(gains))])

    def bettered(self, solution: Solution) -> Solution:
        """The solution with the choice that stands here, if that is worth more."""
        if self.value <= solution.value + LEAST_GAIN:
            return solution
        return replace(solution, chosen=tuple(sorted(self.numbers().tolist())), value=self.value)

    def numbers(self) -> Ints:
        """The candidates chosen now."""
        return self.choice.chosen[: int(self.choice.size[0])].copy()

    def exchange(self, number: int | None, other: int) -> None:
        """Put `other` in the place of `number`, fill up, and keep that if it gains."""
        arrays, before = self.problem.arrays, self.numbers()
        if number is not None:
            swap_kernels.drop(arrays, self.choice, number)
        gain, ejected = swap_kernels.swap_gain(
            arrays, self.choice, other, self.rewards, MOST_EJECTED
        )
        value = -np.inf
        if gain > -MOST_LOST:
            pool = self._near(number, self.choice.ejected[:ejected].copy())
            swap_kernels.swap_in(arrays, self.choice, other, ejected)
            swap_kernels.improve(arrays, self.choice, self.rewards, pool, 2)
            value = float(swap_kernels.total_worth(arrays, self.choice))
        if value > self.value + LEAST_GAIN:
            self.value = value
        else:
            repair_kernels.restore(arrays, self.choice, before, before.size)

    def _near(self, number: int | None, ejected: Ints) -> Ints:
        """What may now fit: candidates that `number` kept out, and others of what had to go."""
        mask = np.zeros(self.problem.size, np.bool_)
        first, users = self.users
        for budget, _ in self.problem.uses_of(number) if number is not None else ():
            mask[users[first[budget] : first[budget + 1]]] = True
        if ejected.size:
            mask |= np.isin(self.problem.item_of, self.problem.item_of[ejected])
        found = np.flatnonzero(mask)
        order = np.argsort(self.regrets[found], kind="stable")[:MOST_TRIED]
        return found[order].astype(np.int32)
