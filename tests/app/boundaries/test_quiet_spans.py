"""What of a plan is quiet: never duty, never twice, and no more than was chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from trimtab.app.boundaries.hours_kept import hours_kept
from trimtab.app.boundaries.quiet_spans import quiet_spans
from trimtab.app.boundaries.working_hours import working_days
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Certificate, Plan, Unplaced
from trimtab.domain.practices import Boundary, Protect
from trimtab.domain.quiet import Quiet
from trimtab.domain.time import ClockSpan, Horizon

MONDAY = date(2026, 11, 16)
EVENINGS = Boundary("No work after nine", "work", ClockSpan(21 * 60, 6 * 60))


def block(start: float, hours: float, name: str, kind: str, origin: str = "") -> Block:
    """A block so many hours after Monday's midnight."""
    midnight = datetime(2026, 11, 16, tzinfo=UTC)
    begin = midnight + timedelta(hours=start)
    return Block(begin, begin + timedelta(hours=hours), name, kind, origin=origin)


@pytest.fixture
def plan() -> Plan:
    """A Monday: sleep, a clinic, lunch, dinner protected, home call through it, and sleep."""
    blocks = (
        block(0, 7, "Sleep", "sleep"),
        block(7, 0.5, "Slow start", "buffer"),
        block(9, 3, "Clinic", "commitment", "clinic"),
        block(12.5, 0.5, "Lunch", "meal"),
        block(13, 4, "Abstract", "task"),
        block(18, 1, "Dinner", "protect"),
        block(18.5, 6, "Call", "commitment", "home_call"),
        block(23.5, 0.5, "Wind down", "wind_down"),
    )
    certificate = Certificate(1.0, 1.0, 0.0, 0.0)
    horizon = Horizon(MONDAY, 1, "UTC")
    return Plan("Sam", horizon, blocks, (), (), certificate)


def clocks(spans) -> list[str]:
    """Spans as clock times with what they say."""
    return [f"{one.start:%H:%M}-{one.end:%H:%M} {one.name}" for one in spans]


def test_quiet_stretches_are_joined_and_never_cover_duty_or_call(plan):
    """Sleep and the slow start are one; dinner ends where the call begins."""
    assert clocks(quiet_spans(plan, Profile())) == [
        "00:00-07:30 Quiet",
        "12:30-13:00 Quiet",
        "18:00-18:30 Quiet",
    ]


def test_names_are_said_where_that_is_wished_but_for_what_is_private(plan):
    """A protected time that is private stays Quiet."""
    named = Profile(quiet=Quiet(names=True))
    assert "18:00-18:30 Dinner" in clocks(quiet_spans(plan, named))
    secret = Protect("Dinner", "family", ClockSpan(1080, 1200), (60,), private=True)
    assert "18:00-18:30 Quiet" in clocks(quiet_spans(plan, replace(named, protects=(secret,))))
    meals = Profile(quiet=Quiet(parts=("meals",)))
    assert clocks(quiet_spans(plan, meals)) == ["12:30-13:00 Quiet"]


def test_screens_are_off_by_boundaries_too(plan):
    """Hours closed to screens are quiet, duty in them aside."""
    screens = Boundary("Late", "screens", ClockSpan(15 * 60, 19 * 60))
    profile = Profile(boundaries=(screens,), quiet=Quiet(parts=("screens",)))
    assert "15:00-18:30 Quiet" in clocks(quiet_spans(plan, profile))


def test_the_last_night_is_quiet_to_its_end(plan):
    """Not cut at the last midnight; hours without screens neither, as long as sleep lasts."""
    night = replace(block(23, 1, "Sleep", "sleep"), note="goes on until 07:40")
    screens = Boundary("Late", "screens", ClockSpan(22 * 60, 5 * 60 + 30))
    slept = replace(plan, blocks=(block(0, 7, "Sleep", "sleep"), night))
    found = quiet_spans(slept, Profile(boundaries=(screens,)))
    assert clocks(found)[-1] == "22:00-07:40 Quiet"
    assert found[-1].end.date() == date(2026, 11, 17)


def test_hours_kept_count_waking_time_free_of_duty(plan):
    """Nine hours off: six slept, half an hour to wind down, the rest on call; losers are named."""
    kept = hours_kept(plan, Profile(boundaries=(EVENINGS,)))
    assert (kept.free_minutes, kept.duty_minutes, kept.left_out) == (0, 150, ())
    calm = replace(
        plan,
        blocks=(
            block(-3, 9.5, "Sleep", "sleep"),
            block(-6, 14, "Call", "commitment", "home_call"),
            block(21, 0.5, "Inbox", "task"),
        ),
    )
    kept = hours_kept(calm, Profile(boundaries=(EVENINGS,)))
    assert (kept.free_minutes, kept.duty_minutes) == (150, 0)
    lost = Unplaced("Abstract", 240, 60, "No work after nine shuts the evening.")
    assert hours_kept(
        replace(plan, unplaced=(lost,)), Profile(boundaries=(EVENINGS,))
    ).left_out == ("Abstract",)
    assert hours_kept(plan, Profile()) is None


def hours(spans) -> list[str]:
    """Spans as clock times."""
    return [f"{start:%H:%M}-{end:%H:%M}" for start, end in spans]


def test_a_day_at_work_is_told_apart_from_a_desk_at_home(plan):
    """Clinic, the call from home, and the task; the way between is no break, nor is a night."""
    day = working_days(plan)[0]
    assert (hours(day.work), hours(day.call)) == (["09:00-12:00"], ["18:30-00:30"])
    assert (hours(day.desk), hours(day.breaks), hours(day.asleep)) == (["13:00-17:00"], [], [])


def test_breaks_lie_between_two_stretches_at_a_desk_and_sleep_by_day_is_told(plan):
    """A meal is a break, a service in the calendar none; a quarter of an hour is no work."""
    blocks = (
        block(0, 6.5, "Sleep", "sleep"),
        block(7, 0.25, "Question burst", "study"),
        block(8, 2, "Abstract", "task"),
        block(10.5, 0.5, "Lunch", "meal"),
        block(11, 1, "Abstract", "task"),
        block(12.25, 1.5, "Service", "commitment", "personal"),
        block(14, 1, "Abstract", "task"),
        block(15.5, 2.5, "Nap", "nap"),
    )
    day = working_days(replace(plan, blocks=blocks))[0]
    assert hours(day.desk) == ["08:00-10:00", "11:00-12:00", "14:00-15:00"]
    assert (hours(day.breaks), hours(day.asleep)) == (["10:00-11:00"], ["15:30-18:00"])


def test_a_stretch_stands_on_every_day_it_touches(plan):
    """Call of two days and a night begun before the first day; midnight itself touches none."""
    blocks = (
        block(-5, 12, "Night", "commitment", "duty"),
        block(20, 28, "Call", "commitment", "home_call"),
    )
    days = working_days(replace(plan, horizon=Horizon(MONDAY, 3, "UTC"), blocks=blocks))
    assert [hours(one.work) for one in days] == [["19:00-07:00"], [], []]
    assert [hours(one.call) for one in days] == [["20:00-00:00"], ["20:00-00:00"], []]
