"""Practices that are not for every week, planned in the weeks of their turns and no others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.plan_week import plan_week
from trimtab.app.ports import PlanOrder
from trimtab.app.rhythms import next_turn, with_rhythms
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.lived import NOTHING_KNOWN, Lived
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.practices import Practice
from trimtab.domain.rhythms import Rhythm
from trimtab.domain.time import Horizon
from trimtab.planner.replan import fingerprint
from trimtab.planner.verify import verify_plan
from trimtab.planner.week_request import WeekRequest
from trimtab.reflection.learning import Repetition

MONDAY = date(2026, 11, 16)
DATE = Practice(
    "Date",
    "family",
    1,
    (90, 30),
    with_person="Ada",
    rhythm=Rhythm(weeks=2, start=MONDAY),
    note="phones away",
)
LIFE = Profile(
    person=Person(time_zone="UTC"),
    values={"family": 1.0, "body": 1.0},
    practices=(DATE, Practice("Run", "body", 3, (30, 10))),
    people=(OtherPerson("Ada", "UTC"),),
)


def planned(lived: Lived, weeks: int = 2):
    """A plan of some weeks in which nobody asks for anything."""
    order = PlanOrder(
        MONDAY, weeks, datetime(2026, 11, 16, tzinfo=UTC), wants_trims=False, lived=lived
    )
    return plan_week(LIFE, order, lambda *_: CalendarReading()).plan


@pytest.mark.parametrize(("due", "week"), [(None, 0), (MONDAY + timedelta(days=7), 1)])
def test_it_stands_once_in_the_week_of_its_turn(due, week):
    """Every other week, and its note beside it; nothing is missing in the week between."""
    lived = Lived(next_turns={"Date": due}) if due else NOTHING_KNOWN
    plan = planned(lived)
    mine = [one for one in plan.blocks if one.name == "Date"]
    assert [(one.start.date() - MONDAY).days // 7 for one in mine] == [week]
    assert mine[0].note == "with Ada; phones away"
    assert "Date" not in {one.name for one in plan.unplaced}


def test_a_week_without_its_turn_holds_none_and_misses_none():
    """One week alone, in which it is not due."""
    plan = planned(Lived(next_turns={"Date": MONDAY + timedelta(days=9)}), weeks=1)
    assert "Date" not in {one.name for one in (*plan.blocks, *plan.unplaced)}


def test_the_verifier_tells_one_that_comes_back_too_soon():
    """A copy in the week between is none of its days, and too soon."""
    horizon = Horizon(MONDAY, 14, "UTC")
    request = WeekRequest(with_rhythms(LIFE, horizon, NOTHING_KNOWN), horizon)
    plan = planned(NOTHING_KNOWN)
    block = next(one for one in plan.blocks if one.name == "Date")
    later = replace(block, start=block.start + timedelta(days=7), end=block.end + timedelta(days=7))
    said = " ".join(map(str, verify_plan(replace(plan, blocks=(*plan.blocks, later)), request)))
    assert "comes back too soon" in said
    assert "none of its days" in said


def test_plans_are_asked_as_ever_where_nobody_uses_it():
    """The fingerprint changes with a turn, and with nothing else."""
    horizon = Horizon(MONDAY, 7, "UTC")
    plain = replace(LIFE, practices=LIFE.practices[1:])
    asked = fingerprint(WeekRequest(plain, horizon))
    turns = Lived(next_turns={"Date": MONDAY})
    assert fingerprint(WeekRequest(plain, horizon, lived=turns)) == asked
    due = [
        fingerprint(WeekRequest(with_rhythms(LIFE, horizon, lived), horizon, lived=lived))
        for lived in (turns, Lived(next_turns={"Date": MONDAY + timedelta(days=9)}))
    ]
    assert due[0] != due[1]


def repetition(day: date, outcome: str) -> Repetition:
    """One that was planned on a day."""
    return Repetition(name="Date", day=day, dose="ideal", outcome=outcome)  # type: ignore[arg-type]


def test_one_that_was_missed_is_wanted_again_the_next_week():
    """What was kept begins the rhythm anew; what lies in this week is not told yet."""
    tuesday, rhythm = date(2026, 11, 10), Rhythm(weeks=2)
    assert next_turn(rhythm, [], MONDAY) is None
    assert next_turn(rhythm, [repetition(tuesday, "kept")], MONDAY) == date(2026, 11, 24)
    assert next_turn(rhythm, [repetition(tuesday, "gave_way")], MONDAY) == MONDAY
    missed = [repetition(tuesday, "kept"), repetition(MONDAY, "gave_way")]
    assert next_turn(rhythm, missed, MONDAY) == date(2026, 11, 24)
