"""Better a plan with CP-SAT, or prove that no better one exists."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from trimtab.app.ports import Polished
from trimtab.domain.plans import is_met
from trimtab.exact.columns import columns_of
from trimtab.exact.model import SCALE, build_model
from trimtab.exact.solver import new_solver
from trimtab.planner.arrays import Ints
from trimtab.planner.narrow import able_to_better
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution

COARSE_SHARE = 0.3
"""Share of the time that goes to quarter-hour starts alone: a third of the columns, and the
better the plan found there, the more can be left out of the whole problem."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What one run found: candidates, a bound over those tried, seconds it took."""

    chosen: tuple[int, ...]
    bound: float
    seconds: float


def polish(problem: Problem, solution: Solution, *, seconds: float, seed: int = 0) -> Polished:
    """The best plan found within `seconds`, never worse than `solution`, with a bound for all.

    Candidates that no better plan can hold are left out first, so the bound is that of the rest
    or the value, whichever is more. Raises MissingPartError without OR-Tools.
    """
    able = able_to_better(problem, solution)
    coarse = np.intersect1d(able, np.union1d(problem.coarse, solution.chosen))
    first = _run(problem, solution, coarse, seconds * COARSE_SHARE, seed)
    better = _better_of(problem, solution, first.chosen)
    able = able_to_better(problem, better)
    second = _run(problem, better, able, max(0.0, seconds - first.seconds), seed)
    best = _better_of(problem, better, second.chosen)
    bound = max(best.value, min(solution.bound, second.bound))
    return Polished(best.chosen, best.value, bound, is_met(best.value, bound))


def _run(problem: Problem, solution: Solution, kept: Ints, seconds: float, seed: int) -> _Found:
    """CP-SAT on the candidates kept, from the solution."""
    solver = new_solver(seconds, seed)
    columns = columns_of(problem, kept.tolist())
    model = build_model(columns, solution.chosen)
    status = solver.status_name(solver.solve(model.cp))
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
