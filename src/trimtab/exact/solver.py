"""CP-SAT itself: loaded when asked for, set up for problems of many columns."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from typing import Any

from trimtab.domain.errors import MissingPartError

WORKERS = 2
"""CP-SAT looks around a known plan only from two workers on; more need more cores."""

LARGEST_SEED = 2**31

LOOK_SECONDS = 0.1
"""How often to look whether the search is to stop."""

LIGHT_PRESOLVE = {
    "cp_model_probing_level": 0,
    "max_presolve_iterations": 1,
    "merge_at_most_one_work_limit": 0,
    "presolve_inclusion_work_limit": 0,
    "symmetry_level": 0,
}
"""With these the first plan of a made-up week came in a third of the time that the defaults took,
and proofs in about half."""


def new_solver(seconds: float, seed: int) -> Any:
    """A CP-SAT solver that stops after `seconds`; raises MissingPartError without OR-Tools."""
    try:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - optional, so loaded on demand
    except ModuleNotFoundError as error:
        raise MissingPartError("OR-Tools", "exact") from error
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = seed % LARGEST_SEED
    solver.parameters.catch_sigint_signal = False  # who asked for the plan decides what Ctrl-C does
    for name, value in LIGHT_PRESOLVE.items():
        setattr(solver.parameters, name, value)
    return solver


def solve_until(solver: Any, model: Any, is_stopped: Callable[[], bool]) -> Any:
    """Solve, ending early once `is_stopped`; the status is that of what was found until then.

    The solver works in a thread of its own, so that this one can look around meanwhile.
    """
    with ThreadPoolExecutor(max_workers=1) as pool:
        found = pool.submit(solver.solve, model)
        try:
            while not wait([found], timeout=LOOK_SECONDS).done:
                if is_stopped():
                    solver.stop_search()
        finally:
            solver.stop_search()  # also when this thread is interrupted: the other must end
        return found.result()
