"""A profile as life has shown it: tasks as long as they really take, and what is being tried."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from trimtab.domain.lived import Lived
from trimtab.domain.people import Profile
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import WEEKDAYS, slot_up

MOST_LONGER = 2.0
"""So many times its planned minutes a task may be given, whatever was measured (our choice)."""

LEAST_LONGER = 1.05
"""From this factor on a task is given more minutes: less is no more than its rounding (ours)."""

TRIED_MINUTES = 10
"""Minutes of what an experiment adds where it names none (our choice)."""

TRIED_VALUE = "joy"
"""The value of it where the profile names none."""


@dataclass(frozen=True, slots=True)
class LivedProfile:
    """A profile to plan by, and what is longer in it, a sentence each by its name."""

    profile: Profile
    longer: Mapping[str, str] = field(default_factory=dict)

    def remarks(self, left: Iterable[Task]) -> tuple[str, ...]:
        """The sentences on those of its tasks that are left to do."""
        return tuple(self.longer[task.name] for task in left if task.name in self.longer)


def as_lived(profile: Profile, lived: Lived) -> LivedProfile:
    """The profile with tasks as long as they take and an experiment's practices on its days.

    Doses and protected times stay as they are written.
    """
    longer = {task.name: _lengthened(task, lived) for task in profile.tasks}
    remarks = {
        task.name: _said(task, longer[task.name])
        for task in profile.tasks
        if longer[task.name].minutes != task.minutes
    }
    changed = replace(
        profile,
        tasks=tuple(longer[task.name] for task in profile.tasks),
        practices=tuple(_with_tried(profile, lived)),
        studied=lived.studied,
        cards=lived.cards or profile.cards,
    )
    return LivedProfile(changed if changed != profile else profile, remarks)


def _factor(task: Task, lived: Lived) -> float:
    return min(MOST_LONGER, lived.longer_by.get(task.name, 1.0))


def _lengthened(task: Task, lived: Lived) -> Task:
    factor = _factor(task, lived)
    if factor < LEAST_LONGER:
        return task
    enough = task.enough_minutes
    return replace(
        task,
        minutes=slot_up(round(task.minutes * factor)),
        enough_minutes=None if enough is None else slot_up(round(enough * factor)),
        batch=task.is_batched if task.batch is None else task.batch,
    )


def _said(task: Task, longer: Task) -> str:
    return (
        f"{task.name} tends to take longer than planned: "
        f"{longer.minutes} minutes are kept for it, where {task.minutes} were asked."
    )


def _with_tried(profile: Profile, lived: Lived) -> Iterator[Practice]:
    """Practices, and after them what an experiment adds; what the profile knows stays its own."""
    yield from profile.practices
    known = {thing.name for thing in profile.things}
    for name, days in lived.extra_practice.items():
        minutes = lived.extra_minutes.get(name, TRIED_MINUTES)
        if name not in known and days:
            value = _first_value(profile)
            yield Practice(name, value, 7, (minutes,), days=WEEKDAYS, on=frozenset(days))


def _first_value(profile: Profile) -> str:
    """The value that weighs most, the first of these."""
    return max(profile.values, key=lambda name: profile.values[name], default=TRIED_VALUE)
