"""Solve a week that differs by one small thing from a solved one, in a few steps from there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from trimtab.planner import kernels, swap_kernels
from trimtab.planner.arrays import Floats, ProblemArrays
from trimtab.planner.dual import LAST_STEP, lowered, rewards_at
from trimtab.planner.line import WeekRequest
from trimtab.planner.musts import eased_as
from trimtab.planner.nearby import solve_nearby
from trimtab.planner.neighbourhood import Neighbourhood
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Effort, Solution, Start, chosen_of, empty_choice
from trimtab.planner.solved import SolvedWeek, found_again, known_from, write_week

STAYING = 2.0
"""Worth lent to what stays as it was: minutes of an average value, our choice."""

PASSES = 30
"""Passes that adapt a similar week's prices and bound the changed week."""

FIRST_STEP = 0.02
"""First of their steps, in shares of a budget's reach: prices carried are nearly right."""


WIDE = Effort(first_passes=40, passes=20, repairs=120, rounds=1)
"""Enough to solve a changed week nearly as well as if it were planned by itself."""


def carry_over(request: WeekRequest, solved: SolvedWeek) -> SolvedWeek:
    """A changed week as a solved one leaves it: its choices that still fit, prices, and a bound.

    The bound is valid: no plan of the changed week is worth more.
    """
    written = write_week(request)
    problem = eased_as(written.problem, solved.problem)
    start = known_from(solved, problem).start(problem)
    bound, prices = lowered(problem.arrays, start.prices, (FIRST_STEP, LAST_STEP), PASSES)
    chosen = _fitting(problem, start.chosen, prices)
    solution = Solution(chosen, problem.worth_of(chosen), bound, prices)
    return SolvedWeek(written.week, problem, solution)


def learn_from(solved: SolvedWeek, other: SolvedWeek) -> SolvedWeek:
    """The same week with the choices of another, as far as they fit: a start for mending."""
    problem, prices = solved.problem, solved.solution.prices
    chosen = _fitting(problem, found_again(other, problem), prices)
    again = replace(solved.solution, chosen=chosen, value=problem.worth_of(chosen))
    return replace(solved, solution=again)


def _fitting(problem: Problem, wanted: tuple[int, ...], prices: Floats) -> tuple[int, ...]:
    """The candidates that fit beside those before them."""
    arrays, choice = problem.arrays, empty_choice(problem.arrays)
    rewards = rewards_at(arrays, prices)
    for j in wanted:
        if swap_kernels.swap_gain(arrays, choice, j, rewards, 0)[0] > kernels.IMPOSSIBLE:
            swap_kernels.put(arrays, choice, j)
    return tuple(sorted(chosen_of(choice).tolist()))


def mend(
    solved: SolvedWeek,
    repairs: int,
    seed: int = 0,
    *,
    within: Problem | None = None,
    staying: Collection[int] = (),
) -> SolvedWeek:
    """A week bettered by so many repairs; what is not better is left as it was.

    `within` is a problem of the same candidates that asks more. Candidates in `staying` are lent a
    little worth, so that of weeks that are nearly as good the more familiar one is found.
    """
    problem, solution = within or solved.problem, solved.solution
    around = Neighbourhood.at(problem, solution.prices, solution.chosen)
    part = _lent(around, staying)
    choice = around.laid(part, solution.chosen)
    before = float(swap_kernels.total_worth(part, choice))
    around.mend(part, choice, repairs, seed + 1)
    if float(swap_kernels.total_worth(part, choice)) <= before:
        return solved
    chosen = around.numbers(choice)
    better = replace(solution, chosen=chosen, value=solved.problem.worth_of(chosen))
    return replace(solved, solution=better)


def widen(
    solved: SolvedWeek, *, within: Problem | None = None, staying: Collection[int] = ()
) -> SolvedWeek:
    """A week solved on among far more candidates, at prices of its own; never a poorer one.

    A week that has much more room is another week, which few repairs near the old one do not find.
    """
    problem, solution = within or solved.problem, solved.solution
    worth = problem.arrays.worth.copy()
    worth[list(staying)] += STAYING
    lent = replace(problem, arrays=problem.arrays._replace(worth=worth))
    prices = np.clip(solution.prices, lent.arrays.cheapest, lent.arrays.dearest)
    found = solve_nearby(lent, WIDE, Start(prices, solution.chosen)).chosen
    if lent.worth_of(found) <= lent.worth_of(solution.chosen):
        return solved
    better = replace(solution, chosen=found, value=solved.problem.worth_of(found))
    return replace(solved, solution=better)


def _lent(around: Neighbourhood, staying: Collection[int]) -> ProblemArrays:
    """The part with a little more worth for what should stay."""
    worth = around.part.worth.copy()
    worth[np.isin(around.kept, list(staying))] += STAYING
    return around.part._replace(worth=worth)
