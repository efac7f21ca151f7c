"""The solver against every possible week of thousands of tiny problems."""

from __future__ import annotations

from collections import Counter
from random import Random

import numpy as np
import pytest
from tiny_problems import Tiny, TinyProblem, candidate_at, every_week, random_problem, worth_of

from trimtab.planner import kernels
from trimtab.planner.arrays import Floats
from trimtab.planner.problem import Problem
from trimtab.planner.solve import Effort, Solution, Watch, restrict, solve

EFFORT = Effort(first_passes=60, passes=20, repairs=15, rounds=2)
TOLERANCE = 1e-6


def dual_at(problem: Problem, prices: Floats) -> float:
    """The Lagrangian bound at given prices."""
    nodes, budgets = problem.arrays.first.size - 1, len(problem.budgets)
    return kernels.dual_value(
        problem.arrays,
        prices,
        np.empty(problem.size),
        np.empty(nodes),
        np.empty(nodes, np.int32),
        np.empty(nodes, np.int32),
        np.empty(budgets),
    )


def regrets_at(problem: Problem, prices: Floats) -> Floats:
    """How far below the bound the best week with each candidate stays."""
    regrets = np.empty(problem.size)
    kernels.regrets_of(problem.arrays, prices, regrets)
    return regrets


def random_prices(rng: Random, problem: Problem) -> Floats:
    """Any prices that leave no budget worth endless amounts."""
    wild = np.array([rng.uniform(-10, 15) for _ in problem.budgets])
    return np.maximum(wild, problem.arrays.cheapest)


def assert_sound(tiny: TinyProblem, solution: Solution, best: float) -> None:
    """The plan is a plan, worth what it says, and the optimum lies between value and bound."""
    chosen = [candidate_at(tiny, number) for number in solution.chosen]
    slots = [slot for one in chosen for slot in range(one.start, one.end)]
    assert len(slots) == len(set(slots))
    assert worth_of(tiny, chosen) == pytest.approx(solution.value, abs=TOLERANCE)
    assert tiny.problem.worth_of(solution.chosen) == pytest.approx(solution.value, abs=TOLERANCE)
    assert solution.value - TOLERANCE <= best <= solution.bound + TOLERANCE


def check_seeds(seeds: range) -> int:
    """Solve each seed's problem, check all claims about it, and count the optima found."""
    optima = 0
    for seed in seeds:
        tiny = random_problem(Random(seed))
        best = max(worth for _, worth in every_week(tiny))
        solution = solve(tiny.problem, EFFORT)
        assert_sound(tiny, solution, best)
        optima += solution.value >= best - TOLERANCE
    return optima


def test_the_optimum_lies_between_value_and_bound_and_is_nearly_always_found():
    """On 400 tiny problems every claim holds, and 95 plans in 100 are the best there is."""
    assert check_seeds(range(400)) >= 380


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("part", range(10))
def test_the_optimum_lies_between_value_and_bound_on_many_more(part):
    """On 100,000 tiny problems every claim holds."""
    first = 1200 + 10_000 * part
    assert check_seeds(range(first, first + 10_000)) >= 9500


def test_any_prices_give_a_bound():
    """D at any prices is at least the best week, by brute force, on 700 problems."""
    for seed in range(700):
        rng = Random(seed)
        tiny = random_problem(rng)
        best = max(worth for _, worth in every_week(tiny))
        for _ in range(3):
            assert dual_at(tiny.problem, random_prices(rng, tiny.problem)) >= best - TOLERANCE


def test_a_regret_bounds_every_week_with_that_candidate():
    """D less a candidate's regret is at least the best week that holds it, at any prices."""
    for seed in range(400):
        rng = Random(seed)
        tiny = random_problem(rng)
        prices = random_prices(rng, tiny.problem)
        bound = dual_at(tiny.problem, prices)
        regrets = regrets_at(tiny.problem, prices)
        assert np.all(regrets >= -TOLERANCE)
        with_it = best_with_each(tiny)
        for number in range(tiny.problem.size):
            best = with_it.get(candidate_at(tiny, number), -np.inf)
            assert bound - regrets[number] >= best - TOLERANCE


def best_with_each(tiny: TinyProblem) -> dict[Tiny, float]:
    """Worth of the best week that holds each candidate, by trying all."""
    best: dict[Tiny, float] = {}
    for chosen, worth in every_week(tiny):
        for candidate in chosen:
            known = canonical(candidate)
            best[known] = max(worth, best.get(known, -np.inf))
    return best


def canonical(candidate: Tiny) -> Tiny:
    """The candidate as the problem gives it back: worth as a float, uses in budget order."""
    return Tiny(candidate.start, candidate.end, float(candidate.worth), candidate.uses)


