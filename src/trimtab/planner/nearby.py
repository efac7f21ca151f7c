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
from trimtab.planner.dual import lowered, regrets_at
from trimtab.planner.narrow import narrowed
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
    _, prices = lowered(part, start.prices, (NEARBY_STEP, COARSE_STEP), effort.first_passes, reach)
    bound, prices = lowered(arrays, prices, (AGAIN_STEP, LAST_STEP), effort.passes, reach)
    if bound > (1 + FAR) * max(problem.worth_of(start.chosen), 0.0):
        usual = starting_prices(arrays)
        _, anew = lowered(part, usual, (FIRST_STEP, COARSE_STEP), ANEW_PASSES, reach)
        other, anew = lowered(arrays, anew, (AGAIN_STEP, LAST_STEP), effort.passes, reach)
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


def _near(problem: Problem, prices: Floats, chosen: tuple[int, ...]) -> Ints:
    """Candidates of small regret, the nearest of every item, and those chosen."""
    regrets, _ = regrets_at(problem.arrays, prices)
    is_near = regrets <= NEAR
    is_near |= rank_in_item(regrets, problem.item_of) < OF_EACH_ITEM
    is_near[list(chosen)] = True
    return np.flatnonzero(is_near).astype(np.int32)
