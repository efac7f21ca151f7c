"""Budgets that many things share: values, open time, focus; and the hand that adds candidates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from trimtab.domain.practices import Boundary, BoundaryKind, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Interval
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.boundaries import ExceptionHours, limited_exceptions
from trimtab.planner.budgets import Budget, at_most, diminishing, on_top_of, soft_cap
from trimtab.planner.done import (
    exceptions_used,
    focus_minutes_done,
    left_by,
    times_done,
    value_minutes_done,
)
from trimtab.planner.history import is_of_practice, is_of_task
from trimtab.planner.line import Taken, Week
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

    def add(self, shape: Shape, starts: Ints, worth: Floats | float, uses: list[Use]) -> None:
        """Add candidates of one shape, charging the open time they use up.

        What runs past the horizon is charged whole, so that the last night is not put off to
        where open time no longer counts; `_open_budget` leaves room for it.
        """
        if starts.size == 0:
            return
        routine = self.draft.items[shape.item].is_routine
        charge = (1 - self.week.profile.open_share) if routine else 1.0
        open_use: Use = (self.open_time[self.week_of(starts)], shape.minutes * charge)
        self.draft.add_group(
            Group(
                shape=shape,
                starts=starts,
                worth=np.broadcast_to(np.asarray(worth, np.float64), starts.shape).copy(),
                uses=tuple(_spread(use, starts.size) for use in [open_use, *uses]),
            )
        )


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
        made = [on_top_of(b, value_minutes_done(week, value, k)) for k, b in enumerate(made)]
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
        used = [exceptions_used(ledger.week, rule, k) for k in range(ledger.weeks)]
        caps = [
            on_top_of(at_most(f"{name} in week {k + 1}", rule.times_per_week), used[k])
            for k in range(ledger.weeks)
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
    """Minutes asked for each value from when the week is known, every ideal counted in full."""
    wanted: dict[str, float] = defaultdict(float)
    profile = week.profile
    for name in profile.values:
        wanted[name] = 0
    weeks = range(-(-week.horizon.days // 7))
    for practice in profile.practices:
        times = sum(_times_asked(week, practice, number) for number in weeks)
        wanted[practice.value] += times * practice.doses[0]
    for protect in profile.protects:
        wanted[protect.value] += _times_protected(week, protect) * protect.doses[0]
    for task in profile.tasks:
        wanted[task.value] += task_asked(week, task)
    value = notes_value(week)
    if value is not None:
        wanted[value] += sum(
            taken.commitment.leaves_minutes for taken in week.taken if _ends_within(week, taken)
        )
    return {name: round(minutes) for name, minutes in wanted.items()}


def times_wanted(week: Week, practice: Practice, number: int) -> int:
    """Repetitions still wanted in planned week `number`: those asked less those done.

    Days that are over are not made up for where once a day is enough.
    """
    asked = _times_asked(week, practice, number)
    if week.known_from == week.now:
        return asked
    left = max(0, asked - times_done(week, practice, number))
    if not practice.once_a_day:
        return left
    closed = {day.start for day in week.closed_days(is_of_practice(practice), once_a_day=True)}
    days = [day for day in _days_of(week, practice, number) if is_still_open(week, practice, day)]
    return min(left, sum(week.horizon.day_start(day) not in closed for day in days))


def _times_asked(week: Week, practice: Practice, number: int) -> int:
    """Repetitions asked in planned week `number`, fewer when some of it is over and unknown."""
    since = week.known_from
    days = _days_of(week, practice, number)
    ahead = [day for day in days if _is_open_after(week, practice, day, since)]
    return -(-practice.times_per_week * len(ahead) // max(1, len(practice.days)))


def _days_of(week: Week, practice: Practice, number: int) -> list[int]:
    days = range(7 * number, min(7 * (number + 1), week.horizon.days))
    return [day for day in days if week.horizon.weekday_of(day) in practice.days]


def is_still_open(week: Week, practice: Practice, day: int) -> bool:
    """Whether enough of a day, or of the hours a practice keeps to, is still ahead."""
    is_planned = week.history.is_ahead_on(is_of_practice(practice), week.day_hours(day))
    return is_planned or _is_open_after(week, practice, day, week.now)


def _is_open_after(week: Week, practice: Practice, day: int, since: int) -> bool:
    if not practice.only:
        return week.horizon.day_start(day + 1) > since + SHORTEST_DAY
    return any(
        week.horizon.span_on(day, span).end >= since + min(practice.doses[-1], span.minutes)
        for span in practice.only
    )


def days_asked(week: Week, protect: Protect) -> list[int]:
    """Days on which something protected is wanted, its hours not over, and it is not settled."""
    return [
        day
        for day in _days_protected(week, protect, week.now)
        if not week.is_settled("protect", protect.name, day)
    ]


def _days_protected(week: Week, protect: Protect, since: int) -> list[int]:
    return [
        day
        for day in range(week.horizon.days)
        if week.horizon.weekday_of(day) in protect.days
        and week.horizon.span_on(day, protect.between).end > since
    ]


def _times_protected(week: Week, protect: Protect) -> int:
    return len(_days_protected(week, protect, week.known_from))


def notes_value(week: Week) -> str | None:
    """The value that notes and inbox serve, if the person named one such as "patients"."""
    named = week.profile.values
    return next((value for value in named if value.lower() in defaults.NOTES_VALUES), None)


def notes_minutes(week: Week, taken: Taken) -> int:
    """Minutes of a commitment's notes that this plan must find room for: those not done."""
    if not _ends_within(week, taken):
        return 0
    done = sum(
        known.interval.minutes
        for known in week.history.done
        if known.block.is_notes and left_by(week, known) is taken
    )
    return max(0, taken.commitment.leaves_minutes - done)


def _ends_within(week: Week, taken: Taken) -> bool:
    """Whether a commitment ends in the time that is known or ahead."""
    return week.known_from <= taken.interval.end < week.horizon.minutes


def due_minute(week: Week, due: datetime | None) -> int | None:
    """Minute of a due instant on the line; None when there is none or it has passed."""
    if due is None:
        return None
    minute = week.horizon.minute_of(due)
    return minute if minute > week.now else None


def task_minutes(week: Week, task: Task) -> int:
    """Minutes of a task that this plan must find room for: those asked less those done.

    What is left of a share is let go when it is shorter than a sitting.
    """
    asked = task_asked(week, task)
    left = max(0, asked - week.history.done_minutes(is_of_task(task)))
    is_scrap = left < min(asked, task.shortest) and asked < task.minutes
    return 0 if is_scrap else left


def task_asked(week: Week, task: Task) -> int:
    """Minutes of a task that belong into this horizon: all, or a fair share of a later one."""
    due = due_minute(week, task.due)
    ahead = week.horizon.minutes - week.known_from
    if due is None or due <= week.horizon.minutes or ahead <= 0:
        return task.minutes
    share = -(-int(task.minutes * ahead / (due - week.known_from)) // 15) * 15
    return min(task.minutes, max(share, task.shortest))


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
    usual = soft_cap(
        f"Focused work on day {day + 1}", limit, [(limit / 2, cost), (1440.0, 2.5 * cost)]
    )
    return on_top_of(usual, focus_minutes_done(week, whole))
