"""The best list of applications by mixed-integer programming, as a check of our own proofs.

Outer approximation (Duran & Grossmann 1986, doi 10.1007/BF02592064): the value of a list is a mean
over nodes of functions that are concave in the relaxation and exact at every list, so each lies
below its tangents. A master problem over tangents gives a bound; the list it proposes gives new
tangents; both meet at the optimum.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from trimtab.domain.errors import MissingPartError
from trimtab.residency.portfolio.bound import relax_list
from trimtab.residency.portfolio.bound_kernels import fill_rates
from trimtab.residency.portfolio.building import describe_list
from trimtab.residency.portfolio.found import FoundList, has_dollars
from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.problem import Floats, ListProblem, Whole
from trimtab.residency.portfolio.ranked import FREE, Ranked, rank_problem
from trimtab.residency.portfolio.search import find_list
from trimtab.residency.portfolio.value_kernels import value_of

OUTWARD = 2e-6
"""Share of the largest worth by which a master's bound is raised: rows may be kept to 1e-6."""

LINEAR_ROUNDS = 12
"""Master problems without whole numbers, which are quick and bring most tangents."""


@dataclass(slots=True)
class Master:
    """The master problem: its solver's model, choices (m, tiers) and one height for each node."""

    ranked: Ranked
    rates: Floats
    model: Any
    choices: list[list[Any]]
    heights: list[Any]
    whole: list[Any] = field(default_factory=list)

    def add_tangents(self, shares: Floats) -> None:
        """Keep every node's height below its tangent at shares (m, tiers)."""
        values, slopes = node_slopes(self.ranked, self.rates, shares)
        level = values - np.einsum("jsq,js->q", slopes, shares)
        for q, height in enumerate(self.heights):
            rise = sum(
                float(slopes[j, s, q]) * choice
                for j, row in enumerate(self.choices)
                for s, choice in enumerate(row)
                if slopes[j, s, q] > 0
            )
            self.model.add(height <= float(level[q]) + rise)


def solve_exactly(problem: ListProblem, *, seconds: float) -> ApplicationList:
    """The best list with the bound that a time limit leaves; raises MissingPartError."""
    ranked = rank_problem(problem)
    found = find_list(ranked)
    if not found.is_optimal:
        found = _approximate(ranked, found, time.monotonic() + seconds)
    return describe_list(problem, ranked, found)


def node_slopes(ranked: Ranked, rates: Floats, shares: Floats) -> tuple[Floats, Floats]:
    """Values (nodes,) and slopes (m, tiers, nodes) of the relaxation, node by node, at shares."""
    steps = ranked.worth - np.append(ranked.worth[1:], 0.0)
    left = np.exp(-np.cumsum(np.einsum("jsq,js->jq", rates, shares), axis=0))
    above = np.cumsum((steps[:, None] * left)[::-1], axis=0)[::-1]
    return steps @ (1 - left), rates * above[:, None, :]


def _approximate(ranked: Ranked, found: FoundList, until: float) -> FoundList:
    """Masters without whole numbers first, while they are solved; then with them until both meet.

    A list proposed again has its tangents already: the master is then as near as it comes.
    """
    master = new_master(ranked)
    master.add_tangents(_as_shares(ranked, found.tier))
    master.add_tangents(relax_list(ranked, found.tier).shares)
    tier, value, bound = found.tier, found.value, found.bound
    for _ in range(LINEAR_ROUNDS):
        answer = _solve(master, until - time.monotonic(), is_linear=True)
        if answer is None:
            break
        bound = min(bound, answer[0] + OUTWARD * float(ranked.worth[0]))
        master.add_tangents(answer[1])
    seen: set[bytes] = set()
    while bound > value * (1 + 2 * OUTWARD):
        answer = _solve(master, until - time.monotonic(), is_linear=False)
        if answer is None:
            break
        bound = min(bound, answer[0] + OUTWARD * float(ranked.worth[0]))
        shares = answer[1].round()
        proposed = np.where(shares.any(axis=1), np.argmax(shares, axis=1), -1)
        if (worth := float(value_of(ranked, proposed))) > value:
            tier, value = proposed, worth
        if proposed.tobytes() in seen:
            break
        seen.add(proposed.tobytes())
        master.add_tangents(shares)
    return FoundList(tier, value, max(bound, value))


