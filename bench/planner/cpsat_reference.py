"""An exported problem for CP-SAT: columns aggregated, at most one for each slot, no hint."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

from answers import Answer, Moment
from linear_reference import worth_of
from ortools.sat.python import cp_model

from trimtab.exact.columns import Column, Columns, best_of_alike
from trimtab.exact.model import SCALE, build_model
from trimtab.exact.solver import new_solver
from trimtab.planner.budgets import Budget


class Tracker(cp_model.CpSolverSolutionCallback):  # type: ignore[misc]
    """Writes down each better plan as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.track: list[Moment] = []

    def on_solution_callback(self) -> None:
        """Note when, how good, and how good it could be."""
        value, bound = self.objective_value / SCALE, self.best_objective_bound / SCALE
        self.track.append(Moment(self.wall_time, value, bound))


def solve_with_cpsat(
    exported: Mapping[str, Any], hinted: Sequence[int], seconds: float, seed: int
) -> Answer:
    """Maximise as `--exact` does; `hinted` is a plan to start from, or nothing.

    Seconds are those of the solver; the model is written before.
    """
    columns = columns_of_exported(exported)
    model = build_model(columns, hinted)
    if not hinted:
        model.cp.clear_hints()
    solver = new_solver(seconds, seed)
    tracker = Tracker()
    began = time.perf_counter()
    status = solver.solve(model.cp, tracker)
    took = time.perf_counter() - began
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Answer((), None, None, (), took)
    chosen = [
        column.numbers[0]
        for choice, column in zip(model.choices, columns.columns, strict=True)
        if solver.boolean_value(choice)
    ]
    bound = solver.best_objective_bound / SCALE
    return Answer(tuple(tracker.track), _worth(exported, chosen), bound, tuple(chosen), took)


def _worth(exported: Mapping[str, Any], chosen: Sequence[int]) -> float | None:
    """Worth of a choice; None when something that must hold is still missing."""
    try:
        return worth_of(exported, chosen)
    except ValueError:
        return None


def columns_of_exported(exported: Mapping[str, Any]) -> Columns:
    """The candidates of an exported problem as columns; what must hold is a limit."""
    columns = [
        Column(
            numbers=(number,),
            start=one["start"],
            end=one["end"],
            worth=one["worth"],
            uses=tuple((budget, coefficient) for budget, coefficient in one["uses"]),
        )
        for number, one in enumerate(exported["candidates"])
    ]
    return Columns(best_of_alike(columns), tuple(map(_budget, exported["budgets"])))


def _budget(exported: Mapping[str, Any]) -> Budget:
    """What must hold lifts the lower end of the total; the pieces below it carry no worth."""
    pieces, left = [], exported["at_least"] - exported["low"]
    for width, slope in exported["pieces"]:
        below = min(width, max(0.0, left))
        left -= width
        pieces.append((width - below, slope))
    return Budget(
        name=exported["name"],
        pieces=tuple(pieces),
        low=max(exported["low"], exported["at_least"]),
        is_capped=exported["capped"],
    )
