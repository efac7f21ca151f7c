"""The verifier's rules for what is known of life: lighter days, doses to begin with, dates.

What the person pinned stands as they pinned it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from trimtab.domain.plans import Block
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan
from trimtab.planner.check import Check, said
from trimtab.planner.wall_clock import stretch_of

DAY = timedelta(days=1)
PRACTICE_KINDS = frozenset({"practice", "people", "study"})
NUMBER = {"ideal": 0, "enough": 1, "tiny": 2}


def lived_broken(check: Check) -> Iterator[str]:
    """Lighter days hold smallest doses, no study and no heavy task but what is due.

    A practice that starts small has no larger dose, and one with dates stands on these alone.
    """
    for practice in check.request.profile.practices:
        kinds, name = PRACTICE_KINDS, practice.name
        ahead = check.not_begun(check.plan.blocks)
        mine = [one for one in ahead if one.name == name and one.kind in kinds and one.dose]
        for block in mine:
            yield from _practice_broken(check, practice, block)
    for task in check.request.profile.tasks:
        for block in check.ahead:
            is_sitting = block.kind in {"task", "study"} and block.dose is None
            is_mine = is_sitting and block.name == task.name and not block.origin
            if is_mine and block.mark != "pinned" and _is_put_off(check, task, block):
                yield f"{said(block)} is heavy work on a lighter day"


def _practice_broken(check: Check, practice: Practice, block: Block) -> Iterator[str]:
    if practice.on is not None and block.start.date() not in practice.on:
        yield f"{said(block)} is none of its days"
    if practice.must or block.mark == "pinned":
        return
    is_light = _is_lighter(check, block.start.date())
    if is_light and block.minutes > _on_grid(practice.doses[-1]):
        yield f"{said(block)} is more than a lighter day asks"
    if is_light and practice.is_study:
        yield f"{said(block)} is study on a lighter day"
    name = check.request.lived.largest_dose.get(practice.name)
    if name is not None:
        most = practice.doses[min(NUMBER[name], len(practice.doses) - 1)]
        if block.minutes > _on_grid(most):
            yield f"{said(block)} is more than it begins with"


def _is_put_off(check: Check, task: Task, block: Block) -> bool:
    """Whether a sitting asks much of a lighter day and is not due by the day after the last."""
    lighter = check.request.lived.lighter
    asks_much = task.demanding or task.important or task.is_study
    if lighter is None or not asks_much or not _is_lighter(check, block.start.date()):
        return False
    end = stretch_of(lighter[1] + DAY, ClockSpan(0, 1440), check.zone)[1]
    return task.due is None or task.due > end


def _is_lighter(check: Check, day: date) -> bool:
    lighter = check.request.lived.lighter
    return lighter is not None and lighter[0] <= day <= lighter[1]


def _on_grid(minutes: int) -> int:
    return max(5, -(-minutes // 5) * 5)
