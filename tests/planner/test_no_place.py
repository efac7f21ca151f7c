"""What keeps something from a time asked for is told, and only where it does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from last_plans import block
from written_weeks import event, profile, span, written

from trimtab.domain.people import OtherPerson
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.planner.no_place import why_no_place

DUE = written(profile()).week.horizon.instant_of(3 * 1440)
ASKED = profile(
    values={"body": 1.0, "joy": 1.0},
    people=(OtherPerson("Mother", "UTC", span("09:00-20:00")),),
    practices=(
        Practice("Run", "body", 2, (40,)),
        Practice("Call home", "joy", 2, (20,), with_person="Mother"),
        Practice("Sing", "joy", 1, (30,), only=(span("18:00-20:00"),), days=("fri",)),
        Practice("Stretch", "joy", 7, (5,), after="Wake up"),
    ),
    protects=(Protect("Dinner", "joy", span("18:00-21:00"), (40,)),),
    tasks=(
        Task("Slides", "joy", 90, 30, 90, due=DUE, demanding=True),
        Task("Form", "joy", 30),
        Task("Rent", "joy", 30, starts=DUE),
    ),
    boundaries=(Boundary("No work at nine", "work", span("21:00-05:00")),),
)
GIVEN = [event("Call", "tue 08:00", 26)]


@pytest.mark.parametrize(
    ("when", "name", "kind", "why"),
    [
        ("tue 12:00", "Run", "practice", "Call takes that time."),
        ("wed 10:00", "Run", "practice", "The way there or back takes that time."),
        ("wed 15:00", "Run", "practice", "Exercise is not planned in the 12 h after Call."),
        ("wed 15:00", "Slides", "task", "Demanding work is not planned in the 12 h after Call."),
        ("wed 15:00", "Form", "task", ""),
        ("thu 09:00", "Slides", "task", "It is due before then."),
        ("wed 15:00", "Rent", "task", "It does not begin before then."),
        ("fri 15:00", "Rent", "task", ""),
        ("fri 21:30", "Form", "task", "No work at nine closes these hours to it."),
        ("fri 04:30", "Run", "practice", "Things of its kind are planned between "),
        ("fri 20:30", "Call home", "people", "Mother is not there then."),
        ("fri 17:00", "Sing", "practice", "It keeps to 18:00-20:00."),
        ("thu 18:00", "Sing", "practice", "It is not asked for on a Thu."),
        ("fri 12:00", "Dinner", "protect", "It keeps to 18:00-21:00."),
        ("fri 12:00", "Stretch", "practice", "Its place is right after "),
        ("fri 15:00", "Run", "practice", ""),
    ],
)
def test_the_rule_that_forbids_a_time_is_told(when, name, kind, why):
    """What is given comes first, then the due time, rules, and the hours of its own."""
    week = written(ASKED, GIVEN).week
    said = why_no_place(week, block(when, 30, name, kind), ())
    assert said.startswith(why)
    assert bool(said) == bool(why)


def test_another_that_may_not_move_is_told():
    """A run pinned on the same day is in the way; one that may move is not asked about."""
    week = written(ASKED, GIVEN).week
    wished = block("fri 15:00", 40, "Run", "practice")
    pinned = replace(wished, start=wished.start.replace(hour=9), end=wished.end.replace(hour=9))
    assert why_no_place(week, wished, [pinned]) == "It would stand too near the one at 09:00."
    assert why_no_place(week, wished, [wished]) == ""
