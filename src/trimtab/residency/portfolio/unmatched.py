"""The chance that nobody on a list takes the applicant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from trimtab.residency.portfolio.lists import ApplicationList
from trimtab.residency.portfolio.marginal import CurvePoint, tiers_of
from trimtab.residency.portfolio.problem import Floats, ListProblem
from trimtab.residency.portfolio.ranked import rank_problem
from trimtab.residency.portfolio.value_kernels import unmatched_share


def list_unmatched(problem: ListProblem, found: ApplicationList) -> float:
    """The chance of no match with a list, in any problem of the same rows."""
    ranked = rank_problem(problem)
    return float(unmatched_share(ranked, tiers_of(ranked, found)))


def unmatched_after(problem: ListProblem, curve: Sequence[CurvePoint]) -> Floats:
    """The chance of no match after each application of a curve."""
    ranked = rank_problem(problem)
    at = np.empty(problem.size, np.int64)
    at[ranked.order] = np.arange(problem.size)
    places = at[[point.index for point in curve]] if curve else np.zeros(0, np.int64)
    chance = ranked.chance[places, [point.tier for point in curve]]
    return np.asarray(np.cumprod(1.0 - chance, axis=0) @ ranked.mass)
