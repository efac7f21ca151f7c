"""The dual at given prices, against every week of problems small enough to try them all."""

from __future__ import annotations

from random import Random

import pytest
from tiny_problems import candidate_at, every_week, random_problem

from trimtab.planner.dual import (
    AGAIN_STEP,
    FIRST_STEP,
    bound_at,
    lowered,
    regrets_at,
    rewards_at,
    starting_prices,
    upper_bound,
)


@pytest.mark.parametrize("seed", range(15))
def test_no_week_tops_the_bound_nor_one_with_a_candidate_the_bound_less_its_regret(seed):
    """At prices nobody has tuned, and after thirty passes, which never raise the bound."""
    tiny = random_problem(Random(seed))
    arrays = tiny.problem.arrays
    begin = starting_prices(arrays)
    bound, prices = lowered(arrays, begin, (FIRST_STEP, AGAIN_STEP), 30)
    assert bound == pytest.approx(bound_at(arrays, prices))
    assert bound <= bound_at(arrays, begin) + 1e-9
    weeks = list(every_week(tiny))
    assert max(worth for _, worth in weeks) <= bound + 1e-6
    regrets, _ = regrets_at(arrays, prices)
    for number in range(tiny.problem.size):
        one = candidate_at(tiny, number)
        held = [worth for chosen, worth in weeks if any(one is other for other in chosen)]
        if held:
            assert max(held) <= bound - regrets[number] + 1e-6


def test_the_bound_alone_holds_too():
    """`upper_bound` is a bound without any plan, on 300 problems."""
    for seed in range(300):
        tiny = random_problem(Random(seed))
        best = max(worth for _, worth in every_week(tiny))
        assert upper_bound(tiny.problem.arrays, 40) >= best - 1e-6


def test_a_reward_is_worth_and_priced_uses():
    """By definition, candidate by candidate."""
    problem = random_problem(Random(3)).problem
    prices = starting_prices(problem.arrays)
    rewards = rewards_at(problem.arrays, prices)
    for j in range(problem.size):
        used = sum(prices[budget] * amount for budget, amount in problem.uses_of(j))
        assert rewards[j] == pytest.approx(problem.arrays.worth[j] + used)
