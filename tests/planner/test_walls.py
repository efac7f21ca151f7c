"""A rule is told as the reason only where it is what keeps something out."""

from __future__ import annotations

from datetime import timedelta

import pytest
from test_plan import planned
from written_weeks import MONDAY, event, profile, span, written

from trimtab.domain.practices import Boundary, Practice
from trimtab.domain.tasks import Task
from trimtab.domain.time import WEEKDAYS
from trimtab.planner.walls import Walls, rules_text, walls_of

EVENING = Boundary("No work after eight", "work", span("20:00-06:00"))
CALL = event("Call", "tue 08:00", 26)
REST = "Demanding work is not planned in the 12 h after Call."


def _walls(asked, given=(), name="Cards") -> Walls:
    week = written(asked, given)
    (item,) = (one for one in week.problem.items if one.name == name)
    found = walls_of(week.week, item)
    assert found is not None
    return found


def _missing(plan, name):
    (found,) = (one for one in plan.unplaced if one.name == name)
    return found.because


@pytest.mark.parametrize(
    ("kind", "is_bound"), [("work", False), ("study", True), ("screens", True), ("calls", False)]
)
def test_a_study_practice_is_bound_by_study_and_screen_boundaries_alone(kind, is_bound):
    """A work boundary covers tasks and never a practice, so it is not told of one."""
    cards = Practice("Cards", "learning", 7, (30,))
    rule = Boundary("Evenings", kind, span("20:00-06:00"))
    asked = profile(values={"learning": 1.0}, practices=(cards,), boundaries=(rule,))
    told = rules_text(_walls(asked).closing())
    assert told == ("Other hours are closed to it by Evenings." if is_bound else "")


def test_a_boundary_within_which_a_practice_is_planned_is_not_its_reason():
    """Study after a ward that ends in the evening lies in a work boundary, which is not named."""
    cards = Practice("Cards", "learning", 7, (90, 45))
    late = Boundary("No work at night", "work", span("18:00-06:00"))
    asked = profile(values={"learning": 1.0}, practices=(cards,), boundaries=(late,))
    wards = [event("Ward", f"{day} 07:00", 12) for day in WEEKDAYS]
    plan = planned(asked, wards).plan
    starts = [block.start.hour for block in plan.blocks if block.name == "Cards"]
    assert min(starts) >= 18
    assert "No work at night" not in _missing(plan, "Cards")


def test_a_boundary_that_keeps_a_task_out_of_free_hours_is_named():
    """The same boundary binds a task."""
    asked = profile(tasks=(Task("Cards", "body", 600, 30, 90),), boundaries=(EVENING,))
    told = rules_text(_walls(asked).closing())
    assert told == "Other hours are closed to it by No work after eight."


def test_a_boundary_that_closes_no_place_is_not_named():
    """Where duty takes its hours, or they come after it is due, a boundary keeps nothing out."""
    due = written(profile()).week.horizon.instant_of(19 * 60)
    task = Task("Cards", "body", 600, 30, 90, due=due)
    asked = profile(tasks=(task,), boundaries=(EVENING,))
    assert _walls(asked).closing() == []
    nights = [event("Night", f"{day} 18:00", 14) for day in WEEKDAYS]
    asked = profile(tasks=(Task("Cards", "body", 600, 30, 90),), boundaries=(EVENING,))
    assert _walls(asked, nights).closing() == []


def test_two_boundaries_over_the_same_hours_are_both_named():
    """Neither alone closes anything the other leaves open; together they do."""
    other = Boundary("Phone off", "screens", span("20:00-06:00"))
    asked = profile(tasks=(Task("Cards", "body", 600, 30, 90),), boundaries=(EVENING, other))
    told = rules_text(_walls(asked).closing())
    assert told == "Other hours are closed to it by No work after eight and Phone off."


@pytest.mark.parametrize(
    ("thing", "said"),
    [
        (Task("Cards", "body", 600, 30, 90, demanding=True), REST),
        (Task("Cards", "body", 600, 30, 90), ""),
        (Practice("Cards", "joy", 3, (30,), demanding=True), REST),
        (Practice("Cards", "body", 3, (40,)), REST.replace("Demanding work", "Exercise")),
        (Practice("Cards", "joy", 3, (40,)), ""),
    ],
)
def test_the_rest_after_a_long_duty_is_told_of_what_it_binds(thing, said):
    """After 26 hours nothing demanding or strenuous is planned for twelve; the rest may be."""
    kind = "tasks" if isinstance(thing, Task) else "practices"
    asked = profile(values={"body": 1.0, "joy": 1.0}, **{kind: (thing,)})
    assert rules_text(_walls(asked, [CALL]).closing()) == said


def test_a_demanding_task_that_only_rest_keeps_out_says_so():
    """Due the evening after a call of 26 hours, what is missing is told with the rule."""
    due = written(profile()).week.horizon.instant_of(2 * 1440 + 21 * 60)
    slides = Task("Slides", "body", 900, 30, 90, due=due, important=True, demanding=True)
    given = [event("Ward", "mon 07:00", 12), CALL]
    assert REST in _missing(planned(profile(tasks=(slides,)), given).plan, "Slides")


def test_days_that_a_boundary_closes_are_told_by_its_name():
    """A study boundary over the weekend, a week open otherwise: the weekend is not called full."""
    cards = Practice("Cards", "learning", 7, (40,))
    rule = Boundary("Weekend", "study", span("00:00-24:00"), ("sat", "sun"))
    asked = profile(values={"learning": 1.0}, practices=(cards,), boundaries=(rule,))
    fair = event("Fair", "sat 10:00", 1, "personal")
    assert _missing(planned(asked, [fair]).plan, "Cards") == "Weekend closes Sat and Sun to it."


def test_days_closed_by_a_rule_and_days_held_by_duty_are_told_apart():
    """A duty all Monday holds Monday; the boundary closes Sunday."""
    cards = Practice("Cards", "learning", 7, (40,))
    rule = Boundary("Sunday", "study", span("00:00-24:00"), ("sun",))
    asked = profile(values={"learning": 1.0}, practices=(cards,), boundaries=(rule,))
    said = _missing(planned(asked, [event("Ward", "mon 05:00", 18.5)]).plan, "Cards")
    assert said.startswith("On Mon its hours go to Ward")
    assert said.endswith("Sunday closes Sun to it.")


def test_notes_that_no_time_is_left_for_tell_the_hour_they_are_due():
    """Two hours of notes by half past seven after a ward until seven have no place."""
    ward = event("Ward", "mon 07:00", 12, leaves_minutes=120, leaves_before=19 * 60 + 30)
    said = _missing(planned(profile(), [ward]).plan, "Ward")
    assert "They are to be done by 19:30, and no free stretch until then holds more of them" in said


def test_notes_without_an_hour_are_told_without_one():
    """Where nothing says when they are due, none is named."""
    ward = event("Ward", "mon 07:00", 12, leaves_minutes=120)
    said = _missing(planned(profile(), [ward, event("Call", "mon 19:00", 26)]).plan, "Ward")
    assert "to be done by" not in said


def test_a_task_without_room_before_it_is_due_says_so():
    """The week is open after Tuesday, when it is due; what counts is until then."""
    due = written(profile()).week.horizon.instant_of(8 * 60)
    plan = planned(profile(tasks=(Task("Form", "body", 600, 60, 90, due=due, important=True),)))
    assert MONDAY + timedelta(7) > due.date()
    assert "No free stretch before it is due holds another sitting." in _missing(plan.plan, "Form")
