"""What a missing thing lost to, found by solving the week again with more of it in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np

from trimtab.domain.practices import Practice, Protect
from trimtab.domain.time import SLOT_MINUTES, Interval, clock_text
from trimtab.planner import kernels, swap_kernels
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.asked import days_asked, due_minute, is_day_of, is_still_open
from trimtab.planner.boundaries import awake_hours
from trimtab.planner.budget_names import FOCUS, OPEN_TIME, SPACED, once_on, sittings_of
from trimtab.planner.choices import choice_of
from trimtab.planner.defaults import MEALS, WAKING
from trimtab.planner.dual import rewards_at
from trimtab.planner.forcing import Forcing
from trimtab.planner.lateness import lateness_text, task_of
from trimtab.planner.left_out import left_out_text
from trimtab.planner.line import Week
from trimtab.planner.losses import Losses, day_name
from trimtab.planner.patterns import choices_at, said
from trimtab.planner.problem import Item, Problem
from trimtab.planner.sentences import listed, minutes_said
from trimtab.planner.short_nights import short_nights_text
from trimtab.planner.sleep_day import SleepDay
from trimtab.planner.solve import Solution
from trimtab.planner.unsuited import unsuited_text
from trimtab.planner.walls import Rule, rules_text, source_of, walls_of
from trimtab.planner.work_candidates import notes_due

TIGHT = {
    OPEN_TIME: "More would eat into the open time you asked for.",
    FOCUS: "{day} already holds as much focused work as a day like that can carry.",
    SPACED: "More would sit too close to the last one.",
}
"""What to say when the budget of that name is what a larger dose costs most."""
FOCUS_OVER = "More on {day} would be over the focused work that a day like that can carry."


@dataclass(frozen=True)
class Reasons:
    """A solved week, asked why something is missing.

    `gains` is the exact gain of swapping each candidate into the plan, ejecting what it must.
    """

    week: Week
    problem: Problem
    solution: Solution
    gains: Floats
    OF_A_KIND: ClassVar[int] = 4

    @property
    def chosen(self) -> tuple[int, ...]:
        """The plan's candidates."""
        return self.solution.chosen

    @classmethod
    def after(cls, week: Week, problem: Problem, solution: Solution) -> Reasons:
        """Reasons for a solution."""
        arrays = problem.arrays
        rewards = rewards_at(arrays, solution.prices)
        choice = choice_of(arrays, solution.chosen)
        gains = np.empty(problem.size)
        pool = np.arange(problem.size, dtype=np.int32)
        swap_kernels.swap_gains(arrays, choice, rewards, pool, gains)
        return cls(week, problem, solution, gains)

    def because(self, items: Sequence[int]) -> str:
        """What items of one name lost to, in words."""
        first = self.problem.items[items[0]]
        if first.kind == "sleep":
            return short_nights_text(self.week, self.problem, self.chosen, items)
        if first.kind == "meal":
            return self._missed_meals(items)
        held = self._held_by(items) or self._left_out(items)
        if held:
            return held
        reason = self._late(items) or self._missing(items)
        return " ".join(filter(None, [reason, self._closed_hours(first)]))

    def _left_out(self, items: Sequence[int]) -> str:
        """That the person left these out, where nothing else stands in for that."""
        said = left_out_text(self.week, [self.problem.items[number] for number in items])
        pool = np.flatnonzero(np.isin(self.problem.item_of, items))
        if not said or self._best_addition(pool) is not None:
            return ""
        is_all = self.problem.items[items[0]].day is not None
        return said if is_all else f"{said} {self._no_room(items[0])}"

    def _late(self, items: Sequence[int]) -> str:
        """What finishing something in time would take; empty when that says nothing."""
        return lateness_text(self.week, self.problem, self.solution, items)

    def _missing(self, items: Sequence[int]) -> str:
        best = self._best_addition(np.flatnonzero(np.isin(self.problem.item_of, items)))
        return self._lost_to(best) if best is not None else self._no_room(items[0])

    def _closed_hours(self, item: Item) -> str:
        """The rules that keep something out of other free hours, if any do."""
        walls = walls_of(self.week, item)
        return rules_text(walls.closing()) if walls is not None else ""

    def _is_there(self, person: str, hours: Interval) -> bool:
        return any(awake.contains(hours) for awake in awake_hours(self.week, person))

    def _no_room(self, item: int) -> str:
        """Why no candidate at all would add minutes."""
        kind = self.problem.items[item].kind
        if kind in {"task", "study"} and self.week.request.days_off:
            return "Days off hold no work, and no other free stretch is left."
        left = self._left_over(item)
        if left:
            return f"The last {left} minutes are shorter than its shortest sitting."
        if self._is_full(item):
            return "Its days before it is due already hold as many sittings as they can."
        if self.problem.items[item].said:
            return self._no_room_for_notes(item)
        if kind in {"task", "study"}:
            return f"No free stretch{self._before_due(item)} holds another sitting."
        return "No free stretch in its hours is long enough for more."

    def _before_due(self, item: int) -> str:
        """Says until when a sitting could lie, of what is due within the horizon."""
        task = task_of(self.week, self.problem.items[item])
        due = due_minute(self.week, task.due) if task is not None else None
        is_ahead = due is not None and due <= self.week.horizon.minutes
        return " before it is due" if is_ahead else ""

    def _no_room_for_notes(self, item: int) -> str:
        """Why no more of a duty's notes can be written, with the hour they are wanted by."""
        taken = source_of(self.week, self.problem.items[item])
        if taken is None or taken.commitment.leaves_before is None:
            return "No free stretch holds more of them."
        clock = clock_text(self.week.horizon.clock_of(notes_due(self.week, taken)))
        return f"They are to be done by {clock}, and no free stretch until then holds more of them."

    def _left_over(self, item: int) -> int:
        """Minutes of a task left that are too few for a sitting; 0 when they are not."""
        task = task_of(self.week, self.problem.items[item])
        if task is None:
            return 0
        left = self.problem.items[item].wanted_minutes - self.placed_minutes(item)
        return left if left < task.shortest else 0

    def _is_full(self, item: int) -> bool:
        """Whether a daily limit on sittings is reached somewhere."""
        name = sittings_of(self.problem.items[item].name)
        return any(
            rule.name.startswith(name) and total >= rule.high > 0
            for rule, total in zip(self.problem.budgets, self.totals, strict=True)
        )

    def placed_minutes(self, item: int) -> int:
        """Minutes of an item's own kind that are placed, in the horizon or the tail."""
        return self._placed.get(item, 0)

    @cached_property
    def _placed(self) -> dict[int, int]:
        found: dict[int, int] = {}
        for j in self.chosen:
            for item in self.problem.items_in(j):
                found[item] = found.get(item, 0) + self.problem.minutes_for(j, item)
        return found

    def _own_minutes(self, candidate: int) -> int:
        return self.problem.minutes_for(candidate, int(self.problem.item_of[candidate]))

    @cached_property
    def chosen_uses(self) -> dict[int, dict[int, float]]:
        """Budgets that each chosen candidate uses."""
        return {j: dict(self.problem.uses_of(j)) for j in self.chosen}

    @cached_property
    def totals(self) -> list[float]:
        """Total of each budget."""
        return self.problem.totals_of(self.chosen)

    def _best_addition(self, pool: Ints) -> int | None:
        """The candidate that would add minutes at the least cost; None when none can."""
        order = pool[np.argsort(-self.gains[pool], kind="stable")]
        for j in self._by_kind(order[self.gains[order] > kernels.IMPOSSIBLE]):
            if j not in self.chosen_uses and self._minutes_added(j) > 0:
                return j
        return None

    def _by_kind(self, order: Ints) -> list[int]:
        """The first few candidates of each shape on each day, then all others.

        Those of a kind mostly add the same minutes; but nothing is called impossible untried.
        """
        seen: Counter[tuple[int, int]] = Counter()
        first: list[int] = []
        others: list[int] = []
        days = self.week.day[self.problem.arrays.tail[order]]
        groups = self.problem.group_of[order]
        for j, group, day in zip(order.tolist(), groups.tolist(), days.tolist(), strict=True):
            seen[group, day] += 1
            (first if seen[group, day] <= self.OF_A_KIND else others).append(j)
        return first + others

    def _minutes_added(self, candidate: int) -> int:
        item = self.problem.item_of[candidate]
        own = [j for j in self._ejected(candidate) if self.problem.item_of[j] == item]
        return self._own_minutes(candidate) - sum(self._own_minutes(j) for j in own)

    def _ejected(self, candidate: int) -> list[int]:
        """Chosen candidates that overlap this one or overfill a budget with it."""
        span = self.problem.span_of(candidate)
        item = self.problem.item_of[candidate]
        gone = [j for j in self.chosen if self.problem.span_of(j).overlaps(span)]
        for budget, coefficient in self.problem.uses_of(candidate):
            users = [j for j, uses in self.chosen_uses.items() if budget in uses and j not in gone]
            total = coefficient + sum(self.chosen_uses[j][budget] for j in users)
            limit = self.problem.budgets[budget].high + 1e-7
            if total > limit:
                users.sort(key=lambda j: (self.problem.item_of[j] != item, self._own_minutes(j)))
            while users and total > limit:
                gone.append(users.pop(0))
                total -= self.chosen_uses[gone[-1]][budget]
        return gone

    def _forcing_for(self, candidate: int) -> Forcing:
        """The week made ready to hold a candidate: once for all those near enough."""
        if self._forcing.around.holds(candidate):
            return self._forcing
        return Forcing.after(self.problem, self.solution, [candidate])

    @cached_property
    def _forcing(self) -> Forcing:
        return Forcing.after(self.problem, self.solution, ())

    def _lost_to(self, candidate: int) -> str:
        """What the best week found with this candidate in it has less of than the plan."""
        item = int(self.problem.item_of[candidate])
        forced = self._forcing_for(candidate).with_candidate(candidate)
        if forced is None:
            return self._no_room(item)
        losses = Losses(self.week, self.problem, self.chosen, forced.chosen)
        minutes = losses.minutes_gained(item)
        lost = losses.named(besides=item)
        if lost and minutes > 0:
            return f"{minutes_said(minutes)} more would take the place of {listed(lost)}."
        return self._kept_free(candidate) or self._tight_budget(candidate, forced.chosen)

    def _kept_free(self, candidate: int) -> str:
        """Which stretches kept free of work a candidate would break into; empty when none."""
        choices = choices_at(self.week)
        starts = [self.problem.start_minute(j) for j in self._ejected(candidate)]
        names = [said(self.week, choices[start]) for start in starts if start in choices]
        if not names:
            return ""
        return f"More would break into {listed(names)}, which the plan keeps free of work."

    def _tight_budget(self, candidate: int, after: Sequence[int]) -> str:
        """The shared budget that loses most in the week `after`, in words."""
        totals = self.problem.totals_of(after)
        losses = [
            (rule.worth(total) - rule.worth(self.totals[number]), number)
            for number, (rule, total) in enumerate(zip(self.problem.budgets, totals, strict=True))
        ]
        day = self._day_name(self.problem.start_minute(candidate))
        for loss, number in sorted(losses)[:3]:
            for mark, sentence in TIGHT.items():
                if loss < 0 and mark in self.problem.budgets[number].name:
                    said = sentence if mark != FOCUS or self._is_tight(number) else FOCUS_OVER
                    return said.format(day=day)
        return unsuited_text(self.week, self.problem, self.chosen, candidate)

    def _is_tight(self, number: int) -> bool:
        """Whether one slot more on a budget would already cost something."""
        worth, total = self.problem.budgets[number].worth, self.totals[number]
        return worth(total + SLOT_MINUTES) < worth(total)

    def _day_name(self, minute: int) -> str:
        return day_name(self.week, minute)

    def is_meal_missed(self, number: int) -> bool:
        """Whether a meal could have been eaten, the person being up, and nothing stands for it."""
        item = self.problem.items[number]
        day = item.day or 0
        meal = next(meal for meal in MEALS if meal.name == item.name)
        by_day = SleepDay(self.week, day).is_night_taken and item.name != "Dinner"
        if by_day or any(self.week.eats_on_duty(meal, day, taken) for taken in self.week.taken):
            return False
        starts = self.problem.arrays.tail[self.problem.item_of == number] * SLOT_MINUTES
        asleep = [
            self.problem.span_of(j) for j in self.chosen if self.problem.item_for(j).kind == "sleep"
        ]
        is_up = any(not any(night.holds(s) for night in asleep) for s in starts.tolist())
        cap = once_on(item.name, day)
        is_served = any(
            rule.name == cap and total >= 1
            for rule, total in zip(self.problem.budgets, self.totals, strict=True)
        )
        return bool(is_up and not is_served)

    def _missed_meals(self, items: Sequence[int]) -> str:
        return " ".join(self._missed_meal(number) for number in items)

    def _missed_meal(self, number: int) -> str:
        day = self._day_name(self.week.horizon.day_start(self.problem.items[number].day or 0))
        best = self._best_addition(np.flatnonzero(self.problem.item_of == number))
        said = self._lost_to(best) if best is not None else self._no_room(number)
        return said if day in said else f"{day}: {said}"

    def _held_by(self, items: Sequence[int]) -> str:
        """Which commitments hold the days on which nothing can be placed; empty when none do."""
        days = self._bare_days(items)
        if not days:
            return ""
        closed = {day: self._rules_on(items[0], day) for day in days}
        shut = [day for day in days if closed[day]]
        held = self._held_on(items, [day for day in days if not closed[day]])
        return " ".join(filter(None, [held, self._shut_on(shut, closed)]))

    def _rules_on(self, item: int, day: int) -> list[Rule]:
        """The rules but for which a day would have places for a daily thing."""
        walls = walls_of(self.week, self.problem.items[item])
        hours = self._hours(self.problem.items[item], day)
        return walls.closing(hours) if walls is not None else []

    def _shut_on(self, days: Sequence[int], rules: Mapping[int, Sequence[Rule]]) -> str:
        """Which boundaries and other rules shut days, in words."""
        found = list(dict.fromkeys(rule for day in days for rule in rules[day]))
        names = [rule.boundary for rule in found if rule.boundary]
        said = rules_text([rule for rule in found if not rule.boundary])
        if not names:
            return said
        when = listed(self._day_name(self.week.horizon.day_start(day)) for day in days)
        verb = "closes" if len(set(names)) == 1 else "close"
        return " ".join(filter(None, [f"{listed(names)} {verb} {when} to it.", said]))

    def _held_on(self, items: Sequence[int], days: Sequence[int]) -> str:
        """Which commitments hold days on which nothing keeps to a rule."""
        if not days:
            return ""
        hours = [one for day in days for one in self._hours(self.problem.items[items[0]], day)]
        names = [
            taken.commitment.name
            for taken in self.week.taken
            if taken.commitment.takes_the_person and any(map(taken.interval.overlaps, hours))
        ]
        when = listed(self._day_name(self.week.horizon.day_start(day)) for day in days)
        person = getattr(self._daily_rule(self.problem.items[items[0]]), "with_person", None)
        if person is not None and not all(self._is_there(person, one) for one in hours):
            names.append(f"{person}'s own day")
        if not names:
            return f"There is no free time for it on {when}."
        return f"On {when} its hours go to {listed(names)}, with the way there and back."

    def _bare_days(self, items: Sequence[int]) -> list[int]:
        """Days on which a daily thing was asked for and no candidate of it starts."""
        starts = self.problem.arrays.tail[np.isin(self.problem.item_of, items)]
        reached = set(self.week.day[starts].tolist())
        asked = self._asked_days(self.problem.items[items[0]])
        return [day for day in asked if day not in reached]

    def _asked_days(self, item: Item) -> list[int]:
        rule = self._daily_rule(item)
        if rule is None:
            return []
        if isinstance(rule, Protect):
            return days_asked(self.week, rule)
        horizon = self.week.horizon
        return [
            day
            for day in range(horizon.days)
            if is_day_of(self.week, rule, day) and is_still_open(self.week, rule, day)
        ]

    def _daily_rule(self, item: Item) -> Protect | Practice | None:
        profile = self.week.profile
        if item.kind == "protect":
            return next(p for p in profile.protects if p.name == item.name)
        daily = (p for p in profile.practices if p.times_per_week >= 7)
        return next((p for p in daily if p.name == item.name), None)

    def _hours(self, item: Item, day: int) -> list[Interval]:
        """The hours a daily thing may lie in on a day."""
        rule = self._daily_rule(item)
        if isinstance(rule, Protect):
            return [self.week.horizon.span_on(day, rule.between)]
        spans = rule.only if rule is not None and rule.only else (WAKING.hours,)
        return [self.week.horizon.span_on(day, span) for span in spans]
