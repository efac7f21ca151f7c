"""What no better week can contain may be left out, and nothing else."""

from __future__ import annotations

from random import Random

import pytest
from tiny_problems import candidate_at, every_week, random_problem

from trimtab.planner.budgets import Budget
from trimtab.planner.narrow import able_to_better, conjugate
from trimtab.planner.solve import Effort, solve


@pytest.mark.long
def test_every_better_week_is_made_of_what_is_kept():
    """On 150 problems no week above the solution holds a candidate that was left out."""
    left_out = 0
    for seed in range(150):
        tiny = random_problem(Random(seed))
        solution = solve(tiny.problem, Effort(30, 5, 2, 1))
        kept = set(able_to_better(tiny.problem, solution).tolist())
        dropped = {candidate_at(tiny, j) for j in range(tiny.problem.size) if j not in kept}
        dropped -= {candidate_at(tiny, j) for j in kept}
        left_out += len(dropped)
        for chosen, worth in every_week(tiny):
            assert worth <= solution.value + 1e-6 or dropped.isdisjoint(chosen)
    assert left_out > 100


def test_the_chosen_stay_in():
    """The solution itself can always be rebuilt."""
    tiny = random_problem(Random(8))
    solution = solve(tiny.problem, Effort(30, 5, 2, 1))
    assert set(solution.chosen) <= set(able_to_better(tiny.problem, solution).tolist())


@pytest.mark.parametrize(
    ("price", "most"), [(12.0, 0.0), (5.0, 5.0), (1.0, 9.0 + 6.0), (-2.0, 24.0)]
)
def test_a_budget_above_its_price(price, most):
    """One unit at 10 and two at 4: what remains of them above each price."""
    assert conjugate(Budget("runs", ((1, 10.0), (2, 4.0))), price) == pytest.approx(most)


def test_a_budget_that_goes_on_above_its_price_has_no_limit():
    """An endless piece worth more than its price proves nothing."""
    assert conjugate(Budget("runs", ((1, 10.0),), is_capped=False), 5.0) == float("inf")
