"""Budgets that many things share: values, open time, focus; and the hand that adds candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from trimtab.domain.practices import Boundary, BoundaryKind, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Interval, slot_up
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
    weight: dict[str, float]
    wanted: dict[str, int] = field(default_factory=dict)
    values: dict[str, Ints] = field(default_factory=dict)
    open_time: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    focus: Ints = field(default_factory=lambda: np.zeros(0, np.int32))
    meals: dict[str, Ints] = field(default_factory=dict)
    exceptions: dict[Boundary, Ints] = field(default_factory=dict)

    def weight_of(self, value: str | None) -> float:
        """Weight of a value against the average one; 1 for what serves no value."""
        return self.weight.get(value, 1.0) if value else 1.0

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
        where open time no longer counts; `_open_budget` leaves room for it.
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
                uses=tuple(_spread(use, starts.size) for use in [open_use, *uses]),
            )
        )


def merge_uses(uses: Sequence[Use], size: int) -> list[tuple[Ints, Floats]]:
    """The same uses with no budget twice in any candidate: coefficients of one budget summed."""
    spread = [_spread(use, size) for use in uses]
    merged: list[tuple[Ints, Floats]] = []
    for budget, given in spread:
        coefficient = given.copy()
        for known, total in merged:
            is_same = known == budget
            total[is_same] += coefficient[is_same]
            coefficient[is_same] = 0.0
        merged.append((budget, coefficient))
    return merged


def _spread(use: Use, size: int) -> tuple[Ints, Floats]:
    budget, coefficient = use
    return (
        np.broadcast_to(np.asarray(budget, np.int32), (size,)),
        np.broadcast_to(np.asarray(coefficient, np.float64), (size,)),
    )


def open_ledger(week: Week) -> Ledger:
    """A ledger with the shared budgets of a week laid out."""
    ledger = Ledger(week, Draft(week.line_minutes), relative_weights(week))
    ledger.wanted = wanted_minutes(week)
    ledger.open_time = ledger.budgets([_open_budget(week, k) for k in range(ledger.weeks)])
    ledger.focus = ledger.budgets([_focus_budget(week, d) for d in range(week.horizon.days)])
    for value, minutes in ledger.wanted.items():
        per_week = minutes / ledger.weeks
        slopes = [
            (share, slope * ledger.weight_of(value))
            for share, slope in defaults.WORTH.minutes_by_share
        ]
        beyond = (10_080.0, 0.0)
        made = [
            Budget(
                f"{value}: minutes in week {k + 1}",
                (*diminishing("", per_week, slopes).pieces, beyond),
                is_capped=False,
            )
            for k in range(ledger.weeks)
        ]
        ledger.values[value] = ledger.budgets(made)
    return ledger


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


def relative_weights(week: Week) -> dict[str, float]:
    """Each value's weight against the mean of those that something serves, kept within reason."""
    weights = week.profile.values
    if not weights:
        return {}
    mean = sum(weights.values()) / len(weights)
    low, high = defaults.WORTH.weight_range
    return {name: min(high, max(low, weight / mean)) for name, weight in weights.items()}


def wanted_minutes(week: Week) -> dict[str, int]:
    """Minutes asked for each value over the horizon: every ideal, of tasks what is good enough."""
    wanted: dict[str, float] = defaultdict(float)
    profile = week.profile
    for name in profile.values:
        wanted[name] = 0
    weeks = range(-(-week.horizon.days // 7))
    for practice in profile.practices:
        times = sum(times_wanted(week, practice, number) for number in weeks)
        wanted[practice.value] += times * practice.doses[0]
    for protect in profile.protects:
        wanted[protect.value] += len(days_asked(week, protect)) * protect.doses[0]
    for task in profile.tasks:
        wanted[task.value] += asked_minutes(week, task)
    messages = profile.messages
    if messages is not None and messages.value is not None:
        wanted[messages.value] += message_minutes(week)
    value = notes_value(week)
    if value is not None:
        wanted[value] += sum(
            taken.commitment.leaves_minutes for taken in week.taken if leaves_notes(week, taken)
        )
    return {name: round(minutes) for name, minutes in wanted.items()}


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


def _open_budget(week: Week, number: int) -> Budget:
    whole = _week_interval(week, number)
    free = whole.minutes - week.committed_minutes(whole)
    travel = sum(way.overlap_minutes(whole) for way in week.travel)
    share = week.profile.open_share
    if number == (week.horizon.days - 1) // 7:
        free += beyond_minutes(week)
    limit = max(0.0, (1 - share) * (free - travel))
    spare = max(1.0, share * free)
    beyond = [(part * spare, cost) for part, cost in defaults.WORTH.open_beyond]
    return soft_cap(f"Open time in week {number + 1}", limit, [*beyond, (10_080.0, 5.0)])


def beyond_minutes(week: Week) -> int:
    """Minutes of the last habitual night that lie past the horizon."""
    shift = defaults.CHRONOTYPE_SHIFT[week.profile.person.chronotype]
    wake = defaults.SLEEP.habitual_wake + shift + defaults.SLEEP.slow_start
    return week.horizon.at_clock(week.horizon.days, wake) - week.horizon.minutes


def _focus_budget(week: Week, day: int) -> Budget:
    season = defaults.SEASONS[week.profile.intensity_on(week.horizon.date_of(day))]
    whole = Interval(week.horizon.day_start(day), week.horizon.day_start(day + 1))
    on_duty = week.committed_minutes(whole) >= 6 * 60
    minutes = season.focus_minutes_on_duty_days if on_duty else season.focus_minutes
    limit = minutes * defaults.FOCUS_BY_ROLE[week.profile.person.role]
    cost = season.focus_cost
    return soft_cap(
        f"Focused work on day {day + 1}", limit, [(limit / 2, cost), (1440.0, 2.5 * cost)]
    )
