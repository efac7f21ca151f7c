"""Prices carried to a changed week bound it nearly as well as prices found for it alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from written_weeks import MONDAY, event, profile

from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.carried_prices import CarriedPrices, prices_to_keep
from trimtab.planner.dual import bound_at, starting_prices
from trimtab.planner.line import WeekRequest
from trimtab.planner.musts import ease_musts
from trimtab.planner.solve import Effort
from trimtab.planner.solved import AGAIN, solve_week, write_week

HORIZON = Horizon(MONDAY, 7, "UTC")
RUN = Practice("Run", "body", 3, (45, 30, 10))
PRAYER = Practice("Prayer", "faith", 7, (15,), must=True)
PAPER = Task("Paper", "learning", 240, 30, 90, due=HORIZON.instant_of(5 * 1440))
WARD = tuple(event(f"Ward {day}", f"{day} 07:00", 10) for day in ("mon", "tue", "thu", "fri"))
ASKED = profile(practices=(RUN, PRAYER), tasks=(PAPER,), free_evenings=2)
REQUEST = WeekRequest(ASKED, HORIZON, WARD)
NEWS = Task("Reply", "learning", 60, 30, 60, due=HORIZON.instant_of(3 * 1440), important=True)
LONGER = replace(WARD[1], end=WARD[1].end + timedelta(hours=3))
CHANGES = {
    "the same week": REQUEST,
    "a new task before the others": replace(REQUEST, profile=replace(ASKED, tasks=(NEWS, PAPER))),
    "a longer duty": replace(REQUEST, commitments=(WARD[0], LONGER, *WARD[2:])),
    "half the week over": replace(REQUEST, now=3 * 1440 + 600),
}


@pytest.fixture(scope="module")
def solved():
    """The week as it was."""
    return solve_week(REQUEST, Effort())


@pytest.mark.parametrize("name", [name for name in CHANGES if name != "half the week over"])
def test_a_changed_week_is_bounded_closely_at_once(solved, name):
    """Before a single step the bound is within 4 % of what a search from nothing proves."""
    problem = write_week(CHANGES[name]).problem
    prices = CarriedPrices.of(solved.problem, solved.solution.prices).for_problem(problem)
    cold = solve_week(CHANGES[name], Effort()).solution
    assert bound_at(problem.arrays, prices) >= cold.value - 1e-6
    assert bound_at(problem.arrays, prices) <= 1.04 * cold.bound
    assert np.all(prices >= problem.arrays.cheapest)
    assert np.all(prices <= problem.arrays.dearest)


@pytest.mark.parametrize("name", CHANGES)
def test_a_warm_bound_is_hardly_looser_than_a_cold_one(solved, name):
    """Solved again from there, both bounds hold for both plans, and the warm one is 1 % off."""
    warm = solve_week(CHANGES[name], AGAIN, after=solved).solution
    cold = solve_week(CHANGES[name], Effort()).solution
    assert warm.bound <= 1.01 * cold.bound
    assert max(warm.value, cold.value) <= min(warm.bound, cold.bound) + 1e-6


def test_prices_are_found_by_name_though_items_are_counted_anew(solved):
    """A task put before another changes the numbers in the names of budgets, not their prices."""
    problem = write_week(CHANGES["a new task before the others"]).problem
    prices = CarriedPrices.of(solved.problem, solved.solution.prices).for_problem(problem)
    names = [budget.name for budget in problem.budgets]
    before = [budget.name for budget in solved.problem.budgets]
    moved = [name for name in names if name.startswith("Paper (") and name not in before]
    assert moved
    for name in moved:
        hours = name.split(") ")[1]
        (old,) = [n for n, one in enumerate(before) if one.startswith("Paper (") and hours in one]
        assert prices[names.index(name)] == pytest.approx(solved.solution.prices[old])


@pytest.mark.parametrize("name", CHANGES)
def test_limits_that_cost_nothing_need_not_be_known(solved, name):
    """Without them there is less to keep, and every price carried is the same."""
    kept = prices_to_keep(solved.problem, solved.solution.prices)
    assert len(kept) < len(solved.problem.budgets)
    problem = write_week(CHANGES[name]).problem
    whole = CarriedPrices.of(solved.problem, solved.solution.prices).for_problem(problem)
    assert CarriedPrices.told(kept).for_problem(problem).tolist() == whole.tolist()


def test_the_price_of_a_must_eased_since_starts_anew():
    """What an impossible must drove up does not spoil the bound of the week without it."""
    problem = write_week(REQUEST).problem
    dear = starting_prices(problem.arrays)
    dear[problem.arrays.base < 0] = 4900.0
    eased = ease_musts(problem, ())
    carried = CarriedPrices.of(problem, dear).for_problem(eased)
    clipped = np.clip(dear, eased.arrays.cheapest, eased.arrays.dearest)
    assert bound_at(eased.arrays, carried) <= bound_at(eased.arrays, clipped) + 1e-6
