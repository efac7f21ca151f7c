"""A plan read again is the plan that was kept: every field, every moment on its own clock."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import sample_plans
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.body import Alertness, ClockDay
from trimtab.domain.duty import DutyFinding, DutyReport, DutyRule, NotChecked, Rulebook, WeekHours
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import (
    BigThing,
    BigThree,
    Block,
    BudgetPrice,
    KeptFree,
    NotKept,
    Plan,
)
from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort
from trimtab.store.plan_records import (
    REMEMBERED,
    PlansRead,
    bytes_to_last_plan,
    last_plan_to_bytes,
    plan_to_text,
    text_to_plan,
)
from trimtab.store.records import UnreadableRecordError, record_to_text, text_to_record

NEW_YORK = ZoneInfo("America/New_York")
TWICE = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK)
"""A time that the clock shows twice."""

NUMPYS = re.compile(r"np\.float64\((.*?)\)")
"""A number of numpy's, which comes back as a plain one."""

PLANS = {
    name: getattr(sample_plans, name)
    for name in (
        "night_week", "priced_week", "clock_change_week", "spring_week", "two_weeks",
        "changed_week", "hostile_week", "empty_week",
    )
}  # fmt: skip


def full_plan() -> Plan:
    """A plan with something in every field that the weeks written by hand leave empty."""
    plan = sample_plans.changed_week()
    first = plan.horizon.first_day
    private = Block(TWICE, TWICE.replace(fold=1), "Therapy", "practice", mark="done", private=True)
    rule = DutyRule("80", "weekly_hours", "weekly", "VI.F.1", "text", "src", first, limits={"a": 1})
    rulebook = Rulebook("acgme", "ACGME", "US", (rule,), (NotChecked("VI", "text"),))
    finding = DutyFinding("weekly_hours", "VI.F.1", "breach", TWICE, TWICE, 90, 80, "too much")
    duty = DutyReport(
        rulebook, "America/New_York", first, first, (finding,), ("weekly_hours",),
        (WeekHours(first, 90),), now=TWICE,
    )  # fmt: skip
    return replace(
        plan,
        blocks=(private, *plan.blocks),
        skipped=(private,),
        big_three=(BigThree(first, (BigThing("Run", TWICE, 30),)),),
        kept_free=(KeptFree("weekend", TWICE, TWICE + timedelta(hours=30)),),
        not_kept=(NotKept("evening", first, 2, 1, "Duty."),),
        budget_prices=(BudgetPrice("sleep", np.float64(0.1) + 0.2, 1.0),),
        alertness=(Alertness(TWICE, 3.25, 2.0, 4.0, is_asleep=True),),
        body_clock=(ClockDay(first, -1.5),),
        duty=duty,
        known_from=3,
        days_off=(first,),
        asked="fingerprint",
    )


@pytest.mark.parametrize("make", [*PLANS.values(), full_plan], ids=[*PLANS, "full_plan"])
def test_a_plan_comes_back_equal(make):
    """Written and read it says the same of every field, also of those that equality skips."""
    plan = make()
    again = text_to_plan(plan_to_text(plan))
    assert again == plan
    assert repr(again) == NUMPYS.sub(r"\1", repr(plan))
    assert [block.private for block in again.blocks] == [block.private for block in plan.blocks]
    last = bytes_to_last_plan(last_plan_to_bytes(plan.as_last()))
    assert last == plan.as_last()


def test_a_plan_of_the_planner_comes_back_equal():
    """Two days as the planner leaves them, with whatever kinds of numbers it reckons in."""
    profile = Profile(
        person=Person(time_zone="Europe/Berlin"),
        values={"body": 2.0, "learning": 1.0},
        practices=(Practice("Run", "body", times_per_week=5, doses=(60, 30, 10)),),
        tasks=(Task("Abstract", "learning", 150, due=datetime(2026, 10, 26, 18, tzinfo=UTC)),),
    )
    request = WeekRequest(profile, Horizon(date(2026, 10, 24), 2, "Europe/Berlin"), ())
    plan = make_plan(request, Effort(first_passes=40, passes=10, repairs=12, rounds=2)).plan
    again = text_to_plan(plan_to_text(plan))
    assert again == plan
    assert repr(again) == NUMPYS.sub(r"\1", repr(plan))
    assert len(plan.blocks) > 3


@given(
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(["America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]),
)
def test_a_moment_keeps_its_clock(wall, zone):
    """Also where a clock shows a time twice, the moment read is the one that was written."""
    moment = wall.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    again = text_to_record(datetime, record_to_text(moment))
    assert (again, again.fold, again.tzinfo) == (moment, moment.fold, moment.tzinfo)


def written(plan: Plan, **changed: object) -> str:
    """A plan as it is kept, with some fields written by another edition."""
    return json.dumps(json.loads(plan_to_text(plan)) | changed)


@pytest.mark.parametrize(
    "text",
    [
        "", "no JSON", "[]", "{}", "null", "[" * 100_000,
        written(sample_plans.empty_week(), invented_later=1),
        written(sample_plans.empty_week(), person=None),
        written(sample_plans.empty_week(), open_minutes=True),
        written(sample_plans.empty_week(), day_notes=[{"name": "x"}]),
        written(sample_plans.empty_week(), blocks=[{"kind": "kind of a later edition"}]),
        written(sample_plans.empty_week(), alertness=[{"time": "2026-11-16T00:00", "kss": 1}]),
        written(sample_plans.empty_week(), horizon={"first_day": "Mon", "days": 7, "zone": "UTC"}),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_read_is_none(text):
    """What another edition wrote, or what is damaged, is no plan and no crash."""
    assert text_to_plan(text) is None


def test_a_week_lived_that_cannot_be_read_is_none():
    """The same for weeks lived."""
    assert bytes_to_last_plan(b"damaged") is None


def test_what_an_earlier_edition_did_not_write_takes_its_default():
    """A field that came later is read as if it had been left out."""
    plan = sample_plans.empty_week()
    fields = json.loads(plan_to_text(plan))
    del fields["body_clock"], fields["cautions"]
    assert text_to_plan(json.dumps(fields)) == plan


def test_the_way_to_what_cannot_be_read_is_told():
    """A person who looks into an export finds the place."""
    fields = json.loads(plan_to_text(sample_plans.night_week()))
    fields["blocks"][2]["start"] = "tomorrow"
    with pytest.raises(UnreadableRecordError) as told:
        text_to_record(Plan, json.dumps(fields))
    assert told.value.where == "blocks.2.start"
    with pytest.raises(UnreadableRecordError, match="zone is not known"):
        text_to_record(datetime, '"2026-11-16T07:00:00+00:00[Mars/Base]"')
    with pytest.raises(UnreadableRecordError, match="2 values"):
        text_to_record(tuple[int, int], "[1]")
    assert text_to_record(tuple[int, date], '[1, "2026-11-16"]') == (1, date(2026, 11, 16))


def test_plans_read_are_remembered_within_limits():
    """The plan asked for again is the same object; the one asked for longest ago goes first."""
    plan, read = sample_plans.empty_week(), PlansRead()
    for number in range(REMEMBERED + 1):
        read.remember(str(number), plan)
        assert read.find("0", lambda: None) is plan
    assert read.find("1", lambda: None) is None
    read.forget()
    assert read.find("0", lambda: None) is None
