"""Urgent and important: four quadrants, and what each is worth."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from written_weeks import event, profile, written

from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task, quadrant_of
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort
from trimtab.planner.triage import is_pressing, may_delegate

QUICK = Effort(first_passes=60, passes=20, repairs=60, rounds=1)
NOW = datetime(2026, 11, 2, tzinfo=UTC)
SOON, LATE = NOW + timedelta(hours=72), NOW + timedelta(hours=72, minutes=1)
FORM = Task("Form", "body", 60)


@pytest.mark.parametrize(
    ("task", "quadrant"),
    [
        (replace(FORM, due=SOON, important=True), "first"),
        (replace(FORM, urgent=True, important=True), "first"),
        (replace(FORM, due=LATE, important=True), "scheduled"),
        (replace(FORM, due=SOON), "batched"),
        (replace(FORM, due=NOW - timedelta(days=9)), "batched"),
        (replace(FORM, due=LATE), "let_go"),
        (FORM, "let_go"),
    ],
)
def test_a_task_stands_in_one_of_four_quadrants(task, quadrant):
    """Urgent is said, or due within 72 hours of the moment, or overdue."""
    assert quadrant_of(task, NOW) == quadrant
    assert may_delegate(task, NOW) == (quadrant == "batched")


def test_what_is_due_this_week_belongs_into_it_long_before_it_is_urgent():
    """Due on Friday is asked for in full; due after the week, or undated, is not."""
    week = written(profile()).week
    friday = replace(FORM, due=NOW + timedelta(days=4))
    assert is_pressing(week, friday)
    assert not is_pressing(week, replace(FORM, due=NOW + timedelta(days=8)))
    assert is_pressing(week, replace(FORM, urgent=True))
    assert not is_pressing(week, FORM)


def test_the_urgent_and_important_win_a_scarce_hour():
    """With two free hours before both are due, the important one has them."""
    due = NOW + timedelta(hours=44)
    tasks = (Task("Post", "body", 120, 60, 60, due=due), Task("Talk", "body", 120, 60, 60, due=due))
    duty = [event("Ward", "mon 05:00", 15), event("Ward", "tue 05:00", 12.6)]
    for important in ("Post", "Talk"):
        asked = profile(tasks=tuple(replace(t, important=t.name == important) for t in tasks))
        planned = make_plan(WeekRequest(asked, written(asked).week.horizon, tuple(duty)), QUICK)
        placed = dict.fromkeys(("Post", "Talk"), 0)
        for block in planned.plan.blocks:
            if block.kind == "task":
                placed[block.name] += block.minutes
        assert placed[important] == 120 > min(placed.values())


def test_the_important_is_not_starved_by_the_urgent():
    """Where small urgent things and practices fill a week, what matters keeps a sitting."""
    often = tuple(Practice(f"Habit {n}", "body", 7, (90, 45)) for n in range(5))
    urgent = tuple(Task(f"Call {n}", "body", 90, urgent=True) for n in range(6))
    paper = Task("Paper", "body", 300, 30, 90, important=True)
    asked = profile(practices=often, tasks=(*urgent, paper))
    plan = make_plan(WeekRequest(asked, written(asked).week.horizon), QUICK).plan
    assert sum(block.minutes for block in plan.blocks if block.name == "Paper") >= 30
