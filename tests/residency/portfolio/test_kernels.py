"""Small problems that go through every kernel, quick enough to run them uncompiled."""

from __future__ import annotations

import numpy as np
import pytest
from brute_lists import every_list
from random_lists import KINDS, random_problem
from scipy.stats import norm

from trimtab.residency.portfolio import search
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.chance_kernels import normal_quantile
from trimtab.residency.portfolio.problem import FixedRow, ListProblem
from trimtab.residency.portfolio.reasons import explain_list
from trimtab.residency.portfolio.warm import warm_lists

pytestmark = pytest.mark.kernels


def coarse(problem: ListProblem, correlation: float) -> ListProblem:
    """The problem with the factor at five nodes only."""
    nodes = np.linspace(-6, 6, 5)
    return problem.altered(correlation=correlation, factor_weights=np.exp(-0.5 * nodes**2))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("correlation", [0.0, 0.5])
def test_searched_and_proved_lists(kind, correlation, monkeypatch):
    """The search through all lists agrees with local search, relaxation and branches."""
    for seed in range(2):
        problem = random_problem(seed, kind, size=5)
        problem = coarse(problem, correlation) if correlation else problem.altered(correlation=0.0)
        found = build_list(problem)
        monkeypatch.setattr(search, "SEARCH_STEPS", 0)
        proved = build_list(problem, nodes=300)
        monkeypatch.undo()
        assert proved.value == pytest.approx(found.value, rel=1e-9)
        assert proved.is_optimal
        assert sum(one.match_share for one in explain_list(problem, found)) <= 1


def test_a_common_score_and_a_list_that_is_given():
    """At correlation 1 the chain, and what is fixed, are worth what brute force says."""
    problem = random_problem(0, "count", size=6, correlation=1.0)
    fixed = problem.altered(fixed=(FixedRow(1), FixedRow(2, 0)))
    for one in (problem, fixed):
        assert build_list(one).value == pytest.approx(every_list(one).best, rel=1e-12)


def test_quantiles_are_those_of_scipy():
    """From 1e-300 to 1 the normal quantile agrees to twelve digits."""
    shares = np.concatenate([10.0 ** -np.arange(1, 301, 23), np.linspace(0.01, 0.99, 30)])
    found = [normal_quantile(share) for share in shares]
    assert found == pytest.approx(norm.ppf(shares).tolist(), rel=1e-12, abs=1e-12)
    assert [normal_quantile(0.0), normal_quantile(1.0)] == [-np.inf, np.inf]


def test_warming_runs_through():
    """What compiles the kernels ahead of use has no fault of its own."""
    warm_lists()
