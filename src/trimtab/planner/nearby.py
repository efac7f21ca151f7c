"""Solve from near the answer: bound over every candidate, search among those that come close.

With good prices most candidates are far from paying: their regret says how far below the bound
every week that holds them must stay. Left out of the search, they cost no time; the bound still
counts them all.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from trimtab.planner import kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.problem import Problem
from trimtab.planner.settling import settle_choices
from trimtab.planner.solve import (
    AGAIN_STEP,
    COARSE_STEP,
    FIRST_STEP,
    LAST_STEP,
    Effort,
    Solution,
    Start,
    Watch,
    reach_of,
    restrict,
    solve,
    starting_prices,
)

NEARBY_STEP = 0.1
"""First step of prices carried from another week, in shares of a budget's reach: a fifth of what
prices start with that nobody has found before."""

FAR = 0.05
"""Share by which the bound may top the worth begun with before prices are found anew as well."""

ANEW_PASSES = 60
NEAR = 10.0
"""Worth by which the best week with a candidate may fall short of the bound."""

OF_EACH_ITEM = 10
"""Candidates of each item that are tried however far they are: nothing may vanish."""


def solve_nearby(
    problem: Problem, effort: Effort, start: Start, watch: Watch | None = None
) -> Solution:
    """Find a near-best plan with a certificate, from prices and a choice that are nearly right.

    What stays free of work is settled there too.
    """
    arrays = problem.arrays
    part = restrict(arrays, problem.coarse)
    reach = reach_of(arrays, starting_prices(arrays))
    _, prices = lowered(part, start.prices, reach, (NEARBY_STEP, COARSE_STEP), effort.first_passes)
    bound, prices = lowered(arrays, prices, reach, (AGAIN_STEP, LAST_STEP), effort.passes)
    if bound > (1 + FAR) * max(problem.worth_of(start.chosen), 0.0):
        usual = starting_prices(arrays)
        _, anew = lowered(part, usual, reach, (FIRST_STEP, COARSE_STEP), ANEW_PASSES)
        other, anew = lowered(arrays, anew, reach, (AGAIN_STEP, LAST_STEP), effort.passes)
        bound, prices = min((bound, prices), (other, anew), key=lambda one: one[0])
    near = _near(problem, prices, start.chosen)
    chosen = np.searchsorted(near, np.array(start.chosen, np.int32))
    search = replace(effort, first_passes=0, passes=1 + effort.passes // 2)
    little = narrowed(problem, near)
    found = solve(little, search, _told(watch, bound), Start(prices, tuple(chosen.tolist())))
    found = settle_choices(little, found)
    return Solution(tuple(near[list(found.chosen)].tolist()), found.value, bound, prices)


def _told(watch: Watch | None, bound: float) -> Watch | None:
    """The same onlooker, who hears the bound over every candidate, not over the near ones."""
    if watch is None or watch.on_progress is None:
        return watch
    hear = watch.on_progress
    return replace(watch, on_progress=lambda value, _bound: hear(value, bound))


def lowered(
    arrays: ProblemArrays, prices: Floats, reach: Floats, steps: tuple[float, float], passes: int
) -> tuple[float, Floats]:
    """The least bound found in so many passes whose steps shrink from first to last."""
    bound, found = kernels.tighten(arrays, prices, reach, *steps, passes)
    return float(bound), found


def _near(problem: Problem, prices: Floats, chosen: tuple[int, ...]) -> Ints:
    """Candidates of small regret, the nearest of every item, and those chosen."""
    regrets = np.empty(problem.size)
    kernels.regrets_of(problem.arrays, prices, regrets)
    is_near = regrets <= NEAR
    by_item = np.lexsort((regrets, problem.item_of))
    items = problem.item_of[by_item]
    rank = np.arange(items.size) - np.searchsorted(items, items)
    is_near[by_item[rank < OF_EACH_ITEM]] = True
    is_near[list(chosen)] = True
    return np.flatnonzero(is_near).astype(np.int32)


def narrowed(problem: Problem, kept: Ints) -> Problem:
    """The problem with only the candidates in `kept` (sorted)."""
    return replace(
        problem,
        arrays=restrict(problem.arrays, kept),
        item_of=problem.item_of[kept],
        group_of=problem.group_of[kept],
        coarse=np.flatnonzero(np.isin(kept, problem.coarse)).astype(np.int32),
        staying=problem.staying[kept],
    )
