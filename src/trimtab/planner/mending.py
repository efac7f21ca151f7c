"""Solve a week that differs by one small thing from a solved one, in a few steps from there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from trimtab.planner import kernels, swap_kernels
from trimtab.planner.arrays import Floats, ProblemArrays
from trimtab.planner.build import build_problem
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.neighbourhood import Neighbourhood
from trimtab.planner.problem import Problem, budget_arrays
from trimtab.planner.solve import (
    AGAIN_STEP,
    LAST_STEP,
    Solution,
    chosen_of,
    empty_choice,
    reach_of,
    starting_prices,
)
from trimtab.planner.solved import SolvedWeek, found_again, known_from

STAYING = 2.0
"""Worth lent to what stays as it was: minutes of an average value, our choice."""

PASSES = 10
"""Passes that adapt a similar week's prices and bound the changed week."""


def carry_over(request: WeekRequest, solved: SolvedWeek) -> SolvedWeek:
    """A changed week as a solved one leaves it: its choices that still fit, prices, and a bound.

    The bound is valid: no plan of the changed week is worth more.
    """
    week = Week(request)
    problem = _eased_as(solved.problem, build_problem(week))
    start = known_from(solved, problem).start(problem)
    reach = reach_of(problem.arrays, starting_prices(problem.arrays))
    bound, prices = kernels.tighten(
        problem.arrays, start.prices, reach, AGAIN_STEP, LAST_STEP, PASSES
    )
    chosen = _fitting(problem, start.chosen, prices)
    solution = Solution(chosen, problem.worth_of(chosen), float(bound), prices)
    return SolvedWeek(week, problem, solution)


def learn_from(solved: SolvedWeek, other: SolvedWeek) -> SolvedWeek:
    """The same week with the choices of another, as far as they fit: a start for mending."""
    problem, prices = solved.problem, solved.solution.prices
    chosen = _fitting(problem, found_again(other, problem), prices)
    again = replace(solved.solution, chosen=chosen, value=problem.worth_of(chosen))
    return replace(solved, solution=again)


def _eased_as(known: Problem, problem: Problem) -> Problem:
    """The problem with what must hold taken down to what a similar one was eased to."""
    eased = {budget.name: budget for budget in known.budgets}
    budgets = tuple(
        eased[one.name] if eased.get(one.name, one).at_least < one.at_least else one
        for one in problem.budgets
    )
    if budgets == problem.budgets:
        return problem
    arrays = problem.arrays._replace(**budget_arrays(budgets))
    return replace(problem, budgets=budgets, arrays=arrays)


def _fitting(problem: Problem, wanted: tuple[int, ...], prices: Floats) -> tuple[int, ...]:
    """The candidates that fit beside those before them."""
    arrays, choice = problem.arrays, empty_choice(problem.arrays)
    rewards = np.empty(problem.size)
    kernels.priced_rewards(arrays, prices, rewards)
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
    nearby = Neighbourhood.at(problem, solution.prices, solution.chosen)
    part = _lent(nearby, staying)
    choice = nearby.laid(part, solution.chosen)
    before = float(swap_kernels.total_worth(part, choice))
    nearby.mend(part, choice, repairs, seed + 1)
    if float(swap_kernels.total_worth(part, choice)) <= before:
        return solved
    chosen = nearby.numbers(choice)
    better = replace(solution, chosen=chosen, value=solved.problem.worth_of(chosen))
    return replace(solved, solution=better)


def _lent(nearby: Neighbourhood, staying: Collection[int]) -> ProblemArrays:
    """The part with a little more worth for what should stay."""
    worth = nearby.part.worth.copy()
    worth[np.isin(nearby.kept, list(staying))] += STAYING
    return nearby.part._replace(worth=worth)
