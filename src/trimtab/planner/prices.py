"""What each hour of a solved week is worth, estimated from the solution's prices.

With f and b the longest paths to and from each slot under the prices, path_max - (f[s] + b[e]) is
what the best path loses when nothing may touch [s, e); an hour taken also leaves less open time.
For hours that a commitment holds, the same passes over the shadow problem say what the week
would gain if the hour came back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from trimtab.domain.plans import HourPrice
from trimtab.domain.time import SLOT_MINUTES, Interval, merge_intervals
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budget_names import ONE_SLEEP, SLEEP
from trimtab.planner.dual import Paths, rewards_at
from trimtab.planner.problem import Problem
from trimtab.planner.shadow import Bools, Shadow, Walk, label_of
from trimtab.planner.shadow_week import shortened
from trimtab.planner.solved import SolvedWeek

HOUR = 60
SHORT_HOLD = 90
"""Minutes up to which a commitment with its way is given back whole, or not at all."""

OPEN_TIME = "open time"


def hour_prices(shadow: Shadow) -> tuple[HourPrice, ...]:
    """The price of every hour still ahead, by start."""
    return tuple(_Prices(shadow).all())


@dataclass(frozen=True)
class _Prices:
    shadow: Shadow

    @property
    def solved(self) -> SolvedWeek:
        return self.shadow.solved

    def all(self) -> Iterator[HourPrice]:
        for hour in self._hours():
            run = self._run_of(hour)
            if run is None:
                yield self._record(hour, self._free_worth(hour), self._held_by_plan(hour))
            else:
                worth, serves = self._given_back(hour, run)
                yield replace(self._record(hour, worth, serves), is_given=True)

    def _hours(self) -> Iterator[Interval]:
        """Whole hours of each local day that lie ahead."""
        horizon = self.solved.week.horizon
        for day in range(horizon.days):
            end = horizon.day_start(day + 1)
            for start in range(horizon.day_start(day), end, HOUR):
                if start >= self.solved.week.now:
                    yield Interval(start, min(start + HOUR, end))

    def _record(self, hour: Interval, worth: float, serves: str) -> HourPrice:
        horizon = self.solved.week.horizon
        start, end = horizon.instant_of(hour.start), horizon.instant_of(hour.end)
        return HourPrice(start, end, worth, serves)

    @cached_property
    def _paths(self) -> Paths:
        return Paths.at(self.solved.problem.arrays, self.solved.solution.prices)

    def _free_worth(self, hour: Interval) -> float:
        free = hour.minutes - held_minutes(self._runs, hour)
        path = self._paths.loss_without(hour)
        sleep = max((night.loss_without(hour) for night in self._nights), default=0.0)
        return max(path, sleep) + free * self.shadow.open_rate(hour.start)

    @cached_property
    def _nights(self) -> list[_Night]:
        """The main sleeps of the plan."""
        problem = self.solved.problem
        chosen = self.solved.solution.chosen
        return [_Night(self.solved, j) for j in chosen if problem.item_for(j).kind == "sleep"]

    def _held_by_plan(self, hour: Interval) -> str:
        """What most of the hour goes to in the plan as it stands."""
        problem = self.solved.problem
        minutes: Counter[str] = Counter()
        for j in self.solved.solution.chosen:
            minutes[label_of(problem, j)] += problem.span_of(j).overlap_minutes(hour)
        minutes[OPEN_TIME] = hour.minutes - minutes.total() - held_minutes(self._runs, hour)
        return max(sorted(minutes), key=lambda label: minutes[label])

    @cached_property
    def _runs(self) -> list[Interval]:
        week = self.solved.week
        return merge_intervals([*week.busy, *week.travel])

    def _run_of(self, hour: Interval) -> Interval | None:
        """What holds at least half of an hour, if anything does."""
        for run in self._runs:
            if 2 * run.overlap_minutes(hour) >= hour.minutes:
                return run
        return None

    def _given_back(self, hour: Interval, run: Interval) -> tuple[float, str]:
        back = self._part_back(hour, run)
        if back is None:
            return self._inside(hour)
        worth, serves = self._returned[run, back]
        share = run.overlap_minutes(hour) / back.minutes if run.minutes <= SHORT_HOLD else 1.0
        return worth * share, serves

    def _part_back(self, hour: Interval, run: Interval) -> Interval | None:
        """What of a run would come back with an hour: its end, its start, all; None inside it.

        The last hour is the one after which less than half an hour is held, the first likewise.
        """
        if run.minutes <= SHORT_HOLD:
            return run
        if 2 * (run.end - hour.end) < HOUR:
            return Interval(run.end - HOUR, run.end)
        if 2 * (hour.start - run.start) < HOUR:
            return Interval(run.start, run.start + HOUR)
        return None

    @cached_property
    def _returned(self) -> _Returned:
        return _Returned(self.shadow)

    @cached_property
    def _cells(self) -> Walk:
        """The best use of each held hour by itself, at the place where it is held."""
        return self.shadow.walk_among(_within_cells(self.shadow))

    def _inside(self, hour: Interval) -> tuple[float, str]:
        problem, rewards = self.shadow.problem, self.shadow.rewards
        inside = [j for j in self._cells.path if hour.contains(problem.span_of(j))]
        worth = sum(float(rewards[j]) for j in inside)
        worth += hour.minutes * self.shadow.open_rate(hour.start)
        best = max(inside, key=lambda j: float(rewards[j]), default=None)
        return worth, OPEN_TIME if best is None else self.shadow.label_of(best)


@dataclass(frozen=True)
class _Night:
    """A sleep of the plan, and what the week loses when it may not touch some hour.

    A day has one main sleep, which prices alone forget once a night is cut in two. So each other
    way to sleep is weighed whole, with its own worth, and only the week around it by prices.
    """

    solved: SolvedWeek
    chosen: int

    def loss_without(self, hour: Interval) -> float:
        """Loss of the best other way to sleep that leaves an hour alone."""
        if not self.solved.problem.span_of(self.chosen).overlaps(hour):
            return 0.0
        arrays = self.solved.problem.arrays
        first, last = hour.start // SLOT_MINUTES, -(-hour.end // SLOT_MINUTES)
        clear = (arrays.head[self._others] <= first) | (arrays.tail[self._others] >= last)
        best = float(self._worths[clear].max(initial=self._unslept))
        return float(self._worths[self._others == self.chosen].max()) - best

    @cached_property
    def _others(self) -> Ints:
        problem = self.solved.problem
        return np.flatnonzero(problem.item_of == problem.item_of[self.chosen])

    @cached_property
    def _own_budgets(self) -> list[int]:
        """Budgets of this day's sleep alone, which count as they are and not by their prices."""
        problem = self.solved.problem
        uses = (budget for budget, _ in problem.uses_of(self.chosen))
        return [b for b in uses if problem.budgets[b].name.startswith((SLEEP, ONE_SLEEP))]

    @cached_property
    def _sleep_budget(self) -> int | None:
        """Number of the budget for sleep into that day; None where it is in the worth itself."""
        budgets = self.solved.problem.budgets
        return next((b for b in self._own_budgets if budgets[b].name.startswith(SLEEP)), None)

    @cached_property
    def _without(self) -> Paths:
        """Best paths that leave this sleep out."""
        solved = self.solved
        return Paths.at(solved.problem.arrays, solved.solution.prices, without=self._others)

    @cached_property
    def _worths(self) -> Floats:
        """Worth of the week with each other way to sleep in place of the chosen one."""
        problem, prices = self.solved.problem, self.solved.solution.prices
        arrays, others = problem.arrays, self._others
        rewards, paths = rewards_at(arrays, prices), self._without
        around = paths.ahead[arrays.tail[others]], paths.behind[arrays.head[others]]
        worths = rewards[others] + around[0] + around[1]
        for number in self._own_budgets:
            worths = worths - float(prices[number]) * _uses_of_budget(problem, number)[others]
        if self._sleep_budget is None:
            return np.asarray(worths)
        slept = _uses_of_budget(problem, self._sleep_budget)[others]
        budget = problem.budgets[self._sleep_budget]
        return np.asarray(worths + [budget.worth(self._left + one) for one in slept])

    @cached_property
    def _left(self) -> float:
        """Minutes slept into that day by naps and second sleeps."""
        problem, number = self.solved.problem, self._sleep_budget
        uses = (use for j in self.solved.solution.chosen for use in problem.uses_of(j))
        total = sum(amount for budget, amount in uses if budget == number)
        own = sum(amount for b, amount in problem.uses_of(self.chosen) if b == number)
        return total - own

    @cached_property
    def _unslept(self) -> float:
        """Worth of the week without this sleep."""
        number = self._sleep_budget
        rest = 0.0 if number is None else self.solved.problem.budgets[number].worth(self._left)
        return self._without.top + rest


