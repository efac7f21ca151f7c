"""No deadline missed that the week could hold: what is late is pressed for once more.

Sittings fit together in few ways, and the worth of a deadline is set against that of everything
else, so the search may stop short of a whole task. Where something due is short, be it a task or
the notes of a duty, the week is solved again with every deadline as a must, rest held: what is
pleasant gives way, then sleep down to its least; what stands of rest goes on standing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from trimtab.planner.asked import asked_minutes
from trimtab.planner.budget_names import NOTES, minutes_of
from trimtab.planner.budgets import Budget, at_least
from trimtab.planner.defaults import SLEEP
from trimtab.planner.line import Week
from trimtab.planner.nearby import mend_nearby, solve_nearby
from trimtab.planner.problem import Problem
from trimtab.planner.rest import HELD, Rest, rest_caps
from trimtab.planner.solve import Effort, Solution, Start, never, solve
from trimtab.planner.triage import is_pressing

LATE = 100.0
"""Cost of a minute late while deadlines are pressed for.

Above what is pleasant and the sleep that may give way, below rest that stands and other musts.
"""

LATER = LATE / 2
"""Cost of a minute taken from what stays late: less, so that something else can be finished."""


def finish_deadlines(  # noqa: PLR0913 - the last is named, and may be left out
    week: Week,
    problem: Problem,
    solution: Solution,
    effort: Effort,
    given_up: frozenset[str] | None = None,
    *,
    is_over: Callable[[], bool] = never,
) -> Solution:
    """The solution with as many of its late deadlines met as it can hold without losing rest.

    First all are pressed for from the week as it stands, then the nearest to done one by one,
    near it and then further off. With `given_up`, budgets by name that are left as they are, only
    the first is tried; where time is up (no rounds), what was found is not polished. Once `is_over`
    no other is begun with.
    """
    if not late_tasks(week, problem, solution.chosen):
        return solution
    finishing = _Finishing.of(week, problem, solution.chosen, given_up or frozenset())
    if not finishing.missing(solution.chosen):
        return solution
    found = finishing.accepted(solution, finishing.pressed(solution, effort))
    if given_up is None:
        found = _met_one_by_one(finishing, found, effort, is_over)
    is_dearer = found.value < solution.value and effort.rounds > 0 and not is_over()
    return finishing.bettered(found, effort) if is_dearer else found


def _met_one_by_one(
    finishing: _Finishing, solution: Solution, effort: Effort, is_over: Callable[[], bool]
) -> Solution:
    """The solution with more of what is late met, each tried alone."""
    for is_wide in (False, True):
        for number in finishing.nearest(solution.chosen, effort.deadlines):
            if number in finishing.missing(solution.chosen) and not is_over():
                chosen = finishing.met_alone(solution, number, effort, is_wide=is_wide)
                solution = finishing.accepted(solution, chosen)
    return solution


def keep_in_time(
    week: Week, problem: Problem, solution: Solution, chosen: Sequence[int]
) -> Solution:
    """The solution, or an earlier choice that meets more of the deadlines and costs little."""
    return _Finishing.of(week, problem, solution.chosen, frozenset()).accepted(solution, chosen)


def late_tasks(week: Week, problem: Problem, chosen: Sequence[int]) -> dict[int, float]:
    """Budgets of tasks and notes that belong into the horizon and lack minutes, with how many."""
    asked = _asked_by_task(week)
    totals = problem.totals_of(chosen)
    lacking = {
        number: _asked_of(budget, asked) - totals[number]
        for number, budget in enumerate(problem.budgets)
    }
    return {number: minutes for number, minutes in lacking.items() if minutes > 1e-6}


def held_in_time(week: Week, problem: Problem, chosen: Sequence[int]) -> Problem:
    """The problem in which a choice's finished deadlines are dear to lose, all else as it was.

    A deadline is met even where that costs worth; whoever then looks for a better week by worth
    alone would take it back.
    """
    asked, late = _asked_by_task(week), late_tasks(week, problem, chosen)
    totals = problem.totals_of(chosen)
    budgets = [
        _dear(budget, totals[number]) if _asked_of(budget, asked) and number not in late else budget
        for number, budget in enumerate(problem.budgets)
    ]
    return problem.with_budgets(budgets)


def allowed_sleep(lacking: Iterable[float]) -> int:
    """Minutes of sleep that meeting deadlines may take: what each lacked, in steps of a night.

    >>> allowed_sleep([5.0, 40.0])
    90
    """
    return sum(SLEEP.step * ceil(minutes / SLEEP.step) for minutes in lacking)


def _asked_by_task(week: Week) -> dict[str, float]:
    """Minutes of what presses, by the name of its budget."""
    return {
        minutes_of(task.name): asked_minutes(week, task)
        for task in week.profile.tasks
        if is_pressing(week, task)
    }


def _asked_of(budget: Budget, asked: dict[str, float]) -> float:
    """Minutes that must be reached in time: of notes all that are left to write."""
    return budget.high if budget.name.endswith(NOTES) else asked.get(budget.name, 0.0)


@dataclass(frozen=True, slots=True)
class _Finishing:
    """A week whose deadlines are pressed for; those in `left` are left as they are.

    `rest` is that of the choice begun with, and `late` the minutes it lacks, by budget.
    """

    week: Week
    problem: Problem
    left: frozenset[str]
    rest: Rest
    late: dict[int, float]

    @classmethod
    def of(
        cls, week: Week, problem: Problem, chosen: Sequence[int], left: frozenset[str]
    ) -> _Finishing:
        rest = Rest.of(problem, chosen, rest_caps(problem))
        return cls(week, problem, left, rest, late_tasks(week, problem, chosen))

    def missing(self, chosen: Sequence[int]) -> dict[int, float]:
        """What is late and may be pressed for."""
        found = late_tasks(self.week, self.problem, chosen)
        budgets = self.problem.budgets
        return {number: m for number, m in found.items() if budgets[number].name not in self.left}

    def nearest(self, chosen: Sequence[int], most: int) -> list[int]:
        """The few late deadlines that lack least."""
        missing = self.missing(chosen)
        return sorted(missing, key=lambda one: (missing[one], one))[:most]

    def pressed(
        self, solution: Solution, effort: Effort, left: frozenset[int] = frozenset()
    ) -> tuple[int, ...]:
        """A choice found from the week as it stands, with every deadline but `left` as a must.

        Where no round is to be spent, a few repairs must do.
        """
        problem = self.held(solution.chosen, left)
        start = _start(problem, solution)
        if effort.rounds == 0:
            return mend_nearby(problem, start)
        return solve_nearby(problem, replace(effort, rounds=1), start).chosen

    def met_alone(
        self, solution: Solution, number: int, effort: Effort, *, is_wide: bool
    ) -> tuple[int, ...]:
        """A choice with one more deadline as a must, among what is near or among everything."""
        left = frozenset(self.missing(solution.chosen)) - {number}
        again = replace(effort, seed=effort.seed + number)
        if not is_wide:
            return self.pressed(solution, replace(again, repairs=2 * effort.repairs), left)
        problem = self.held(solution.chosen, left)
        again = replace(again, first_passes=effort.first_passes // 3)
        return solve(problem, again, start=_start(problem, solution)).chosen

    def bettered(self, solution: Solution, effort: Effort) -> Solution:
        """The solution, or one in time with as much that costs less."""
        left = frozenset(self.missing(solution.chosen))
        again = replace(effort, seed=effort.seed + 1)
        chosen = self.pressed(solution, again, left)
        late = late_tasks(self.week, self.problem, solution.chosen)
        other = late_tasks(self.week, self.problem, chosen)
        value = self.problem.worth_of(chosen)
        is_in_time = all(other[one] <= late.get(one, 0.0) + 1e-6 for one in other)
        if value <= solution.value or not (is_in_time and self._spares(solution, chosen)):
            return solution
        return replace(solution, chosen=tuple(chosen), value=value)

    def held(self, chosen: Sequence[int], left: frozenset[int]) -> Problem:
        """The problem with rest and musts held, and deadlines as musts but for those `left`."""
        pressing = _asked_by_task(self.week)
        totals = self.problem.totals_of(chosen)
        budgets = list(self.problem.budgets)
        for number, budget in enumerate(budgets):
            asked = _asked_of(budget, pressing)
            is_left = number in left or budget.name in self.left
            if asked and not is_left:
                budgets[number] = at_least(budget.name, asked, budget.high, LATE)
            elif asked or 0 < budget.at_least <= totals[number]:
                budgets[number] = _kept(budget, totals[number], is_due=asked > 0)
        problem = self.problem.with_budgets(budgets)
        return self.rest.held(problem)

    def accepted(self, solution: Solution, chosen: Sequence[int]) -> Solution:
        """The solution with another choice, if that is better."""
        if not self._is_better(solution, chosen):
            return solution
        return replace(solution, chosen=tuple(chosen), value=self.problem.worth_of(chosen))

    def _is_better(self, solution: Solution, chosen: Sequence[int]) -> bool:
        """Whether a choice finishes more, misses no must and keeps rest.

        What is late anyway may lose twice the minutes that what is finished had lacked, no more.
        """
        late = late_tasks(self.week, self.problem, solution.chosen)
        other = late_tasks(self.week, self.problem, chosen)
        if not set(other) < set(late):
            return False
        finished = sum(late[one] for one in late if one not in other)
        delayed = sum(max(0.0, other[one] - late[one]) for one in other)
        if LATER * delayed > LATE * finished + 1e-6:
            return False
        if self.problem.worth_of(chosen) >= solution.value:
            return True
        return self._spares(solution, chosen)

    def _spares(self, solution: Solution, chosen: Sequence[int]) -> bool:
        """Whether a choice leaves rest and musts, and takes no more sleep than was lacking."""
        left = late_tasks(self.week, self.problem, chosen)
        met = (minutes for one, minutes in self.late.items() if one not in left)
        return (
            self.rest.is_kept_by(chosen)
            and self.rest.sleep_lost_by(chosen) <= allowed_sleep(met)
            and self._keeps_musts(solution.chosen, chosen)
        )

    def _keeps_musts(self, before: Sequence[int], after: Sequence[int]) -> bool:
        totals = zip(self.problem.totals_of(before), self.problem.totals_of(after), strict=True)
        return all(
            new >= min(old, budget.at_least) - 1e-6
            for budget, (old, new) in zip(self.problem.budgets, totals, strict=True)
        )


def _start(problem: Problem, solution: Solution) -> Start:
    """Where to start on a problem of the same candidates that asks more."""
    arrays = problem.arrays
    return Start(np.clip(solution.prices, arrays.cheapest, arrays.dearest), solution.chosen)


def _kept(budget: Budget, total: float, *, is_due: bool) -> Budget:
    """A budget whose total so far is held: what must hold, or the done part of what is late."""
    least = total if is_due else budget.at_least
    slope = LATER if is_due else HELD
    return at_least(budget.name, least, budget.high, slope) if least > 0 else budget


def _dear(budget: Budget, total: float) -> Budget:
    """A budget whose first minutes, up to a total, are worth so much more each."""
    pieces, left = [], total
    for width, slope in budget.pieces:
        held = min(width, left)
        left -= held
        pieces += [(held, slope + LATE), (width - held, slope)]
    return replace(
        budget, pieces=tuple(sorted((p for p in pieces if p[0] > 0), key=lambda p: -p[1]))
    )
