"""Plan a stretch of time: build the problem, solve it, prove it, explain it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from trimtab.domain.plans import Certificate, LastPlan, Plan
from trimtab.planner.alert_series import LivedWeek, drive_remarks, with_cautions
from trimtab.planner.arrays import ProblemArrays
from trimtab.planner.assemble import blocks_of, open_minutes, value_minutes
from trimtab.planner.big_three import big_three_of
from trimtab.planner.body_passes import solve_felt
from trimtab.planner.carried_prices import prices_to_keep
from trimtab.planner.deadlines import finish_deadlines, keep_in_time, late_tasks
from trimtab.planner.dual import upper_bound
from trimtab.planner.explain import explain_shortfalls
from trimtab.planner.ledger import allowed_for
from trimtab.planner.line import Week, WeekRequest
from trimtab.planner.moves import find_moves
from trimtab.planner.patterns import kept_free, not_kept
from trimtab.planner.problem import Problem
from trimtab.planner.remarks import remarks_on
from trimtab.planner.replan import fingerprint, free_bound
from trimtab.planner.solve import Effort, Solution, Watch, load_kernels, restrict
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.still_missing import StillMissing

ROUTINE_PASSES = 120


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan with the problem it solves and the solution behind it."""

    plan: Plan
    solved: SolvedWeek
    routine_bound: float

    @property
    def problem(self) -> Problem:
        """The problem solved."""
        return self.solved.problem

    @property
    def solution(self) -> Solution:
        """Its solution."""
        return self.solved.solution


def make_plan(  # noqa: PLR0913 - what it takes beyond four is named, and may be left out
    request: WeekRequest,
    effort: Effort,
    elapsed: Callable[[], float] = lambda: 0.0,
    seconds: float | None = None,
    *,
    improve: Callable[[SolvedWeek], SolvedWeek] | None = None,
    watch: Watch | None = None,
) -> Planned:
    """Plan the request's horizon; around what stays of its last plan when it knows one.

    `elapsed` tells seconds since some start; with `seconds` the search goes on until so many
    have passed. `improve` may then better the solved week, before anything is said about it; a
    deadline that was met stays met. `watch` follows the search and may stop it; musts and
    deadlines are still seen to.
    The certificate's seconds are those of all this, kernels loaded before.
    """
    load_kernels()
    began = elapsed()
    is_time_up = None if seconds is None else (lambda: elapsed() - began >= seconds)
    solved = solve_felt(request, effort, replace(watch or Watch(), is_time_up=is_time_up))
    solved = _improved(solved, improve, effort) if improve else solved
    return _told(request, solved, lambda: elapsed() - began, looks_for_reasons=effort.reasons)


def _improved(
    solved: SolvedWeek, improve: Callable[[SolvedWeek], SolvedWeek], effort: Effort
) -> SolvedWeek:
    """The week improved; what was in time and no more is pressed for again, as by any search."""
    week, problem, before = solved.week, solved.problem, solved.solution.chosen
    late = late_tasks(week, problem, before)
    given_up = frozenset(problem.budgets[number].name for number in late)
    better = improve(solved)
    solution = finish_deadlines(week, problem, better.solution, effort, given_up)
    return replace(better, solution=keep_in_time(week, problem, solution, before))


def replan(
    request: WeekRequest,
    last: LastPlan,
    effort: Effort | None = None,
    after: SolvedWeek | None = None,
) -> Planned:
    """Plan a changed week so that little of its last plan moves.

    `after` is that plan, or one much like it, as solved in this process: a quicker start.
    """
    load_kernels()
    known = replace(request, last=last)
    return _told(known, solve_felt(known, effort or Effort(), after=after), lambda: 0.0)


def _told(
    request: WeekRequest,
    solved: SolvedWeek,
    seconds: Callable[[], float],
    *,
    looks_for_reasons: bool = True,
) -> Planned:
    """A solved week as a plan, with what is proved of it and what it could not hold."""
    week, problem, solution = solved.week, solved.problem, solved.solution
    certificate = _certificate(problem, solution, replans=request.last is not None)
    certificate = replace(certificate, seconds=seconds())
    lived = LivedWeek(week, blocks_of(week, problem, solution.chosen))
    blocks = with_cautions(lived.blocks, lived)
    left_open, waking = open_minutes(week, blocks)
    plan = Plan(
        person=request.profile.person.name,
        horizon=request.horizon,
        blocks=blocks,
        unplaced=explain_shortfalls(week, problem, solution, looks_for_reasons=looks_for_reasons),
        values=value_minutes(week, blocks),
        certificate=certificate,
        open_minutes=left_open,
        free_waking_minutes=waking,
        unpublished_minutes=_unpublished_minutes(week),
        planned_from=week.now,
        big_three=big_three_of(request.profile, blocks),
        kept_free=kept_free(week, problem, solution.chosen),
        not_kept=not_kept(week, problem, solution.chosen),
        remarks=remarks_on(week, blocks),
        cautions=tuple(drive_remarks(lived)),
        alertness=lived.series(),
        body_clock=lived.clock_days(),
        known_from=week.known_from,
        skipped=request.last.skipped if request.last else (),
        asked=fingerprint(request),
        budget_prices=prices_to_keep(problem, solution.prices),
        days_off=tuple(sorted(request.days_off)),
    )
    if request.last is not None:
        is_missing = StillMissing(week, problem, solution)
        plan = replace(plan, moved=find_moves(request.last, plan, is_missing))
    return Planned(plan, solved, certificate.routine_bound)


def _unpublished_minutes(week: Week) -> int:
    """Minutes of duty allowed for on days whose roster is not out yet."""
    return sum(allowed_for(week, number) for number in range(-(-week.horizon.days // 7)))


def _certificate(problem: Problem, solution: Solution, *, replans: bool) -> Certificate:
    """What is proved of a solution, its seconds still to be told."""
    return Certificate(
        value=solution.value,
        bound=_rounded_up(solution),
        routine_bound=routine_bound(problem),
        seconds=0.0,
        staying=problem.staying_of(solution.chosen),
        free_bound=free_bound(problem, solution) if replans else None,
    )


def _rounded_up(solution: Solution) -> float:
    """The bound, without the last bits by which an optimum summed in another order may top it."""
    is_met = math.isclose(solution.bound, solution.value, rel_tol=1e-9)
    return solution.value if is_met else solution.bound


def routine_bound(problem: Problem) -> float:
    """The bound of the same week with nothing but sleep, meals and buffers in it."""
    shapes = problem.shapes
    is_routine = [problem.items[shape.item].is_routine and not shape.also for shape in shapes]
    kept = np.flatnonzero(np.array(is_routine, np.bool_)[problem.group_of]).astype(np.int32)
    arrays = _without_unserved(restrict(problem.arrays, kept))
    return upper_bound(arrays, ROUTINE_PASSES)


def _without_unserved(arrays: ProblemArrays) -> ProblemArrays:
    """Budgets that nothing here can serve are worth and cost nothing here."""
    served = np.bincount(arrays.idx, minlength=arrays.low.size) > 0
    owner = np.repeat(np.arange(arrays.low.size), np.diff(arrays.seg))
    return arrays._replace(
        base=np.where(served, arrays.base, 0.0),
        slope=np.where(served[owner], arrays.slope, np.minimum(arrays.slope, 0.0)),
        dearest=np.where(served, arrays.dearest, np.minimum(arrays.dearest, 0.0)),
    )