def _uses_of_budget(problem: Problem, budget: int) -> Floats:
    """How much of a budget each candidate uses."""
    arrays = problem.arrays
    owner = np.repeat(np.arange(problem.size), np.diff(arrays.ptr))
    users = arrays.idx == budget
    return np.bincount(owner[users], arrays.coef[users], problem.size).astype(np.float64)


class _Returned(dict[tuple[Interval, Interval], tuple[float, str]]):
    """What the week gains when part of a run comes back, and what it would go to."""

    def __init__(self, shadow: Shadow) -> None:
        super().__init__()
        self.shadow = shadow

    def __missing__(self, key: tuple[Interval, Interval]) -> tuple[float, str]:
        run, back = key
        hold = self.shadow.hold
        kept = _without(run, back)
        freed = replace(
            hold, held=shortened(hold.held, run, kept), away=shortened(hold.away, run, kept)
        )
        walk = self.shadow.walk(freed)
        worth = max(0.0, walk.reward - self.shadow.base.reward)
        worth += back.minutes * self.shadow.open_rate(back.start)
        found = self[key] = worth, self._best_use(walk, back)
        return found

    def _best_use(self, walk: Walk, back: Interval) -> str:
        problem, rewards = self.shadow.problem, self.shadow.rewards
        touching = [j for j in walk.path if problem.span_of(j).overlaps(back)]
        best = max(touching, key=lambda j: float(rewards[j]), default=None)
        return OPEN_TIME if best is None else self.shadow.label_of(best)


def _without(run: Interval, back: Interval) -> Interval:
    """What is left of a run at its start or end."""
    if back == run:
        return Interval(run.start, run.start)
    if back.end == run.end:
        return Interval(run.start, back.start)
    return Interval(back.end, run.end)


def _within_cells(shadow: Shadow) -> Bools:
    """Candidates that fit into one held hour, and need no home."""
    week, arrays = shadow.solved.week, shadow.problem.arrays
    starts, ends = arrays.tail * SLOT_MINUTES, arrays.head * SLOT_MINUTES
    days = np.array([week.horizon.day_start(day) for day in range(week.horizon.days + 2)])
    from_midnight = starts - days[np.searchsorted(days, starts, side="right") - 1]
    one_hour = from_midnight // HOUR == (from_midnight + ends - starts - 1) // HOUR
    hold = replace(shadow.hold, held=())
    return np.asarray(one_hour & shadow.allowed(hold))


def held_minutes(intervals: Sequence[Interval], span: Interval) -> int:
    """Minutes of a span that intervals hold."""
    return sum(interval.overlap_minutes(span) for interval in intervals)
