"""Budgets that many things share: values, open time, focus; and the hand that adds candidates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from trimtab.domain.practices import Boundary, BoundaryKind
from trimtab.domain.time import SLOT_MINUTES, Interval
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.asked import wanted_in_week, week_interval
from trimtab.planner.boundaries import ExceptionHours, limited_exceptions
from trimtab.planner.budget_names import FOCUS, open_time_in
from trimtab.planner.budgets import Budget, at_most, diminishing, on_top_of, soft_cap
from trimtab.planner.clear_heads import clear_heads
from trimtab.planner.done import exceptions_used, focus_minutes_done, value_minutes_done
from trimtab.planner.free_stretches import NEVER, NONE, FreeStretches
from trimtab.planner.layout import Use, spread
from trimtab.planner.line import Week
from trimtab.planner.lived_days import is_lighter, open_share_of
from trimtab.planner.problem import Draft, Group, Shape


@dataclass
class Ledger:
    """The problem being written for a week, with its shared budgets.

    Budgets numbered by week or day are arrays indexed by that number; -1 means none.
    """

    week: Week
    draft: Draft
    weights: tuple[Mapping[str, float], ...]
    daily: dict[str | None, Floats] = field(default_factory=dict)
    values: dict[str, Ints] = field(default_factory=dict)
    open_time: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    focus: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    meals: dict[str, Ints] = field(default_factory=dict)
    exceptions: dict[Boundary, Ints] = field(default_factory=dict)
    exception_hours: dict[tuple[BoundaryKind, ...], list[ExceptionHours]] = field(
        default_factory=dict
    )
    free_stretches: FreeStretches = field(default_factory=FreeStretches)

    @cached_property
    def clear_heads(self) -> Floats:
        """How well each slot of the line suits demanding work."""
        return clear_heads(self.week)

    def weight_of(self, value: str | None, number: int | None = None) -> float:
        """Weight of a value against the average one, in a planned week or over the horizon.

        It is 1 for what serves no value.
        """
        first, last = (0, self.days) if number is None else (7 * number, 7 * (number + 1))
        weights: list[float] = self._weights_of(value)[first : min(last, self.days)].tolist()
        return sum(weights) / len(weights)

    def weights_on(self, value: str | None, days: Ints) -> Floats:
        """The same on each of those local days."""
        return self._weights_of(value)[days]

    def _weights_of(self, value: str | None) -> Floats:
        """The same on every day of the line."""
        if value not in self.daily:
            self.daily[value] = np.array([self._weight(value, day) for day in self.weights])
        return self.daily[value]

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return self.week.horizon.days

    @staticmethod
    def _weight(value: str | None, weights: Mapping[str, float]) -> float:
        return weights.get(value, 1.0) if value else 1.0

    def week_of(self, minutes: Ints) -> Ints:
        """Number of the planned week in which each minute lies."""
        return self.week.number[minutes // SLOT_MINUTES]

    def day_of(self, minutes: Ints) -> Ints:
        """Local day number of each minute."""
        return self.week.day[minutes // SLOT_MINUTES]

    @property
    def weeks(self) -> int:
        """Planned weeks, the last perhaps short."""
        return -(-self.week.horizon.days // 7)

    def budgets(self, made: list[Budget]) -> Ints:
        """Register budgets in turn and return their numbers."""
        return np.array([self.draft.add_budget(budget) for budget in made], np.int32)

    def add(
        self,
        shape: Shape,
        starts: Ints,
        worth: Floats | float,
        uses: Sequence[Use],
        *,
        open_share: float = 1.0,
    ) -> None:
        """Add candidates of one shape, charging `open_share` of the open time they use up.

        What runs past the horizon is charged whole, so that the last night is not put off to
        where open time no longer counts; `open_budget` leaves room for it.
        """
        if starts.size == 0:
            return
        routine = self.draft.items[shape.item].is_routine
        charge = (1 - self.week.profile.open_share) if routine else open_share
        open_use: Use = (self.open_time[self.week_of(starts)], shape.minutes * charge)
        self.draft.add_group(
            Group(
                shape=shape,
                starts=starts,
                worth=spread(worth, starts.size, np.float64),
                uses=(open_use, *uses),
            )
        )

    def work_uses(
        self, item: int, starts: Ints, minutes: int, most: tuple[float, float]
    ) -> list[Use]:
        """What work takes from stretches that could stay free of it instead.

        `most` are the most minutes that the item's work may come to, in all and on one day. One
        limit for each stretch and item holds either the choice to keep the stretch free, or the
        item's work in it as a share of the most it could be.
        """
        stretches = self.free_stretches
        touched = list(stretches.minutes_inside(starts, minutes))
        if not touched:
            return []
        rows = stretches.rows_of(item)
        is_new = np.zeros(rows.size, np.bool_)
        for numbers, _ in touched:
            is_new[numbers] = True
        for number in np.flatnonzero(is_new[:-1] & (rows[:-1] == NONE)).tolist():
            rows[number] = self._free_row(stretches.hours[number], item)
        limits = stretches.limits(most)
        return [(rows[numbers], inside / limits[numbers]) for numbers, inside in touched]

    def _free_row(self, stretch: Interval, item: int) -> int:
        name = f"{self.draft.items[item].name} ({item}) in free minutes {stretch.start}"
        return self.draft.add_budget(at_most(f"{name} to {stretch.end}", 1))


def side_minutes(week: Week) -> int:
    """Length of the side line: for each day, slots for four choices of what stays free."""
    return 4 * week.horizon.days * SLOT_MINUTES


def open_ledger(week: Week) -> Ledger:
    """A ledger with the shared budgets of a week laid out."""
    ledger = Ledger(week, Draft(week.line_minutes + side_minutes(week)), daily_weights(week))
    ledger.open_time = ledger.budgets([open_budget(week, k) for k in range(ledger.weeks)])
    ledger.focus = ledger.budgets([_focus_budget(week, d) for d in range(week.horizon.days)])
    by_week = [wanted_in_week(week, number) for number in range(ledger.weeks)]
    for value in dict.fromkeys(name for asked in by_week for name in asked):
        made = [
            on_top_of(
                _value_budget(ledger, value, k, by_week[k][value]),
                value_minutes_done(week, value, k),
            )
            for k in range(ledger.weeks)
        ]
        ledger.values[value] = ledger.budgets(made)
    return ledger


def _value_budget(ledger: Ledger, value: str, number: int, minutes: float) -> Budget:
    """Worth of a value's minutes in a week, by what was asked for that week."""
    weight = ledger.weight_of(value, number)
    slopes = [(share, slope * weight) for share, slope in defaults.WORTH.minutes_by_share]
    pieces = (*diminishing("", minutes, slopes).pieces, (10_080.0, 0.0))
    return Budget(f"{value}: minutes in week {number + 1}", pieces, is_capped=False)


