"""Better a plan with CP-SAT, or prove that no better one exists."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from trimtab.app.ports import Polished
from trimtab.domain.plans import is_met
from trimtab.exact.columns import columns_of
from trimtab.exact.model import SCALE, build_model
from trimtab.exact.solver import new_solver, solve_until
from trimtab.planner.arrays import Ints
from trimtab.planner.narrow import able_to_better
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution, never

COARSE_SHARE = 0.3
"""Share of the time that goes to quarter-hour starts alone: a third of the columns, and the
better the plan found there, the more can be left out of the whole problem."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one run found: candidates, a bound over those tried, seconds it took."""

    chosen: tuple[int, ...]
    bound: float
    seconds: float


@dataclass(frozen=True, slots=True)
class _Limits:
    """How long to look, with which seed, and who may end it."""

    seconds: float
    seed: int
    is_stopped: Callable[[], bool]


def polish(
    problem: Problem,
    solution: Solution,
    *,
    seconds: float,
    seed: int = 0,
    is_stopped: Callable[[], bool] = never,
) -> Polished:
    """The best plan found within `seconds`, never worse than `solution`, with a bound for all.

    Candidates that no better plan can hold are left out first, so the bound is that of the rest
    or the value, whichever is more. Raises MissingPartError without OR-Tools.
    """
    able = able_to_better(problem, solution)
    coarse = np.intersect1d(able, np.union1d(problem.coarse, solution.chosen))
    limits = _Limits(seconds * COARSE_SHARE, seed, is_stopped)
    first = _run(problem, solution, coarse, limits)
    better = _better_of(problem, solution, first.chosen)
    able = able_to_better(problem, better)
    left = replace(limits, seconds=max(0.0, seconds - first.seconds))
    second = _run(problem, better, able, left)
    best = _better_of(problem, better, second.chosen)
    bound = max(best.value, min(solution.bound, second.bound))
    return Polished(best.chosen, best.value, bound, is_met(best.value, bound))


def _run(problem: Problem, solution: Solution, kept: Ints, limits: _Limits) -> _Found:
    """CP-SAT on the candidates kept, from the solution."""
    if limits.is_stopped():
        return _Found(solution.chosen, math.inf, 0.0)
    solver = new_solver(limits.seconds, limits.seed)
    columns = columns_of(problem, kept.tolist())
    model = build_model(columns, solution.chosen)
    status = solver.status_name(solve_until(solver, model.cp, limits.is_stopped))
    if status not in {"OPTIMAL", "FEASIBLE"}:
        return _Found(solution.chosen, math.inf, solver.wall_time)
    chosen = sorted(
        column.numbers[0]
        for choice, column in zip(model.choices, columns.columns, strict=True)
        if solver.boolean_value(choice)
    )
    return _Found(tuple(chosen), solver.best_objective_bound / SCALE, solver.wall_time)


def _better_of(problem: Problem, solution: Solution, found: tuple[int, ...]) -> Solution:
    """The plan found if it is truly worth more, else the one there was."""
    value, worth = problem.worth_of(solution.chosen), problem.worth_of(found)
    if worth > value:
        return replace(solution, chosen=found, value=worth)
    return replace(solution, value=value)
