"""Where a rank list ends, against every way that programmes may decide."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest

from trimtab.residency.portfolio.nodes import resolve_factor
from trimtab.residency.portfolio.problem import ListProblem
from trimtab.residency.ranking.odds import list_odds


def by_enumeration(reach, masses):
    """Chances of each place and of none, from all 2^k decisions at every node."""
    found = np.zeros(len(reach) + 1)
    for decided in product((False, True), repeat=len(reach)):
        taken = np.array(decided)
        likely = np.prod(np.where(taken[:, None], reach, 1 - reach), axis=0) @ masses
        found[int(np.argmax(taken)) if taken.any() else len(reach)] += likely
    return found


@pytest.mark.parametrize("seed", range(20))
def test_odds_are_those_of_all_decisions(seed):
    """Up to six places, up to five nodes: equal to the sum over every way to be taken or not."""
    draw = np.random.default_rng(seed)
    reach = draw.random((int(draw.integers(1, 7)), int(draw.integers(1, 6))))
    masses = draw.dirichlet(np.ones(reach.shape[1]))
    assert list_odds(reach, masses) == pytest.approx(by_enumeration(reach, masses), abs=1e-12)
    assert list_odds(reach, masses).sum() == pytest.approx(1)


@pytest.mark.parametrize("correlation", [0.0, 0.3, 0.8, 1.0])
def test_no_order_beats_that_of_preference(correlation):
    """Of all 120 orders of five programmes none is worth more than the one by worth."""
    draw = np.random.default_rng(3)
    problem = ListProblem(
        chances=draw.uniform(0.05, 0.8, 5), worths=draw.uniform(1, 100, 5), correlation=correlation
    )
    worth = problem.worth_row

    def value(order):
        factor = resolve_factor(problem, np.array(order))
        odds = list_odds(factor.conditional[:, 0, :], factor.masses)
        return odds[:-1] @ worth[list(order)]

    best = max(permutations(range(5)), key=value)
    assert value(np.argsort(-worth)) == pytest.approx(value(best), abs=1e-12)


def test_an_empty_list_ends_unmatched():
    """Nobody ranked, nobody matched."""
    assert list_odds(np.zeros((0, 3)), np.array([0.2, 0.3, 0.5])).tolist() == [1.0]
