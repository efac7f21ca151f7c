"""Budgets that many things share: values, open time, focus; and the hand that adds candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from trimtab.domain.practices import Boundary, BoundaryKind, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import SLOT_MINUTES, Interval, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.boundaries import ExceptionHours, limited_exceptions
from trimtab.planner.budgets import Budget, at_most, diminishing, soft_cap
from trimtab.planner.line import Taken, Week
from trimtab.planner.messages import message_minutes
from trimtab.planner.problem import Draft, Group, Shape

SHORTEST_DAY = 6 * 60
"""Minutes that must be left of a day for a practice to be asked of it."""

Use = tuple[int | Ints, float | Floats]


@dataclass(slots=True)
class Ledger:
    """The problem being written for a week, with its shared budgets.

    Budgets numbered by week or day are arrays indexed by that number; -1 means none.
    """

    week: Week
    draft: Draft
    weights: tuple[Mapping[str, float], ...]
    values: dict[str, Ints] = field(default_factory=dict)
    open_time: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    focus: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    meals: dict[str, Ints] = field(default_factory=dict)
    exceptions: dict[Boundary, Ints] = field(default_factory=dict)
    free_stretches: dict[Interval, dict[int, int]] = field(default_factory=dict)

    def weight_of(self, value: str | None, number: int | None = None) -> float:
        """Weight of a value against the average one, in a planned week or over the horizon.

        It is 1 for what serves no value.
        """
        first, last = (0, None) if number is None else (7 * number, 7 * (number + 1))
        weights = [self._weight(value, day) for day in self.weights[: self.days][first:last]]
        return sum(weights) / len(weights)

    def weights_on(self, value: str | None, days: Ints) -> Floats:
        """The same on each of those local days."""
        return np.array([self._weight(value, day) for day in self.weights])[days]

    @property
    def days(self) -> int:
        """Days of the horizon."""
        return self.week.horizon.days

    @staticmethod
    def _weight(value: str | None, weights: Mapping[str, float]) -> float:
        return weights.get(value, 1.0) if value else 1.0

    def week_of(self, minutes: Ints) -> Ints:
        """Number of the planned week in which each minute lies."""
        return np.minimum(self.day_of(minutes), self.week.horizon.days - 1) // 7

    def day_of(self, minutes: Ints) -> Ints:
        """Local day number of each minute."""
        return self.week.day[minutes // 5]

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
                worth=np.broadcast_to(np.asarray(worth, np.float64), starts.shape).copy(),
                uses=tuple(spread_use(use, starts.size) for use in [open_use, *uses]),
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
        found: list[Use] = []
        for stretch in self.free_stretches:
            inside = np.minimum(starts + minutes, stretch.end) - np.maximum(starts, stretch.start)
            if not np.any(inside > 0):
                continue
            days = -(-stretch.minutes // 1440)
            limit = min(most[0], days * most[1], stretch.minutes)
            found.append((self._free_row(stretch, item), np.maximum(0, inside) / limit))
        return found

    def _free_row(self, stretch: Interval, item: int) -> int:
        rows = self.free_stretches[stretch]
        if item not in rows:
            name = f"{self.draft.items[item].name} ({item}) in free minutes {stretch.start}"
            rows[item] = self.draft.add_budget(at_most(f"{name} to {stretch.end}", 1))
        return rows[item]


def spread_use(use: Use, size: int) -> tuple[Ints, Floats]:
    """A use as one budget and one coefficient for each of so many candidates."""
    budget, coefficient = use
    return (
        np.broadcast_to(np.asarray(budget, np.int32), (size,)),
        np.broadcast_to(np.asarray(coefficient, np.float64), (size,)),
    )


def side_minutes(week: Week) -> int:
    """Length of the side line: for each day, slots for four choices of what stays free."""
    return 4 * week.horizon.days * SLOT_MINUTES


def open_ledger(week: Week) -> Ledger:
    """A ledger with the shared budgets of a week laid out."""
    ledger = Ledger(week, Draft(week.line_minutes + side_minutes(week)), daily_weights(week))
    ledger.open_time = ledger.budgets([open_budget(week, k) for k in range(ledger.weeks)])
    ledger.focus = ledger.budgets([_focus_budget(week, d) for d in range(week.horizon.days)])
    by_week = [wanted_in_week(week, number) for number in range(ledger.weeks)]
    for value in wanted_minutes(week):
        made = [_value_budget(ledger, value, k, by_week[k][value]) for k in range(ledger.weeks)]
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
    found: list[Use] = []
    for rule in limited_exceptions(ledger.week, kinds):
        touches = np.zeros(starts.size)
        for hours in rule.hours:
            touches[(starts < hours.end) & (starts + minutes > hours.start)] = 1.0
        found.append((_exception_budgets(ledger, rule)[ledger.week_of(starts)], touches))
    return found


def _exception_budgets(ledger: Ledger, rule: ExceptionHours) -> Ints:
    known = ledger.exceptions.get(rule.boundary)
    if known is None:
        name = f"Exceptions to {rule.boundary.name}"
        caps = [
            at_most(f"{name} in week {k + 1}", rule.times_per_week) for k in range(ledger.weeks)
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


def wanted_minutes(week: Week) -> dict[str, int]:
    """Minutes asked for each value over the horizon: every ideal, of tasks what is good enough."""
    wanted: dict[str, float] = defaultdict(float)
    for number in range(-(-week.horizon.days // 7)):
        for name, minutes in wanted_in_week(week, number).items():
            wanted[name] += minutes
    return {name: round(minutes) for name, minutes in wanted.items()}


def wanted_in_week(week: Week, number: int) -> dict[str, float]:
    """Minutes asked for each value in a planned week; a task's are spread until it is due."""
    profile, horizon = week.profile, week.horizon
    days = range(7 * number, min(7 * (number + 1), horizon.days))
    wanted: dict[str, float] = dict.fromkeys(profile.values, 0.0)

    def ask(value: str, minutes: float) -> None:
        wanted[value] = wanted.get(value, 0.0) + minutes

    for practice in profile.practices:
        ask(practice.value, practice_minutes(week, practice, number))
    for protect in profile.protects:
        asked = [day for day in days_asked(week, protect) if day in days]
        ask(protect.value, len(asked) * protect.doses[0])
    for task in profile.tasks:
        ask(task.value, asked_minutes(week, task) * _share_of_task(week, task, number))
    messages = profile.messages
    if messages is not None and messages.value is not None:
        ask(messages.value, message_minutes(week, days))
    value = notes_value(week)
    for taken in week.taken if value is not None else ():
        if leaves_notes(week, taken) and horizon.day_of(taken.interval.end) in days:
            ask(value or "", taken.commitment.leaves_minutes)
    return wanted


