"""Solve a week: tighten the bound, build a plan, repair it, and say how far apart they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.planner import kernels, repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.budgets import at_most
from trimtab.planner.problem import Draft, Group, Item, Problem, Shape
from trimtab.planner.swap_kernels import Choice

WINDOW_SLOTS = (2 * 12, 18 * 12)
FIRST_STEP = 0.5
AGAIN_STEP = 0.02
LAST_STEP = 0.0007
SMALLEST_REACH = 5.0
MUST_PRICE = 60.0
NARROW = 10.0
"""Worth by which a candidate's best week may fall short and still be tried in repairs."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to work: passes over the line, not seconds, so that results repeat.

    `first_passes` tighten the bound before any plan exists; then `rounds` times
    `passes` tighten it again and `repairs` windows are emptied and refilled.
    """

    first_passes: int = 160
    passes: int = 20
    repairs: int = 350
    rounds: int = 1
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Solution:
    """A plan as candidate numbers, its worth, a bound no plan can beat, and the prices."""

    chosen: tuple[int, ...]
    value: float
    bound: float
    prices: Floats


@dataclass(frozen=True, slots=True)
class Start:
    """Where to start from: prices near the best ones, and candidates to begin with."""

    prices: Floats
    chosen: tuple[int, ...]


def solve(
    problem: Problem,
    effort: Effort | None = None,
    is_time_up: Callable[[], bool] | None = None,
    start: Start | None = None,
) -> Solution:
    """Find a near-best plan with a certificate.

    Rounds go on until `effort` is spent, or, when `is_time_up` is given, until it says so.
    """
    effort = effort or Effort()
    arrays = problem.arrays
    usual = starting_prices(arrays)
    reach = reach_of(arrays, usual)
    first_step = FIRST_STEP if start is None else AGAIN_STEP
    bound, prices = kernels.tighten(
        arrays,
        usual if start is None else start.prices,
        reach,
        first_step,
        LAST_STEP,
        effort.first_passes,
    )
    search = _Search.begin(arrays, effort.seed)
    search.build(arrays, prices, start.chosen if start else ())
    best = search.chosen()
    value = search.value
    finished = 0
    while finished < effort.rounds or (is_time_up is not None and not is_time_up()):
        if value >= bound - 1e-7 * max(1.0, abs(bound)):
            break
        tighter, prices = kernels.tighten(
            arrays, prices, reach, AGAIN_STEP, LAST_STEP / 2, effort.passes
        )
        bound = min(bound, tighter)
        kept = promising(arrays, prices, min(bound - value, NARROW), best)
        chosen, found = search.repair(arrays, kept, prices, best, effort.repairs)
        if found > value + 1e-9:
            value, best = found, chosen
        finished += 1
        if is_time_up is not None and is_time_up():
            break
    return Solution(tuple(sorted(best.tolist())), value, float(bound), prices)


def load_kernels() -> None:
    """Load the compiled kernels by solving a problem of one candidate, so that clocks are fair."""
    draft = Draft(60)
    budget = draft.add_budget(at_most("once", 1))
    item = draft.add_item(Item("Walk", "practice", None, 30))
    shape = Shape(item, (), 30)
    one = np.ones(1)
    draft.add_group(Group(shape, np.zeros(1, np.int32), one, ((np.array([budget]), one),)))
    solve(draft.finish(), Effort(first_passes=1, passes=1, repairs=1))


def upper_bound(arrays: ProblemArrays, passes: int) -> float:
    """A bound on the worth of any plan, without looking for one."""
    prices = starting_prices(arrays)
    reach = reach_of(arrays, prices)
    return float(kernels.tighten(arrays, prices, reach, FIRST_STEP, LAST_STEP, passes)[0])


def starting_prices(arrays: ProblemArrays) -> Floats:
    """Prices half-way down each budget's slopes; a must starts like a strong wish."""
    prices = np.zeros(arrays.low.size)
    for budget in range(prices.size):
        slopes = arrays.slope[arrays.seg[budget] : arrays.seg[budget + 1]]
        usual = slopes[slopes > 0]
        prices[budget] = usual.mean() if usual.size else 0.0
    return np.where(arrays.base < 0, MUST_PRICE, prices)


def reach_of(arrays: ProblemArrays, prices: Floats) -> Floats:
    """How far each budget's price may usefully move, in worth: mean reward of its users."""
    rewards = np.empty(arrays.worth.size)
    kernels.priced_rewards(arrays, prices, rewards)
    users = np.repeat(np.maximum(rewards, 0.0), np.diff(arrays.ptr))
    total = np.bincount(arrays.idx, users, prices.size)
    count = np.bincount(arrays.idx, minlength=prices.size)
    reach = np.maximum(total / np.maximum(count, 1), SMALLEST_REACH)
    return np.where(arrays.base < 0, np.maximum(reach, MUST_PRICE), reach)


def promising(arrays: ProblemArrays, prices: Floats, regret: float, chosen: Ints) -> Ints:
    """Candidates whose best week stays within `regret` of the bound, and those chosen now."""
    regrets = np.empty(arrays.worth.size)
    kernels.regrets_of(arrays, prices, regrets)
    keep = regrets <= regret + 1e-6
    keep[chosen] = True
    return np.flatnonzero(keep).astype(np.int32)


