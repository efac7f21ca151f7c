"""Searching near the answer proves as much as searching everywhere."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from test_deadlines import busy_request

from trimtab.planner.musts import missed_musts
from trimtab.planner.narrow import narrowed
from trimtab.planner.nearby import FAR, mend_nearby, solve_nearby
from trimtab.planner.settling import settle_nights
from trimtab.planner.solve import Effort, Solution, Start, solve
from trimtab.planner.solved import write_week

LITTLE = Effort(first_passes=10, passes=20, repairs=80, rounds=1)


@pytest.mark.parametrize("seed", range(6))
def test_the_bound_counts_what_the_search_left_out(seed):
    """No plan found among all candidates tops the bound of a search among few of them."""
    problem = write_week(busy_request(Random(seed))).problem
    free = solve(problem, Effort())
    near = solve_nearby(problem, LITTLE, Start(free.prices, free.chosen))
    assert near.bound >= free.value - 1e-6
    assert near.value >= free.value - 1e-6
    assert near.value == pytest.approx(problem.worth_of(near.chosen))


def test_prices_that_are_far_off_are_found_anew():
    """From prices of nothing at all and no choice, the gap is small all the same."""
    problem = write_week(busy_request(Random(1))).problem
    nothing = np.clip(np.zeros(len(problem.budgets)), problem.arrays.cheapest, np.inf)
    found = solve_nearby(problem, LITTLE, Start(nothing, ()))
    assert found.value == pytest.approx(problem.worth_of(found.chosen))
    assert found.value <= found.bound <= (1 + FAR) * found.value


@pytest.mark.parametrize("seed", range(3))
def test_a_few_repairs_serve_what_has_just_become_a_must(seed):
    """A must of which everything was left out is served, and the week is worth more for it."""
    problem = write_week(busy_request(Random(seed))).problem
    free = solve(problem, Effort())
    musts = [number for number, one in enumerate(problem.budgets) if one.at_least > 0]
    number = next(b for b in musts if problem.totals_of(free.chosen)[b] > 0)
    without = tuple(j for j in free.chosen if number not in dict(problem.uses_of(j)))
    assert number in missed_musts(problem, without)
    mended = mend_nearby(problem, Start(free.prices, without))
    assert number not in missed_musts(problem, mended)
    assert problem.worth_of(mended) > problem.worth_of(without)


def test_a_narrowed_problem_is_the_same_for_what_is_left():
    """Worth, items and parts of the candidates kept are those they had."""
    problem = write_week(busy_request(Random(3))).problem
    kept = np.arange(0, problem.size, 7, dtype=np.int32)
    little = narrowed(problem, kept)
    assert little.size == kept.size
    for number, j in list(enumerate(kept.tolist()))[::50]:
        assert little.uses_of(number) == problem.uses_of(j)
        assert little.parts_of(number) == problem.parts_of(j)
        assert little.start_minute(number) == problem.start_minute(j)
        assert little.items_in(number) == problem.items_in(j)


@pytest.mark.parametrize("seed", range(4))
def test_a_night_left_out_comes_back(seed):
    """Taken out and its hours strewn with small things, a night returns when it is worth them."""
    problem = write_week(busy_request(Random(seed))).problem
    solution = solve(problem, Effort())
    nights = [j for j in solution.chosen if problem.items[problem.item_of[j]].kind == "sleep"]
    kept = tuple(j for j in solution.chosen if j != nights[2])
    without = Solution(kept, problem.worth_of(kept), solution.bound, solution.prices)
    again = settle_nights(problem, without)
    found = {int(problem.item_of[j]) for j in again.chosen}
    assert int(problem.item_of[nights[2]]) in found
    assert again.value == pytest.approx(problem.worth_of(again.chosen))
