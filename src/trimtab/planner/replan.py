"""Plan again after something changed, moving as little as possible."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from trimtab.domain.lived import NOTHING_KNOWN
from trimtab.planner.arrays import Floats
from trimtab.planner.carried_prices import CarriedPrices
from trimtab.planner.dual import AGAIN_STEP, FIRST_STEP, LAST_STEP, lowered, starting_prices
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.musts import Known, ease_musts, eased_between
from trimtab.planner.nearby import lower_nearby
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Effort, Solution, Watch, restrict
from trimtab.planner.solved import SolvedWeek, WrittenWeek, solve_written, write_week
from trimtab.planner.stability import kept_choice

FREE_PASSES = 40
"""Passes that bound the week without any worth for staying, from the prices found with it."""


def solve_again(
    request: WeekRequest,
    effort: Effort,
    *,
    after: SolvedWeek | None = None,
    watch: Watch | None = None,
    presses: bool = True,
) -> SolvedWeek:
    """Solve a request that knows its last plan, from what of that plan still fits.

    Where nothing changed since, the last plan stands as it is. `after`, a similar week solved
    in this process, spares finding its prices anew.
    """
    written = write_week(request)
    kept = kept_choice(written.week, written.problem)
    known, effort = _start(written, kept.chosen, effort, after)
    if kept.is_whole and request.last and request.last.asked == fingerprint(request):
        return _as_it_stands(written, known, effort)
    return solve_written(written, effort, known, watch=watch, presses=presses)


def _start(
    written: WrittenWeek, chosen: tuple[int, ...], effort: Effort, after: SolvedWeek | None
) -> tuple[Known, Effort]:
    """What is known of the week, and the effort left: prices that are known need fewer passes."""
    prices = _known_prices(written.week, after)
    if prices is not None:
        hopeless = eased_between(written.problem, after.problem) if after else frozenset()
        again = replace(effort, first_passes=effort.first_passes // 4, passes=effort.passes // 2)
        return Known(prices, chosen, hopeless), again
    coarse = _coarse_prices(written.problem, effort.first_passes // 2)
    known = Known(CarriedPrices.of(written.problem, coarse), chosen)
    return known, replace(effort, first_passes=0)


def _known_prices(week: Week, after: SolvedWeek | None) -> CarriedPrices | None:
    """Prices of a week solved in this process, or told with the last plan of the same days."""
    if after is not None:
        return CarriedPrices.of(after.problem, after.solution.prices)
    last = week.request.last
    if last is None or not last.budget_prices or last.first_day != week.horizon.first_day:
        return None
    return CarriedPrices.told(last.budget_prices)


def _as_it_stands(written: WrittenWeek, known: Known, effort: Effort) -> SolvedWeek:
    """The last plan as a solution, with a bound of its own."""
    problem = ease_musts(written.problem, known.chosen)
    bound, prices = lower_nearby(problem, known.start(problem).prices, effort)
    solution = Solution(known.chosen, problem.worth_of(known.chosen), bound, prices)
    return SolvedWeek(written.week, problem, solution)


def _coarse_prices(problem: Problem, passes: int) -> Floats:
    """Prices found over the coarse candidates, from none known."""
    part = restrict(problem.arrays, problem.coarse)
    return lowered(part, starting_prices(part), (FIRST_STEP, LAST_STEP), passes)[1]


def fingerprint(request: WeekRequest) -> str:
    """Tells whether two plans were asked the same: profile, calendars, other people, days off."""
    horizon = request.horizon
    asked: tuple[object, ...] = (
        request.profile,
        (horizon.first_day, horizon.days, horizon.zone),
        request.commitments,
        request.roster,
        sorted(request.busy_people.items()),
        sorted(request.days_off),
    )
    if request.kept_home:
        asked = (*asked, request.kept_home)
    if dated := _dated(request):
        asked = (*asked, dated)
    messages = request.profile.messages
    if messages and (messages.earliest is not None or messages.latest is not None):
        asked = (*asked, ("messages", messages.earliest, messages.latest))
    if request.lived != replace(NOTHING_KNOWN, next_turns=request.lived.next_turns):
        asked = (*asked, replace(request.lived, known_at=None))
    return sha256(repr(asked).encode()).hexdigest()[:32]


def _dated(request: WeekRequest) -> list[tuple[object, ...]]:
    """Practices that are not for every week with their days, and notes of others.

    They stay out of the repr of a practice, so that plans without any are asked as they ever were.
    """
    tried = request.lived.extra_practice
    return [
        (one.name, one.note, None if one.on is None else sorted(one.on))
        for one in request.profile.practices
        if one.note or (one.on is not None and one.name not in tried)
    ]


def free_bound(problem: Problem, solution: Solution) -> float:
    """No plan of the problem is worth more when staying in place counts for nothing."""
    arrays = problem.arrays._replace(worth=problem.arrays.worth - problem.staying)
    bound, _ = lowered(arrays, solution.prices, (AGAIN_STEP, LAST_STEP), FREE_PASSES)
    return min(bound, solution.bound)
