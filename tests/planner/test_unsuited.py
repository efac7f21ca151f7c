"""Where the best place left is a poor one, what stands in better hours is named."""

from __future__ import annotations

import pytest
from written_weeks import Written, event, profile, span, written

from trimtab.domain.practices import Practice
from trimtab.domain.tasks import Task
from trimtab.planner.unsuited import unsuited_text

NOON = (event("Lecture", "wed 11:00", 2, "lecture"), event("Group", "wed 13:00", 1.25, "lecture"))


def _said(week: Written, place, chosen=()) -> str:
    return unsuited_text(
        week.week, week.problem, [week.find(one) for one in chosen], week.find(place)
    )


def test_a_meal_names_what_its_usual_hours_hold():
    """Teaching from eleven to a quarter past two leaves lunch a late place; both are named."""
    week = written(profile(), NOON)
    late = min(when for when in week.starts("Lunch", 15) if when.startswith("wed"))
    said = _said(week, ("Lunch", late, 15))
    assert said == "Its usual hours on Wed hold Lecture and Group."


def test_what_is_planned_in_the_hours_preferred_is_named_too():
    """Reading at eight is wished for, when a talk and a run are; at ten it suits less."""
    read = Practice("Read", "body", 7, (30,), prefer=(span("08:00-09:00"),))
    run = Practice("Run", "body", 7, (30,))
    week = written(profile(practices=(read, run)))
    places = [("Run", "wed 08:15", 30)]
    assert _said(week, ("Read", "wed 10:00", 30), places) == "Its usual hours on Wed hold Run."
    assert "usual hours" not in _said(week, ("Read", "wed 08:00", 30), places)


@pytest.mark.parametrize(("is_demanding", "said"), [(True, "a clear head"), (False, "worth less")])
def test_a_demanding_thing_late_at_night_is_told_as_such(is_demanding, said):
    """At half past nine in the evening a head is seldom clear; what needs none is not told so."""
    task = Task("Paper", "body", 300, 30, 30, demanding=is_demanding)
    week = written(profile(tasks=(task,)))
    text = _said(week, ("Paper", "wed 21:30", 30))
    assert said in text
    assert "Wed 21:30" in text
