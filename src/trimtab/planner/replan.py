"""Plan again after something changed, moving as little as possible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np

from trimtab.planner import kernels
from trimtab.planner.arrays import Floats, ProblemArrays
from trimtab.planner.budgets import at_least, at_most
from trimtab.planner.build import build_problem
from trimtab.planner.deadlines import finish_deadlines
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.problem import Problem, budget_arrays
from trimtab.planner.solve import (
    AGAIN_STEP,
    FIRST_STEP,
    LAST_STEP,
    Effort,
    Solution,
    Watch,
    reach_of,
    restrict,
    starting_prices,
)
from trimtab.planner.solved import SolvedWeek, solve_week
from trimtab.planner.stability import kept_choice

FREE_PASSES = 40
"""Passes that bound the week without any worth for staying, from the prices found with it."""


def solve_again(
    request: WeekRequest,
    effort: Effort,
    *,
    after: SolvedWeek | None = None,
    watch: Watch | None = None,
) -> SolvedWeek:
    """Solve a request that knows its last plan, from what of that plan still fits.

    Where nothing changed since, the last plan stands as it is. `after`, a similar week solved
    in this process, spares finding its prices anew.
    """
    if after is not None:
        return finish_deadlines(solve_week(request, effort, after=after, watch=watch), effort)
    week = Week(request)
    problem = build_problem(week)
    kept = kept_choice(week, problem)
    if kept.is_whole and request.last and request.last.asked == fingerprint(request):
        return _as_it_stands(week, _eased_to(problem, kept.chosen), kept.chosen, effort)
    prices = _coarse_prices(problem, effort.first_passes)
    begun = SolvedWeek(week, problem, Solution(kept.chosen, 0.0, np.inf, prices))
    again = replace(effort, first_passes=1 + effort.first_passes // 8)
    return finish_deadlines(solve_week(request, again, after=begun, watch=watch), effort)


def _as_it_stands(
    week: Week, problem: Problem, chosen: tuple[int, ...], effort: Effort
) -> SolvedWeek:
    """The last plan as a solution, with a bound of its own."""
    prices = _coarse_prices(problem, effort.first_passes)
    bound, prices = _tightened(problem.arrays, prices, AGAIN_STEP, effort.passes)
    return SolvedWeek(week, problem, Solution(chosen, problem.worth_of(chosen), bound, prices))


def _coarse_prices(problem: Problem, passes: int) -> Floats:
    """Prices found over the coarse candidates, from none known."""
    part = restrict(problem.arrays, problem.coarse)
    return _tightened(part, starting_prices(part), FIRST_STEP, passes)[1]


def fingerprint(request: WeekRequest) -> str:
    """Tells whether two plans were asked the same: profile, calendars, other people, days off."""
    horizon = request.horizon
    asked = (
        request.profile,
        (horizon.first_day, horizon.days, horizon.zone),
        request.commitments,
        request.roster,
        sorted(request.busy_people.items()),
        sorted(request.days_off),
    )
    return sha256(repr(asked).encode()).hexdigest()[:32]


def free_bound(problem: Problem, solution: Solution) -> float:
    """No plan of the problem is worth more when staying in place counts for nothing."""
    arrays = problem.arrays._replace(worth=problem.arrays.worth - problem.staying)
    bound, _ = _tightened(arrays, solution.prices, AGAIN_STEP, FREE_PASSES)
    return min(bound, solution.bound)


def _tightened(
    arrays: ProblemArrays, prices: Floats, first_step: float, passes: int
) -> tuple[float, Floats]:
    reach = reach_of(arrays, starting_prices(arrays))
    bound, found = kernels.tighten(arrays, prices, reach, first_step, LAST_STEP, passes)
    return float(bound), found


def _eased_to(problem: Problem, chosen: Sequence[int]) -> Problem:
    """The problem with its musts taken down to what a choice keeps of them."""
    totals = problem.totals_of(chosen)
    eased = [
        rule
        if total >= rule.at_least - 1e-7
        else at_least(rule.name, int(total), rule.high, rule.must_slope)
        if total >= 1
        else at_most(rule.name, rule.high)
        for rule, total in zip(problem.budgets, totals, strict=True)
    ]
    arrays = problem.arrays._replace(**budget_arrays(eased))
    return replace(problem, budgets=tuple(eased), arrays=arrays)
