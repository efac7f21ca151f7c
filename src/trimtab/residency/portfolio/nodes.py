"""The latent factor by nodes: what it weighs there, and every chance given it.

Chances of one applicant stand and fall together: a match at j comes about when
sqrt(rho) Theta + sqrt(1 - rho) E_j <= Phi^-1(f_j), all normal and independent. Given Theta matches
are independent, so a mean over Theta is a sum over nodes. Integrands are smooth and vanish at both
ends, where equally spaced nodes converge faster than any power of their distance (Trefethen &
Weideman 2014, doi 10.1137/130932132) once that is below the width sqrt(1 - rho) of the steepest.
At rho = 1 chances are steps in u = Phi(Theta), and cells between their breakpoints are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np

from trimtab.residency.portfolio.chance_kernels import (
    fill_conditional,
    fill_steps,
    normal_share,
)
from trimtab.residency.portfolio.problem import Floats, ListProblem

REACH = 6.0
"""Nodes lie from -6 to 6: beyond, the factor has 2e-9 of its mass."""

USUAL_NODES = 64
"""Distance 0.19: enough up to a correlation of 0.95 (width 0.22)."""

MOST_NODES = 2048
"""Where the correlation is nearly 1 or rows are many, more add nothing that could be seen."""


@dataclass(frozen=True, slots=True)
class Factor:
    """Masses (nodes,) of the factor and chances (m, tiers, nodes) given it."""

    masses: Floats
    conditional: Floats


def factor_nodes(count: int = USUAL_NODES) -> Floats:
    """So many equally spaced values of the factor; low ones are good for the applicant."""
    return np.linspace(-REACH, REACH, count)


def normal_masses(count: int = USUAL_NODES) -> Floats:
    """What each node weighs before anything is known: the normal density, summing to 1."""
    density = np.exp(-0.5 * factor_nodes(count) ** 2)
    return np.asarray(density / density.sum())


def resolve_factor(problem: ListProblem, order: np.ndarray) -> Factor:
    """Masses and conditional chances, programmes in the order given."""
    chance = np.ascontiguousarray(np.maximum(problem.chance_table[:, order], 0.0).T)
    weights = np.atleast_1d(np.asarray(problem.factor_weights, float))
    if problem.correlation == 0:
        return Factor(np.ones(1), chance[:, :, None].copy())
    if problem.correlation == 1:
        return _exact_cells(chance, weights)
    count = weights.size or _count_nodes(problem.correlation)
    masses = weights / weights.sum() if weights.size else normal_masses(count)
    conditional = np.empty((*chance.shape, count))
    fill_conditional(chance, factor_nodes(count), float(problem.correlation), conditional)
    return Factor(masses, conditional)


def _count_nodes(correlation: float) -> int:
    """Nodes no further apart than 0.85 of the width of a chance over the factor."""
    needed = ceil(2 * REACH / (0.85 * sqrt(1 - correlation)))
    return min(MOST_NODES, max(USUAL_NODES, needed))


def _exact_cells(chance: Floats, weights: Floats) -> Factor:
    edges = np.unique(np.concatenate(([0.0, 1.0], chance.ravel())))
    if edges.size > MOST_NODES + 1:
        edges = edges[np.linspace(0, edges.size - 1, MOST_NODES + 1).round().astype(int)]
    conditional = np.empty((*chance.shape, edges.size - 1))
    fill_steps(chance, (edges[1:] + edges[:-1]) / 2, conditional)
    return Factor(_masses_between(edges, weights), conditional)


def _masses_between(edges: Floats, weights: Floats) -> Floats:
    """What the cells of u weigh; weights of nodes are spread evenly over their cells of u."""
    if not weights.size:
        return np.diff(edges)
    nodes = factor_nodes(weights.size)
    bounds = np.array([normal_share(x) for x in (nodes[1:] + nodes[:-1]) / 2])
    below = np.concatenate(([0.0], np.cumsum(weights / weights.sum())))
    return np.diff(np.interp(edges, np.concatenate(([0.0], bounds, [1.0])), below))
