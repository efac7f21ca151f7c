"""A problem as the kernels take it: programmes by falling worth, chances at every node."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from trimtab.residency.portfolio.nodes import resolve_factor
from trimtab.residency.portfolio.problem import Floats, ListProblem, Whole

FREE, ANY_TIER = -2, -1
"""Marks of `pinned`: may be in or not; is in, with any tier (a tier: is in with that one)."""


NO_LIMIT = 1e15
"""Dollars that nobody has: the budget where there is none, above which only the unpayable lies."""


class Ranked(NamedTuple):
    """Arrays of a problem, programmes by falling worth.

    worth (m,), chance (m, tiers, nodes), mass (nodes,), can (m, tiers) whether a tier can be sent,
    group (m,), cost (m,) dollars, fees (specialties, m + 1) by count, copies (specialties, tiers),
    pinned (m,), order (m,) rows of the problem, most and budget the limits of the list.
    """

    worth: Floats
    chance: Floats
    mass: Floats
    can: NDArray[np.bool_]
    group: Whole
    cost: Floats
    fees: Floats
    copies: Whole
    pinned: Whole
    order: Whole
    most: int
    budget: float


def rank_problem(problem: ListProblem) -> Ranked:
    """Sort by falling worth, among equals by row, and resolve the factor."""
    order = np.argsort(-problem.worth_row, kind="stable").astype(np.int64)
    factor = resolve_factor(problem, order)
    can = np.ascontiguousarray((problem.chance_table[:, order] >= 0).T)
    pinned = np.full(problem.size, FREE, np.int64)
    for row in problem.fixed:
        pinned[row.index] = ANY_TIER if row.tier is None else row.tier
    return Ranked(
        worth=problem.worth_row[order],
        chance=factor.conditional,
        mass=factor.masses,
        can=can,
        group=problem.group_row[order],
        cost=problem.cost_row[order],
        fees=problem.fee_table,
        copies=problem.copy_table,
        pinned=pinned[order],
        order=order,
        most=problem.size if problem.count is None else min(problem.count, problem.size),
        budget=NO_LIMIT if problem.budget is None else min(NO_LIMIT, float(problem.budget)),
    )
