"""A window's paths, prices and swaps, against every way to fill it; quick uncompiled too."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from test_kernels import Arc, arrays_of, choice_of, chosen_in
from tiny_problems import random_problem

from trimtab.planner import repair_kernels, swap_kernels, window_kernels
from trimtab.planner.arrays import Floats, ProblemArrays
from trimtab.planner.budgets import at_most
from trimtab.planner.solve import room_for
from trimtab.planner.swap_kernels import Choice
from trimtab.planner.window_kernels import NEAR, Room

pytestmark = pytest.mark.kernels


def half_filled(p: ProblemArrays, rng: Random) -> Choice:
    """A choice of some candidates at random, as far as they fit."""
    choice = choice_of(p, [])
    for j in rng.sample(range(p.worth.size), p.worth.size // 3):
        if swap_kernels.swap_gain(p, choice, j, p.worth.copy(), 0)[0] > -1e17:
            swap_kernels.put(p, choice, j)
    return choice


def most_from(p: ProblemArrays, rewards: Floats, slot: int, end: int) -> float:
    """The most that slots [slot, end) can hold, every candidate tried at every slot."""
    if slot >= end:
        return 0.0
    ways = [
        rewards[j] + most_from(p, rewards, int(p.head[j]), end)
        for j in range(p.worth.size)
        if p.tail[j] == slot and p.head[j] <= end
    ]
    return max([most_from(p, rewards, slot + 1, end), *ways])


def searched(p: ProblemArrays, choice: Choice, price: float, low: int, high: int) -> Room:
    """A room in which a window's paths at one price for all budgets have been found."""
    room = room_for(p)
    room.prices[:] = price
    first, last = p.first[low], p.first[high]
    window_kernels.window_rewards(p, choice, room.prices, first, last, room.rewards)
    window_kernels.window_path(p, choice, room.rewards, low, high, room.best, room.via, room.path)
    return room


@pytest.mark.parametrize("seed", range(12))
def test_a_window_prices_just_what_its_candidates_use(seed):
    """Each budget of a run of candidates is listed once, and the marks are wiped for the next."""
    rng = Random(seed)
    p = random_problem(rng).problem.arrays
    room = room_for(p)
    for _ in range(4):
        first, last = sorted(rng.choices(range(p.worth.size + 1), k=2))
        count = window_kernels.local_budgets(p, first, last, room)
        used = {int(p.idx[m]) for m in range(p.ptr[first], p.ptr[last])}
        assert sorted(room.local[:count].tolist()) == sorted(used)
        assert not room.is_local.any()


@pytest.mark.parametrize("seed", range(12))
def test_what_the_rest_of_a_window_can_collect_is_the_best_of_every_way(seed):
    """From each slot of a cleared window on; the best path through it is as good."""
    rng = Random(seed)
    p = random_problem(rng).problem.arrays
    choice = half_filled(p, rng)
    rewards = np.array([rng.uniform(-5, 10) for _ in range(p.worth.size)])
    low, high = sorted(rng.sample(range(p.first.size - 1), 2))
    low, high = repair_kernels.clear_window(p, choice, low, high)
    room = room_for(p)
    window_kernels.window_behind(p, choice, rewards, low, high, room.behind)
    for slot in range(low, high + 1):
        assert room.behind[slot] == pytest.approx(most_from(p, rewards, slot, high))
    window_kernels.window_path(p, choice, rewards, low, high, room.best, room.via, room.path)
    assert room.best[high] == pytest.approx(room.behind[low])


PAIR: list[Arc] = [(0, 2, 30.0, {}), (2, 4, 12.0, {0: 1.0})]


@pytest.mark.parametrize(("price", "found"), [(-15.0, {0, 1}), (-25.0, {0})])
def test_only_candidates_near_the_best_path_are_swapped_in(price, found):
    """A window is worth 30 without the second: 27 with it at -15 is near, 17 at -25 is not."""
    p = arrays_of(4, PAIR, [at_most("cap", 9)])
    choice = choice_of(p, [])
    room = searched(p, choice, price, 0, 4)
    window_kernels.swap_near(p, choice, p.worth.copy(), 0, 4, room)
    assert chosen_in(choice) == found
    assert NEAR == 10


def test_what_reaches_beyond_a_window_is_tried_however_far():
    """Paths through the window say nothing of a candidate that leaves it: its gain decides."""
    p = arrays_of(5, [PAIR[0], (3, 5, 12.0, {0: 1.0})], [at_most("cap", 9)])
    choice = choice_of(p, [])
    window_kernels.swap_near(p, choice, p.worth.copy(), 0, 4, searched(p, choice, -25.0, 0, 4))
    assert chosen_in(choice) == {0, 1}


def test_a_step_raises_the_price_of_what_is_short_and_lowers_that_of_what_overflows():
    """Two units where one may be: its price falls by a step; none where the first pays: it stays.

    At price 0 a cap of one wants between none and one, so that one unit moves nothing.
    """
    p = arrays_of(2, [(0, 1, 1.0, {0: 1.0}), (1, 2, 1.0, {0: 1.0})], [at_most("cap", 1)])
    choice, room = choice_of(p, []), room_for(p)
    path = np.array([0, 1], np.int32)
    budgets = window_kernels.local_budgets(p, 0, 2, room)
    for count, price in ((2, -3.0), (1, 0.0), (0, 0.0)):
        room.prices[0] = 0.0
        window_kernels.step_prices(p, choice, np.array([10.0]), path, count, 0.3, room, budgets)
        assert room.prices[0] == pytest.approx(price)


@pytest.mark.parametrize("seed", range(20))
def test_filling_a_window_never_loses_and_breaks_no_limit(seed):
    """Whatever stood beside the window stays worth counting: the exact worth does not fall."""
    rng = Random(seed)
    tiny = random_problem(rng)
    p = tiny.problem.arrays
    choice = half_filled(p, rng)
    before = float(swap_kernels.total_worth(p, choice))
    prices = np.clip(np.full(p.low.size, 1.0), p.cheapest, p.dearest)
    reach, room = np.full(p.low.size, 5.0), room_for(p)
    slots = p.first.size - 2
    window_kernels.fill_window(p, choice, prices, reach, p.worth.copy(), 0, slots, room)
    after = float(swap_kernels.total_worth(p, choice))
    assert after >= before - 1e-9
    assert after == pytest.approx(tiny.problem.worth_of(sorted(chosen_in(choice))))
