"""Solve a week: tighten the bound, build a plan, repair it, and say how far apart they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.planner import kernels, repair_kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints, ProblemArrays
from trimtab.planner.budgets import at_most
from trimtab.planner.candidate_lists import (
    members_of,
    musts_first,
    nearest,
    rank_in_item,
    users_of,
    users_of_musts,
)
from trimtab.planner.dual import (
    AGAIN_STEP,
    COARSE_STEP,
    FIRST_STEP,
    LAST_STEP,
    lowered,
    reach_of,
    regrets_at,
    rewards_at,
    starting_prices,
)
from trimtab.planner.problem import Draft, Group, Item, Problem, Shape
from trimtab.planner.swap_kernels import Choice
from trimtab.planner.window_kernels import Room

WINDOW_SLOTS = (2 * 12, 18 * 12)
NARROW = (10.0, 25.0, 60.0)
"""Worth by which a candidate's best week may fall short and still be tried, round by round."""

WIDER = 0.03
"""Share of what is missing by which a candidate's best week may fall short in any round, up to
the last figure above."""

OF_EACH_LEFT_OUT, EACH = 200, 5
CHUNK = 20
"""Repairs between two looks at the clock."""

Progress = Callable[[float, float], None]


def never() -> bool:
    """Nobody asks the search to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to work: passes over the line, not seconds, so that results repeat.

    `first_passes` tighten the bound over the coarse candidates; then `rounds` times `passes`
    tighten it over all of them and `repairs` windows are emptied and refilled. At most `felt`
    quick passes look for the sleeps by which alertness is predicted; with none, those of the last
    plan or of habit count. Where deadlines are late after all were pressed for at once, the
    nearest `deadlines` are pressed for one by one. `reasons` are looked for where something is
    missing.
    """

    first_passes: int = 120
    passes: int = 40
    repairs: int = 240
    rounds: int = 2
    seed: int = 0
    felt: int = 2
    deadlines: int = 3
    reasons: bool = True


