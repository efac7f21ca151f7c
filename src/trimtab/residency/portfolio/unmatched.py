"""The chance that nobody on a list takes the applicant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trimtab.residency.portfolio.marginal import CurvePoint
from trimtab.residency.portfolio.nodes import resolve_factor
from trimtab.residency.portfolio.problem import Floats, ListProblem
from trimtab.residency.portfolio.ranked import rank_problem


def unmatched_after(problem: ListProblem, curve: Sequence[CurvePoint]) -> Floats:
    """The chance of no match after each application of a curve."""
    ranked = rank_problem(problem)
    at = np.empty(problem.size, np.int64)
    at[ranked.order] = np.arange(problem.size)
    places = at[[point.index for point in curve]] if curve else np.zeros(0, np.int64)
    chance = ranked.chance[places, [point.tier for point in curve]]
    return np.asarray(np.cumprod(1.0 - chance, axis=0) @ ranked.mass)


def chance_of_no_match(chances: Floats, correlation: float, weights: Floats) -> float:
    """The chance that none of these comes about; `weights` as in a problem's `factor_weights`."""
    problem = ListProblem(
        chances=chances,
        worths=np.zeros(chances.size),
        correlation=correlation,
        factor_weights=weights,
    )
    factor = resolve_factor(problem, np.arange(chances.size))
    return float(np.prod(1.0 - factor.conditional[:, 0], axis=0) @ factor.masses)
