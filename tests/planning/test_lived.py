"""What is known of life reaches the planner with the ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from small_week import small_ask

from trimtab.app import plan_week, week_pairs
from trimtab.domain.body import Sleep
from trimtab.domain.lived import Lived
from trimtab.planning.here import PlanningHere
from trimtab.wiring.planning_parts import planner_parts

MONDAY = date(2026, 11, 16)
LISBON = ZoneInfo("Europe/Lisbon")


@pytest.fixture(scope="module")
def planning():
    """A planner in this process."""
    planning = PlanningHere(planner_parts())
    yield planning
    planning.close()


def test_an_ask_that_knows_nothing_gives_the_plan_of_before(planning):
    """Block for block, remark for remark, price for price."""
    plain = planning.plan_quickly(small_ask())
    known = planning.plan_quickly(replace(small_ask(), lived=Lived()))
    assert replace(known.certificate, seconds=0) == replace(plain.certificate, seconds=0)
    assert replace(known, certificate=plain.certificate) == plain


def test_everything_known_is_planned_by_and_told(planning):
    """A longer paper, a smaller run, lighter days, a walk on its days, a short night."""
    night = datetime(2026, 11, 16, 1, tzinfo=LISBON)
    lived = Lived(
        slept=(Sleep(night, night + timedelta(hours=3)),),
        sleepier_by=1.0,
        lighter=(MONDAY + timedelta(days=4), MONDAY + timedelta(days=6)),
        largest_dose={"Run": "tiny"},
        longer_by={"Paper": 1.5},
        extra_practice={"Walk": (MONDAY + timedelta(days=1),)},
        extra_minutes={"Walk": 20},
    )
    plan = planning.plan_quickly(replace(small_ask(), lived=lived))
    told = " ".join(plan.remarks)
    for words in ("Paper tends to take longer than planned: 270 minutes", "lighter days",
                  "sleepier than predicted", "Run starts at 10 minutes"):  # fmt: skip
        assert words in told
    minutes = {(one.name, one.start.day): one.minutes for one in plan.blocks}
    assert {m for (name, _), m in minutes.items() if name == "Run"} == {10}
    assert [(day, m) for (name, day), m in minutes.items() if name == "Walk"] == [(17, 20)]
    assert sum(b.minutes for b in plan.blocks if b.name == "Paper" and b.kind == "study") == 270


def test_what_was_done_of_a_longer_task_is_taken_from_the_whole(planning):
    """180 times 1.5 are 270, of which 100 were done: 170 are left."""
    ask = replace(small_ask(), lived=Lived(longer_by={"Paper": 1.5}), done_minutes={"Paper": 100})
    plan = planning.plan_quickly(ask)
    assert sum(b.minutes for b in plan.blocks if b.name == "Paper" and b.kind == "study") == 170


def test_whatever_is_asked_is_answered_by_what_is_known(planning, monkeypatch):
    """A plan, its places, words on one and a request weighed: each week carries the lived days."""
    gathered, weighed = [], []
    gather, solve = plan_week.WeekRequest, week_pairs.solve_felt
    monkeypatch.setattr(
        plan_week, "WeekRequest", lambda **known: gathered.append(gather(**known)) or gathered[-1]
    )
    monkeypatch.setattr(
        week_pairs, "solve_felt", lambda week, effort: weighed.append(week) or solve(week, effort)
    )
    lived = Lived(largest_dose={"Run": "tiny"}, longer_by={"Paper": 1.5}, sleepier_by=1.0)
    ask = replace(small_ask(), lived=lived, done_minutes={"Paper": 100})
    plan = planning.plan_quickly(ask)
    run = next(one for one in plan.blocks if one.name == "Run")
    asked = replace(ask, last=plan.as_last())
    planning.place_words(asked, run, run.start)
    planning.places(asked, replace(run, mark="pinned"))
    planning.weigh(asked, "Journal club Wednesday 15:00 for an hour")
    assert len(gathered) == 4
    assert {id(one.lived) for one in gathered} == {id(lived)}
    tasks = [task for one in weighed for task in one.profile.tasks]
    assert [task.minutes for task in tasks if task.name == "Paper"] == [170]
