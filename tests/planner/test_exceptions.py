"""Exceptions to boundaries: counted by week, past midnight, over clock changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from random_weeks import changes_in
from written_weeks import event, profile, span, written

from trimtab.domain.people import Person
from trimtab.domain.practices import Boundary, Practice
from trimtab.domain.tasks import Task
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=60, passes=20, repairs=60)
NOTHING = {"free_evenings": 0, "study_free_half_days": 0, "free_weekends": False}
FORMS = Task("Forms", "body", 600, 30, 30)


def closed(off: str, opened: tuple[str, ...], times: int, **more) -> Boundary:
    """No work in those hours, with exceptions so many times a week."""
    spans = tuple(span(one) for one in opened)
    return Boundary(
        "No work", "work", span(off), exceptions=spans, except_times_per_week=times, **more
    )


def planned(asked, commitments=(), **more):
    """A plan, verified."""
    week = written(asked, commitments, **more)
    plan = make_plan(week.week.request, QUICK).plan
    assert verify_plan(plan, week.week.request) == []
    return plan


def test_exceptions_are_counted_in_each_week():
    """All day closed but half an hour, twice a week: two sittings in each of three weeks."""
    rule = closed("00:00-24:00", ("20:00-20:30",), 2)
    plan = planned(profile(tasks=(FORMS,), boundaries=(rule,), **NOTHING), days=21)
    weeks = [
        (block.start.date() - plan.horizon.first_day).days // 7
        for block in plan.blocks
        if block.name == "Forms"
    ]
    assert sorted(weeks) == [0, 0, 1, 1, 2, 2]


def test_an_exception_past_midnight_belongs_to_the_evening_it_follows():
    """Off from Friday 21:00, open 00:00 to 01:00: notes may be written on Saturday at 00:15."""
    rule = closed("21:00-06:00", ("00:00-01:00",), 1, days=("fri",))
    duty = [event("Late", "fri 15:00", 8.5, leaves_minutes=20)]
    starts = written(profile(boundaries=(rule,), **NOTHING), duty).starts("Late", 20)
    early = {start for start in starts if start.startswith("sat 0") and start < "sat 06"}
    assert early
    assert all("sat 00:00" <= start <= "sat 00:40" for start in early)


def test_exceptions_of_two_boundaries_are_counted_apart():
    """Work opens once, screens twice: one sitting in the shared half hour, as work allows."""
    rules = (
        closed("00:00-24:00", ("20:00-20:30",), 1),
        Boundary(
            "No screens",
            "screens",
            span("20:00-24:00"),
            exceptions=(span("20:00-20:30"),),
            except_times_per_week=2,
        ),
    )
    plan = planned(profile(tasks=(FORMS,), boundaries=rules, **NOTHING))
    assert len([block for block in plan.blocks if block.name == "Forms"]) == 1


def test_a_study_practice_and_a_task_share_the_screens_that_open_twice():
    """Two exceptions a week for both together."""
    cards = Practice("Cards", "learning", 7, (30,))
    rule = Boundary(
        "No screens",
        "screens",
        span("00:00-24:00"),
        exceptions=(span("20:00-21:00"),),
        except_times_per_week=2,
    )
    asked = profile(
        values={"body": 1.0, "learning": 1.0},
        practices=(cards,),
        tasks=(FORMS,),
        boundaries=(rule,),
        **NOTHING,
    )
    plan = planned(asked)
    assert len([block for block in plan.blocks if block.name in {"Cards", "Forms"}]) == 2


@pytest.mark.parametrize("zone", ["America/New_York", "Australia/Lord_Howe"])
def test_exceptions_keep_their_clock_time_over_clock_changes(zone):
    """Both changes of 2026 to 2030: the one open half hour starts at 20:00 on every clock."""
    rule = closed("00:00-24:00", ("20:00-20:30",), 3)
    asked = profile(
        Person(time_zone=zone, commute_minutes=20), tasks=(FORMS,), boundaries=(rule,), **NOTHING
    )
    for day in changes_in(zone):
        plan = planned(asked, first_day=day - timedelta(days=3))
        forms = [block.start for block in plan.blocks if block.name == "Forms"]
        assert [f"{start:%H:%M}" for start in forms] == ["20:00"] * 3


def test_a_sitting_may_run_from_open_hours_into_the_exception():
    """Closed from 21:00 but for half an hour: 20:45 to 21:15 uses the exception, 21:15 not."""
    rule = closed("21:00-06:00", ("21:00-21:30",), 1)
    week = written(profile(tasks=(FORMS,), boundaries=(rule,), **NOTHING))
    assert week.total("Exceptions to No work in week 1", ("Forms", "mon 20:45", 30)) == 1
    assert week.total("Exceptions to No work in week 1", ("Forms", "mon 20:30", 30)) == 0
    assert "mon 21:15" not in week.starts("Forms")
