"""An independent reference: the same problem as a flow model for HiGHS, by scipy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix, vstack

from trimtab.planner.problem import Problem


@dataclass(frozen=True)
class Reference:
    """What HiGHS found: the worth of its plan (or relaxation) and its own bound."""

    value: float
    bound: float
    chosen: tuple[int, ...]


def solve_with_highs(problem: Problem, *, integral: bool, seconds: float = 60.0) -> Reference:
    """Maximise the problem exactly (`integral`) or its linear relaxation.

    Columns: candidates, idle arcs slot -> slot + 1, and one per budget piece. Rows: flow
    conservation at every slot, and budget total = low + sum of its pieces.
    """
    arrays = problem.arrays
    n, slots, budgets = problem.size, problem.line_slots, len(problem.budgets)
    pieces = arrays.width.size
    idle = np.arange(slots)
    tails = np.concatenate([arrays.tail, idle])
    heads = np.concatenate([arrays.head, idle + 1])
    arcs = n + slots
    flow = coo_matrix(
        (
            np.concatenate([np.ones(arcs), -np.ones(arcs)]),
            (np.concatenate([tails, heads]), np.tile(np.arange(arcs), 2)),
        ),
        (slots + 1, arcs + pieces),
    )
    supply = np.zeros(slots + 1)
    supply[0], supply[-1] = 1, -1
    uses = csr_matrix((arrays.coef, arrays.idx, arrays.ptr), (n, budgets)).T.tocoo()
    owner = np.repeat(np.arange(budgets), np.diff(arrays.seg))
    rows = coo_matrix(
        (
            np.concatenate([uses.data, -np.ones(pieces)]),
            (
                np.concatenate([uses.row, owner]),
                np.concatenate([uses.col, arcs + np.arange(pieces)]),
            ),
        ),
        (budgets, arcs + pieces),
    )
    cost = -np.concatenate([arrays.worth, np.zeros(slots), arrays.slope])
    upper = np.concatenate([np.ones(arcs), arrays.width])
    right = np.concatenate([supply, arrays.low])
    result = milp(
        cost,
        constraints=LinearConstraint(vstack([flow, rows]).tocsr(), right, right),
        bounds=Bounds(0, upper),
        integrality=np.concatenate([np.ones(n) * integral, np.zeros(slots + pieces)]),
        options={"time_limit": seconds, "mip_rel_gap": 1e-9},
    )
    base = float(arrays.base.sum())
    value = -result.fun + base
    bound = -result.mip_dual_bound + base if integral else value
    chosen = tuple(np.flatnonzero(result.x[:n] > 0.5).tolist())
    return Reference(value, bound, chosen)