def _as_shares(ranked: Ranked, tier: Whole) -> Floats:
    shares = np.zeros(ranked.can.shape)
    members = np.flatnonzero(tier >= 0)
    shares[members, tier[members]] = 1.0
    return shares


def new_master(ranked: Ranked) -> Master:
    """The master problem without tangents; raises MissingPartError without OR-Tools."""
    try:
        from ortools.linear_solver.python import model_builder  # noqa: PLC0415 - optional
    except ModuleNotFoundError as error:
        raise MissingPartError("OR-Tools", "exact") from error
    model = model_builder.Model()  # type: ignore[no-untyped-call]
    rates = np.empty_like(ranked.chance)
    fill_rates(ranked.chance, rates)
    choices = [
        [model.new_num_var(0, float(can), f"x{j}.{s}") for s, can in enumerate(row)]
        for j, row in enumerate(ranked.can)
    ]
    top = float(ranked.worth[0])
    heights = [model.new_num_var(0, top, f"h{q}") for q in range(ranked.mass.size)]
    master = Master(ranked, rates, model, choices, heights)
    master.whole.extend(choice for row in choices for choice in row)
    _add_limits(master)
    model.maximize(sum(float(w) * h for w, h in zip(ranked.mass, heights, strict=True)))
    return master


def _add_limits(master: Master) -> None:
    ranked, model, choices = master.ranked, master.model, master.choices
    model.add(sum(choice for row in choices for choice in row) <= ranked.most)
    for j, row in enumerate(choices):
        model.add(sum(row) <= 1)
        if ranked.pinned[j] > FREE:
            model.add(sum(row) == 1)
        if ranked.pinned[j] >= 0:
            model.add(row[ranked.pinned[j]] == 1)
    groups, tiers = ranked.copies.shape
    for g in range(groups):
        rows = np.flatnonzero(ranked.group == g)
        for s in range(1, tiers):
            if rows.size:
                model.add(sum(choices[j][s] for j in rows) <= int(ranked.copies[g, s]))
    if has_dollars(ranked):
        _add_budget(master)


def _add_budget(master: Master) -> None:
    """Dollars of rows, and of each specialty's fees by a choice of its number of applications."""
    ranked, model = master.ranked, master.model
    spent: list[Any] = [
        float(ranked.cost[j]) * choice for j, row in enumerate(master.choices) for choice in row
    ]
    for g, fees in enumerate(ranked.fees):
        rows = np.flatnonzero(ranked.group == g)
        if not rows.size or not fees.any():
            continue
        numbers = [n for n in range(rows.size + 1) if fees[n] <= ranked.budget]
        picks = [model.new_num_var(0, 1, f"n{g}.{n}") for n in numbers]
        master.whole.extend(picks)
        model.add(sum(picks) == 1)
        inside = sum(choice for j in rows for choice in master.choices[j])
        model.add(inside == sum(n * pick for n, pick in zip(numbers, picks, strict=True)))
        spent += [float(fees[n]) * pick for n, pick in zip(numbers, picks, strict=True)]
    model.add(sum(spent) <= ranked.budget)


def _solve(master: Master, seconds: float, *, is_linear: bool) -> tuple[float, Floats] | None:
    """The master's bound and its choices (m, tiers); None where the time gave none."""
    from ortools.linear_solver.python import model_builder  # noqa: PLC0415 - optional

    if seconds <= 0:
        return None
    for choice in master.whole:
        choice.is_integral = not is_linear
    solver = model_builder.Solver("GLOP" if is_linear else "SCIP")
    solver.set_time_limit_in_seconds(seconds)
    status = solver.solve(master.model)
    known = (model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE)
    if status not in known or (is_linear and status != model_builder.SolveStatus.OPTIMAL):
        return None
    bound = solver.objective_value if is_linear else solver.best_objective_bound
    shares = np.array([[solver.value(choice) for choice in row] for row in master.choices])
    return float(bound), np.clip(shares, 0.0, 1.0)
