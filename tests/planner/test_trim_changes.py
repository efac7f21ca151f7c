"""Each trim changes exactly what it says, and nothing else of the request."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from written_weeks import MONDAY, event, profile, span

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Person
from trimtab.domain.practices import Boundary, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import Horizon
from trimtab.planner import trim_changes as changes
from trimtab.planner.line import WeekRequest

CLINIC = event("Clinic", "wed 08:00", 8, "clinic", leaves_minutes=60)
TALK = event("Noon conference", "tue 12:00", 1, "lecture")
WARD = event("Ward", "mon 07:00", 12)
TASK = Task("Abstract", "learning", 240, 30, 90)
OFF = Boundary("No work after nine", "work", span("21:00-06:00"), exceptions=(span("21:00-21:30"),))
DINNER = Protect("Dinner", "family", span("18:00-20:00"), (45, 30))
REQUEST = WeekRequest(
    profile(
        values={"learning": 1.0, "family": 1.0},
        tasks=(TASK,),
        boundaries=(OFF,),
        protects=(DINNER,),
    ),
    Horizon(MONDAY, 7, "UTC"),
    (WARD, TALK, CLINIC),
)
HOUR = timedelta(hours=1)


def changed_fields(request: WeekRequest) -> set[str]:
    """Which parts of the request, and of its profile, a change touched."""
    found = {
        f.name for f in fields(request) if getattr(request, f.name) != getattr(REQUEST, f.name)
    }
    if "profile" in found:
        own, new = REQUEST.profile, request.profile
        found |= {f.name for f in fields(own) if getattr(own, f.name) != getattr(new, f.name)}
    return found


def test_finishing_earlier_moves_one_end():
    """The clinic ends half an hour sooner, the rest stands."""
    request = changes.end_earlier(REQUEST, CLINIC, 30)
    assert changed_fields(request) == {"commitments"}
    assert set(request.commitments) == {WARD, TALK, replace(CLINIC, end=CLINIC.end - HOUR / 2)}


def test_a_recording_takes_as_long_and_is_owed_this_week():
    """The lecture goes; a task of its minutes comes, due when the week ends, for learning."""
    request = changes.watch_recording(REQUEST, TALK)
    assert changed_fields(request) == {"commitments", "profile", "tasks"}
    assert set(request.commitments) == {WARD, CLINIC}
    assert request.profile.tasks[0] == TASK
    watched = request.profile.tasks[1]
    assert (watched.minutes, watched.value, watched.is_study) == (60, "learning", True)
    assert watched.due == datetime(2026, 11, 9, tzinfo=UTC)


def test_a_remote_clinic_keeps_its_hours():
    """Only the way there goes."""
    request = changes.be_remote(REQUEST, CLINIC)
    assert set(request.commitments) == {WARD, TALK, replace(CLINIC, is_remote=True)}


def test_what_is_given_away_is_gone():
    """The shift goes, the rest stands."""
    request = changes.give_away(REQUEST, [WARD])
    assert set(request.commitments) == {TALK, CLINIC}


def test_a_swapped_shift_keeps_its_clock_over_a_clock_change():
    """From Saturday to the Sunday on which clocks go back it still begins at nine, and lasts."""
    horizon = Horizon(date(2026, 10, 26), 7, "America/New_York")
    start = datetime(2026, 10, 31, 13, tzinfo=UTC)
    shift = Commitment("1", "Ward", start, start + 12 * HOUR, "duty")
    request = WeekRequest(profile(Person(time_zone="America/New_York")), horizon, (shift,))
    (moved,) = changes.move_by_days(request, [shift], 1).commitments
    assert horizon.to_local(moved.start).isoformat() == "2026-11-01T09:00:00-05:00"
    assert moved.end - moved.start == 12 * HOUR


def test_cover_opens_an_hour_and_leaves_the_notes_at_the_end():
    """The duty is there before and after, whole but for the hour."""
    ward = replace(WARD, leaves_minutes=40)
    request = replace(REQUEST, commitments=(ward,))
    before, after = changes.be_covered(request, ward, ward.start + 5 * HOUR, 60).commitments
    assert (before.start, before.end) == (ward.start, ward.start + 5 * HOUR)
    assert (after.start, after.end) == (ward.start + 6 * HOUR, ward.end)
    assert (before.leaves_minutes, after.leaves_minutes) == (0, 40)


def test_a_time_box_shortens_one_task():
    """Its minutes, and a sitting no longer than they are."""
    request = changes.time_box(REQUEST, TASK, 180)
    assert changed_fields(request) == {"profile", "tasks"}
    assert request.profile.tasks == (replace(TASK, minutes=180),)
    (tiny,) = changes.time_box(REQUEST, TASK, 20).profile.tasks
    assert (tiny.minutes, tiny.shortest) == (20, 20)


def test_batched_notes_come_after_the_last_and_save_a_tenth():
    """Two sessions of one day leave 60 and 40 minutes: 90 after the second; other days stand."""
    second = event("Late clinic", "wed 17:00", 2, "clinic", leaves_minutes=40)
    ward = replace(WARD, leaves_minutes=20)
    request = replace(REQUEST, commitments=(ward, TALK, CLINIC, second))
    batched = changes.batch_notes(request)
    left = {one.name: one.leaves_minutes for one in batched.commitments}
    assert left == {"Ward": 20, "Noon conference": 0, "Clinic": 0, "Late clinic": 90}


def test_batched_notes_leave_the_past_alone():
    """Sessions that are over keep what they leave."""
    second = event("Late clinic", "wed 17:00", 2, "clinic", leaves_minutes=40)
    request = replace(REQUEST, commitments=(CLINIC, second), now=3 * 1440)
    assert changes.batch_notes(request) == request


def test_cooking_ahead_is_one_task_and_quicker_dinners():
    """Cooked by the end of its day, for the days named."""
    request = changes.cook_ahead(REQUEST, 1, 75, [2, 3])
    assert changed_fields(request) == {"profile", "tasks", "cooked_for"}
    cooking = request.profile.tasks[-1]
    assert (cooking.minutes, cooking.due) == (75, datetime(2026, 11, 4, tzinfo=UTC))
    assert request.cooked_for == {date(2026, 11, 4), date(2026, 11, 5)}


def test_a_boundary_moves_on_one_evening_only():
    """Thursday begins at half past nine; the other days keep nine and their exception."""
    others, thursday = changes.move_boundary(REQUEST, OFF, "thu", 30).profile.boundaries
    assert "thu" not in others.days
    assert replace(others, days=OFF.days) == OFF
    assert (thursday.days, thursday.off, thursday.exceptions) == (("thu",), span("21:30-06:00"), ())


@pytest.mark.parametrize(
    ("minutes", "hours"), [(-60, "17:00-20:00"), (60, "18:00-21:00")], ids=["earlier", "later"]
)
def test_protected_time_gets_wider_hours_on_one_day(minutes, hours):
    """One end moves on Wednesday; doses and other days stand."""
    others, moved = changes.move_protected(REQUEST, DINNER, "wed", minutes).profile.protects
    assert "wed" not in others.days
    assert moved == replace(DINNER, days=("wed",), between=span(hours))


def test_a_nap_is_allowed_on_one_day():
    """Nothing else changes."""
    request = changes.allow_nap(REQUEST, 2)
    assert changed_fields(request) == {"naps_on"}
    assert request.naps_on == {date(2026, 11, 4)}