def test_some_candidate_has_no_regret():
    """The longest path itself has regret 0 wherever it takes a candidate."""
    for seed in range(200):
        tiny = random_problem(Random(seed))
        prices = np.zeros(len(tiny.budgets))
        regrets = regrets_at(tiny.problem, np.maximum(prices, tiny.problem.arrays.cheapest))
        assert not regrets.size or regrets.min() >= -TOLERANCE


def test_the_tiny_problems_hold_every_kind_of_budget_and_use():
    """The generator makes every kind of budget, negative uses, and musts that cannot be kept."""
    kinds: Counter[str] = Counter()
    for seed in range(300):
        tiny = random_problem(Random(seed))
        kinds.update(budget.name.rsplit(" ", 1)[0] for budget in tiny.budgets)
        uses = [use for one in tiny.candidates for use in one.uses]
        kinds["negative"] += any(coefficient < 0 for _, coefficient in uses)
        kinds["impossible"] += max(worth for _, worth in every_week(tiny)) < -1000
    wanted = {"at_most", "at_least", "diminishing", "soft_cap", "balance", "goes on"}
    assert {*wanted, "negative", "impossible"} <= {kind for kind, count in kinds.items() if count}


def test_nothing_to_choose_from_is_an_empty_plan():
    """Without candidates the plan is empty and worth what empty budgets are worth."""
    tiny = next(
        tiny
        for tiny in (random_problem(Random(seed)) for seed in range(500))
        if not tiny.candidates
    )
    solution = solve(tiny.problem, EFFORT)
    assert solution.chosen == ()
    assert solution.value == pytest.approx(worth_of(tiny, []))


def test_the_same_seed_finds_the_same_plan():
    """Solving twice with one seed gives the same plan, value, bound and prices."""
    tiny = random_problem(Random(7))
    one, other = (solve(tiny.problem, Effort(seed=3)) for _ in range(2))
    assert (one.chosen, one.value, one.bound) == (other.chosen, other.value, other.bound)
    assert np.array_equal(one.prices, other.prices)


def test_the_search_goes_on_until_time_is_up():
    """With a clock, rounds are added until it says stop."""
    tiny = next(
        tiny
        for tiny in (random_problem(Random(seed)) for seed in range(500))
        if has_gap(solve(tiny.problem, EFFORT))
    )
    asked = []

    def is_time_up() -> bool:
        asked.append(None)
        return len(asked) > 9

    solution = solve(tiny.problem, Effort(60, 20, 15, rounds=1), Watch(is_time_up))
    assert 10 <= len(asked) <= 11
    assert solution.bound <= solve(tiny.problem, Effort(60, 20, 15, rounds=1)).bound


def has_gap(solution: Solution) -> bool:
    """Whether bound and value differ, so that the search has reason to go on."""
    return solution.bound - solution.value > 0.1


def test_time_that_is_up_at_once_stops_after_one_round():
    """A clock that has run out before the search still leaves a sound plan."""
    tiny = random_problem(Random(11))
    best = max(worth for _, worth in every_week(tiny))
    assert_sound(tiny, solve(tiny.problem, EFFORT, Watch(lambda: True)), best)


def test_a_stop_ends_the_search_with_or_without_a_clock():
    """Whatever its effort and time, a stopped search ends, and with a sound plan."""
    tiny = next(
        tiny
        for tiny in (random_problem(Random(seed)) for seed in range(500))
        if has_gap(solve(tiny.problem, EFFORT))
    )
    best = max(worth for _, worth in every_week(tiny))
    for is_time_up in (None, lambda: False):
        heard = []

        def hear(value: float, bound: float, heard=heard) -> None:
            heard.append((value, bound))

        watch = Watch(is_time_up, hear, lambda heard=heard: len(heard) == 2)
        endless = Effort(60, 20, 15, rounds=10**9)
        assert_sound(tiny, solve(tiny.problem, endless, watch), best)
        assert len(heard) == 2
        assert all(value <= best + TOLERANCE <= bound + 2 * TOLERANCE for value, bound in heard)


def test_a_restricted_problem_keeps_what_its_candidates_use():
    """Leaving candidates out leaves the others' places, worths and uses as they were."""
    tiny = next(
        tiny
        for tiny in (random_problem(Random(seed)) for seed in range(50))
        if len(tiny.candidates) > 6
    )
    arrays = tiny.problem.arrays
    kept = np.array([0, 2, 3, 5], np.int32)
    part = restrict(arrays, kept)
    for position, number in enumerate(kept):
        old = slice(arrays.ptr[number], arrays.ptr[number + 1])
        new = slice(part.ptr[position], part.ptr[position + 1])
        assert part.worth[position] == arrays.worth[number]
        assert (part.tail[position], part.head[position]) == (
            arrays.tail[number],
            arrays.head[number],
        )
        assert part.idx[new].tolist() == arrays.idx[old].tolist()
        assert part.coef[new].tolist() == arrays.coef[old].tolist()
