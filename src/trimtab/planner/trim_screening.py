"""What each trim might bring, estimated from prices in well under a millisecond or two each."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from trimtab.domain.plans import HourPrice
from trimtab.planner.asked import wanted_minutes
from trimtab.planner.budget_names import minutes_of
from trimtab.planner.defaults import MEALS, SLEEP, WORTH, TrimDefaults
from trimtab.planner.line import Week
from trimtab.planner.shadow import Shadow
from trimtab.planner.trim_catalogue import Family
from trimtab.planner.trim_changes import NOTES_SAVED, note_days
from trimtab.planner.trim_situation import Option

UNFORESEEN: tuple[Family, ...] = ("recording", "from home", "due", "hours")
"""Families whose gain prices may miss, the most often missed first.

A sleep or a sitting is longer or whole only once they are made.
"""

EQUAL = 0.01
"""Share by which estimates may differ that tell nothing apart."""

EXTRA_DINNER = MEALS[2].doses[0] - MEALS[2].doses[1]


@dataclass(frozen=True, slots=True)
class Screened:
    """An option with what it might bring, in worth."""

    option: Option
    estimate: float

    @property
    def rank(self) -> float:
        """Gains count less the harder a trim is to ask for."""
        return self.estimate * self.option.entry.ease


@dataclass(frozen=True)
class Screen:
    """A week's prices, asked what trims might bring."""

    shadow: Shadow
    hours: tuple[HourPrice, ...]

    def rank(self, options: Iterable[Option]) -> list[Screened]:
        """Options by what they might bring times how easily they are asked for, best first."""
        found = [Screened(option, self.estimate(option)) for option in options]
        return sorted(found, key=lambda screened: -screened.rank)

    def estimate(self, option: Option) -> float:
        """What an option might bring, in worth."""
        if option.entry.change in {"time-box", "more days"}:
            return self._asked_less(option)
        if option.entry.change == "batch notes":
            return self._batched()
        if option.entry.change in {"cook ahead", "ready dinner"}:
            return self._cooked(option)
        if option.entry.change == "nap":
            return self._napped(option)
        return self._walked(option)

    def _walked(self, option: Option) -> float:
        """Best path of the changed week less that of this one, with open time and what is owed."""
        week = Week(option.request)
        walk = self.shadow.walk(self.shadow.hold_of(week))
        gain = walk.reward - self.shadow.base.reward + self.shadow.open_time_gain(week)
        return gain + self._notes_gone(week) - self._watched_later(option)

    def _notes_gone(self, week: Week) -> float:
        """Relief from notes that are no longer owed."""
        before = sum(t.commitment.leaves_minutes for t in self.shadow.solved.week.taken)
        after = sum(t.commitment.leaves_minutes for t in week.taken)
        return (before - after) * self._evening_minute

    def _watched_later(self, option: Option) -> float:
        """What the hours of a recording cost where time is cheapest."""
        tasks = option.request.profile.tasks[len(self.shadow.solved.week.profile.tasks) :]
        return sum(task.minutes * self._cheapest_minute + WORTH.task_start for task in tasks)

    def _asked_less(self, option: Option) -> float:
        """The task's price for each minute that is no longer asked of the week."""
        wanted = sum(wanted_minutes(self.shadow.solved.week).values())
        gone = wanted - sum(wanted_minutes(Week(option.request)).values())
        return gone * sum(self.shadow.price_of(minutes_of(name)) for name in option.own)

    def _batched(self) -> float:
        days = note_days(self.shadow.solved.week.request)
        minutes = sum(one.leaves_minutes for day in days for one in day)
        sittings = sum(len(day) - 1 for day in days)
        return minutes * NOTES_SAVED * self._evening_minute + sittings * WORTH.task_start

    def _cooked(self, option: Option) -> float:
        """Quicker dinners where time is dear, against cooking where it is cheap."""
        days = option.request.cooked_for
        evenings = self._minutes_between(18, 21, days)
        mean = sum(evenings) / len(evenings) if evenings else 0.0
        return EXTRA_DINNER * len(days) * mean - self._watched_later(option)

    def _napped(self, option: Option) -> float:
        """A nap's minutes at what sleep is worth when short of it, less the hour it takes."""
        hours = self._minutes_between(12, 16, option.request.naps_on)
        cost = min(hours, default=0.0) * (SLEEP.short_nap + SLEEP.short_nap_rising)
        return SLEEP.short_nap * SLEEP.worth_by_share[1][1] - cost

    @cached_property
    def _cheapest_minute(self) -> float:
        """What a minute costs in the cheapest free waking hours."""
        waking = sorted(self._minutes_between(7, 21))
        return waking[len(waking) // 10] if waking else 0.0

    @cached_property
    def _evening_minute(self) -> float:
        """What a minute costs on a usual evening, where notes are written."""
        evening = sorted(self._minutes_between(16, 21))
        return evening[len(evening) // 2] if evening else 0.0

    def _minutes_between(
        self, first: int, last: int, days: Collection[date] | None = None
    ) -> list[float]:
        """What a minute costs in each free hour from clock hour `first` up to `last`."""
        return [
            hour.worth_minutes / 60
            for hour in self.hours
            if not hour.is_given
            and first <= hour.start.hour < last
            and (days is None or hour.start.date() in days)
        ]


def shortlist(screened: Sequence[Screened], most: int, rules: TrimDefaults) -> list[Screened]:
    """The best few that could be worth it, no more than `most_of_a_family` of one family.

    Some places are for those whose gain prices tell badly, each of a family of its own.
    """
    could = [one for one in screened if one.estimate * rules.screening_slack >= rules.least_gain]
    able = _with_few_alike(_without_equals(could), rules.most_of_a_family)
    first = able[: max(0, most - rules.most_unforeseen)]
    alike = {one.option.entry.family for one in first}
    families = [family for family in UNFORESEEN if family not in alike]
    unforeseen = [o for family in families for o in screened if o.option.entry.family == family]
    added = _with_few_alike(unforeseen, 1)[: rules.most_unforeseen]
    rest = [one for one in able if one not in first and one not in added]
    return [*first, *added, *rest][:most]


def _without_equals(screened: Iterable[Screened]) -> list[Screened]:
    """One of those that do the same to the same thing for as much: cover at noon, or at one."""
    first: dict[object, float] = {}
    kept: list[Screened] = []
    for one in screened:
        what = (one.option.entry.id, one.option.target)
        if abs(first.get(what, math.inf) - one.estimate) > EQUAL * one.estimate:
            kept.append(one)
        first.setdefault(what, one.estimate)
    return kept


def _with_few_alike(screened: Iterable[Screened], most: int) -> list[Screened]:
    """The first few of each family."""
    seen: Counter[Family] = Counter()
    kept: list[Screened] = []
    for one in screened:
        seen[one.option.entry.family] += 1
        if seen[one.option.entry.family] <= most:
            kept.append(one)
    return kept
