"""What one plan has less of than another, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.planner.line import Week
from trimtab.planner.problem import Item, Problem
from trimtab.planner.sentences import SHORT_DAY_NAMES, minutes_said

MOST_NAMED = 3


def day_name(week: Week, minute: int) -> str:
    """The day of a minute as a sentence names it: with its date where weeks could be mixed up."""
    horizon = week.horizon
    date = horizon.date_of(horizon.day_of(minute))
    name = SHORT_DAY_NAMES[date.weekday()]
    return name if horizon.days <= 7 else f"{name} {date.day} {date:%b}"


@dataclass(frozen=True, slots=True)
class Losses:
    """Two plans of one problem, and what the second has less of."""

    week: Week
    problem: Problem
    before: tuple[int, ...]
    after: tuple[int, ...]

    def minutes_gained(self, item: int) -> int:
        """Minutes the second plan has more of an item; below 0 when it has less."""
        before, after = self._apart
        return after[item] - before[item]

    def named(self, besides: int) -> list[str]:
        """What the second plan has less of, the most first, apart from the item `besides`."""
        before, after = self._apart
        lost = {item: before[item] - after[item] for item in before if item != besides}
        order = sorted((item for item in lost if lost[item] > 0), key=lambda item: -lost[item])
        said = [phrase for item in order for phrase in self._said(item, lost[item])]
        if len(said) <= MOST_NAMED:
            return said
        return [*said[: MOST_NAMED - 1], f"{len(said) - MOST_NAMED + 1} smaller things"]

    @property
    def _apart(self) -> tuple[Counter[int], Counter[int]]:
        """Minutes by item of what only the first plan holds, and only the second."""
        both = set(self.before) & set(self.after)
        plans = ([j for j in chosen if j not in both] for chosen in (self.before, self.after))
        before, after = map(self._minutes, plans)
        return before, after

    def _minutes(self, chosen: Sequence[int]) -> Counter[int]:
        total: Counter[int] = Counter()
        for candidate in chosen:
            for item in self.problem.items_in(candidate):
                total[item] += self.problem.minutes_for(candidate, item)
        return total

    def _said(self, number: int, minutes: int) -> list[str]:
        """How a loss of so many minutes of an item is said: by the day where something went."""
        item = self.problem.items[number]
        if item.kind == "sleep":
            return [f"{minutes_said(minutes)} of {self._day_of(item, number)}'s night"]
        gone = self._days_gone(number)
        if gone and item.said:
            return [f"{item.said} on {day}" for day in gone]
        if gone:
            return [f"{day}'s {item.name}" for day in gone]
        if item.day is not None:
            day = self._day_of(item, number)
            said = f"{item.said} on {day}" if item.said else f"{day}'s {item.name}"
            return [f"{minutes_said(minutes)} of {said}"]
        return [f"{minutes_said(minutes)} of {item.said or item.name}"]

    def _day_of(self, item: Item, number: int) -> str:
        if item.kind == "sleep":
            own = [j for j in self.before if self.problem.item_of[j] == number]
            start = min((self.problem.start_minute(j) for j in own), default=0)
            return day_name(self.week, max(0, start))
        return day_name(self.week, self.week.horizon.day_start(item.day or 0))

    def _days_gone(self, number: int) -> list[str]:
        """Days on which an item stood in the first plan, as many as it has fewer places now."""
        places = [self._places(chosen, number) for chosen in (self.before, self.after)]
        fewer = len(places[0]) - len(places[1])
        kept = {day_name(self.week, start) for start in places[1]}
        days = [day_name(self.week, start) for start in places[0]]
        gone = [day for day in days if day not in kept] or days
        return gone[:fewer] if fewer > 0 else []

    def _places(self, chosen: Sequence[int], number: int) -> list[int]:
        own = (j for j in chosen if number in self.problem.items_in(j))
        return sorted(max(0, self.problem.start_minute(j)) for j in own)
