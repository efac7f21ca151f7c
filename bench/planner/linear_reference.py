"""An independent reader of exported problems, and the same problem as a flow model for HiGHS.

It knows only what `export_problem` documents: no code of the planner is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix, vstack

Exported = Mapping[str, Any]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Reference:
    """What HiGHS found: the worth of its plan (or relaxation), its own bound, the candidates."""

    value: float
    bound: float
    chosen: tuple[int, ...]


def worth_of(exported: Exported, chosen: Sequence[int]) -> float:
    """Worth of a set of candidates; raises ValueError when a slot or a budget forbids it."""
    candidates = [exported["candidates"][number] for number in chosen]
    slots = [slot for one in candidates for slot in range(one["start"], one["end"])]
    if len(slots) != len(set(slots)) or (slots and max(slots) >= exported["slots"]):
        raise ValueError("A slot is used twice or does not exist.")
    totals = [0.0] * len(exported["budgets"])
    for one in candidates:
        for budget, coefficient in one["uses"]:
            totals[budget] += coefficient
    shares = zip(exported["budgets"], totals, strict=True)
    return sum(one["worth"] for one in candidates) + sum(_worth_of(*pair) for pair in shares)


def _worth_of(budget: Mapping[str, Any], total: float) -> float:
    left = total - budget["low"]
    reach = sum(width for width, _ in budget["pieces"])
    if left < -1e-6 or total < budget["at_least"] - 1e-6:
        raise ValueError(f"{budget['name']} is short of what must hold.")
    if budget["capped"] and left > reach + 1e-6:
        raise ValueError(f"{budget['name']} is overfilled.")
    worth = 0.0
    for width, slope in budget["pieces"]:
        worth += slope * min(width, left)
        left -= min(width, left)
    return worth + left * budget["pieces"][-1][1]


def solve_with_highs(
    exported: Exported, *, integral: bool, seconds: float = 60.0, is_told: bool = False
) -> Reference:
    """Maximise the problem exactly (`integral`) or its linear relaxation.

    Columns: candidates, idle arcs slot -> slot + 1, and one per budget piece. Rows: flow
    conservation at every slot, budget total = low + sum of its pieces, and what must hold.
    Without a plan in time the value is -inf. `is_told` lets HiGHS print how it goes.
    """
    size, slots = len(exported["candidates"]), exported["slots"]
    rows, right = _budget_rows(exported)
    flow, supply = _flow_rows(exported, rows.shape[1] - size - slots)
    musts, least = _must_rows(exported, rows.shape[1])
    pieces = [piece for budget in exported["budgets"] for piece in budget["pieces"]]
    worths = [one["worth"] for one in exported["candidates"]]
    cost = -np.concatenate([worths, np.zeros(slots), [slope for _, slope in pieces]])
    integers = np.concatenate([np.full(size, int(integral)), np.zeros(slots + len(pieces))])
    result = milp(
        cost,
        constraints=[
            LinearConstraint(vstack([flow, rows]).tocsr(), (b := np.append(supply, right)), b),
            LinearConstraint(musts, least, np.inf),
        ],
        bounds=Bounds(0, np.append(np.ones(size + slots), _widths(exported))),
        integrality=integers,
        options={"time_limit": seconds, "mip_rel_gap": 1e-9, "disp": is_told},
    )
    dual = result.mip_dual_bound if integral else result.fun
    bound = np.inf if dual is None else -dual
    if result.x is None:
        return Reference(-np.inf, bound, ())
    chosen = tuple(np.flatnonzero(result.x[:size] > 0.5).tolist())
    return Reference(-result.fun, bound, chosen)


def _flow_rows(exported: Exported, pieces: int) -> tuple[coo_matrix, Floats]:
    slots = exported["slots"]
    tails = np.append([one["start"] for one in exported["candidates"]], np.arange(slots))
    heads = np.append([one["end"] for one in exported["candidates"]], np.arange(slots) + 1)
    arcs = np.arange(tails.size)
    signs = np.append(np.ones(arcs.size), -np.ones(arcs.size))
    where = np.append(tails, heads).astype(int), np.append(arcs, arcs)
    supply = np.zeros(slots + 1)
    supply[0], supply[-1] = 1, -1
    return coo_matrix((signs, where), (slots + 1, arcs.size + pieces)), supply


def _uses(exported: Exported) -> csr_matrix:
    """Coefficients, a row for each budget and a column for each candidate."""
    uses = [
        (budget, number, coefficient)
        for number, one in enumerate(exported["candidates"])
        for budget, coefficient in one["uses"]
    ]
    budgets, numbers, coefficients = np.array(uses, np.float64).reshape(-1, 3).T
    shape = (len(exported["budgets"]), len(exported["candidates"]))
    return csr_matrix((coefficients, (budgets.astype(int), numbers.astype(int))), shape)


def _budget_rows(exported: Exported) -> tuple[csr_matrix, Floats]:
    uses = _uses(exported).tocoo()
    counts = [len(budget["pieces"]) for budget in exported["budgets"]]
    owner = np.repeat(np.arange(len(counts)), counts)
    arcs = len(exported["candidates"]) + exported["slots"]
    values = np.append(uses.data, -np.ones(owner.size))
    columns = np.append(uses.col, arcs + np.arange(owner.size))
    where = np.append(uses.row, owner), columns
    low = np.array([budget["low"] for budget in exported["budgets"]], np.float64)
    return coo_matrix((values, where), (len(counts), arcs + owner.size)).tocsr(), low


def _must_rows(exported: Exported, columns: int) -> tuple[csr_matrix, Floats]:
    least = np.array([budget["at_least"] for budget in exported["budgets"]])
    must = np.flatnonzero(least > 0)
    uses = _uses(exported)[must]
    uses.resize((must.size, columns))
    return uses, least[must]


def _widths(exported: Exported) -> Floats:
    widths = []
    for budget in exported["budgets"]:
        mine = [width for width, _ in budget["pieces"]]
        widths += mine if budget["capped"] else [*mine[:-1], np.inf]
    return np.array(widths, np.float64)