def _share_of_task(week: Week, task: Task, number: int) -> float:
    """Share of a task that belongs into a planned week: even over the days until it is due."""
    due = due_minute(week, task.due)
    last = week.horizon.minutes if due is None else min(due, week.horizon.minutes)
    whole = Interval(week.now, last)
    return _week_interval(week, number).overlap_minutes(whole) / max(1, whole.minutes)


def practice_minutes(week: Week, practice: Practice, number: int) -> int:
    """Minutes of a practice asked for in a planned week: its goal each time.

    Where a season turns within the week, its days' mean goal, to five minutes.
    """
    goals = goals_by_day(week, practice)
    last = min(7 * (number + 1), week.horizon.days)
    ahead = [
        day
        for day in range(7 * number, last)
        if week.horizon.weekday_of(day) in practice.days and is_still_open(week, practice, day)
    ]
    times = times_wanted(week, practice, number)
    if len(set(goals[ahead].tolist())) == 1:
        return times * int(goals[ahead[0]])
    return 5 * round(times * float(goals[ahead].mean()) / 5) if ahead else 0


def goals_by_day(week: Week, practice: Practice) -> Ints:
    """The dose of a practice to aim at on each day of the line, in minutes."""
    dates = [week.horizon.date_of(day) for day in range(week.horizon.days + 2)]
    heavy = [week.profile.intensity_on(date) == "heavy" for date in dates]
    return np.array([practice.goal_minutes(is_heavy=one) for one in heavy], np.int32)


