"""Dates with lead times in a planned week: steps as tasks, the dates themselves as day notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import DayNote
from trimtab.domain.dates import DueStep, KeptDate, ahead_text, due_steps, steps_between
from trimtab.domain.people import Profile
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon, slot_up

USUAL_SITTING, LONGEST_SITTING = 25, 90
SOURCE = "dates"


def with_date_steps(profile: Profile, horizon: Horizon, now: datetime) -> Profile:
    """The profile with steps of its dates among its tasks, those whose time comes in the horizon.

    A step whose name the profile has as a task already is left to that task, and one that waits
    for late ones beyond the horizon to the weeks after it.
    """
    if not profile.dates:
        return profile
    known = {task.name for task in profile.tasks}
    last = horizon.date_of(horizon.days - 1)
    steps = [due for due in week_steps(profile.dates, horizon, now) if due.begins <= last]
    tasks = [_task(due, horizon) for due in steps if due.step.task_name not in known]
    values = {task.value: 1.0 for task in tasks}
    return replace(profile, tasks=(*profile.tasks, *tasks), values={**values, **profile.values})


def with_private_dates(profile: Profile, horizon: Horizon) -> Profile:
    """The profile with what each date that says whether it is private says of its steps.

    Done or not, they stand among the tasks, for a plan made before may hold them.
    """
    last = horizon.date_of(horizon.days - 1)
    said = [
        (name, one.value, one.private)
        for one in profile.dates
        if one.private is not None
        for name in (one.name, *one.task_names(horizon.first_day, last))
    ]
    known = {thing.name for thing in profile.things}
    tasks = [
        Task(name, value, 0, private=private) for name, value, private in said if name not in known
    ]
    return replace(profile, tasks=(*profile.tasks, *tasks))


def week_steps(dates: Iterable[KeptDate], horizon: Horizon, now: datetime) -> tuple[DueStep, ...]:
    """Open steps whose time has come by the end of the horizon, seen from `now`.

    Steps on time that are wanted before a horizon still to come count as done by then.
    """
    today, first = horizon.to_local(now).date(), _today(horizon, now)
    steps = steps_between(dates, first, horizon.date_of(horizon.days - 1))
    still = (step for step in steps if step.is_late_on(today) or not step.is_late_on(first))
    return due_steps(still, first)


def date_notes(dates: Iterable[KeptDate], horizon: Horizon) -> tuple[DayNote, ...]:
    """Every date that falls into the horizon and is not done, as a note of its day."""
    last = horizon.date_of(horizon.days - 1)
    return tuple(
        DayNote(one.name, turn.day, turn.day, SOURCE)
        for one in dates
        for turn in one.turns(horizon.first_day, last)
        if not turn.is_done
    )


def date_remarks(dates: Iterable[KeptDate], horizon: Horizon, now: datetime) -> Iterator[str]:
    """A sentence for each date with steps that are still open after their days."""
    today = _today(horizon, now)
    late: dict[tuple[str, date], list[str]] = {}
    for due in week_steps(dates, horizon, now):
        if due.is_late:
            turn = due.step.turn
            late.setdefault((turn.kept.name, turn.day), []).append(due.step.step.name)
    for (name, day), steps in late.items():
        yield f"Still open for {name}: {'; '.join(steps)}. The date is {ahead_text(day, today)}."


def _today(horizon: Horizon, now: datetime) -> date:
    return max(horizon.first_day, horizon.to_local(now).date())


def _task(due: DueStep, horizon: Horizon) -> Task:
    step, turn = due.step.step, due.step.turn
    day = turn.day
    when = f"{day.day} {day:%b %Y}"
    said = "still open; the date is" if due.is_late else "due"
    return Task(
        name=due.step.task_name,
        value=turn.kept.value,
        minutes=step.minutes,
        shortest=min(USUAL_SITTING, slot_up(step.minutes)),
        longest=LONGEST_SITTING,
        due=_midnight(due.by + timedelta(days=1), horizon.zone),
        important=due.step.is_important,
        demanding=step.demanding,
        note="; ".join(filter(None, [f"for {turn.kept.name}, {said} {when}", step.note])),
        starts=_midnight(due.begins, horizon.zone),
        private=turn.kept.private,
    )


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, datetime.min.time(), ZoneInfo(zone)).astimezone(UTC)
