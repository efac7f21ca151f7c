"""Plan again after something changed, moving as little as possible."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from trimtab.planner.arrays import Floats
from trimtab.planner.carried_prices import CarriedPrices
from trimtab.planner.dual import lowered
from trimtab.planner.line import WeekRequest
from trimtab.planner.musts import Known, ease_musts
from trimtab.planner.problem import Problem
from trimtab.planner.solve import (
    AGAIN_STEP,
    FIRST_STEP,
    LAST_STEP,
    Effort,
    Solution,
    Watch,
    restrict,
    starting_prices,
)
from trimtab.planner.solved import SolvedWeek, WrittenWeek, known_from, solve_written, write_week
from trimtab.planner.stability import Kept, kept_choice

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
    written = write_week(request)
    kept = kept_choice(written.week, written.problem)
    if kept.is_whole and request.last and request.last.asked == fingerprint(request):
        return _as_it_stands(written, kept.chosen, effort)
    known = _known(written.problem, kept, effort, after)
    again = replace(effort, first_passes=effort.first_passes // 3 if after else 0)
    return solve_written(written, again, known, watch=watch)


def _known(problem: Problem, kept: Kept, effort: Effort, after: SolvedWeek | None) -> Known:
    """Prices of a week solved in this process, or found now; the last plan's choices."""
    if after is not None:
        return replace(known_from(after, problem), chosen=kept.chosen)
    prices = _coarse_prices(problem, effort.first_passes // 2)
    return Known(CarriedPrices.of(problem, prices), kept.chosen)


def _as_it_stands(written: WrittenWeek, chosen: tuple[int, ...], effort: Effort) -> SolvedWeek:
    """The last plan as a solution, with a bound of its own."""
    problem = ease_musts(written.problem, chosen)
    prices = _coarse_prices(problem, effort.first_passes)
    bound, prices = lowered(problem.arrays, prices, (AGAIN_STEP, LAST_STEP), effort.passes)
    solution = Solution(chosen, problem.worth_of(chosen), bound, prices)
    return SolvedWeek(written.week, problem, solution)


def _coarse_prices(problem: Problem, passes: int) -> Floats:
    """Prices found over the coarse candidates, from none known."""
    part = restrict(problem.arrays, problem.coarse)
    return lowered(part, starting_prices(part), (FIRST_STEP, LAST_STEP), passes)[1]


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
    bound, _ = lowered(arrays, solution.prices, (AGAIN_STEP, LAST_STEP), FREE_PASSES)
    return min(bound, solution.bound)
