"""The kernels one by one on problems small enough to reckon by hand; quick uncompiled too."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from tiny_problems import candidate_at, every_week, random_problem, worth_of

from trimtab.planner import kernels, repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, ProblemArrays
from trimtab.planner.budgets import Budget, at_least, at_most, diminishing, soft_cap
from trimtab.planner.candidate_lists import members_of, users_of
from trimtab.planner.problem import budget_arrays
from trimtab.planner.solve import Effort, empty_choice, room_for, solve
from trimtab.planner.swap_kernels import Choice

pytestmark = [
    pytest.mark.kernels,
    pytest.mark.filterwarnings("ignore:overflow encountered:RuntimeWarning"),  # the random numbers
]

IMPOSSIBLE = kernels.IMPOSSIBLE
Arc = tuple[int, int, float, dict[int, float]]


def arrays_of(
    slots: int, arcs: Sequence[Arc], budgets: Sequence[Budget] = (), states: int = 1
) -> ProblemArrays:
    """A problem on `slots` slots; arcs are (tail node, head node, worth, {budget: coefficient})."""
    tail = np.array([arc[0] for arc in arcs], np.int32)
    assert np.all(np.diff(tail) >= 0)
    uses = [(budget, c) for arc in arcs for budget, c in arc[3].items()]
    return ProblemArrays(
        states=states,
        worth=np.array([arc[2] for arc in arcs], np.float64),
        tail=tail,
        head=np.array([arc[1] for arc in arcs], np.int32),
        first=np.searchsorted(tail, np.arange((slots + 1) * states + 1)).astype(np.int32),
        ptr=np.cumsum([0, *(len(arc[3]) for arc in arcs)]).astype(np.int32),
        idx=np.array([budget for budget, _ in uses], np.int32),
        coef=np.array([c for _, c in uses], np.float64),
        scale=np.ones(len(budgets)),
        **budget_arrays(budgets),
    )


def passes(p: ProblemArrays, rewards: Sequence[float]) -> tuple[Floats, Floats, list[int]]:
    """Best from the source to each node, best from each node to the end, and the best path."""
    nodes = p.first.size - 1
    ahead, behind = np.empty(nodes), np.empty(nodes)
    via, path = np.empty(nodes, np.int32), np.empty(nodes, np.int32)
    kernels.longest_path(p, np.array(rewards), ahead, via)
    kernels.longest_path_back(p, np.array(rewards), behind)
    count = kernels.walk_back(p, kernels.best_end(p, ahead), via, path)
    return ahead, behind, path[:count].tolist()


def dual(p: ProblemArrays, prices: Sequence[float]) -> tuple[float, list[float]]:
    """D at `prices` and its subgradient."""
    nodes = p.first.size - 1
    gradient = np.empty(len(prices))
    total = kernels.dual_value(
        p,
        np.array(prices),
        np.empty(p.worth.size),
        np.empty(nodes),
        np.empty(nodes, np.int32),
        np.empty(nodes, np.int32),
        gradient,
    )
    return total, gradient.tolist()


def choice_of(p: ProblemArrays, chosen: Sequence[int]) -> Choice:
    """A choice with these candidates in it."""
    choice = empty_choice(p)
    for number in chosen:
        swap_kernels.put(p, choice, number)
    return choice


def chosen_in(choice: Choice) -> set[int]:
    """Candidates in a choice."""
    return set(choice.chosen[: int(choice.size[0])].tolist())


THREE = [(0, 2, 5.0, {}), (1, 3, 7.0, {}), (2, 4, 4.0, {})]


def test_the_longest_path_takes_what_is_worth_most():
    """Of 0-2 worth 5, 1-3 worth 7 and 2-4 worth 4 the first and last together win with 9."""
    ahead, behind, path = passes(arrays_of(4, THREE), [5, 7, 4])
    assert path == [2, 0]
    assert ahead.tolist() == [0, 0, 5, 7, 9]
    assert behind.tolist() == [9, 7, 4, 0, 0]


def test_a_path_goes_idle_where_rewards_are_negative():
    """With nothing worth having the path is idle and worth 0."""
    ahead, behind, path = passes(arrays_of(4, THREE), [-5, -7, -4])
    assert path == []
    assert ahead[-1] == behind[0] == 0


def test_a_path_may_move_between_states_and_nodes_it_cannot_reach_stay_impossible():
    """With two states, the arc from (1, 0) to (2, 1) opens (3, 1), where the path ends with 9."""
    arcs: list[Arc] = [(2, 5, 4.0, {}), (3, 5, 50.0, {}), (5, 7, 5.0, {})]
    p = arrays_of(3, arcs, states=2)
    ahead, behind, path = passes(p, [4, 50, 5])
    assert path == [2, 0]
    assert ahead[7] == 9
    assert ahead[1] == ahead[3] == IMPOSSIBLE
    assert behind[0] == 9
    assert behind[1] == 55  # from state 1 the third arc can be reached: 50 + 5


def test_rewards_are_worth_plus_priced_uses():
    """Worth 5 with uses 2 and -1 of budgets priced 3 and 4 gives 5 + 6 - 4 = 7."""
    p = arrays_of(2, [(0, 2, 5.0, {0: 2.0, 1: -1.0})], [at_most("a", 9), at_most("b", 9)])
    rewards = np.empty(1)
    kernels.priced_rewards(p, np.array([3.0, 4.0]), rewards)
    assert rewards.tolist() == [7.0]


BUDGETS = [
    at_most("cap", 2),
    at_least("must", 1, 3),
    diminishing("steps", 4, ((0.5, 3.0), (0.5, 1.0))),
    soft_cap("soft", 1, ((1, 2.0), (1, 5.0))),
    Budget("below", ((1, 2.0), (2, 1.0)), low=-1.0),
]


@pytest.mark.parametrize("number", range(len(BUDGETS)))
@pytest.mark.parametrize("total", [-2.0, -1.0, -0.5, 0.0, 0.4, 1.0, 2.0, 2.5, 4.0, 7.0])
def test_the_kernel_and_the_budget_agree_on_worth(number, total):
    """`worth_of` in the kernel is `Budget.worth`, also outside the domain."""
    p = arrays_of(2, [(0, 1, 0.0, {})], BUDGETS)
    said = BUDGETS[number].worth(total)
    assert kernels.worth_of(p, number, total) == (IMPOSSIBLE if said == -np.inf else said)


@pytest.mark.parametrize("number", range(len(BUDGETS)))
@pytest.mark.parametrize("price", [-6.0, -5.0, -2.0, -0.5, 0.0, 1.0, 2.5, 3.0, 9.0, 6000.0])
def test_the_conjugate_is_the_best_of_all_totals(number, price):
    """The largest U(z) - price z is that of trying every quarter; of equals the nearest wins."""
    budget = BUDGETS[number]
    p = arrays_of(2, [(0, 1, 0.0, {})], BUDGETS)
    price = max(price, float(p.cheapest[number]))
    grid = [budget.low + k / 4 for k in range(4 * 12 + 1)]
    tried = {z: budget.worth(z) - price * z for z in grid}
    most = max(tried.values())
    for near in (-3.0, 0.0, 1.25, 2.0, 8.0):
        share, z = kernels.conjugate(p, number, price, near)
        assert share == pytest.approx(most)
        assert budget.worth(z) - price * z == pytest.approx(most)
        best = [t for t, worth in tried.items() if worth == pytest.approx(most)]
        assert abs(z - near) == pytest.approx(min(abs(t - near) for t in best))


def test_the_dual_value_is_path_plus_conjugates():
    """Two things worth 5 on a cap of one: at price -2 D is 2 (5 - 2) + 2 for the cap, 8."""
    p = arrays_of(2, [(0, 1, 5.0, {0: 1.0}), (1, 2, 5.0, {0: 1.0})], [at_most("one", 1)])
    assert dual(p, [0.0]) == (10.0, [1.0])  # the path uses 2, the cap at price 0 allows up to 1
    assert dual(p, [-2.0]) == (8.0, [1.0])
    assert dual(p, [-6.0]) == (6.0, [-1.0])  # nothing is worth its price, the cap would sell 1


def test_tightening_finds_the_best_price():
    """On the same two things the least D is 5, at price -5: only one of them fits."""
    p = arrays_of(2, [(0, 1, 5.0, {0: 1.0}), (1, 2, 5.0, {0: 1.0})], [at_most("one", 1)])
    least, prices = kernels.tighten(p, np.zeros(1), np.array([5.0]), 0.5, 0.001, 120)
    assert least == pytest.approx(5.0, abs=0.05)
    assert prices[0] == pytest.approx(-5.0, abs=0.05)


def test_regrets_tell_how_far_each_candidate_is_from_the_path():
    """The best path is worth 9 and the best with the middle one 7, a regret of 2."""
    p = arrays_of(4, THREE)
    regrets = np.empty(3)
    assert kernels.regrets_of(p, np.zeros(0), regrets) == 9
    assert regrets.tolist() == [0, 2, 0]


def test_putting_and_dropping_keep_slots_totals_and_list():
    """A choice after put, put, drop is the choice after one put."""
    p = arrays_of(4, [(0, 2, 5.0, {0: 1.5}), (2, 4, 4.0, {0: 1.0})], [at_most("cap", 9)])
    choice = choice_of(p, [0, 1])
    assert choice.occupant.tolist() == [0, 0, 1, 1, -1]
    assert choice.z.tolist() == [2.5]
    swap_kernels.drop(p, choice, 0)
    assert choice.occupant.tolist() == [-1, -1, 1, 1, -1]
    assert (choice.z.tolist(), choice.taken.tolist()) == ([1.0], [0, 1])
    assert chosen_in(choice) == {1}


def gain_of(p: ProblemArrays, chosen: Sequence[int], number: int, most: int = 64):
    """Gain and ejected of swapping a candidate into a choice, rewards being worths."""
    choice = choice_of(p, chosen)
    gain, ejected = swap_kernels.swap_gain(p, choice, number, p.worth.copy(), most)
    assert not choice.is_touched.any()
    return gain, set(choice.ejected[:ejected].tolist())


def test_a_swap_gives_up_what_it_overlaps():
    """Putting the middle one (7) in gives up both others (5 + 4): a gain of -2."""
    p = arrays_of(4, THREE)
    assert gain_of(p, [0, 2], 1) == (-2, {0, 2})
    assert gain_of(p, [0, 2], 1, most=1) == (IMPOSSIBLE, set())
    assert gain_of(p, [0], 2) == (4, set())


def test_a_swap_gives_up_the_cheapest_that_overfills_a_cap():
    """With a cap of two, a third worth 6 pushes out the one worth 3: a gain of 3."""
    arcs = [(0, 1, 3.0, {0: 1.0}), (1, 2, 8.0, {0: 1.0}), (2, 3, 6.0, {0: 1.0}), (3, 4, 1.0, {})]
    p = arrays_of(4, arcs, [at_most("two", 2)])
    assert gain_of(p, [0, 1, 3], 2) == (3, {0})
    assert gain_of(p, [0, 1], 2, most=0) == (IMPOSSIBLE, set())


def test_a_swap_that_no_ejection_can_make_room_for_is_impossible():
    """Something that overfills a cap by itself never fits."""
    p = arrays_of(2, [(0, 1, 3.0, {0: 5.0})], [at_most("two", 2)])
    assert gain_of(p, [], 0) == (IMPOSSIBLE, set())


def test_a_swap_that_would_fall_below_a_budgets_floor_is_impossible():
    """What balances another thing cannot be pushed out while that one stays."""
    balance = Budget("balance", ((1, 0.0),), low=0.0)
    arcs = [(0, 1, 1.0, {0: 1.0}), (0, 1, 9.0, {}), (1, 2, 5.0, {0: -1.0})]
    p = arrays_of(2, arcs, [balance])
    assert gain_of(p, [0, 2], 1) == (IMPOSSIBLE, set())
    assert gain_of(p, [0], 2) == (5, set())


def test_gains_are_reckoned_on_the_concave_worth():
    """A second unit of a budget worth 3 then 1 gains its own worth 2 plus 1."""
    arcs = [(0, 1, 2.0, {0: 1.0}), (1, 2, 2.0, {0: 1.0})]
    p = arrays_of(2, arcs, [diminishing("steps", 2, ((0.5, 3.0), (0.5, 1.0)))])
    assert gain_of(p, [], 1)[0] == 5
    assert gain_of(p, [0], 1)[0] == 3
    gains = np.empty(2)
    everything = np.arange(2, dtype=np.int32)
    swap_kernels.swap_gains(p, choice_of(p, [0]), p.worth.copy(), everything, gains)
    assert gains.tolist() == [0, 3]


def test_improving_and_pruning_reach_the_best_choice():
    """Swaps leave the poor middle one, pruning drops what costs more than it gives."""
    arcs = [(0, 2, 5.0, {}), (1, 3, 7.0, {}), (2, 4, 4.0, {}), (4, 5, -1.0, {})]
    p = arrays_of(5, arcs)
    choice = choice_of(p, [1, 3])
    pool = np.array([0, 2], np.int32)
    assert swap_kernels.prune(p, choice) == 1.0
    assert swap_kernels.improve(p, choice, p.worth.copy(), pool, 3) == 0
    assert chosen_in(choice) == {1}
    choice = choice_of(p, [])
    assert swap_kernels.improve(p, choice, p.worth.copy(), np.array([0, 2], np.int32), 3) == 9
    assert swap_kernels.total_worth(p, choice) == 9


def test_a_window_is_cleared_with_whatever_reaches_into_it():
    """Clearing slots 2 to 3 drops what covers 1-3 and frees all of its slots."""
    p = arrays_of(6, [(1, 3, 7.0, {}), (3, 4, 1.0, {}), (4, 6, 4.0, {})])
    choice = choice_of(p, [0, 1, 2])
    assert repair_kernels.clear_window(p, choice, 2, 4) == (1, 4)
    assert chosen_in(choice) == {2}


def test_a_choice_is_restored_exactly():
    """Restoring forgets what was chosen since, totals included."""
    p = arrays_of(4, [(0, 2, 5.0, {0: 1.0}), (2, 4, 4.0, {0: 1.0})], [at_most("cap", 9)])
    choice = choice_of(p, [0, 1])
    repair_kernels.restore(p, choice, np.array([1], np.int32), 1)
    assert chosen_in(choice) == {1}
    assert choice.z.tolist() == [1.0]
    assert choice.occupant.tolist() == [-1, -1, 1, 1, -1]


def test_random_numbers_lie_between_zero_and_one_and_repeat():
    """A thousand draws spread over [0, 1) and come again from the same seed."""
    one, other = np.array([7], np.uint64), np.array([7], np.uint64)
    drawn = [repair_kernels.next_random(one) for _ in range(1000)]
    assert drawn == [repair_kernels.next_random(other) for _ in range(1000)]
    assert 0 <= min(drawn) < 0.02
    assert 0.98 < max(drawn) < 1
    assert len(set(drawn)) == 1000


def test_repair_undoes_a_bad_choice():
    """From the middle one (7) repair finds the two others (9), and keeps every claim."""
    budgets = [diminishing("steps", 3, ((0.5, 0.5), (0.5, 0.2)))]
    arcs = [(0, 2, 5.0, {0: 1.0}), (1, 3, 7.0, {0: 1.0}), (2, 4, 4.0, {0: 1.0})]
    p = arrays_of(4, arcs, budgets)
    choice = choice_of(p, [1])
    user_ptr, users = users_of(p)
    seed = np.array([5], np.uint64)
    price, reach = np.array([0.3]), np.ones(1)
    members = members_of(np.zeros(3, np.int32))
    found = repair_kernels.repair(
        p,
        choice,
        price,
        reach,
        p.worth.copy(),
        user_ptr,
        users,
        *members,
        room_for(p),
        24,
        seed,
        2,
        4,
    )
    assert chosen_in(choice) == {0, 2}
    assert found == pytest.approx(9 + 1.5 * 0.5 + 0.5 * 0.2)


def test_repair_leaves_alone_what_uses_no_budget():
    """A choice of candidates without budgets is repaired window by window only."""
    p = arrays_of(4, THREE, [at_most("unused", 1)])
    choice = choice_of(p, [1])
    seed = np.array([5], np.uint64)
    zero = np.zeros(1)
    found = repair_kernels.repair(
        p,
        choice,
        zero,
        zero,
        p.worth.copy(),
        *users_of(p),
        *members_of(np.zeros(3, np.int32)),
        room_for(p),
        24,
        seed,
        2,
        6,
    )
    assert found == 9


def test_tiny_weeks_are_solved_soundly_by_the_same_kernels_uncompiled():
    """On 40 tiny problems the optimum lies between value and bound, compiled or not."""
    optima = 0
    for seed in range(40):
        tiny = random_problem(Random(seed))
        best = max(worth for _, worth in every_week(tiny))
        solution = solve(tiny.problem, Effort(first_passes=30, passes=10, repairs=8, rounds=2))
        chosen = [candidate_at(tiny, number) for number in solution.chosen]
        assert worth_of(tiny, chosen) == pytest.approx(solution.value, abs=1e-6)
        assert solution.value - 1e-6 <= best <= solution.bound + 1e-6
        optima += solution.value >= best - 1e-6
    assert optima >= 36