def exception_uses(
    ledger: Ledger, kinds: Sequence[BoundaryKind], starts: Ints, minutes: int
) -> list[Use]:
    """What each start uses of the hours that a boundary opens only so often."""
    known = ledger.exception_hours.get(tuple(kinds))
    if known is None:
        known = ledger.exception_hours[tuple(kinds)] = limited_exceptions(ledger.week, kinds)
    found: list[Use] = []
    for rule in known:
        touches = _overlaps(rule.hours, starts, minutes).astype(np.float64)
        found.append((_exception_budgets(ledger, rule)[ledger.week_of(starts)], touches))
    return found


def _overlaps(hours: Sequence[Interval], starts: Ints, minutes: int) -> npt.NDArray[np.bool_]:
    """Whether so many minutes from each start overlap any of these hours, which lie in order."""
    ends = np.array([one.end for one in hours], np.int32)
    firsts = np.array([*(one.start for one in hours), NEVER], np.int32)
    return firsts[np.searchsorted(ends, starts, side="right")] < starts + np.int32(minutes)


def _exception_budgets(ledger: Ledger, rule: ExceptionHours) -> Ints:
    known = ledger.exceptions.get(rule.boundary)
    if known is None:
        name = f"Exceptions to {rule.boundary.name}"
        used = [exceptions_used(ledger.week, rule, k) for k in range(ledger.weeks)]
        caps = [
            on_top_of(at_most(f"{name} in week {k + 1}", rule.times_per_week), used[k])
            for k in range(ledger.weeks)
        ]
        known = ledger.exceptions[rule.boundary] = ledger.budgets(caps)
    return known


