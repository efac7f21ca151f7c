"""Days off, rest after long duty, meals on duty, sittings that touch: one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from written_weeks import HOME, event, profile, span, written

from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort
from trimtab.planner.verify import verify_plan

QUICK = Effort(first_passes=60, passes=20, repairs=30, rounds=1)
SLIDES = Task("Slides", "body", 120, 30, 60)
READ = Practice("Read", "body", 7, (30,), study=True)
WALK = Practice("Walk", "body", 7, (20,))
RUN = Practice("Run", "body", 7, (45, 20))
CALL = event("28 h", "mon 07:00", 28)


def days_of(starts: set[str]) -> set[str]:
    """Weekdays of some starts."""
    return {start[:3] for start in starts}


def test_days_off_hold_no_work_and_no_study():
    """On a day off neither a task nor study starts; a walk may."""
    off = frozenset({date(2026, 11, 4)})
    asked = profile(practices=(READ, WALK), tasks=(SLIDES,))
    week = written(asked, days_off=off)
    assert "wed" not in days_of(week.starts("Slides")) | days_of(week.starts("Read"))
    assert "wed" in days_of(week.starts("Walk"))
    assert "wed" in days_of(written(asked).starts("Slides"))


def test_nothing_is_asked_that_days_off_rule_out():
    """A week of leave asks for the task due in it and for no other work or study; and says so."""
    off = frozenset(date(2026, 11, day) for day in range(2, 9))
    due = datetime(2026, 11, 5, tzinfo=UTC)
    asked = profile(
        practices=(Practice("Cards", "body", 5, (20,), study=True), WALK),
        tasks=(Task("Talk", "body", 60), Task("Paper", "body", 90, due=due)),
    )
    request = replace(written(asked).week.request, days_off=off)
    plan = make_plan(request, QUICK).plan
    assert {missing.name for missing in plan.unplaced} == {"Paper"}
    assert plan.values[0].wanted_minutes == 7 * 20 + 90
    said = "Mon 2 Nov to Sun 8 Nov: off, so no work and no study is planned."
    assert said in plan.remarks


def test_days_off_in_part_leave_study_to_the_others():
    """Five days of seven are off: cards asked for five times a week are asked for twice."""
    off = frozenset(date(2026, 11, day) for day in range(2, 7))
    asked = profile(practices=(Practice("Cards", "body", 5, (20,), study=True),))
    plan = make_plan(replace(written(asked).week.request, days_off=off), QUICK).plan
    assert plan.values[0].wanted_minutes == 2 * 20


def test_days_off_elsewhere_change_nothing():
    """A day off of another month leaves this week as it is."""
    asked = profile(tasks=(SLIDES,))
    elsewhere = written(asked, days_off=frozenset({date(2026, 8, 1)}))
    assert elsewhere.starts("Slides") == written(asked).starts("Slides")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        (profile(practices=(RUN,)), "Run"),
        (profile(practices=(replace(READ, demanding=True),)), "Read"),
        (profile(tasks=(replace(SLIDES, demanding=True),)), "Slides"),
    ],
)
def test_the_twelve_hours_after_a_long_call_hold_nothing_hard(asked, name):
    """After 28 hours until Tuesday 11:00 nothing strenuous or demanding starts before 23:00."""
    assert "tue" not in days_of(written(asked, [CALL]).starts(name))
    assert "tue" in days_of(written(asked, [event("Ward", "mon 07:00", 12)]).starts(name))


def test_gentle_things_are_fine_after_a_long_call():
    """A walk of 20 minutes, a task that demands nothing: the evening may hold them."""
    week = written(profile(practices=(WALK,), tasks=(SLIDES,)), [CALL])
    assert "tue" in days_of(week.starts("Walk"))
    assert "tue" in days_of(week.starts("Slides"))


def test_repetitions_of_one_day_stay_an_hour_apart():
    """Two walks that start in neighbouring hours are impossible, two hours apart they are fine."""
    often = replace(WALK, times_per_week=14, once_a_day=False)
    week = written(profile(practices=(often,)))
    near = [("Walk", "mon 09:00", 20), ("Walk", "mon 10:45", 20)]
    far = [("Walk", "mon 09:00", 20), ("Walk", "mon 11:00", 20)]
    assert week.gain(*near) == float("-inf")
    assert week.gain(*far) > 0


def test_musts_of_one_day_may_follow_each_other():
    """What must be kept twice a day is not held apart."""
    pills = Practice("Pills", "body", 14, (5,), once_a_day=False, must=True)
    week = written(profile(practices=(pills,)))
    assert week.gain(("Pills", "mon 09:00", 5), ("Pills", "mon 09:15", 5)) > 0


def test_an_early_start_moves_the_night_that_is_already_running():
    """With duty at 05:00, way and slow start before, bed was at 20:10: less is left at midnight."""
    early = written(profile(), [event("Ward", "mon 05:00", 10)])
    wanted = {i.day: i.wanted_minutes for i in early.problem.items if i.kind == "sleep"}
    # up at 04:10: eight hours before are 20:10, of which 230 minutes have passed: 250 are left
    assert wanted[0] == 250


def test_an_event_named_like_a_meal_is_the_meal():
    """Dinner with Ana in the calendar leaves no other dinner that day."""
    dinner = event("Dinner with Ana", "tue 19:00", 2, "personal")
    week = written(profile(), [dinner])
    assert "tue" not in days_of(week.starts("Dinner"))
    assert "wed" in days_of(week.starts("Dinner"))


def test_breakfast_and_lunch_matter_less_on_a_day_slept_through():
    """After a night lunch at its best hour is worth three tenths of what it is else."""
    nights = [event("NF", "mon 19:00", 12)]
    after, plain = written(profile(), nights), written(profile())
    lunch = ("Lunch", "tue 12:30", 30)
    assert after.gain(lunch) == pytest.approx(0.3 * plain.gain(lunch))
    dinner = ("Dinner", "tue 18:45", 40)
    assert after.gain(dinner) == pytest.approx(plain.gain(dinner))


def blocks_of(asked, commitments=(), name: str = ""):
    """Blocks of that name in a plan of the week."""
    week = written(asked, commitments).week.request
    return [block for block in make_plan(week, QUICK).plan.blocks if block.name == name]


def test_duty_over_a_meal_says_to_take_it_along():
    """Fourteen hours of duty hold lunch and dinner; a short clinic holds none."""
    (ward,) = blocks_of(profile(), [event("Ward", "mon 08:00", 14)], "Ward")
    (clinic,) = blocks_of(profile(), [event("Clinic", "mon 12:00", 1, "clinic")], "Clinic")
    assert ward.note == "lunch and dinner on duty: take something along"
    assert clinic.note == ""


def test_a_meal_eaten_at_home_is_not_taken_along():
    """Breakfast before a ward that begins at seven stands in the plan, so the ward says no more."""
    given = [event("Ward", "tue 07:00", 6)]
    asked = profile()
    (ward,) = blocks_of(asked, given, "Ward")
    breakfasts = [block.start.date() for block in blocks_of(asked, given, "Breakfast")]
    assert ward.start.date() in breakfasts
    assert ward.note == ""


def test_a_tentative_duty_says_so_first():
    """Tentative stands before the meals."""
    maybe = event("Ward", "mon 08:00", 7, is_tentative=True)
    (ward,) = blocks_of(profile(), [maybe], "Ward")
    assert ward.note == "tentative; lunch on duty: take something along"


def test_events_with_a_place_have_a_way_there():
    """A family event at a hall is three quarters of the commute away, one at home is not."""
    hall = event("Recital", "mon 18:00", 1, "family", location="Main Hall")
    home = event("Cards", "tue 18:00", 1, "family", location=" Home ")
    week = written(profile(replace(HOME, commute_minutes=20)), [hall, home])
    ways = [(week.when(way.start), week.when(way.end)) for way in week.week.travel]
    assert ways == [("mon 17:45", "mon 18:00"), ("mon 19:00", "mon 19:15")]


def test_sittings_that_touch_are_shown_as_one():
    """A task in sittings of 25 minutes with nothing between never shows two that touch."""
    asked = profile(tasks=(Task("Cards", "body", 100, 25, 50),), open_share=0.0)
    found = blocks_of(asked, [event("Ward", "mon 08:00", 10)], "Cards")
    assert sum(block.minutes for block in found) == 100
    assert max(block.minutes for block in found) <= 50
    ends = {block.end for block in found if block.minutes == 25}
    assert not ends & {block.start for block in found if block.minutes == 25}


def test_a_protected_dinner_fades_like_a_dinner():
    """Protected dinner time at 21:00 is worth less than at a quarter to seven."""
    late = Protect("Dinner together", "body", span("18:00-22:00"), (60,), ("tue",))
    week = written(profile(protects=(late,)))
    near, far = (week.gain(("Dinner together", f"tue {c}", 60)) for c in ("18:45", "21:00"))
    assert near > far


def test_notes_wait_at_a_small_cost():
    """Each hour that notes wait costs 0.6."""
    clinic = event("Clinic", "mon 13:00", 4, "clinic", leaves_minutes=40, leaves_before=20 * 60)
    week = written(profile(), [clinic])
    soon, late = (week.gain(("Clinic", f"mon {clock}", 40)) for clock in ("17:30", "18:30"))
    assert soon - late == pytest.approx(0.6)


def test_the_request_of_a_written_week_is_what_was_asked():
    """Days off and commitments reach the planner as given."""
    off = frozenset({date(2026, 11, 4)})
    request = written(profile(), [CALL], days_off=off).week.request
    assert isinstance(request, WeekRequest)
    assert (request.days_off, request.commitments) == (off, (CALL,))


def verified(request: WeekRequest) -> list[str]:
    """What the verifier finds in the plan of a request."""
    return verify_plan(make_plan(request, QUICK).plan, request)


def test_the_gap_between_a_long_call_and_a_lecture_holds_nothing_hard():
    """After 28 hours until 11:00 and before a lecture at 13:00 nothing demanding is planned."""
    due = written(profile()).week.horizon.instant_of(1440 + 13 * 60)
    task = replace(SLIDES, minutes=60, demanding=True, important=True, due=due)
    talk = event("Talk", "tue 13:00", 1, "lecture")
    week = written(profile(tasks=(task,)), [CALL, talk])
    assert "tue" not in days_of(week.starts("Slides"))
    assert verified(week.week.request) == []


def test_a_task_is_not_taken_for_a_practice_of_its_name():
    """A demanding practice and an easy task may share a name."""
    easy = Task("Read", "body", 600, 30, 60, study=True, important=True)
    asked = profile(practices=(replace(READ, demanding=True),), tasks=(easy,))
    assert verified(written(asked, [CALL]).week.request) == []


def test_work_on_a_day_off_is_found():
    """A plan made without the day off names each sitting that stands on it."""
    request = written(profile(tasks=(SLIDES,))).week.request
    plan = make_plan(request, QUICK).plan
    day = next(block.start.date() for block in plan.blocks if block.name == "Slides")
    found = verify_plan(plan, replace(request, days_off=frozenset({day})))
    assert found
    assert all(finding.endswith("is work on a day off") for finding in found)


def test_demanding_work_after_a_very_long_duty_is_found():
    """A plan made for easy slides names them once they are demanding."""
    request = written(profile(tasks=(replace(SLIDES, minutes=600),)), [CALL]).week.request
    plan = make_plan(request, QUICK).plan
    hard = profile(tasks=(replace(SLIDES, minutes=600, demanding=True),))
    asked = [b for b in plan.blocks if b.name == "Slides" and b.start.date() == date(2026, 11, 3)]
    found = verify_plan(plan, replace(request, profile=hard))
    assert len(found) == len(asked) > 0
    assert all(finding.endswith("is demanding right after a very long duty") for finding in found)
