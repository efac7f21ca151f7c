"""The three that matter today: chosen among tasks and what is planned, and changed at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from trimtab.app.daily.day_now import Day, day_at
from trimtab.app.daily.ports import Store
from trimtab.app.daily.signing_out import (
    MOST_THINGS,
    planned_three,
    things_written,
    written_three,
)
from trimtab.app.tasks.sorting import SortedTasks
from trimtab.domain.plans import Plan
from trimtab.domain.task_days import DayThree
from trimtab.domain.tasks import Quadrant

MOST_OFFERED = 12
ORDER: tuple[Quadrant, ...] = ("first", "scheduled", "batched", "let_go")


@dataclass(frozen=True, slots=True)
class ThreeOffered:
    """What may be chosen for a day, the chosen first; whether the person chose them."""

    day: date
    names: tuple[str, ...]
    chosen: tuple[str, ...]
    is_own: bool


def offer_three(store: Store, plan: Plan | None, tasks: SortedTasks, now: datetime) -> ThreeOffered:
    """What may be chosen; `now` is on the person's clock."""
    day = None if plan is None else day_at(plan, now)
    on = now.date() if day is None else day.date
    written = written_three(store, on)
    planned = _planned(plan, day)
    listed = [one.listed.task.name for group in ORDER for one in tasks.groups[group]]
    names = dict.fromkeys([*written, *planned, *listed])
    return ThreeOffered(on, tuple(names)[:MOST_OFFERED], written or planned, bool(written))


def _planned(plan: Plan | None, day: Day | None) -> tuple[str, ...]:
    if plan is None or day is None:
        return ()
    return tuple(dict.fromkeys(thing.name for thing in planned_three(plan, day)))


def choose_three(store: Store, day: date, now: datetime, typed: Sequence[str]) -> bool:
    """Keep what was chosen for a day; False, with nothing changed, where it is more than three.

    Nothing chosen leaves the day to the plan.
    """
    things = dict.fromkeys(" ".join(one.split()) for one in typed if one.strip())
    if len(things) > MOST_THINGS:
        return False
    if things:
        kept = things_written(tuple(things))
        store.keep_entry(DayThree(day=day, said_at=now, things=kept))
    else:
        store.forget_entry(DayThree, day.isoformat())
    return True
