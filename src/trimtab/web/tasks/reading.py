"""The profile's tasks as this room reads them, and the person's moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from trimtab.app.tasks.sorting import SortedTasks, sort_tasks
from trimtab.domain.people import Profile
from trimtab.profiles.task_writing import tasks_in
from trimtab.reports.task_words import on_clock
from trimtab.web.desk import Desk
from trimtab.web.settings.keeping import profile_of


def local_now(desk: Desk, profile: Profile) -> datetime:
    """The moment on the person's clock."""
    return on_clock(desk.now(), profile.person.time_zone)


def sorted_now(desk: Desk) -> SortedTasks:
    """The kept profile's tasks as they stand now."""
    kept = desk.store.plan()
    profile = profile_of(desk)
    tasks = tasks_in(profile.text, desk.zone)
    if kept is None:
        return sort_tasks(tasks, None, desk.now())
    days = kept.plan.horizon
    marks = desk.store.marks(days.instant_of(0), days.instant_of(days.minutes))
    found = sort_tasks(tasks, kept.plan, desk.now(), marks)
    return replace(found, is_current=kept.profile_revision == profile.revision)
