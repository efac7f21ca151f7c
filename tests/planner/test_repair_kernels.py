"""Where repairs look, on problems small enough to reckon by hand; quick uncompiled too."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from test_kernels import Arc, arrays_of, choice_of, chosen_in, dual
from test_window_kernels import half_filled
from tiny_problems import random_problem

from trimtab.planner import kernels, repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.budgets import at_least
from trimtab.planner.candidate_lists import users_of
from trimtab.planner.dual import rewards_at

pytestmark = [
    pytest.mark.kernels,
    pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning"),  # the random numbers
]

FOUR: list[Arc] = [(slot, slot + 1, 1.0, {0: 1.0}) for slot in range(4)]


def best_path(p: ProblemArrays, rewards: Floats) -> tuple[Floats, Ints]:
    """Worth of the best path up to each node, and the arc by which it came."""
    ahead, via = np.empty(p.first.size - 1), np.empty(p.first.size - 1, np.int32)
    kernels.longest_path(p, rewards, ahead, via)
    return ahead, via


@pytest.mark.parametrize("seed", range(40))
def test_what_places_and_budgets_lose_adds_up_to_bound_less_worth(seed):
    """Slot by slot and budget by budget, no share of the gap is missing and none is told twice."""
    rng = Random(seed)
    p = random_problem(rng).problem.arrays
    choice = half_filled(p, rng)
    prices = np.maximum([rng.uniform(-10, 15) for _ in range(p.low.size)], p.cheapest)
    rewards = rewards_at(p, prices)
    lost, missed = np.empty(p.first.size - 2), np.empty(p.low.size)
    repair_kernels.line_losses(p, choice, rewards, best_path(p, rewards)[0], lost)
    repair_kernels.budget_losses(p, choice, prices, missed)
    assert np.all(np.diff(lost) >= 0)
    assert np.all(np.diff(missed) >= 0)
    gap = dual(p, prices.tolist())[0] - float(swap_kernels.total_worth(p, choice))
    assert lost[-1] + (missed[-1] if missed.size else 0.0) == pytest.approx(gap)


def test_a_place_is_drawn_where_something_is_lost():
    """Of four places the second and the last lose, so only they are drawn; both are."""
    losses, seed = np.array([0.0, 2.0, 2.0, 5.0]), np.array([7], np.uint64)
    assert {repair_kernels.some_place(losses, seed) for _ in range(60)} == {1, 3}
    assert {repair_kernels.some_place(np.zeros(3), seed) for _ in range(60)} == {0, 1, 2}
    assert repair_kernels.some_place(np.zeros(0), seed) == -1


def test_the_best_path_tells_what_came_to_a_place():
    """After the only candidate, and while idling on, it is that one; before it, nothing."""
    p = arrays_of(4, [(1, 3, 5.0, {})])
    via = best_path(p, p.worth)[1]
    assert [repair_kernels.best_into(slot, p, via) for slot in range(5)] == [-1, -1, -1, 0, 0]


def test_a_user_of_a_budget_is_any_of_them():
    """All users are drawn, and none where there is no budget or nobody uses it."""
    p = arrays_of(4, FOUR, [at_least("prayers", 2, 4, 100.0), at_least("naps", 1, 1, 100.0)])
    lists, seed = users_of(p), np.array([7], np.uint64)
    drawn = {repair_kernels.some_user(0, *lists, seed) for _ in range(60)}
    assert drawn == {0, 1, 2, 3}
    assert repair_kernels.some_user(1, *lists, seed) == -1
    assert repair_kernels.some_user(-1, *lists, seed) == -1


def test_a_must_that_is_short_by_several_is_served_whole():
    """Three of a kind must be, none is: one call puts in three, not one, and never a fourth."""
    p = arrays_of(4, FOUR, [at_least("prayers", 3, 3, 100.0)])
    choice = choice_of(p, [])
    repair_kernels.serve_musts(p, choice, p.worth.copy(), *users_of(p))
    assert len(chosen_in(choice)) == 3


def test_a_must_missed_before_is_not_served_again():
    """Of two musts that are missed, the one that was so already is left, the other is served."""
    arcs: list[Arc] = [(0, 1, 1.0, {0: 1.0}), (1, 2, 1.0, {1: 1.0})]
    p = arrays_of(4, arcs, [at_least("prayer", 1, 1, 100.0), at_least("nap", 1, 1, 100.0)])
    choice = choice_of(p, [])
    least = np.array([float(choice.worth[0]), 0.0])
    repair_kernels.serve_below(p, choice, least, p.worth.copy(), *users_of(p))
    assert chosen_in(choice) == {1}


def test_what_is_free_is_filled_and_nothing_is_pushed_out():
    """Beside what stands, all that gains is put in; what overlaps it stays out, however good."""
    p = arrays_of(4, [(0, 2, 1.0, {}), (1, 3, 9.0, {}), (2, 3, 2.0, {}), (3, 4, -1.0, {})])
    choice = choice_of(p, [0])
    gain = swap_kernels.add_free(p, choice, p.worth.copy(), np.arange(4, dtype=np.int32))
    assert (gain, sorted(chosen_in(choice))) == (2.0, [0, 2])