def times_wanted(week: Week, practice: Practice, number: int) -> int:
    """Repetitions wanted in planned week `number`, fewer when it is partly over."""
    horizon = week.horizon
    first, last = 7 * number, min(7 * (number + 1), horizon.days)
    days = [day for day in range(first, last) if horizon.weekday_of(day) in practice.days]
    ahead = [day for day in days if is_still_open(week, practice, day)]
    return -(-practice.times_per_week * len(ahead) // max(1, len(practice.days)))


def is_still_open(week: Week, practice: Practice, day: int) -> bool:
    """Whether enough of a day, or of the hours a practice keeps to, is still ahead."""
    if not practice.only:
        return week.horizon.day_start(day + 1) > week.now + SHORTEST_DAY
    return any(
        week.horizon.span_on(day, span).end >= week.now + min(practice.doses[-1], span.minutes)
        for span in practice.only
    )


def days_asked(week: Week, protect: Protect) -> list[int]:
    """Days on which something protected is wanted and its hours are not over."""
    return [
        day
        for day in range(week.horizon.days)
        if week.horizon.weekday_of(day) in protect.days
        and week.horizon.span_on(day, protect.between).end > week.now
    ]


def notes_value(week: Week) -> str | None:
    """The value that notes and inbox serve, if the person named one such as "patients"."""
    named = week.profile.values
    return next((value for value in named if value.lower() in defaults.NOTES_VALUES), None)


def leaves_notes(week: Week, taken: Taken) -> bool:
    """Whether a commitment leaves notes that this plan must find room for."""
    ends_ahead = week.now <= taken.interval.end < week.horizon.minutes
    return taken.commitment.leaves_minutes > 0 and ends_ahead


def due_minute(week: Week, due: datetime | None) -> int | None:
    """Minute of a due instant on the line; None when there is none or it has passed."""
    if due is None:
        return None
    minute = week.horizon.minute_of(due)
    return minute if minute > week.now else None


def task_minutes(week: Week, task: Task) -> int:
    """Minutes of a task that belong into this horizon: all, or a fair share of a later one."""
    due = due_minute(week, task.due)
    ahead = week.horizon.minutes - week.now
    if due is None or due <= week.horizon.minutes or ahead <= 0:
        return task.minutes
    share = -(-int(task.minutes * ahead / (due - week.now)) // 15) * 15
    return min(task.minutes, max(share, task.shortest))


def asked_minutes(week: Week, task: Task) -> int:
    """Minutes of a task asked of this horizon: its share of good enough, at least a sitting."""
    if task.enough_minutes is None:
        return task_minutes(week, task)
    share = slot_up(-(-task_minutes(week, task) * task.enough_minutes // task.minutes))
    return min(max(share, task.shortest), task.enough_minutes)


def _week_interval(week: Week, number: int) -> Interval:
    last = min(7 * (number + 1), week.horizon.days)
    start, end = week.horizon.day_start(7 * number), week.horizon.day_start(last)
    return Interval(min(max(start, week.now), end), end)


def open_budget(week: Week, number: int) -> Budget:
    """What keeping time open is worth in planned week `number`."""
    whole = _week_interval(week, number)
    free = whole.minutes - week.committed_minutes(whole) - _allowed_for(week, number)
    travel = sum(way.overlap_minutes(whole) for way in week.travel)
    share = week.profile.open_share
    if number == (week.horizon.days - 1) // 7:
        free += beyond_minutes(week)
    free = max(0, free)
    limit = max(0.0, (1 - share) * (free - travel))
    spare = max(1.0, share * free)
    beyond = [(part * spare, cost) for part, cost in defaults.WORTH.open_beyond]
    return soft_cap(f"Open time in week {number + 1}", limit, [*beyond, (10_080.0, 5.0)])


def _allowed_for(week: Week, number: int) -> int:
    """Minutes of duty to allow for in a week whose roster is not out yet."""
    days = range(7 * number, min(7 * (number + 1), week.horizon.days))
    ahead = [week.horizon.date_of(d) for d in days if week.horizon.day_start(d + 1) > week.now]
    seasons = [week.unpublished[date] for date in ahead if date in week.unpublished]
    return round(sum(season.duty_hours_per_week * 60 / 7 for season in seasons))


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
    cost = season.focus_cost
    return soft_cap(
        f"Focused work on day {day + 1}", limit, [(limit / 2, cost), (1440.0, 2.5 * cost)]
    )
