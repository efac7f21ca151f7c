"""Dates with lead times in a planned week: their steps are tasks, their days are noted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app import plan_week as module
from trimtab.app import week_pairs as pairs
from trimtab.app.kept_dates import week_steps, with_date_steps
from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder, WeighOrder
from trimtab.app.weigh_request import weigh_request
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.dates import KeptDate, LeadStep
from trimtab.domain.people import Person, Profile
from trimtab.domain.recurrence import read_rule
from trimtab.domain.requests import Asked
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.solve import Effort

MONDAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, tzinfo=UTC)
ZONE = "America/New_York"
WEEK = Horizon(MONDAY, 7, ZONE)
RENT = KeptDate(
    "Rent",
    date(2026, 10, 8),
    "rent",
    (LeadStep("Pay", 3, 15),),
    read_rule("monthly", date(2026, 10, 8)),
)
LICENCE = KeptDate(
    "Licence",
    date(2026, 11, 14),
    "licence",
    (LeadStep("Gather", 60, 40, note="in the blue folder"), LeadStep("Submit", 4)),
    value="papers",
)


def profile(*dates: KeptDate, **more) -> Profile:
    """A profile that keeps these dates."""
    return Profile(Person(time_zone=ZONE), dates=dates, **more)


def planned(*dates: KeptDate):
    """The plan of a week with these dates and nothing else."""
    order = PlanOrder(MONDAY, 1, NOW, wants_trims=False)
    return plan_week(profile(*dates), order, lambda *_: CalendarReading()).plan


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Plans with little effort, for what dates ask does not depend on it."""
    monkeypatch.setattr(module, "Effort", lambda seed: Effort(80, 10, 60, rounds=1, seed=seed))


def test_a_step_becomes_a_task_from_its_day_until_it_is_wanted():
    """The rent of the 8th is paid from the 5th on, on the person's own calendar."""
    (task,) = with_date_steps(profile(RENT), WEEK, NOW).tasks
    here = ZoneInfo(ZONE)
    assert task.name == "Pay (Rent, 8 Nov)"
    assert task.starts == datetime(2026, 11, 5, tzinfo=here)
    assert task.due == datetime(2026, 11, 9, tzinfo=here)
    assert (task.minutes, task.shortest, task.important) == (15, 15, False)
    assert task.note == "for Rent, due 8 Nov 2026"


def test_late_steps_that_fill_the_week_leave_the_rest_to_the_next():
    """Five late ones, two days apart, from Monday: the fifth begins after Sunday."""
    steps = tuple(LeadStep(f"Step {lead}", lead) for lead in (90, 80, 70, 60, 50))
    late = replace(LICENCE, due=date(2026, 11, 20), steps=steps)
    tasks = with_date_steps(profile(late), WEEK, NOW).tasks
    starts = [task.starts.astimezone(ZoneInfo(ZONE)).day for task in tasks if task.starts]
    assert starts == [2, 4, 6, 8]


def test_a_late_step_is_due_at_once_and_says_so_kindly():
    """Sixty days before are long past: by Tuesday, with what the person noted."""
    task, other = with_date_steps(profile(LICENCE, RENT), WEEK, NOW).tasks
    assert task.due == datetime(2026, 11, 4, tzinfo=ZoneInfo(ZONE))
    assert task.note == "for Licence, still open; the date is 14 Nov 2026; in the blue folder"
    assert task.important
    assert other.name.startswith("Pay")


def test_a_value_nobody_weighed_weighs_one():
    """Only while a step asks for it; a weight that was given stays."""
    assert with_date_steps(profile(LICENCE), WEEK, NOW).values == {"papers": 1.0}
    assert with_date_steps(profile(LICENCE, values={"papers": 3.0}), WEEK, NOW).values == {
        "papers": 3.0
    }
    later = Horizon(MONDAY - timedelta(days=70), 7, ZONE)
    early = NOW - timedelta(days=70)
    assert with_date_steps(profile(LICENCE), later, early).values == {}


def test_a_task_of_that_name_stands_for_the_step():
    """Nothing is asked twice."""
    own = Task("Gather (Licence)", "papers", 20)
    assert with_date_steps(profile(LICENCE, tasks=(own,)), WEEK, NOW).tasks == (own,)


def test_the_steps_are_planned_on_their_days_and_the_dates_noted():
    """Verified like everything else; the remark tells what is late and when the date is."""
    plan = planned(RENT, LICENCE)
    days = {block.name: block.start.date() for block in plan.blocks if block.kind == "task"}
    assert days["Gather (Licence)"] <= date(2026, 11, 3)
    assert date(2026, 11, 5) <= days["Pay (Rent, 8 Nov)"] <= date(2026, 11, 8)
    assert [(note.name, note.first) for note in plan.day_notes] == [("Rent", date(2026, 11, 8))]
    assert "Still open for Licence: Gather. The date is in 12 days." in plan.remarks


def test_a_date_named_like_a_holiday_frees_no_day():
    """A note of ours is no day off."""
    leave = KeptDate("Annual leave form", date(2026, 11, 6), steps=(LeadStep("Send", 2),))
    assert "Send (Annual leave form)" in {block.name for block in planned(leave).blocks}


def test_a_later_week_counts_steps_before_it_as_done():
    """In December the rent of November is past; what is late today is still open then."""
    later = Horizon(date(2026, 12, 7), 7, ZONE)
    far = KeptDate("Far", date(2027, 1, 10), steps=(LeadStep("Gather", 200), LeadStep("Go", 60)))
    open_then = [due.step.step.name for due in week_steps((RENT, far), later, NOW)]
    assert open_then == ["Gather", "Pay"]
    (late, _) = week_steps((RENT, far), later, NOW)
    assert (late.begins, late.by, late.is_late) == (date(2026, 12, 7), date(2026, 12, 8), True)


def test_a_request_is_weighed_against_the_steps_of_its_weeks(monkeypatch):
    """Each step is asked of the week in which its day comes, and of no earlier one."""
    asked_of = []
    real = pairs._plan_pair

    def watch(asked, request, profiles, seed, **more):
        asked_of.append([task.name for task in profiles[0].tasks])
        return real(asked, request, profiles, seed, **more)

    monkeypatch.setattr(pairs, "_plan_pair", watch)
    form = KeptDate("Form", date(2026, 11, 20), steps=(LeadStep("Fill in", 7), LeadStep("Send", 3)))
    times = [datetime(2026, 11, day, 20, tzinfo=UTC) for day in (4, 11)]
    hours = tuple(
        Commitment(f"c{at.day}", "Committee", at, at + timedelta(hours=1), "lecture")
        for at in times
    )
    asked = Asked("Committee", "lecture", ZONE, hours)
    order = WeighOrder(MONDAY, NOW, weeks=2)
    weigh_request(profile(RENT, form), asked, order, lambda *_: CalendarReading())
    assert asked_of == [["Pay (Rent, 8 Nov)"], ["Fill in (Form)"]]
