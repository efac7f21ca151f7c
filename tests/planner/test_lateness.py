"""What is said of a deadline that stays late names what it would take, and is true."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from written_weeks import HOME, MONDAY, event, profile, span

from trimtab.domain.practices import Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.deadlines import late_tasks
from trimtab.planner.lateness import due_text, lateness_text
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.problem import Item
from trimtab.planner.sentences import hours_said
from trimtab.planner.solve import Effort
from trimtab.planner.solved import SolvedWeek, solve_week

EFFORT = Effort()
MONDAY_MORNING = datetime.combine(MONDAY, datetime.min.time(), UTC)
WARD = (event("Ward", "mon 07:00", 11),)


def due_on_monday(name: str, minutes: int) -> Task:
    """A task due at ten on Monday evening."""
    return Task(name, "body", minutes, 30, 90, due=MONDAY_MORNING + timedelta(hours=22))


def request(*tasks: Task, **more) -> WeekRequest:
    """A week with a long Monday on the ward."""
    return WeekRequest(profile(HOME, tasks=tasks, **more), Horizon(MONDAY, 7, "UTC"), WARD)


def texts(solved: SolvedWeek) -> list[str]:
    """What is said of each task that is late."""
    names = {
        solved.problem.budgets[number].name.removesuffix(": minutes")
        for number in late_tasks(solved.week, solved.problem, solved.solution.chosen)
    }
    return [
        lateness_text(solved.week, solved.problem, solved.solution, [number])
        for number, item in enumerate(solved.problem.items)
        if item.name in names
    ]


def test_of_two_tasks_for_one_evening_the_late_one_names_the_other():
    """Where an evening holds one of two things due, finishing the other would delay it."""
    solved = solve_week(request(due_on_monday("Form", 120), due_on_monday("Letter", 120)), EFFORT)
    (said,) = texts(solved)
    assert said.startswith("Finishing it in time would delay ")
    assert ("Form" in said) is not ("Letter" in said)


def test_what_would_take_a_dinner_says_so():
    """An evening of dinner together and something due too long for the rest of it."""
    dinner = Protect("Dinner together", "family", span("18:30-21:30"), (120,))
    asked = request(
        due_on_monday("Form", 150),
        values={"body": 1.0, "family": 6.0},
        protects=(dinner,),
    )
    solved = solve_week(asked, EFFORT)
    (said,) = texts(solved)
    assert said.startswith("Finishing it in time would take the place of ")
    assert "Mon's Dinner together" in said


@pytest.mark.parametrize("minutes", [30, 90])
def test_nothing_is_said_where_nothing_is_late(minutes):
    """What fits is in time, and its reason is empty."""
    solved = solve_week(request(due_on_monday("Form", minutes)), EFFORT)
    assert texts(solved) == []
    everything = range(len(solved.problem.items))
    assert lateness_text(solved.week, solved.problem, solved.solution, everything) == ""


def test_the_plan_tells_it():
    """The sentence stands beside what is short in the plan."""
    plan = make_plan(request(due_on_monday("Form", 120), due_on_monday("Letter", 120)), EFFORT).plan
    late = [one for one in plan.unplaced if one.name in {"Form", "Letter"}]
    assert any("Finishing it in time would delay" in one.because for one in late)


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (60, "Due Wed 12:00: 2 h of it would still be missing then."),
        (72, "Due at the end of Wed: 2 h of it would still be missing then."),
        (7 * 24, "Due at the end of Sun: 2 h of it would still be missing then."),
        (8 * 24, ""),
    ],
)
def test_a_task_due_within_these_days_tells_when_and_how_much(hours, said):
    """The due time stands with what would be missing then; one due later says nothing."""
    task = Task("Grant", "body", 600, due=MONDAY_MORNING + timedelta(hours=hours))
    week = solve_week(request(task), Effort(20, 5, 0, 0)).week
    assert due_text(week, Item("Grant", "task", "body", 600), 120) == said
    assert due_text(week, Item("Grant", "task", "body", 60, said="the notes"), 120) == ""


def test_a_late_task_tells_its_deadline_before_what_it_lost_to():
    """Twenty hours due on Monday evening: the deadline is the first thing said."""
    task = replace(due_on_monday("Grant", 1200), important=True)
    plan = make_plan(request(task), EFFORT).plan
    (missing,) = (one for one in plan.unplaced if one.name == "Grant")
    assert missing.because.startswith("Due Mon 22:00: ")
    left = missing.wanted_minutes - missing.placed_minutes
    assert f"{hours_said(left)} of it would still be missing then" in missing.because
