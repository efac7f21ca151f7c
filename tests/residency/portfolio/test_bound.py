"""The relaxation, what it settles, branch and bound, and where bounds are close."""

from __future__ import annotations

import numpy as np
import pytest
from brute_lists import every_list
from random_lists import KINDS, random_problem, with_signals

from trimtab.residency.portfolio import search
from trimtab.residency.portfolio.bound import fee_steps, relax_list, settle
from trimtab.residency.portfolio.building import build_list
from trimtab.residency.portfolio.found import start
from trimtab.residency.portfolio.problem import FeeSchedule, ListProblem
from trimtab.residency.portfolio.proving import prove_list
from trimtab.residency.portfolio.ranked import FREE, rank_problem
from trimtab.residency.portfolio.search import find_list


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_is_above_the_bound_or_ruled_out_wrongly(kind):
    """From the empty list on, the bound is above all lists and settling keeps the best one."""
    for seed in range(30):
        problem = random_problem(seed, kind)
        known, ranked = every_list(problem), rank_problem(problem)
        found = relax_list(ranked, start(ranked))
        assert found.bound >= known.best * (1 - 2e-7)
        settled = settle(ranked, found, known.best * (1 - 1e-6))
        best = known.tiers[np.argmax(known.values)][ranked.order]
        inside = best >= 0
        assert settled.can[inside, best[inside]].all()
        assert inside[(settled.pinned > FREE) & (ranked.pinned == FREE)].all()


@pytest.mark.parametrize("kind", KINDS)
def test_branch_and_bound_ends_with_the_best_list(kind, monkeypatch):
    """Without the search through all lists, branches close the gap to nothing."""
    monkeypatch.setattr(search, "SEARCH_STEPS", 0)
    for seed in range(12):
        problem = random_problem(seed, kind)
        ranked = rank_problem(problem)
        proved = prove_list(ranked, find_list(ranked), 3000)
        best = every_list(problem).best
        assert proved.is_optimal
        assert proved.value == pytest.approx(best, rel=2e-7)


def test_few_branches_leave_a_sound_bound(monkeypatch):
    """After one branch the bound is at most the first one and still above the best list."""
    monkeypatch.setattr(search, "SEARCH_STEPS", 0)
    for seed in range(20):
        problem = random_problem(seed, "budget", size=11)
        loose, tight = build_list(problem), build_list(problem, nodes=1)
        assert every_list(problem).best * (1 - 2e-7) <= tight.bound <= loose.bound


@pytest.mark.parametrize("correlation", [0.0, 0.15, 0.3, 0.6, 0.9])
def test_long_lists_have_close_bounds(correlation):
    """Two hundred programmes, forty applications, fifteen signals: the gap is below 0.2 %."""
    rng = np.random.default_rng(3)
    chance = rng.beta(1, 12, 200)
    problem = ListProblem(
        chances=with_signals(rng, chance),
        worths=100 * rng.uniform(0.6, 1, 200) - 30 * chance,
        count=40,
        copies=[10, 5],
        correlation=correlation,
    )
    assert build_list(problem).gap < 2e-3


def test_two_specialties_share_a_budget_as_is_best():
    """Fees rise after two in each, so the best split of the dollars is found among all."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        problem = ListProblem(
            chances=rng.uniform(0, 0.6, 10),
            worths=rng.uniform(50, 100, 10),
            groups=np.arange(10) % 2,
            fees=(FeeSchedule(((2, 11.0), (None, 30.0))),) * 2,
            budget=float(rng.integers(40, 150)),
            correlation=0.3,
        )
        found = build_list(problem)
        assert found.value == pytest.approx(every_list(problem).best, rel=1e-7)
        assert found.cost <= problem.budget


def test_fees_that_fall_are_relaxed_to_their_hull():
    """A dear first application and cheap further ones: steps of the line below the fees."""
    ranked = rank_problem(
        ListProblem(chances=[0.1] * 4, worths=[1] * 4, fees=(FeeSchedule(((1, 9), (3, 1))),))
    )
    assert fee_steps(ranked).tolist() == [[0, 4, 3.0]]
