"""What is asked of a week: times, days and minutes, and what is left of them to plan."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

import numpy as np

from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import SLOT_MINUTES, Interval, slot_up
from trimtab.planner import defaults
from trimtab.planner.arrays import Ints
from trimtab.planner.done import messages_done, notes_minutes_done, times_done
from trimtab.planner.history import is_of_practice, is_of_task
from trimtab.planner.line import Taken, Week
from trimtab.planner.lived_days import eased_goals, is_lighter
from trimtab.planner.messages import message_minutes
from trimtab.planner.settled import closed_days, is_settled

SHORTEST_DAY = 6 * 60
"""Minutes that must be left of a day for a practice to be asked of it."""


def wanted_minutes(week: Week) -> dict[str, int]:
    """Minutes asked for each value from when the week is known.

    Every ideal counts in full, of tasks what is good enough.
    """
    wanted: dict[str, float] = defaultdict(float)
    for number in range(-(-week.horizon.days // 7)):
        for name, minutes in wanted_in_week(week, number).items():
            wanted[name] += minutes
    return {name: round(minutes) for name, minutes in wanted.items()}


def wanted_in_week(week: Week, number: int) -> dict[str, float]:
    """Minutes asked for each value in a planned week, from when it is known.

    A task's are spread until it is due.
    """
    profile, horizon = week.profile, week.horizon
    days = range(7 * number, min(7 * (number + 1), horizon.days))
    wanted: dict[str, float] = dict.fromkeys(profile.values, 0.0)

    def ask(value: str, minutes: float) -> None:
        wanted[value] = wanted.get(value, 0.0) + minutes

    for practice in profile.practices:
        times = _times_asked(week, practice, number)
        ask(practice.value, _goal_minutes(week, practice, number, times))
    for protect in profile.protects:
        asked = [day for day in _days_protected(week, protect, week.known_from) if day in days]
        ask(protect.value, len(asked) * protect.doses[0])
    for task in profile.tasks:
        ask(task.value, enough_of_task(week, task) * _share_of_task(week, task, number))
    messages = profile.messages
    if messages is not None and messages.value is not None:
        ask(messages.value, message_minutes(week, days) + messages_done(week, days))
    value = notes_value(week)
    for taken in week.taken if value is not None else ():
        if _ends_within(week, taken) and horizon.day_of(taken.interval.end) in days:
            ask(value or "", taken.commitment.leaves_minutes)
    return wanted


def _share_of_task(week: Week, task: Task, number: int) -> float:
    """Share of a task that belongs into a planned week: even over the days until it is due."""
    due = due_minute(week, task.due)
    last = week.horizon.minutes if due is None else min(due, week.horizon.minutes)
    whole = Interval(week.known_from, last)
    planned = week_interval(week, number, week.known_from)
    return planned.overlap_minutes(whole) / max(1, whole.minutes)


def practice_minutes(week: Week, practice: Practice, number: int) -> int:
    """Minutes of a practice still asked for in a planned week: its goal each time.

    What lighter days may hold of it is welcome and never missing.
    """
    times = times_wanted(week, practice, number)
    asked = _goal_minutes(week, practice, number, times)
    if practice.must or not any(is_lighter(week, day) for day in _days_of(week, practice, number)):
        return asked
    return min(asked, _beside_lighter_days(week, practice, number, times))


def _beside_lighter_days(week: Week, practice: Practice, number: int, times: int) -> int:
    """Minutes of a practice that days beside lighter ones should hold."""
    since = week.known_from
    days = [
        day
        for day in _days_of(week, practice, number)
        if not is_lighter(week, day) and _is_open_after(week, practice, day, since)
    ]
    if not days:
        return 0
    asked = -(-practice.times_per_week * len(days) // len(practice.days))
    left = max(0, asked - times_done(week, practice, number))
    return min(left, times) * int(goals_by_day(week, practice)[days].min())


def _goal_minutes(week: Week, practice: Practice, number: int, times: int) -> int:
    """Minutes that so many times of a practice should come to in a planned week.

    Where a season turns within the week, its days' mean goal, to five minutes.
    """
    goals = goals_by_day(week, practice)
    days = _days_of(week, practice, number)
    open_days = [d for d in days if _is_open_after(week, practice, d, week.known_from)]
    ahead = [day for day in days if is_still_open(week, practice, day)] or open_days
    if len(set(goals[ahead].tolist())) == 1:
        return times * int(goals[ahead[0]])
    return 5 * round(times * float(goals[ahead].mean()) / 5) if ahead else 0


def goals_by_day(week: Week, practice: Practice) -> Ints:
    """The dose of a practice to aim at on each day of the line, in minutes."""
    goals = {one: practice.goal_minutes(is_heavy=one == "heavy") for one in set(week.intensities)}
    usual = np.array([goals[one] for one in week.intensities], np.int32)
    return eased_goals(week, practice, usual)


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
    closed = {day.start for day in closed_days(week, is_of_practice(practice), once_a_day=True)}
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
    return [day for day in days if is_day_of(week, practice, day)]


def is_day_of(week: Week, practice: Practice, day: int) -> bool:
    """Whether a practice may stand on a day of the line, by its weekdays and its dates."""
    is_dated = practice.on is None or week.horizon.date_of(day) in practice.on
    return is_dated and week.horizon.weekday_of(day) in practice.days


def is_still_open(week: Week, practice: Practice, day: int) -> bool:
    """Whether enough of a day, or of the hours a practice keeps to, is still ahead."""
    if _is_open_after(week, practice, day, week.now):
        return True
    return week.history.is_ahead_on(is_of_practice(practice), week.day_hours(day))


def _is_open_after(week: Week, practice: Practice, day: int, since: int) -> bool:
    is_free = is_day_off(week, day) or is_lighter(week, day)
    if practice.is_study and not practice.must and is_free:
        return False
    if not practice.only:
        return week.horizon.day_start(day + 1) > since + SHORTEST_DAY
    return any(
        week.horizon.span_on(day, span).end >= since + min(practice.doses[-1], span.minutes)
        for span in practice.only
    )


def is_day_off(week: Week, day: int) -> bool:
    """Whether a day holds no work and no study: vacation or leave."""
    return week.horizon.date_of(day) in week.request.days_off


def days_asked(week: Week, protect: Protect) -> list[int]:
    """Days on which something protected is wanted, its hours not over, and it is not settled."""
    return [
        day
        for day in _days_protected(week, protect, week.now)
        if not is_settled(week, "protect", protect.name, day)
    ]


def _days_protected(week: Week, protect: Protect, since: int) -> list[int]:
    return [
        day
        for day in range(week.horizon.days)
        if week.horizon.weekday_of(day) in protect.days
        and week.horizon.span_on(day, protect.between).end > since
    ]


def notes_value(week: Week) -> str | None:
    """The value that notes and inbox serve, if the person named one such as "patients"."""
    named = week.profile.values
    return next((value for value in named if value.lower() in defaults.NOTES_VALUES), None)


def notes_minutes(week: Week, taken: Taken) -> int:
    """Minutes of a commitment's notes that this plan must find room for: those not done."""
    if not _ends_within(week, taken):
        return 0
    return left_after(taken.commitment.leaves_minutes, notes_minutes_done(week, taken))


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
    """Minutes of a task that this plan must find room for: those it may have less those done.

    What is left of a share is let go when it is shorter than a sitting.
    """
    whole = task_share(week, task)
    left = left_after(whole, week.history.done_minutes(is_of_task(task)))
    is_scrap = left < min(whole, task.shortest) and whole < task.minutes
    return 0 if is_scrap else left


