"""Hours shared with somebody elsewhere: by plan or calendars, across changes of either clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.app.people.shared_hours import OwnDays, shared_days
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.practices import Boundary, Protect
from trimtab.domain.quiet import Quiet
from trimtab.domain.time import WEEKDAYS, ClockSpan, Horizon

ZONES = ("Africa/Lagos", "Asia/Kolkata", "Europe/London", "Australia/Lord_Howe", "Asia/Karachi")


def own(now: datetime, zone: str = "Africa/Lagos", **more) -> OwnDays:
    """Somebody in New York with one person elsewhere."""
    other = OtherPerson("Ada", zone, ClockSpan(7 * 60, 22 * 60))
    person = Person(time_zone="America/New_York", commute_minutes=20)
    return OwnDays(Profile(person=person, people=(other,)), now, **more)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 1), timezones=st.just(UTC)),
    st.sampled_from(ZONES),
)
def test_every_stretch_finds_both_awake_on_their_own_clocks(now, zone):
    """Minute by minute at both ends, whichever clock changes meanwhile."""
    (found,) = shared_days(own(now, zone))
    for one in found.hours:
        for moment in (one.start, one.end - timedelta(minutes=1)):
            here = moment.astimezone(UTC).astimezone(ZoneInfo("America/New_York"))
            there = moment.astimezone(UTC).astimezone(ZoneInfo(zone))
            assert 7 <= here.hour < 22
            assert 7 <= there.hour < 22


def test_a_change_of_either_clock_is_told():
    """New York goes back on 1 November 2026, Lagos never changes."""
    (found,) = shared_days(own(datetime(2026, 10, 26, 12, tzinfo=UTC)))
    assert [(one.zone, one.minutes) for one in found.changes] == [("America/New_York", -60)]


def test_commitments_and_the_way_there_are_left_out():
    """From 07:00 to 16:00 in New York it is 13:00 to 22:00 in Lagos, less duty and its ways."""
    start = datetime(2026, 11, 18, 13, tzinfo=UTC)
    ward = Commitment("1", "Ward", start, start + timedelta(hours=2), "duty")
    days = own(datetime(2026, 11, 18, 5, tzinfo=UTC), commitments=(ward,))
    (found,) = shared_days(days)
    said = [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in found.hours[:2]]
    assert said == ["07:00-07:40", "10:20-16:00"]


def test_the_sleep_after_a_night_is_left_out():
    """Home at 07:20 from a night, asleep for eight hours: a call fits from 15:20, not at 10:00."""
    start = datetime(2026, 11, 18, 0, tzinfo=UTC)
    night = Commitment("1", "Nights", start, start + timedelta(hours=12), "duty")
    for now in (datetime(2026, 11, 17, 15, tzinfo=UTC), datetime(2026, 11, 18, 15, tzinfo=UTC)):
        (found,) = shared_days(own(now, commitments=(night,)))
        said = [f"{one.start:%d %H:%M}-{one.end:%H:%M}" for one in found.hours]
        assert "18 15:20-16:00" in said
        assert len([one for one in said if one.startswith("18")]) == 1


def test_what_their_calendar_holds_is_left_out():
    """A shift in Lagos from 14:00 to 18:00, 08:00 to 12:00 in New York, is no time to call."""
    start = datetime(2026, 11, 18, 13, tzinfo=UTC)
    shift = Commitment("1", "Shift", start, start + timedelta(hours=4), "personal")
    days = own(datetime(2026, 11, 18, 5, tzinfo=UTC), others={"Ada": (shift,)})
    (found,) = shared_days(days)
    said = [f"{one.start:%H:%M}-{one.end:%H:%M}" for one in found.hours[:2]]
    assert said == ["07:00-08:00", "12:00-16:00"]
    assert found.is_calendar_read


@pytest.mark.parametrize(("zone", "awake"), [("Africa/Lagos", True), ("Asia/Kolkata", False)])
def test_whether_they_are_up_now_goes_by_their_clock(zone, awake):
    """At 20:00 UTC it is 21:00 in Lagos and 01:30 in Kolkata."""
    (found,) = shared_days(own(datetime(2026, 11, 18, 20, tzinfo=UTC), zone))
    assert found.is_awake is awake


def told(days: OwnDays) -> list[str]:
    """Shared hours of 19 November, in words."""
    (found,) = shared_days(days)
    return [f"{one.start:%d %H:%M}-{one.end:%H:%M}" for one in found.hours if one.start.day == 19]


def test_hours_without_calls_are_no_hours_for_one():
    """None at breakfast; without screens neither, unless those hours are not to be quiet."""
    days = own(datetime(2026, 11, 19, 5, tzinfo=UTC))
    breakfast = Boundary("No calls at breakfast", "calls", ClockSpan(6 * 60, 8 * 60 + 30))
    screens = Boundary("No screens at noon", "screens", ClockSpan(12 * 60, 13 * 60))
    work = Boundary("No work", "work", ClockSpan(9 * 60, 10 * 60))
    profile = replace(days.profile, boundaries=(breakfast, screens, work))
    assert told(replace(days, profile=profile)) == ["19 08:30-12:00", "19 13:00-16:00"]
    loud = replace(profile, quiet=Quiet(parts=("sleep", "meals")))
    assert told(replace(days, profile=loud)) == ["19 08:30-16:00"]


def test_meals_and_protected_time_are_quiet_but_for_whom_they_are_kept_with():
    """Lunch at noon, and an hour at two that is nobody's, or Ada's own."""
    midnight = datetime(2026, 11, 19, 5, tzinfo=UTC)

    def block(hour: float, kind: str, name: str) -> Block:
        begin = midnight + timedelta(hours=hour)
        return Block(begin, begin + timedelta(hours=1), name, kind)

    blocks = (
        block(-5, "sleep", "Sleep"),
        block(12, "meal", "Lunch"),
        block(14, "protect", "Reading"),
    )
    horizon = Horizon(midnight.date(), 1, "America/New_York")
    plan = Plan("You", horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))
    days = own(midnight + timedelta(hours=8), plan=plan)
    assert told(days) == ["19 08:00-12:00", "19 13:00-14:00", "19 15:00-16:00"]
    with_ada = Protect("Reading", "family", WEEKDAYS, ClockSpan(840, 900), (60,), with_person="Ada")
    theirs = replace(days.profile, protects=(with_ada,))
    assert told(replace(days, profile=theirs)) == ["19 08:00-12:00", "19 13:00-16:00"]
