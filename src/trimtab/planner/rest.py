"""The rest that no deadline may take: what stands goes on standing, nights keep their least hours.

Sleep gives way to a deadline down to a share of the need, meals, protected time and buffers down
to their smallest dose. Below that a deadline is left late, and the person told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budgets import Budget, at_least
from trimtab.planner.defaults import SLEEP
from trimtab.planner.problem import Problem

RESTFUL = frozenset({"sleep", "nap", "meal", "protect", "buffer"})
HELD = 1e5
"""Cost of losing rest that stands: more than any week of deadlines could cost."""

SLEEP_HELD = 10.0
"""Cost of a minute of sleep lost: more than what is pleasant can be worth, so that gives way."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The rest of a plan: limits of one that it reaches, and minutes asleep by sleep."""

    problem: Problem
    caps: Ints
    standing: frozenset[int]
    asleep: Counter[int]
    chosen: tuple[int, ...]

    @classmethod
    def of(cls, problem: Problem, chosen: Sequence[int], caps: Ints) -> Rest:
        """The rest of a choice; `caps` are those of `rest_caps`."""
        uses = {budget for j in chosen for budget, _ in problem.uses_of(j)}
        asleep: Counter[int] = Counter()
        for j in chosen:
            if problem.item_for(j).kind == "sleep":
                asleep[int(problem.item_of[j])] += _asleep_in(problem, j)
        standing = frozenset(uses.intersection(caps.tolist()))
        return cls(problem, caps, standing, asleep, tuple(chosen))

    def is_kept_by(self, chosen: Sequence[int]) -> bool:
        """Whether another choice leaves standing what stands, and each sleep its least."""
        other = Rest.of(self.problem, chosen, self.caps)
        return self.standing <= other.standing and all(
            other.asleep[item] >= min(minutes, least_asleep(self.problem, item))
            for item, minutes in self.asleep.items()
        )

    def sleep_lost_by(self, chosen: Sequence[int]) -> int:
        """Minutes that another choice sleeps less."""
        other = Rest.of(self.problem, chosen, self.caps)
        return self.asleep.total() - other.asleep.total()

    def held(self, problem: Problem) -> Problem:
        """A problem of the same candidates in which this rest is dear."""
        budgets = list(problem.budgets)
        for number in self.standing:
            budgets[number] = at_least(budgets[number].name, 1, 1, HELD)
        held = problem.with_budgets(budgets)
        worth = held.arrays.worth - self._shortening(problem)
        return replace(held, arrays=held.arrays._replace(worth=worth))

    def _shortening(self, problem: Problem) -> Floats:
        """What each candidate costs by being a shorter sleep than the one that stands."""
        asleep = np.array([_asleep_minutes(problem, g) for g in range(len(problem.shapes))])
        cost = np.zeros(problem.size)
        for j in self.chosen:
            item = int(problem.item_of[j])
            if problem.items[item].kind != "sleep":
                continue
            cap = next(b for b, _ in problem.uses_of(j) if b in self.standing)
            lost = np.maximum(0, _asleep_in(problem, j) - asleep[problem.group_of])
            spare = max(0, self.asleep[item] - least_asleep(problem, item))
            whole = SLEEP_HELD * lost + HELD * (lost > spare)
            cost += np.where(users_mask(problem, cap), whole, 0.0)
        return cost


def least_asleep(problem: Problem, item: int) -> int:
    """Minutes that a deadline leaves a sleep."""
    return round(SLEEP.deadline_share * problem.items[item].wanted_minutes)


def rest_caps(problem: Problem) -> Ints:
    """Limits of one that sleeps, meals, buffers or protected time alone can use.

    What a week keeps free of work is not among them: it gives way to what is due.
    """
    arrays = problem.arrays
    restful = np.array([item.kind in RESTFUL for item in problem.items], np.bool_)
    is_rest = np.repeat(restful[problem.item_of], np.diff(arrays.ptr))
    is_cap = np.array([_is_limit_of_one(budget) for budget in problem.budgets], np.bool_)
    is_cap[arrays.idx[~is_rest]] = False
    return np.flatnonzero(is_cap).astype(np.int32)


def _is_limit_of_one(budget: Budget) -> bool:
    """Whether a budget carries no worth and holds one at most, a must among them."""
    return budget.high == 1 and budget.worth(1) == 0


def users_mask(problem: Problem, budget: int) -> npt.NDArray[np.bool_]:
    """Which candidates use a budget."""
    arrays = problem.arrays
    owner = np.repeat(np.arange(problem.size), np.diff(arrays.ptr))
    mask = np.zeros(problem.size, np.bool_)
    mask[owner[arrays.idx == budget]] = True
    return mask


def _asleep_in(problem: Problem, candidate: int) -> int:
    return _asleep_minutes(problem, int(problem.group_of[candidate]))


def _asleep_minutes(problem: Problem, group: int) -> int:
    parts = problem.shapes[group].parts
    return sum(part.end - part.start for part in parts if part.kind == "sleep")
