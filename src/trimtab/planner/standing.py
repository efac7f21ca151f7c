"""Reasons that come from what a thing is, before what it lost to is looked for."""

from __future__ import annotations

from collections.abc import Callable

from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.planner.line import Week
from trimtab.planner.problem import Item
from trimtab.planner.triage import is_pressing, may_delegate, quadrant_of, starting_moment

LET_GO = "Neither urgent nor important this week; it can wait or go."
DELEGATE = "It is urgent and not important: somebody else may do as well."


def because_of(week: Week, item: Item, find_loss: Callable[[], str]) -> str:
    """Why an item is missing or small: what it is, where that says enough, else what it lost to."""
    practice = _stacked(week, item)
    if practice is not None:
        return _beside_words(practice)
    task = _task(week, item)
    if task is None:
        return find_loss()
    moment = starting_moment(week)
    if quadrant_of(task, moment) == "let_go" and not is_pressing(week, task):
        return LET_GO
    return " ".join([find_loss(), *([DELEGATE] if may_delegate(task, moment) else [])])


def _beside_words(practice: Practice) -> str:
    side = f"after {practice.after}" if practice.after else f"before {practice.before}"
    return f"Its place is right {side}, and not every one of these leaves room for it."


def _stacked(week: Week, item: Item) -> Practice | None:
    if item.kind not in {"practice", "people", "study"}:
        return None
    stacked = (one for one in week.profile.practices if one.is_stacked)
    return next((one for one in stacked if one.name == item.name), None)


def _task(week: Week, item: Item) -> Task | None:
    if item.kind not in {"task", "study"} or item.said:
        return None
    if any(one.name == item.name for one in week.profile.practices):
        return None
    return next((one for one in week.profile.tasks if one.name == item.name), None)