@dataclass(slots=True)
class _Search:
    choice: Choice
    seed: np.ndarray[tuple[int], np.dtype[np.uint64]]
    value: float = 0.0

    @classmethod
    def begin(cls, arrays: ProblemArrays, seed: int) -> _Search:
        state = np.array([(seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1], np.uint64)
        return cls(empty_choice(arrays), state)

    def build(self, arrays: ProblemArrays, prices: Floats, kept: Sequence[int]) -> None:
        rewards = np.empty(arrays.worth.size)
        regrets = np.empty(arrays.worth.size)
        kernels.priced_rewards(arrays, prices, rewards)
        for j in kept:
            if swap_kernels.swap_gain(arrays, self.choice, j, rewards, 0)[0] > kernels.IMPOSSIBLE:
                swap_kernels.put(arrays, self.choice, j)
        kernels.regrets_of(arrays, prices, regrets)
        order = np.argsort(regrets, kind="stable").astype(np.int32)
        near = order[: max(2000, order.size // 6)]
        swap_kernels.improve(arrays, self.choice, rewards, musts_first(arrays, order), 2)
        swap_kernels.improve(arrays, self.choice, rewards, near, 3)
        swap_kernels.improve(arrays, self.choice, rewards, order, 1)
        swap_kernels.prune(arrays, self.choice)
        self.value = float(swap_kernels.total_worth(arrays, self.choice))

    def chosen(self) -> Ints:
        return self.choice.chosen[: int(self.choice.size[0])].copy()

    def repair(
        self, arrays: ProblemArrays, kept: Ints, prices: Floats, chosen: Ints, steps: int
    ) -> tuple[Ints, float]:
        part = restrict(arrays, kept)
        choice = empty_choice(part)
        for j in np.searchsorted(kept, chosen):
            swap_kernels.put(part, choice, j)
        rewards = np.empty(part.worth.size)
        kernels.priced_rewards(part, prices, rewards)
        everything = np.argsort(-rewards, kind="stable").astype(np.int32)
        swap_kernels.improve(part, choice, rewards, everything, 4)
        user_ptr, users = users_of(part)
        repair_kernels.repair(
            part, choice, prices, rewards, user_ptr, users, steps, self.seed, *WINDOW_SLOTS
        )
        swap_kernels.improve(part, choice, rewards, everything, 4)
        swap_kernels.prune(part, choice)
        found = kept[choice.chosen[: int(choice.size[0])]]
        return found, float(swap_kernels.total_worth(part, choice))


def musts_first(arrays: ProblemArrays, order: Ints) -> Ints:
    """Candidates that serve a must, those of the must with the fewest first, else as in `order`."""
    owner = np.repeat(np.arange(arrays.worth.size), np.diff(arrays.ptr))
    is_must = (arrays.base < 0)[arrays.idx]
    users = np.bincount(arrays.idx, minlength=arrays.low.size)
    scarcity = np.full(arrays.worth.size, np.inf)
    np.minimum.at(scarcity, owner[is_must], users[arrays.idx[is_must]])
    serving = order[np.isfinite(scarcity[order])]
    return np.asarray(serving[np.argsort(scarcity[serving], kind="stable")])


def users_of(arrays: ProblemArrays) -> tuple[Ints, Ints]:
    """Candidates that use each budget: `users[user_ptr[b]:user_ptr[b + 1]]`."""
    owner = np.repeat(np.arange(arrays.worth.size, dtype=np.int32), np.diff(arrays.ptr))
    order = np.argsort(arrays.idx, kind="stable")
    counts = np.bincount(arrays.idx, minlength=arrays.low.size)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), owner[order]


def empty_choice(arrays: ProblemArrays) -> Choice:
    """A choice with nothing chosen."""
    slots = (arrays.first.size - 1) // arrays.states
    budgets = arrays.low.size
    return Choice(
        taken=np.zeros(arrays.worth.size, np.uint8),
        occupant=np.full(slots, -1, np.int32),
        z=np.zeros(budgets),
        chosen=np.zeros(slots + 1, np.int32),
        size=np.zeros(1, np.int32),
        shift=np.zeros(budgets),
        touched=np.zeros(budgets, np.int32),
        is_touched=np.zeros(budgets, np.uint8),
        ejected=np.zeros(swap_kernels.MOST_EJECTED + 1, np.int32),
    )


def restrict(arrays: ProblemArrays, kept: Ints) -> ProblemArrays:
    """The same problem with only the candidates in `kept` (sorted)."""
    lengths = np.diff(arrays.ptr)[kept]
    ptr = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    uses = np.repeat(arrays.ptr[kept] - ptr[:-1], lengths) + np.arange(ptr[-1])
    tail = arrays.tail[kept]
    return arrays._replace(
        worth=arrays.worth[kept],
        tail=tail,
        head=arrays.head[kept],
        first=np.searchsorted(tail, np.arange(arrays.first.size)).astype(np.int32),
        ptr=ptr,
        idx=arrays.idx[uses],
        coef=arrays.coef[uses],
    )
