"""A week solved: its problem, its solution, and solving a changed week from there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from trimtab.planner.build import build_problem
from trimtab.planner.carried_prices import CarriedPrices
from trimtab.planner.deadlines import finish_deadlines, late_tasks
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.musts import Known, eased_between, solve_with_musts
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Effort, Solution, Watch

AGAIN = Effort(first_passes=40, passes=20, repairs=80, rounds=1)
"""Enough for a week that differs little from one already solved."""


@dataclass(frozen=True, slots=True)
class SolvedWeek:
    """A week, the problem it makes, and the best solution found."""

    week: Week
    problem: Problem
    solution: Solution


@dataclass(frozen=True, slots=True)
class WrittenWeek:
    """A week and the problem it makes, all its musts as asked."""

    week: Week
    problem: Problem


def write_week(request: WeekRequest) -> WrittenWeek:
    """Write down the problem of a request."""
    week = Week(request)
    return WrittenWeek(week, build_problem(week))


def solve_week(
    request: WeekRequest,
    effort: Effort,
    *,
    after: SolvedWeek | None = None,
    watch: Watch | None = None,
) -> SolvedWeek:
    """Solve a request; `after` a similar week of the same horizon, from its prices and choices.

    Musts that cannot be kept are tried again, then eased to what can be kept of them. Deadlines
    are met where that costs no rest and little else; one that was late in the similar week is
    not pressed for again.
    """
    written = write_week(request)
    if after is None:
        return solve_written(written, effort, watch=watch)
    known = known_from(after, written.problem)
    late = late_tasks(after.week, after.problem, after.solution.chosen)
    given_up = frozenset(after.problem.budgets[number].name for number in late)
    return solve_written(written, effort, known, watch=watch, given_up=given_up)


def solve_written(  # noqa: PLR0913 - what it takes beyond three is named, and may be left out
    written: WrittenWeek,
    effort: Effort,
    known: Known | None = None,
    *,
    watch: Watch | None = None,
    given_up: frozenset[str] | None = None,
    presses: bool = True,
) -> SolvedWeek:
    """Solve a week whose problem is written, from what is known of it.

    Deadlines in `given_up`, by budget name, are not pressed for, and others only from where the
    week then stands; without it, and while there is time and nobody stops it, all are tried anew
    as well. Unless it `presses`, deadlines are worth what they are worth and no more.
    """
    problem, solution = solve_with_musts(written.problem, effort, known, watch)
    if not presses:
        return SolvedWeek(written.week, problem, solution)
    is_done = partial(is_over, watch)
    if is_done():
        effort, given_up = replace(effort, rounds=0), given_up or frozenset()
    solution = finish_deadlines(written.week, problem, solution, effort, given_up, is_over=is_done)
    return SolvedWeek(written.week, problem, solution)


def is_over(watch: Watch | None) -> bool:
    """Whether somebody looks on and wants no more, or says that time is up."""
    if watch is None:
        return False
    return watch.is_stopped() or (watch.is_time_up is not None and watch.is_time_up())


def known_from(solved: SolvedWeek, problem: Problem) -> Known:
    """What a solved week tells of a problem much like its own."""
    return Known(
        CarriedPrices.of(solved.problem, solved.solution.prices),
        found_again(solved, problem),
        hopeless=eased_between(problem, solved.problem),
    )


def found_again(solved: SolvedWeek, problem: Problem) -> tuple[int, ...]:
    """Candidates of `problem` that equal the chosen ones in item, parts, start and length."""
    wanted = {_key(solved.problem, j) for j in solved.solution.chosen}
    slots = solved.problem.arrays.tail[list(solved.solution.chosen)]
    near = np.flatnonzero(np.isin(problem.arrays.tail, slots))
    return tuple(int(j) for j in near if _key(problem, int(j)) in wanted)


def _key(problem: Problem, candidate: int) -> tuple[object, ...]:
    item = problem.item_for(candidate)
    tail, head = int(problem.arrays.tail[candidate]), int(problem.arrays.head[candidate])
    return (tail, head, item.kind, item.name, item.day, item.said, problem.parts_of(candidate))
