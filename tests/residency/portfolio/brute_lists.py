"""Every list of a small problem and what it is worth, by arithmetic of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import norm

from trimtab.residency.portfolio.problem import ListProblem


@dataclass(frozen=True)
class EveryList:
    """All lists that keep the limits: values, chances of no match, tiers (lists, m)."""

    values: np.ndarray
    unmatched: np.ndarray
    tiers: np.ndarray

    @property
    def best(self) -> float:
        """The value of the best one."""
        return float(self.values.max())


def conditional(problem: ListProblem) -> tuple[np.ndarray, np.ndarray]:
    """Masses of the factor and chances (tiers, m, nodes); 201 nodes, or exact at 0 and 1."""
    chance = np.maximum(np.atleast_2d(np.asarray(problem.chances, float)), 0)[:, :, None]
    if problem.correlation == 0:
        return np.ones(1), chance
    if problem.correlation == 1:
        edges = np.unique(np.append(chance.ravel(), (0.0, 1.0)))
        return np.diff(edges), (chance >= edges[1:]).astype(float)
    nodes = np.linspace(-6.5, 6.5, 201)
    mass = norm.pdf(nodes) / norm.pdf(nodes).sum()
    pull, spread = np.sqrt(problem.correlation), np.sqrt(1 - problem.correlation)
    return mass, norm.cdf((norm.ppf(chance) - pull * nodes) / spread)


def every_list(problem: ListProblem) -> EveryList:
    """From the least worth up: with j the value of a list becomes f t + (1 - f) v."""
    mass, chances = conditional(problem)
    worths = np.asarray(problem.worths, float)
    can = np.atleast_2d(np.asarray(problem.chances, float)) >= 0
    values, none = np.zeros((1, mass.size)), np.ones((1, mass.size))
    tiers = np.full((1, worths.size), -1)
    must = {row.index: row.tier for row in problem.fixed}
    for j in np.argsort(worths, kind="stable"):
        parts = [] if j in must else [(values, none, tiers)]
        for s in range(len(chances)):
            if can[s, j] and must.get(j, s) in (None, s):
                f, with_j = chances[s, j], tiers.copy()
                with_j[:, j] = s
                parts.append((f * worths[j] + (1 - f) * values, (1 - f) * none, with_j))
        values, none, tiers = (np.concatenate(part) for part in zip(*parts, strict=True))
        keep = keeps_limits(problem, tiers)
        values, none, tiers = values[keep], none[keep], tiers[keep]
    return EveryList(values @ mass, none @ mass, tiers)


def keeps_limits(problem: ListProblem, tiers: np.ndarray) -> np.ndarray:
    """Which lists (lists, m) keep count, copies and dollars; what is fixed may stand anyway."""
    inside = tiers >= 0
    keep = np.ones(len(tiers), bool)
    if problem.count is not None:
        keep &= inside.sum(axis=1) <= problem.count
    groups = np.broadcast_to(np.asarray(problem.groups), tiers.shape[1:])
    spent = inside @ np.broadcast_to(np.asarray(problem.costs, float), tiers.shape[1:])
    for g in range(problem.specialties):
        for s in range(1, problem.tiers):
            sent = (tiers[:, groups == g] == s).sum(axis=1)
            keep &= sent <= problem.copy_table[g, s]
        if problem.fees:
            numbers = inside[:, groups == g].sum(axis=1)
            spent = spent + np.array([problem.fees[g].total(int(n)) for n in numbers])
    return keep if problem.budget is None else keep & (spent <= problem.budget + 1e-9)
