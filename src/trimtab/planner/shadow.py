"""A week with nothing in the way: what hours that are taken now could hold, at today's prices.

The shadow problem is the week's own, written as if no commitment held an hour, every evening
boundary began a little later and protected time had wider hours. Any small change to the week
then only decides which of its candidates are allowed, so that one pass over the line estimates
what the change is worth.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from trimtab.domain.practices import BoundaryKind
from trimtab.domain.time import (
    SLOT_MINUTES,
    Interval,
    merge_intervals,
    slot_up,
)
from trimtab.planner import defaults, kernels
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.boundaries import off_hours
from trimtab.planner.budget_names import open_time_in
from trimtab.planner.budgets import Budget
from trimtab.planner.build import build_problem
from trimtab.planner.dual import FORBIDDEN, rewards_at
from trimtab.planner.ledger import open_budget
from trimtab.planner.life_candidates import kinds_of_practice
from trimtab.planner.line import Week
from trimtab.planner.narrow import narrowed
from trimtab.planner.problem import Problem
from trimtab.planner.shadow_week import Hold, ShadowWeek, loosened, meals_on_duty, outside
from trimtab.planner.solved import SolvedWeek
from trimtab.planner.work_candidates import kinds_of_task

HOME_KINDS = frozenset({"sleep", "nap", "protect"})
NOTES_KINDS: tuple[BoundaryKind, ...] = ("work", "screens")

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Walk:
    """A best path under a hold: its reward, and the candidates on it."""

    reward: float
    path: tuple[int, ...]


@dataclass(frozen=True)
class Shadow:
    """The shadow problem of a solved week, with the week's prices."""

    solved: SolvedWeek
    problem: Problem
    prices: Floats

    @classmethod
    def of(cls, solved: SolvedWeek) -> Shadow:
        """Write the shadow problem of a solved week."""
        request = solved.week.request
        whole = build_problem(ShadowWeek(loosened(request)))
        problem = narrowed(whole, whole.coarse)
        known = {
            budget.name: price
            for budget, price in zip(solved.problem.budgets, solved.solution.prices, strict=True)
        }
        prices = [known.get(budget.name, _unknown_price(budget)) for budget in problem.budgets]
        return cls(solved, problem, np.array(prices))

    @cached_property
    def rewards(self) -> Floats:
        """Reward of each candidate at the week's prices."""
        return rewards_at(self.problem.arrays, self.prices)

    @cached_property
    def hold(self) -> Hold:
        """What holds in the week as it is."""
        return self.hold_of(self.solved.week)

    def hold_of(self, week: Week) -> Hold:
        """What keeps candidates out of a week: commitments, ways, places, and musts where they are.

        Musts stay put because their prices say nothing about a second one.
        """
        is_held_alike = week.request.commitments is self.solved.week.request.commitments
        week_held = self.solved.week if is_held_alike else week
        away = [stay.interval for stay in week_held.stays if not stay.is_remote]
        past = Interval(min(0, week.now), week.now)
        held = (*week_held.busy, *week_held.travel, past, *self._musts)
        return Hold(held, tuple(away), week)

    @cached_property
    def _musts(self) -> list[Interval]:
        """Where the musts of the plan are."""
        problem = self.solved.problem
        return [problem.span_of(j) for j in self.solved.solution.chosen if problem.item_for(j).must]

    @cached_property
    def base(self) -> Walk:
        """The best path of the week as it is, among the shadow's candidates."""
        return self.walk(self.hold)

    def walk(self, hold: Hold) -> Walk:
        """The best path under a hold."""
        return self.walk_among(self.allowed(hold))

    def walk_among(self, allowed: Bools) -> Walk:
        """The best path over allowed candidates."""
        arrays = self.problem.arrays
        rewards = np.where(allowed, self.rewards, FORBIDDEN)
        best = np.empty(arrays.first.size - 1)
        via = np.empty(arrays.first.size - 1, np.int32)
        path = np.empty(arrays.first.size, np.int32)
        kernels.longest_path(arrays, rewards, best, via)
        count = kernels.walk_back(arrays, kernels.best_end(arrays, best), via, path)
        return self._within_caps(path[:count].tolist())

    def _within_caps(self, path: Sequence[int]) -> Walk:
        """A path without what its caps (once a day, one meal) leave no room for, best first."""
        totals: dict[int, float] = {}
        kept: list[int] = []
        for j in sorted(path, key=lambda j: -float(self.rewards[j])):
            uses = self._capped_uses(j)
            if all(totals.get(budget, 0.0) + amount <= high for budget, amount, high in uses):
                kept.append(j)
                for budget, amount, _ in uses:
                    totals[budget] = totals.get(budget, 0.0) + amount
        return Walk(float(sum(self.rewards[kept])), tuple(kept))

    def _capped_uses(self, candidate: int) -> list[tuple[int, float, float]]:
        """Capped budgets that a candidate uses: number, amount, and how much they hold."""
        known = self._known_uses.get(candidate)
        if known is None:
            budgets = self.problem.budgets
            known = self._known_uses[candidate] = [
                (budget, amount, budgets[budget].high + 1e-7)
                for budget, amount in self.problem.uses_of(candidate)
                if budgets[budget].is_capped
            ]
        return known

    @cached_property
    def _known_uses(self) -> dict[int, list[tuple[int, float, float]]]:
        return {}

    def allowed(self, hold: Hold) -> Bools:
        """Which candidates may stand under a hold."""
        clear = self._clear_of(hold.held) & ~self._is_out
        clear &= self._clear_of(hold.away) | ~self._is_home
        clear &= self._within_rules(hold.week)
        return clear & (self._notes_left(hold.week) | ~self._is_notes)

    def _within_rules(self, week: Week) -> Bools:
        """Candidates inside the hours that boundaries and protected time leave them."""
        own, profile = self.solved.week.profile, week.profile
        is_bounded = profile.boundaries is own.boundaries
        clear = self._within_boundaries if is_bounded else self._find_within_boundaries(week)
        for name, members in self._members_by_protect.items():
            hours = [one for one in profile.protects if one.name == name]
            is_same = hours == [one for one in own.protects if one.name == name]
            within = self._within_protect[name] if is_same else self._clear_of(outside(week, name))
            clear = clear & (within | ~members)
        return clear

    @cached_property
    def _within_boundaries(self) -> Bools:
        return self._find_within_boundaries(self.solved.week)

    def _find_within_boundaries(self, week: Week) -> Bools:
        clear = np.ones(self.problem.size, np.bool_)
        for kinds, members in self._members_by_rule.items():
            clear &= self._clear_of(off_hours(week, kinds)) | ~members
        return clear

    @cached_property
    def _within_protect(self) -> dict[str, Bools]:
        week = self.solved.week
        return {name: self._clear_of(outside(week, name)) for name in self._members_by_protect}

    def _clear_of(self, intervals: Iterable[Interval]) -> Bools:
        """Candidates whose own time touches none of the intervals."""
        taken = np.zeros(self.problem.line_slots + 2, np.int32)
        for interval in merge_intervals(list(intervals)):
            first = min(max(0, interval.start // SLOT_MINUTES), taken.size - 1)
            last = min(max(0, slot_up(interval.end) // SLOT_MINUTES), taken.size - 1)
            taken[first] += 1
            taken[last] -= 1
        before = np.concatenate([[0], np.cumsum(np.cumsum(taken) > 0)])
        return np.asarray(before[self._ends] == before[self.problem.arrays.tail])

    @cached_property
    def _ends(self) -> Ints:
        """Slot at which each candidate's last shown part ends, breaks left out."""
        shapes = self.problem.shapes
        lengths = [max((slot_up(p.end) for p in s.parts), default=s.minutes) for s in shapes]
        slots = np.array(lengths, np.int32) // SLOT_MINUTES
        return np.asarray(self.problem.arrays.tail + slots[self.problem.group_of])

    def _members(self, items: Iterable[int]) -> Bools:
        return np.isin(self.problem.item_of, list(items))

    def _numbered(self, kinds: Iterable[str]) -> list[int]:
        wanted = frozenset(kinds)
        return [n for n, item in enumerate(self.problem.items) if item.kind in wanted]

    @cached_property
    def _is_out(self) -> Bools:
        """Candidates of musts, which stay put, and of meals eaten on duty anyway."""
        week, items = self.solved.week, self.problem.items
        eaten = meals_on_duty(week)
        return self._members(
            n for n, item in enumerate(items) if item.must or (item.name, item.day) in eaten
        )

    @cached_property
    def _is_home(self) -> Bools:
        return self._members(self._numbered(HOME_KINDS))

    @cached_property
    def _is_notes(self) -> Bools:
        return self._members(n for n in self._numbered(["task"]) if self.problem.items[n].said)

    def _notes_left(self, week: Week) -> Bools:
        """Candidates of notes that commitments of the week still leave."""
        left = {
            (t.commitment.name, week.horizon.day_of(t.interval.end))
            for t in week.taken
            if t.commitment.leaves_minutes
        }
        items = self.problem.items
        return self._members(
            n for n in self._numbered(["task"]) if (items[n].name, items[n].day) in left
        )

    @cached_property
    def _members_by_rule(self) -> dict[tuple[BoundaryKind, ...], Bools]:
        """Candidates by the kinds of boundary that cover them."""
        profile = self.solved.week.profile
        named: dict[tuple[str, bool], tuple[BoundaryKind, ...]] = {
            (task.name, True): tuple(kinds_of_task(task)) for task in profile.tasks
        }
        for practice in profile.practices:
            named[practice.name, False] = tuple(kinds_of_practice(practice))
        found: dict[tuple[BoundaryKind, ...], list[int]] = {}
        for number in self._numbered(["task", "study", "practice", "people"]):
            item = self.problem.items[number]
            kinds = named.get((item.name, True)) or named.get((item.name, False), ())
            found.setdefault(NOTES_KINDS if item.said else kinds, []).append(number)
        return {kinds: self._members(numbers) for kinds, numbers in found.items() if kinds}

    @cached_property
    def _members_by_protect(self) -> dict[str, Bools]:
        """Candidates of protected time by its name."""
        found: dict[str, list[int]] = {}
        for number in self._numbered(["protect"]):
            found.setdefault(self.problem.items[number].name, []).append(number)
        return {name: self._members(numbers) for name, numbers in found.items()}

    def label_of(self, candidate: int) -> str:
        """The value or routine that a candidate of the shadow serves."""
        return label_of(self.problem, candidate)

    def open_time_gain(self, week: Week) -> float:
        """What a changed week's open time is worth more at today's prices."""
        before, prices = self.solved.week, self._open_prices
        return sum(
            surplus(open_budget(week, number), price) - surplus(open_budget(before, number), price)
            for number, price in enumerate(prices)
        )

    @cached_property
    def _open_prices(self) -> list[float]:
        weeks = -(-self.solved.week.horizon.days // 7)
        return [self.price_of(open_time_in(number)) for number in range(weeks)]

    def price_of(self, budget: str) -> float:
        """Today's price of a budget by its name; 0 for one that the shadow does not have."""
        return self._price_by_name.get(budget, 0.0)

    @cached_property
    def _price_by_name(self) -> dict[str, float]:
        names = [budget.name for budget in self.problem.budgets]
        return dict(zip(names, self.prices.tolist(), strict=True))

    def open_rate(self, minute: int) -> float:
        """What a minute more of free time is worth as open time, at a minute of the line."""
        horizon = self.solved.week.horizon
        number = min(horizon.day_of(minute), horizon.days - 1) // 7
        price, share = self._open_prices[number], self.solved.week.profile.open_share
        beyond = sum(part * max(0.0, -cost - price) for part, cost in defaults.WORTH.open_beyond)
        return max(0.0, -price) * (1 - share) + share * beyond


def _unknown_price(budget: Budget) -> float:
    """Price of a budget that the week itself does not have: its last gain, 0 for a cap or must."""
    gains = [slope for _, slope in budget.pieces if slope > 0]
    return 0.0 if budget.is_capped or not gains else gains[-1]


def surplus(budget: Budget, price: float) -> float:
    """max_z U(z) - price z: what a budget gives beyond what it is charged.

    >>> surplus(Budget("runs", ((1, 10.0), (2, 4.0))), 5.0)
    5.0
    """
    pieces = sum(max(0.0, slope - price) * width for width, slope in budget.pieces)
    return pieces - price * budget.low - budget.must_slope * budget.at_least


def label_of(problem: Problem, candidate: int) -> str:
    """The value or routine that a candidate serves, in a word or two."""
    item = problem.item_for(candidate)
    return item.value or ROUTINE_LABELS.get(item.kind, "rest")


ROUTINE_LABELS = {"sleep": "sleep", "nap": "sleep", "meal": "meals"}
