"""Solve from near the answer: bound over every candidate, search among those that come close.

With good prices most candidates are far from paying: their regret says how far below the bound
every week that holds them must stay. Left out of the search, they cost no time; the bound still
counts them all. `neighbourhood` betters one solved week many times over, and bounds nothing.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.candidate_lists import rank_in_item
from trimtab.planner.dual import (
    AGAIN_STEP,
    COARSE_STEP,
    FIRST_STEP,
    LAST_STEP,
    lowered,
    reach_of,
    regrets_at,
    starting_prices,
)
from trimtab.planner.narrow import narrowed
from trimtab.planner.neighbourhood import Neighbourhood
from trimtab.planner.problem import Problem
from trimtab.planner.settling import settle_choices
from trimtab.planner.solve import Effort, Solution, Start, Watch, restrict, solve

NEARBY_STEP = 0.1
"""First step of prices carried from another week, in shares of a budget's reach: a fifth of what
prices start with that nobody has found before."""

FAR = 0.05
"""Share by which the bound may top the worth found before prices are found anew as well."""

ANEW_PASSES = 60
NEAR = 10.0
"""Worth by which the best week with a candidate may fall short of the bound."""

OF_EACH_ITEM = 10
"""Candidates of each item that are tried however far they are: nothing may vanish."""

MENDED_NEAR, MENDED_OF_EACH, MENDING_REPAIRS = 5.0, 20, 40
"""The same two where a choice is only mended, and the repairs for it."""


def solve_nearby(
    problem: Problem, effort: Effort, start: Start, watch: Watch | None = None
) -> Solution:
    """Find a near-best plan with a certificate, from prices and a choice that are nearly right.

    What stays free of work is settled there too.
    """
    bounded = lower_nearby(problem, start.prices, effort)
    found = _searched(problem, bounded, effort, start.chosen, watch)
    if found.bound <= (1 + FAR) * max(found.value, 0.0):
        return found
    bounded = min(bounded, _bounded_anew(problem, effort), key=lambda one: one[0])
    other = _searched(problem, bounded, effort, found.chosen, watch)
    best = max(found, other, key=lambda one: one.value)
    return replace(best, bound=other.bound, prices=other.prices)


def lower_nearby(problem: Problem, prices: Floats, effort: Effort) -> tuple[float, Floats]:
    """A bound over every candidate and its prices, from prices that are nearly right."""
    arrays = problem.arrays
    part = restrict(arrays, problem.coarse)
    reach = reach_of(arrays, starting_prices(arrays))
    _, prices = lowered(part, prices, (NEARBY_STEP, COARSE_STEP), effort.first_passes, reach)
    return lowered(arrays, prices, (AGAIN_STEP, LAST_STEP), effort.passes, reach)


def _bounded_anew(problem: Problem, effort: Effort) -> tuple[float, Floats]:
    """A bound over every candidate and its prices, from none known."""
    arrays = problem.arrays
    part, usual = restrict(arrays, problem.coarse), starting_prices(arrays)
    reach = reach_of(arrays, usual)
    _, prices = lowered(part, usual, (FIRST_STEP, COARSE_STEP), ANEW_PASSES, reach)
    return lowered(arrays, prices, (AGAIN_STEP, LAST_STEP), effort.passes, reach)


def _searched(
    problem: Problem,
    bounded: tuple[float, Floats],
    effort: Effort,
    chosen: tuple[int, ...],
    watch: Watch | None,
) -> Solution:
    """The best plan found among candidates near at the prices of a bound."""
    bound, prices = bounded
    near = _near(problem, prices, chosen, (NEAR, OF_EACH_ITEM))
    little = narrowed(problem, near)
    search = replace(effort, first_passes=0, passes=1 + effort.passes // 2)
    begun = tuple(np.searchsorted(near, np.array(chosen, np.int32)).tolist())
    found = solve(little, search, _told(watch, bound), Start(prices, begun))
    found = settle_choices(little, found)
    return Solution(tuple(near[list(found.chosen)].tolist()), found.value, bound, prices)


def mend_nearby(problem: Problem, start: Start) -> tuple[int, ...]:
    """The choice begun with, bettered by a few repairs; nothing is bounded, prices stay.

    Musts are served first, so that it may be worth less by what else is asked.
    """
    near = _near(problem, start.prices, start.chosen, (MENDED_NEAR, MENDED_OF_EACH))
    around = Neighbourhood.of(problem, start.prices, near)
    choice = around.laid(around.part, start.chosen)
    around.mend(around.part, choice, MENDING_REPAIRS, 1)
    return around.numbers(choice)


def _told(watch: Watch | None, bound: float) -> Watch | None:
    """The same onlooker, who hears the bound over every candidate, not over the near ones."""
    if watch is None or watch.on_progress is None:
        return watch
    hear = watch.on_progress
    return replace(watch, on_progress=lambda value, _bound: hear(value, bound))


def _near(
    problem: Problem, prices: Floats, chosen: tuple[int, ...], reach: tuple[float, int]
) -> Ints:
    """Candidates of so small a regret, so many of the nearest of every item, and those chosen."""
    most_regret, of_each = reach
    regrets, _ = regrets_at(problem.arrays, prices)
    is_near = regrets <= most_regret
    counts = np.bincount(problem.item_of[is_near], minlength=len(problem.items))
    few = np.flatnonzero((counts < of_each)[problem.item_of])
    is_near[few[rank_in_item(regrets[few], problem.item_of[few]) < of_each]] = True
    is_near[list(chosen)] = True
    return np.flatnonzero(is_near).astype(np.int32)
