"""Lists by mixed-integer programming against every list there is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "residency/portfolio"))

from brute_lists import every_list
from random_lists import KINDS, random_problem

from trimtab.domain.errors import MissingPartError
from trimtab.exact.application_list import new_master, solve_exactly
from trimtab.residency.portfolio import search
from trimtab.residency.portfolio.ranked import rank_problem


@pytest.mark.parametrize("kind", KINDS)
def test_the_master_meets_the_best_list(kind, monkeypatch):
    """Counts, budgets, fees and tiers: bound and value meet at the best of all lists."""
    monkeypatch.setattr(search, "SEARCH_STEPS", 0)
    for seed in range(3):
        problem = random_problem(seed, kind, size=6, correlation=0.5)
        found, best = solve_exactly(problem, seconds=60), every_list(problem).best
        assert found.value == pytest.approx(best, rel=1e-7)
        assert best * (1 - 1e-7) <= found.bound <= best * (1 + 1e-4)


def test_without_time_the_relaxation_is_left(monkeypatch):
    """No seconds: the list found before and a bound that is still sound."""
    monkeypatch.setattr(search, "SEARCH_STEPS", 0)
    problem = random_problem(1, "count", correlation=0.5)
    found = solve_exactly(problem, seconds=0)
    assert found.value <= every_list(problem).best * (1 + 1e-7) <= found.bound * (1 + 2e-7)


def test_a_missing_solver_is_told_with_its_remedy(monkeypatch):
    """Without OR-Tools the sentence names the part and the command that brings it."""
    monkeypatch.setitem(sys.modules, "ortools.linear_solver.python", None)
    ranked = rank_problem(random_problem(0, "budget", correlation=0.5))
    with pytest.raises(MissingPartError, match=r'pip install "trimtab\[exact\]"'):
        new_master(ranked)
