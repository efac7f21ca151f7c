"""Better a plan with CP-SAT, or prove that no better one exists."""

from __future__ import annotations

import math
from typing import Any

from trimtab.app.ports import Polished
from trimtab.domain.errors import MissingPartError
from trimtab.domain.plans import is_met
from trimtab.exact.columns import columns_of
from trimtab.exact.model import SCALE, build_model
from trimtab.planner.narrow import able_to_better
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution

WORKERS = 2
"""CP-SAT looks around a known plan only from two workers on; more need more cores."""

LARGEST_SEED = 2**31


def polish(problem: Problem, solution: Solution, *, seconds: float, seed: int = 0) -> Polished:
    """The best plan found within `seconds`, never worse than `solution`, with a bound for all.

    Candidates that no better plan can hold are left out first, so the bound is that of the rest
    or the value, whichever is more. Raises MissingPartError without OR-Tools.
    """
    solver = load_solver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed % LARGEST_SEED
    columns = columns_of(problem, able_to_better(problem, solution).tolist())
    model = build_model(columns, solution.chosen)
    is_answered = solver.status_name(solver.solve(model.cp)) in {"OPTIMAL", "FEASIBLE"}
    found = solution.chosen
    if is_answered:
        found = tuple(
            sorted(
                column.numbers[0]
                for choice, column in zip(model.choices, columns.columns, strict=True)
                if solver.boolean_value(choice)
            )
        )
    chosen, value = _better_of(problem, solution, found)
    proven = solver.best_objective_bound / SCALE if is_answered else math.inf
    bound = max(value, min(solution.bound, proven))
    return Polished(chosen, value, bound, is_met(value, bound))


def _better_of(
    problem: Problem, solution: Solution, found: tuple[int, ...]
) -> tuple[tuple[int, ...], float]:
    """The plan found if it is truly worth more, else the one there was."""
    value, worth = problem.worth_of(solution.chosen), problem.worth_of(found)
    return (found, worth) if worth > value else (solution.chosen, value)


def load_solver() -> Any:
    """A CP-SAT solver; raises MissingPartError without OR-Tools."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - optional, so loaded on demand
    except ModuleNotFoundError as error:
        raise MissingPartError("OR-Tools", "exact") from error
    return cp_model.CpSolver()