QUICK = Effort(first_passes=40, passes=20, repairs=80, rounds=1, felt=0, deadlines=0, reasons=False)
"""For a plan that somebody waits for: sleeps as they were planned, and no reasons yet."""


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


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: `is_time_up` ends the search early or late, `on_progress` hears of it.

    Without `is_time_up` the search ends when its effort is spent; with it, when it says so.
    `is_stopped` ends it early in either case. `on_progress` is given the worth and the bound,
    so far.
    """

    is_time_up: Callable[[], bool] | None = None
    on_progress: Progress | None = None
    is_stopped: Callable[[], bool] = never

    def ends(self, *, is_spent: bool) -> bool:
        """Whether the search is to end, its effort being spent or not."""
        if self.is_stopped():
            return True
        return is_spent if self.is_time_up is None else self.is_time_up()


def solve(
    problem: Problem,
    effort: Effort | None = None,
    watch: Watch | None = None,
    start: Start | None = None,
) -> Solution:
    """Find a near-best plan with a certificate."""
    search = _Search.begin(problem, effort or Effort(), watch or Watch())
    search.price_coarsely(start)
    search.tighten()
    search.build(start.chosen if start else ())
    finished = 0
    while not search.is_over(finished):
        if finished > 0:
            search.tighten()
        search.repair(NARROW[finished % len(NARROW)])
        finished += 1
    chosen = tuple(sorted(search.best.tolist()))
    return Solution(chosen, search.value, float(search.bound), search.prices)


@dataclass(slots=True)
class _Search:
    """A search under way: the best plan and bound so far, and the prices that gave the bound."""

    arrays: ProblemArrays
    coarse: Ints
    item_of: Ints
    effort: Effort
    watch: Watch
    reach: Floats
    prices: Floats
    state: np.ndarray[tuple[int], np.dtype[np.uint64]]
    best: Ints
    bound: float = np.inf
    value: float = -np.inf
    misses_a_must: bool = False

    @classmethod
    def begin(cls, problem: Problem, effort: Effort, watch: Watch) -> _Search:
        arrays = problem.arrays
        usual = starting_prices(arrays)
        seed = (effort.seed * 0x9E3779B97F4A7C15 + 0x1234567) % 2**64 or 1
        return cls(
            arrays=arrays,
            coarse=problem.coarse,
            item_of=problem.item_of,
            effort=effort,
            watch=watch,
            reach=reach_of(arrays, usual),
            prices=usual,
            state=np.array([seed], np.uint64),
            best=np.zeros(0, np.int32),
        )

    def price_coarsely(self, start: Start | None) -> None:
        """Find prices over the coarse candidates; from a start, over all and closer by."""
        part = restrict(self.arrays, self.coarse)
        prices = self.prices if start is None else start.prices
        first_step = FIRST_STEP if start is None else AGAIN_STEP
        steps = (first_step, COARSE_STEP)
        _, self.prices = lowered(part, prices, steps, self.effort.first_passes, self.reach)

    def tighten(self) -> None:
        """Lower the bound, over all candidates."""
        steps, passes = (AGAIN_STEP, LAST_STEP), self.effort.passes
        bound, self.prices = lowered(self.arrays, self.prices, steps, passes, self.reach)
        self.bound = min(self.bound, bound)

    def is_over(self, finished: int) -> bool:
        """Whether the plan is proven best, or nothing is left to spend.

        While the first plan misses a must, a first round is begun even when time is up, and goes on
        until none is missed.
        """
        if self.watch.on_progress is not None:
            self.watch.on_progress(self.value, self.bound)
        if self.value >= self.bound - 1e-7 * max(1.0, abs(self.bound)):
            return True
        if finished == 0 and self.misses_a_must and self.effort.rounds > 0:
            return False
        return self.watch.ends(is_spent=finished >= self.effort.rounds)

    def build(self, kept: Sequence[int]) -> None:
        """A first plan: what is kept from a start, then swaps in order of regret."""
        arrays, choice = self.arrays, empty_choice(self.arrays)
        rewards = rewards_at(arrays, self.prices)
        regrets, _ = regrets_at(arrays, self.prices)
        for j in kept:
            if swap_kernels.swap_gain(arrays, choice, j, rewards, 0)[0] > kernels.IMPOSSIBLE:
                swap_kernels.put(arrays, choice, j)
        order = np.argsort(regrets, kind="stable").astype(np.int32)
        near = nearest(regrets, self.item_of, order)
        swap_kernels.improve(arrays, choice, rewards, musts_first(arrays, order), 2)
        swap_kernels.improve(arrays, choice, rewards, near, 3)
        is_out = ~np.isin(self.item_of, self.item_of[chosen_of(choice)])
        swap_kernels.improve(arrays, choice, rewards, order[is_out[order]], 2)
        swap_kernels.add_free(arrays, choice, rewards, order)
        if not kept:
            pool, items = self.left_out(chosen_of(choice), regrets)
            repair_kernels.press(arrays, choice, pool, items, rewards, *users_of_musts(arrays))
        swap_kernels.prune(arrays, choice)
        self.best = chosen_of(choice)
        self.value = float(swap_kernels.total_worth(arrays, choice))
        self.misses_a_must = repair_kernels.missed_must(arrays, choice, self.state.copy()) >= 0

    def left_out(self, chosen: Ints, regrets: Floats) -> tuple[Ints, Ints]:
        """Candidates of each item that has none in the plan, and whose each is.

        They are every `EACH` of the first `OF_EACH_LEFT_OUT` by regret, which lie side by side.
        """
        rank = rank_in_item(regrets, self.item_of)
        is_tried = (rank < OF_EACH_LEFT_OUT) & (rank % EACH == 0)
        pool = np.flatnonzero(is_tried & ~np.isin(self.item_of, self.item_of[chosen]))
        pool = pool[np.lexsort((regrets[pool], self.item_of[pool]))]
        return pool.astype(np.int32), self.item_of[pool].astype(np.int32)

    def repair(self, regret: float) -> None:
        """Undo and refill parts of the plan, among the candidates that may still be in it."""
        kept = self.promising(regret)
        part = restrict(self.arrays, kept)
        choice = empty_choice(part)
        for j in np.searchsorted(kept, self.best):
            swap_kernels.put(part, choice, j)
        rewards = rewards_at(part, self.prices)
        users, members = users_of(part), members_of(self.item_of[kept])
        room = room_for(part)
        for steps in _chunks(self.effort.repairs):
            repair_kernels.repair(
                *(part, choice, self.prices, self.reach, rewards, *users, *members, room),
                *(steps, self.state, *WINDOW_SLOTS),
            )
            if self.watch.ends(is_spent=False) and not self.must_go_on(part, choice):
                break
        swap_kernels.improve(part, choice, rewards, self.nearest_of(part, kept), 4)
        swap_kernels.prune(part, choice)
        found = float(swap_kernels.total_worth(part, choice))
        if found > self.value + 1e-9:
            self.value, self.best = found, kept[chosen_of(choice)]

    def promising(self, regret: float) -> Ints:
        """Candidates whose best week stays within `regret` of the bound, and those chosen now.

        Further off where much is missing: there prices are raw, and tell little of whole nights.
        """
        missing = self.bound - self.value
        regrets, _ = regrets_at(self.arrays, self.prices)
        wide = min(WIDER * missing, NARROW[-1])
        keep = regrets <= min(missing, max(regret, wide)) + 1e-6
        keep[self.best] = True
        return np.flatnonzero(keep).astype(np.int32)

    def must_go_on(self, part: ProblemArrays, choice: Choice) -> bool:
        """Whether a must is missed still, and nobody stops the search."""
        missed = repair_kernels.missed_must(part, choice, self.state.copy())
        return missed >= 0 and not self.watch.is_stopped()

    def nearest_of(self, part: ProblemArrays, kept: Ints) -> Ints:
        """The candidates of a part most likely to be in the best week, in order of regret."""
        regrets, _ = regrets_at(part, self.prices)
        order = np.argsort(regrets, kind="stable").astype(np.int32)
        return nearest(regrets, self.item_of[kept], order)


def _chunks(steps: int) -> list[int]:
    """Steps in chunks, the last one what is left.

    >>> _chunks(50)
    [20, 20, 10]
    """
    whole, rest = divmod(steps, CHUNK)
    return [CHUNK] * whole + ([rest] if rest else [])


def load_kernels() -> None:
    """Load the compiled kernels by solving a problem of one candidate, so that clocks are fair."""
    draft = Draft(60)
    budget = draft.add_budget(at_most("once", 1))
    item = draft.add_item(Item("Walk", "practice", None, 30))
    shape = Shape(item, (), 30)
    one = np.ones(1)
    draft.add_group(Group(shape, np.zeros(1, np.int32), one, ((np.array([budget]), one),)))
    solve(draft.finish(), Effort(first_passes=1, passes=1, repairs=1))


def empty_choice(arrays: ProblemArrays) -> Choice:
    """A choice with nothing chosen."""
    slots = (arrays.first.size - 1) // arrays.states
    budgets = arrays.low.size
    choice = Choice(
        taken=np.zeros(arrays.worth.size, np.uint8),
        occupant=np.full(slots, -1, np.int32),
        z=np.zeros(budgets),
        chosen=np.zeros(slots + 1, np.int32),
        size=np.zeros(1, np.int32),
        shift=np.zeros(budgets),
        touched=np.zeros(budgets, np.int32),
        is_touched=np.zeros(budgets, np.uint8),
        ejected=np.zeros(swap_kernels.MOST_EJECTED + 1, np.int32),
        worth=np.zeros(budgets),
        user=np.zeros(arrays.idx.size, np.int32),
        newest=np.full(budgets, -1, np.int32),
        older=np.zeros(arrays.idx.size, np.int32),
        newer=np.zeros(arrays.idx.size, np.int32),
    )
    swap_kernels.empty(arrays, choice)
    return choice


def room_for(arrays: ProblemArrays) -> Room:
    """Working space for repairs of a problem."""
    slots = (arrays.first.size - 1) // arrays.states
    return Room(
        rewards=np.empty(arrays.worth.size),
        best=np.empty(slots + 1),
        behind=np.empty(slots + 1),
        local=np.empty(arrays.low.size, np.int32),
        is_local=np.zeros(arrays.low.size, np.uint8),
        prices=np.empty(arrays.low.size),
        via=np.empty(slots + 1, np.int32),
        path=np.empty(slots + 1, np.int32),
        waiting=np.empty(slots + 1, np.int32),
        placed=np.empty(slots + 1, np.int32),
        kept=np.empty(slots + 1, np.int32),
        used=np.empty(arrays.low.size),
    )


def chosen_of(choice: Choice) -> Ints:
    """The candidates chosen."""
    return np.asarray(choice.chosen[: int(choice.size[0])].copy())


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
