"""Lists, values and bounds against every list there is."""

from __future__ import annotations

import numpy as np
import pytest
from brute_lists import every_list, keeps_limits
from random_lists import KINDS, random_problem

from trimtab.residency.portfolio import search
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.problem import ListProblem
from trimtab.residency.portfolio.ranked import rank_problem
from trimtab.residency.portfolio.search import find_list

QUADRATURE = 2e-7
"""Share by which 64 nodes and the 201 of the brute force may differ at a correlation of 0.95."""


@pytest.mark.parametrize("kind", KINDS)
def test_small_lists_are_the_best_there_are(kind):
    """Value, chance of no match, limits and bound of fifty lists of each kind."""
    for seed in range(50):
        problem = random_problem(seed, kind)
        known, found = every_list(problem), build_list(problem)
        assert found.value == pytest.approx(known.best, rel=QUADRATURE)
        assert found.bound >= known.best * (1 - QUADRATURE)
        assert found.is_optimal
        tiers = np.full((1, problem.size), -1)
        tiers[0, list(found.indices)] = found.tiers
        assert keeps_limits(problem, tiers)[0]
        same = np.flatnonzero((known.tiers == tiers).all(axis=1))
        assert found.p_unmatched == pytest.approx(known.unmatched[same[0]], abs=1e-7)


def ratios_of_search(kind: str, cases: int, monkeypatch) -> tuple[np.ndarray, np.ndarray]:
    """Value found and bound over the best value, by search and relaxation alone."""
    monkeypatch.setattr(search, "SEARCH_STEPS", 0)
    found, bounds = [], []
    for seed in range(cases):
        problem = random_problem(seed, kind)
        best = every_list(problem).best
        answer = find_list(rank_problem(problem))
        found.append(answer.value / best if best else 1.0)
        bounds.append(answer.bound / best if best else 1.0)
    return np.array(found), np.array(bounds)


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_searched_lists(kind, monkeypatch):
    """Without looking at every list: at most 0.1 % below in 99.9 of 100, bounds always above."""
    ratios, bounds = ratios_of_search(kind, 1000, monkeypatch)
    assert (ratios >= 0.999).mean() >= 0.999
    assert ratios.min() >= 0.99
    assert bounds.min() >= 1 - QUADRATURE


@pytest.mark.parametrize("kind", KINDS)
def test_searched_lists(kind, monkeypatch):
    """The same on forty lists of each kind, none further off than the thousand were."""
    ratios, bounds = ratios_of_search(kind, 40, monkeypatch)
    assert ratios.min() >= 0.999
    assert bounds.min() >= 1 - QUADRATURE


def independent(seed: int, size: int) -> ListProblem:
    """A market of independent chances, with one dollar for each application."""
    rng = np.random.default_rng(seed)
    chances, worths = rng.uniform(0, 1, size) ** 2, rng.uniform(0, 1, size)
    count = int(rng.integers(1, size + 1))
    return ListProblem(chances=chances, worths=worths, count=count)


@pytest.mark.parametrize("cases", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_independent_chances_by_enumeration(cases):
    """Greedy lists of up to 16 programmes are worth what the best of all lists is."""
    for seed in range(cases):
        problem = independent(seed, 4 + seed % 13)
        found = build_list(problem)
        assert found.value == pytest.approx(every_list(problem).best, rel=1e-12)
        assert found.bound == found.value


@pytest.mark.parametrize("cases", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_independent_chances_by_cost_table(cases):
    """With equal costs in two kinds of row the cost table finds what greedy finds, up to 256."""
    for seed in range(cases):
        size = 8 + seed % 249
        problem = independent(seed, size)
        costs = np.full(size + 1, 3.0)
        costs[size] = 1e6  # one that nobody can pay makes the costs unequal
        by_cost = ListProblem(
            chances=np.append(problem.chances, 1.0),
            worths=np.append(problem.worths, 5.0),
            costs=costs,
            budget=3.0 * problem.count,
        )
        found, expected = build_list(by_cost), build_list(problem)
        assert found.value == pytest.approx(expected.value, rel=1e-10)  # which greedy stops at
        assert set(found.indices) >= set(expected.indices)


@pytest.mark.parametrize("cases", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_unequal_costs_by_enumeration(cases):
    """The cost table finds the best list of up to 12 programmes in cents, too."""
    for seed in range(cases):
        problem = random_problem(seed, "budget", correlation=0.0)
        cents = problem.altered(costs=problem.cost_row * 0.37, budget=problem.budget * 0.37)
        for one in (problem, cents):
            assert build_list(one).value == pytest.approx(every_list(one).best, rel=1e-12)
