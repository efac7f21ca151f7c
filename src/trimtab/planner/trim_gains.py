"""What a changed week gains over the unchanged one, so that asking for less is no loss.

A gain is how much less the week falls short of everything asked of it. What a change itself takes
away or brings is neither lost nor won by it: time to unwind after a duty that is shorter now, or a
meal that the unchanged week eats on duty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from trimtab.planner.budget_names import NOTES, minutes_of
from trimtab.planner.budgets import Budget, on_top_of
from trimtab.planner.patterns import NAMES
from trimtab.planner.problem import Item, Problem
from trimtab.planner.rest import SLEEP_HELD
from trimtab.planner.shadow import surplus
from trimtab.planner.shadow_week import meals_on_duty
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.triage import is_pressing

ASKED = re.compile(r": (minutes( in week \d+)?|notes)$")
"""Budgets of what is owed: minutes of tasks and values, notes. Owing less is not a loss."""

UNWIND = "Unwind"

FREE = tuple(f"{name}: week" for name in NAMES.values())
"""How budgets begin that count evenings, half-days and weekends kept free."""

Key = tuple[str, int | None]


def gain_of(base: SolvedWeek, changed: SolvedWeek) -> float:
    """How much less the changed week falls short of all that is asked of it, in worth.

    What is no longer owed counts as done, what is newly owed counts as owed.
    """
    return _Side(changed, base).standing - _Side(base, changed).standing


def most_gain(base: SolvedWeek, changed: SolvedWeek) -> float:
    """No plan of the changed week gains more than this: by its bound in place of its worth."""
    spare = changed.solution.bound - changed.solution.value
    beside = _Side(changed, base).beside
    return gain_of(base, changed) + spare + beside


@dataclass(frozen=True, slots=True)
class _Side:
    """One of two weeks that are compared, beside the other."""

    solved: SolvedWeek
    other: SolvedWeek

    @property
    def standing(self) -> float:
        """Worth less what is owed, and less what only the change brought or took."""
        return self.solved.solution.value - self._owed - self.beside

    @property
    def _owed(self) -> float:
        """Worth of everything owed being met."""
        budgets = self.solved.problem.budgets
        return sum(surplus(budget, 0.0) for budget in budgets if ASKED.search(budget.name))

    @property
    def beside(self) -> float:
        """Worth of what is planned here and neither asked nor eaten at home in both weeks."""
        problem = self.solved.problem
        left_out = self.unwound | self._eaten
        return sum(
            float(problem.arrays.worth[j])
            for j in self.solved.solution.chosen
            if _key_of(problem, j) in left_out
        )

    @property
    def unwound(self) -> frozenset[Key]:
        """Times to unwind that only this week asks for."""
        theirs = {(item.name, item.day) for item in self.other.problem.items}
        own = {(item.name, item.day) for item in self.solved.problem.items}
        return frozenset(key for key in own - theirs if key[0] == UNWIND)

    @property
    def _eaten(self) -> frozenset[Key]:
        """Meals that one of the weeks eats on duty and only this one plans besides."""
        on_duty = meals_on_duty(self.solved.week) | meals_on_duty(self.other.week)
        return on_duty - _planned(self.other)


def _planned(solved: SolvedWeek) -> frozenset[Key]:
    return frozenset(_key_of(solved.problem, j) for j in solved.solution.chosen)


def _key_of(problem: Problem, candidate: int) -> Key:
    item = problem.item_for(candidate)
    return item.name, item.day


def unwinding_gone(base: SolvedWeek, changed: SolvedWeek) -> int:
    """Minutes of unwinding that the base plans and the changed week no longer asks for."""
    gone = _Side(base, changed).unwound
    return sum(
        base.problem.span_of(j).minutes
        for j in base.solution.chosen
        if _key_of(base.problem, j) in gone
    )


def keeping_promises(base: SolvedWeek, changed: SolvedWeek) -> Problem:
    """The changed week's problem with what no trim may cost as what must hold.

    That is the minutes of notes and of tasks that press, and the evenings, half-days and weekends
    kept free, as far as the base has them.
    """
    budgets = list(changed.problem.budgets)
    for number, minutes in _promised(base, changed).items():
        budgets[number] = _as_must(budgets[number], minutes)
    return changed.problem.with_budgets(budgets)


def _promised(base: SolvedWeek, changed: SolvedWeek) -> dict[int, float]:
    """What the base has of them, by budget of the changed week that still asks."""
    totals = base.problem.totals_of(base.solution.chosen)
    written = dict(zip((b.name for b in base.problem.budgets), totals, strict=True))
    tasks = changed.week.profile.tasks
    pressing = {minutes_of(task.name) for task in tasks if is_pressing(changed.week, task)}
    owed = {
        number: min(budget.high, written.get(budget.name, 0.0))
        for number, budget in enumerate(changed.problem.budgets)
        if budget.name in pressing or budget.name.endswith(NOTES) or budget.name.startswith(FREE)
    }
    return {number: minutes for number, minutes in owed.items() if minutes > 0}


def _as_must(budget: Budget, minutes: float) -> Budget:
    """A budget whose first minutes must hold; the worth of those beyond stays."""
    rest = [piece for piece in on_top_of(budget, minutes).pieces if piece[0] > 0]
    pieces = ((minutes, budget.must_slope), *rest)
    return replace(budget, pieces=pieces, at_least=minutes)


def holding_sleep(base: SolvedWeek, changed: SolvedWeek, within: Problem) -> Problem:
    """A problem of the changed week in which every sleep shorter than the base's is dear."""
    problem, slept = changed.problem, _asleep_by_night(base)
    asleep = np.array([_asleep_in(problem, group) for group in range(len(problem.shapes))])
    wanted = [_wanted_of(item, slept) for item in problem.items]
    lost = np.maximum(0.0, np.array(wanted)[problem.item_of] - asleep[problem.group_of])
    worth = within.arrays.worth - SLEEP_HELD * lost
    return replace(within, arrays=within.arrays._replace(worth=worth))


def _asleep_by_night(base: SolvedWeek) -> dict[Key, int]:
    problem = base.problem
    return {
        _key_of(problem, j): _asleep_in(problem, int(problem.group_of[j]))
        for j in base.solution.chosen
        if problem.item_for(j).kind == "sleep"
    }


def _wanted_of(item: Item, slept: dict[Key, int]) -> int:
    return slept.get((item.name, item.day), 0) if item.kind == "sleep" else 0


def _asleep_in(problem: Problem, group: int) -> int:
    parts = problem.shapes[group].parts
    return sum(part.end - part.start for part in parts if part.kind == "sleep")
