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
    """Sort by falling worth, among equals by row, and resolve the factor.

    Limits are never below what rows that must be in the list use: those are in whatever comes.
    """
    order = np.argsort(-problem.worth_row, kind="stable").astype(np.int64)
    factor = resolve_factor(problem, order)
    can = problem.chance_table >= 0
    pinned = find_pinned(problem, can)
    fixed = np.flatnonzero(pinned > FREE)
    copies = problem.copy_table
    for row in fixed[pinned[fixed] > 0]:
        same = (pinned == pinned[row]) & (problem.group_row == problem.group_row[row])
        at = problem.group_row[row], pinned[row]
        copies[at] = max(copies[at], same.sum())
    most = problem.size if problem.count is None else min(problem.count, problem.size)
    budget = NO_LIMIT if problem.budget is None else min(NO_LIMIT, float(problem.budget))
    return Ranked(
        worth=problem.worth_row[order],
        chance=factor.conditional,
        mass=factor.masses,
        can=np.ascontiguousarray(can[:, order].T),
        group=problem.group_row[order],
        cost=problem.cost_row[order],
        fees=problem.fee_table,
        copies=copies,
        pinned=pinned[order],
        order=order,
        most=max(most, len(fixed)),
        budget=max(budget, problem.cost_of(fixed)),
    )


def find_pinned(problem: ListProblem, can: NDArray[np.bool_]) -> Whole:
    """What is settled of each row; one that cannot go without a signal has its least one."""
    pinned = np.full(problem.size, FREE, np.int64)
    for row in problem.fixed:
        open_tier = ANY_TIER if can[0, row.index] else int(np.argmax(can[:, row.index]))
        pinned[row.index] = open_tier if row.tier is None else row.tier
    return pinned


def some_rows(ranked: Ranked, rows: Whole) -> Ranked:
    """The problem of some rows alone, in their order; the limits stay."""
    return ranked._replace(
        worth=ranked.worth[rows],
        chance=ranked.chance[rows],
        can=ranked.can[rows],
        group=ranked.group[rows],
        cost=ranked.cost[rows],
        pinned=ranked.pinned[rows],
        order=ranked.order[rows],
        most=min(ranked.most, rows.size),
    )
