"""Tasks that ended: what a day finished, and what has been done with before."""

from __future__ import annotations

from datetime import date

from trimtab.app.daily.ports import Store
from trimtab.domain.task_days import TaskEnded


def finished_on(store: Store, first: date, last: date) -> dict[date, tuple[str, ...]]:
    """Names of tasks that were said to be done, by day; what was let go is none of them."""
    found: dict[date, tuple[str, ...]] = {}
    for one in store.entries(TaskEnded, first, last):
        if one.how == "done":
            found[one.day] = (*found.get(one.day, ()), one.name)
    return found


def ended_names(store: Store) -> dict[str, TaskEnded]:
    """The last end of each task, by its name."""
    return {one.name: one for one in sorted(store.entries(TaskEnded), key=lambda e: e.said_at)}