def daily_weights(week: Week) -> tuple[Mapping[str, float], ...]:
    """Relative weights on each day of the line, by the season of the day."""
    dates = (week.horizon.date_of(day) for day in range(week.horizon.days + 2))
    return tuple(relative_weights(week.profile.values_on(date)) for date in dates)


def relative_weights(weights: Mapping[str, float]) -> Mapping[str, float]:
    """Each value's weight against the mean of all, kept within reason."""
    if not weights:
        return {}
    mean = sum(weights.values()) / len(weights)
    low, high = defaults.WORTH.weight_range
    return {name: min(high, max(low, weight / mean)) for name, weight in weights.items()}


def open_budget(week: Week, number: int) -> Budget:
    """What keeping time open is worth in planned week `number`."""
    whole = week_interval(week, number, week.now)
    free = whole.minutes - week.committed_minutes(whole) - allowed_for(week, number)
    travel = sum(way.overlap_minutes(whole) for way in week.travel)
    share = open_share_of(week, _days_ahead(week, number))
    if number == (week.horizon.days - 1) // 7:
        free += beyond_minutes(week)
    free = max(0, free)
    limit = max(0.0, (1 - share) * (free - travel))
    spare = max(1.0, share * free)
    beyond = [(part * spare, cost) for part, cost in defaults.WORTH.open_beyond]
    return soft_cap(open_time_in(number), limit, [*beyond, (10_080.0, 5.0)])


def allowed_for(week: Week, number: int) -> int:
    """Minutes of duty to allow for in a week whose roster is not out yet."""
    days = range(7 * number, min(7 * (number + 1), week.horizon.days))
    ahead = [week.horizon.date_of(d) for d in days if week.horizon.day_start(d + 1) > week.now]
    seasons = [week.unpublished[date] for date in ahead if date in week.unpublished]
    return round(sum(season.duty_hours_per_week * 60 / 7 for season in seasons))


def _days_ahead(week: Week, number: int) -> range:
    """Days of a planned week that are not over."""
    first = max(7 * number, week.horizon.day_of(min(week.now, week.horizon.minutes - 1)))
    return range(first, min(7 * (number + 1), week.horizon.days))


def beyond_minutes(week: Week) -> int:
    """Minutes of the last habitual night that lie past the horizon."""
    shift = defaults.CHRONOTYPE_SHIFT[week.profile.person.chronotype]
    wake = defaults.SLEEP.habitual_wake + shift + defaults.SLEEP.slow_start
    return week.horizon.at_clock(week.horizon.days, wake) - week.horizon.minutes


def _focus_budget(week: Week, day: int) -> Budget:
    date = week.horizon.date_of(day)
    season = defaults.SEASONS[week.profile.intensity_on(date)]
    whole = Interval(week.horizon.day_start(day), week.horizon.day_start(day + 1))
    on_duty = week.committed_minutes(whole) >= 6 * 60 or date in week.unpublished
    minutes = season.focus_minutes_on_duty_days if on_duty else season.focus_minutes
    limit = minutes * defaults.FOCUS_BY_ROLE[week.profile.person.role]
    if date in week.days_before_spells | week.days_after_spells:
        limit *= defaults.CARE.focus_share
    if is_lighter(week, day):
        limit *= defaults.LIGHTER.focus_share
    cost = season.focus_cost
    usual = soft_cap(f"{FOCUS} on day {day + 1}", limit, [(limit / 2, cost), (1440.0, 2.5 * cost)])
    return on_top_of(usual, focus_minutes_done(week, whole))
