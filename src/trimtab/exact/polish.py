"""Better a plan with CP-SAT, or prove that no better one exists."""

from __future__ import annotations

import math

from trimtab.app.ports import Polished
from trimtab.domain.plans import is_met
from trimtab.exact.columns import columns_of
from trimtab.exact.model import SCALE, build_model
from trimtab.exact.solver import new_solver
from trimtab.planner.narrow import able_to_better
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Solution


def polish(problem: Problem, solution: Solution, *, seconds: float, seed: int = 0) -> Polished:
    """The best plan found within `seconds`, never worse than `solution`, with a bound for all.

    Candidates that no better plan can hold are left out first, so the bound is that of the rest
    or the value, whichever is more. Raises MissingPartError without OR-Tools.
    """
    solver = new_solver(seconds, seed)
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