def asked_minutes(week: Week, task: Task) -> int:
    """Minutes of a task that this plan should find room for: good enough less what is done."""
    asked, most = enough_of_task(week, task), task_minutes(week, task)
    done = week.history.done_minutes(is_of_task(task))
    left = left_after(asked, done)
    if done and left and task_share(week, task) < task.minutes:
        left = max(left, min(task.shortest, task.asked_minutes))
    return min(most, left)


def left_after(asked: int, done: int) -> int:
    """Minutes left; what was done off the slot grid counts up to it, so that no more is planned.

    >>> left_after(240, 0), left_after(22, 0), left_after(22, 10), left_after(240, 33)
    (240, 22, 15, 205)
    """
    left = max(0, slot_up(asked) - done) // SLOT_MINUTES * SLOT_MINUTES
    return left if done else asked


def task_share(week: Week, task: Task) -> int:
    """Minutes of a task that belong into this horizon: all, or a fair share of a later one.

    Where all days ahead are days off, only what is due on them is asked for.
    """
    due = due_minute(week, task.due)
    if (due is None or due > week.horizon.minutes) and _are_all_off(week):
        return 0
    ahead = week.horizon.minutes - week.known_from
    if due is None or due <= week.horizon.minutes or ahead <= 0:
        return task.minutes
    share = -(-int(task.minutes * ahead / (due - week.known_from)) // 15) * 15
    return min(task.minutes, max(share, task.shortest))


def _are_all_off(week: Week) -> bool:
    """Whether every day that is not over is a day off."""
    days = range(week.horizon.day_of(week.known_from), week.horizon.days)
    return bool(days) and all(is_day_off(week, day) for day in days)


def enough_of_task(week: Week, task: Task) -> int:
    """Minutes of a task asked of this horizon: its share of good enough, at least a sitting."""
    whole = task_share(week, task)
    if task.enough_minutes is None or not whole:
        return whole
    share = slot_up(-(-whole * task.enough_minutes // task.minutes))
    return min(max(share, task.shortest), task.enough_minutes)


def week_interval(week: Week, number: int, since: int) -> Interval:
    """What is left of a planned week from a minute on."""
    last = min(7 * (number + 1), week.horizon.days)
    start, end = week.horizon.day_start(7 * number), week.horizon.day_start(last)
    return Interval(min(max(start, since), end), end)
