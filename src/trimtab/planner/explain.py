"""Say what is missing or small, and what it lost to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from trimtab.domain.plans import Unplaced
from trimtab.domain.time import Interval
from trimtab.planner import kernels, search_kernels
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.line import Week
from trimtab.planner.problem import Item, Problem
from trimtab.planner.solve import Solution, empty_choice

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SLEEP_SLACK = 45
ROUTINE_SLACK = {"sleep": SLEEP_SLACK}


def explain_shortfalls(week: Week, problem: Problem, solution: Solution) -> tuple[Unplaced, ...]:
    """Each thing missing or smaller than asked, musts first, with what it lost to."""
    rivals = _Rivals.after(week, problem, solution)
    found = []
    for name, numbers in _by_name(problem.items).items():
        short = _shortfall(rivals, name, numbers)
        if short is not None:
            found.append((not problem.items[numbers[0]].must, short))
    found.sort(key=lambda pair: pair[0])
    return tuple(short for _, short in found)


def _by_name(items: Sequence[Item]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, item in enumerate(items):
        if item.wanted_minutes:
            found.setdefault(f"{item.kind}/{item.name}", []).append(number)
    return found


def _shortfall(rivals: _Rivals, key: str, numbers: Sequence[int]) -> Unplaced | None:
    kind, name = key.split("/", 1)
    wanted = [_wanted(rivals, number) for number in numbers]
    placed = [rivals.placed_minutes(number) for number in numbers]
    slack = ROUTINE_SLACK.get(kind, 0)
    short = [
        number
        for number, want, have in zip(numbers, wanted, placed, strict=True)
        if have < want - slack
    ]
    if not short:
        return None
    because = rivals.because(short)
    return Unplaced(name, sum(wanted), min(sum(placed), sum(wanted)), because)


def _wanted(rivals: _Rivals, number: int) -> int:
    """Minutes wanted; a meal counts only on days when it is not eaten on duty or asleep."""
    item = rivals.problem.items[number]
    if item.kind != "meal":
        return item.wanted_minutes
    return rivals.placed_count(number) * (item.wanted_minutes // rivals.week.horizon.days)


@dataclass(frozen=True)
class _Rivals:
    week: Week
    problem: Problem
    chosen: tuple[int, ...]
    rewards: Floats
    gains: Floats
    TRIED: ClassVar[int] = 200

    @classmethod
    def after(cls, week: Week, problem: Problem, solution: Solution) -> _Rivals:
        arrays = problem.arrays
        rewards = np.empty(problem.size)
        kernels.priced_rewards(arrays, solution.prices, rewards)
        choice = empty_choice(arrays)
        for j in solution.chosen:
            search_kernels.put(arrays, choice, j)
        gains = np.empty(problem.size)
        pool = np.arange(problem.size, dtype=np.int32)
        search_kernels.swap_gains(arrays, choice, rewards, pool, gains)
        return cls(week, problem, solution.chosen, rewards, gains)

    def placed_minutes(self, item: int) -> int:
        """Minutes of an item's own kind that are placed, in the horizon or the tail."""
        kind = self.problem.items[item].kind
        return sum(
            part.end - part.start
            for j in self.chosen
            if self.problem.item_of[j] == item
            for part in self.problem.groups[self.problem.group_of[j]].parts
            if part.kind == kind
        )

    def placed_count(self, item: int) -> int:
        """How many times an item is placed."""
        return sum(1 for j in self.chosen if self.problem.item_of[j] == item)

    def because(self, items: Sequence[int]) -> str:
        """What the items lost to, in words."""
        pool = np.flatnonzero(np.isin(self.problem.item_of, items))
        taken_by = self._taken_by(items)
        if taken_by:
            return taken_by
        best = self._best_addition(pool)
        if best is None:
            return "No free stretch is long enough for it."
        return self._lost_to(best)

    def _best_addition(self, pool: Ints) -> int | None:
        """The candidate that would add minutes at the least cost; None when none can."""
        order = pool[np.argsort(-self.gains[pool], kind="stable")]
        for j in order[: self.TRIED].tolist():
            if j in self.chosen_uses or self.gains[j] <= kernels.IMPOSSIBLE:
                continue
            if self._minutes_added(j) > 0:
                return int(j)
        return None

    def _minutes_added(self, candidate: int) -> int:
        item = self.problem.item_of[candidate]
        gone = sum(
            self._own_minutes(j)
            for j in self._ejected(candidate)
            if self.problem.item_of[j] == item
        )
        return self._own_minutes(candidate) - gone

    @cached_property
    def chosen_uses(self) -> dict[int, dict[int, float]]:
        """Budgets that each chosen candidate uses."""
        return {j: dict(self.problem.uses_of(j)) for j in self.chosen}

    def _own_minutes(self, candidate: int) -> int:
        kind = self.problem.items[self.problem.item_of[candidate]].kind
        parts = self.problem.groups[self.problem.group_of[candidate]].parts
        return sum(part.end - part.start for part in parts if part.kind == kind)

    def _span(self, candidate: int) -> Interval:
        return Interval(
            self.problem.start_minute(candidate), self.problem.end_minute(candidate)
        )

    def _ejected(self, candidate: int) -> list[int]:
        """Chosen candidates that overlap this one or share an overfull budget with it."""
        span = self._span(candidate)
        gone = [j for j in self.chosen if self._span(j).overlaps(span)]
        for budget, coefficient in self.problem.uses_of(candidate):
            users = [
                (j, uses[budget])
                for j, uses in self.chosen_uses.items()
                if budget in uses and j not in gone
            ]
            total = coefficient + sum(used for _, used in users)
            users.sort(key=lambda user: self.rewards[user[0]])
            while users and total > self.problem.budgets[budget].high + 1e-7:
                j, used = users.pop(0)
                gone.append(j)
                total -= used
        return gone

    def _lost_to(self, candidate: int) -> str:
        item = self.problem.item_of[candidate]
        span = self._span(candidate)
        others = [j for j in self._ejected(candidate) if self.problem.item_of[j] != item]
        day = self._day_name(span.start)
        if others:
            names = [self._giving_way(j, span) for j in others]
            return f"More fits only if {_listed(names)} gives way."
        return self._tight_budget(candidate, day)

    def _giving_way(self, j: int, span: Interval) -> str:
        item = self.problem.items[self.problem.item_of[j]]
        day = self._day_name(self._span(j).start)
        if item.kind == "sleep":
            minutes = -(-self._span(j).overlap_minutes(span) // 5) * 5
            return f"{minutes} minutes of sleep or its wind-down on {day}"
        return f"{day}'s {item.name}"

    def _tight_budget(self, candidate: int, day: str) -> str:
        """The shared budget that would lose most, in words."""
        losses = []
        for budget, coefficient in self.problem.uses_of(candidate):
            rule = self.problem.budgets[budget]
            losses.append((rule.worth(self.totals[budget] + coefficient) - rule.worth(self.totals[budget]), rule.name))
        loss, name = min(losses)
        if loss >= 0:
            return "What it would add is worth less than the room it takes."
        if name.startswith("Open time"):
            return "More would eat into the open time you asked for."
        if name.startswith("Focused work"):
            return f"{day} already holds as much focused work as it can carry."
        if "spaced" in name:
            return "More would sit too close to the last one."
        return f"More would cost more than it gives ({day})."

    @cached_property
    def totals(self) -> list[float]:
        """Total of each budget."""
        return self.problem.totals_of(self.chosen)

    def _day_name(self, minute: int) -> str:
        horizon = self.week.horizon
        date = horizon.date_of(horizon.day_of(minute))
        name = DAY_NAMES[date.weekday()]
        return name if horizon.days <= 7 else f"{name} {date.day} {date:%b}"

    def _bare_days(self, items: Sequence[int]) -> list[int]:
        """Days on which no candidate of a daily item starts."""
        first = self.problem.items[items[0]]
        if first.kind not in {"protect", "practice", "people", "study"}:
            return []
        days = self.week.horizon.days
        starts = self.problem.arrays.tail[np.isin(self.problem.item_of, items)]
        reached = set(self.week.day[starts].tolist())
        wanted = self._asked_days(first)
        return [day for day in range(days) if day in wanted and day not in reached]

    def _asked_days(self, item: Item) -> set[int]:
        horizon = self.week.horizon
        rule = self._rule(item)
        if rule is None:
            return set()
        return {
            day
            for day in range(horizon.days)
            if horizon.weekday_of(day) in rule.days and horizon.day_start(day + 1) > self.week.now
        }

    def _rule(self, item: Item) -> object | None:
        profile = self.week.profile
        for protect in profile.protects:
            if item.kind == "protect" and protect.name == item.name:
                return protect
        for practice in profile.practices:
            if practice.name == item.name and practice.times_per_week >= 7:
                return practice
        return None

    def _taken_by(self, items: Sequence[int]) -> str:
        """Which commitments hold the days on which nothing can be placed."""
        days = self._bare_days(items)
        if not days:
            return ""
        names = dict.fromkeys(
            taken.commitment.name
            for day in days
            for taken in self.week.taken
            if taken.commitment.takes_the_person and taken.interval.overlaps(self._hours(items[0], day))
        )
        when = _listed([self._day_name(self.week.horizon.day_start(day)) for day in days])
        if not names:
            return f"No free time for it on {when}."
        return f"{_listed(list(names))} and the way there take its hours on {when}."

    def _hours(self, item: int, day: int) -> Interval:
        horizon = self.week.horizon
        rule = self._rule(self.problem.items[item])
        between = getattr(rule, "between", None)
        if between is not None:
            return horizon.span_on(day, between)
        return Interval(horizon.day_start(day), horizon.day_start(day + 1))


def _listed(names: Iterable[str]) -> str:
    """Names as a sentence lists them.

    >>> _listed(["Mon", "Tue", "Wed"])
    'Mon, Tue and Wed'
    """
    unique = list(dict.fromkeys(names))
    if len(unique) <= 1:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} and {unique[-1]}"
