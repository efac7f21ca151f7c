"""Busy time and open hours as files that other programs read."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Availability, Calendar

from trimtab.app.boundaries.hours_reached import reached_by
from trimtab.app.busy_time import busy_spans
from trimtab.calendars.published.availability import availability_to_ics
from trimtab.calendars.published.family_feed import family_to_ics
from trimtab.calendars.published.free_busy import free_busy_to_ics
from trimtab.domain.commitments import CalendarSource, DayNote
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.practices import Boundary
from trimtab.domain.time import ClockSpan, Horizon

ZONE = ZoneInfo("America/New_York")
STAMP = datetime(2026, 11, 15, 12, tzinfo=UTC)
OFF = Boundary("No work after nine", "work", ClockSpan(21 * 60, 6 * 60))
SUNDAY = Boundary("No calls on Sunday", "calls", ClockSpan(0, 1440), ("sun",))
PROFILE = Profile(person=Person("Ada", "America/New_York"), boundaries=(OFF, SUNDAY))


def ward(day=16, hour=7):
    """Twelve hours on the ward."""
    start = datetime(2026, 11, day, hour, tzinfo=ZONE)
    return Block(start, start + timedelta(hours=12), "Ward", "commitment", origin="duty")


def plan_of(*blocks):
    """A plan of a week in November."""
    horizon = Horizon(date(2026, 11, 16), 7, "America/New_York")
    return Plan("Ada", horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))


def test_free_busy_holds_what_the_standard_asks_for():
    """UID, stamp, start and end in UTC, periods by type; METHOD only with an organiser."""
    content = free_busy_to_ics(plan_of(ward()), STAMP, PROFILE)
    calendar = Calendar.from_ical(content)
    (busy,) = calendar.walk("VFREEBUSY")
    assert busy["DTSTART"].dt == datetime(2026, 11, 16, 5, tzinfo=UTC)
    assert busy["DTEND"].dt == datetime(2026, 11, 23, 5, tzinfo=UTC)
    assert "METHOD" not in calendar
    assert "ORGANIZER" not in busy
    assert b"FREEBUSY;FBTYPE=BUSY;VALUE=PERIOD:20261116T120000Z/20261117T000000Z\r\n" in content
    assert b"FREEBUSY;FBTYPE=BUSY-UNAVAILABLE" in content
    assert b"Ward" not in content


def test_busy_time_of_a_plan_that_is_over_has_a_length():
    """DTEND lies after DTSTART, as the standard asks, whenever it is published."""
    over = replace(plan_of(ward()), planned_from=7 * 1440)
    (busy,) = Calendar.from_ical(free_busy_to_ics(over, STAMP, PROFILE)).walk("VFREEBUSY")
    assert busy["DTEND"].dt - busy["DTSTART"].dt == timedelta(days=7)


def test_free_busy_of_someone_with_an_address_is_published():
    """RFC 5546 asks a published free/busy for its organiser."""
    person = replace(PROFILE.person, email="ada@example.org")
    content = free_busy_to_ics(plan_of(ward()), STAMP, replace(PROFILE, person=person))
    calendar = Calendar.from_ical(content)
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar.walk("VFREEBUSY")[0]["ORGANIZER"] == "mailto:ada@example.org"


@pytest.mark.parametrize("write", [free_busy_to_ics, availability_to_ics])
def test_a_file_stays_as_it_is_while_nothing_changes(write):
    """A later stamp alone writes nothing new."""
    first = write(plan_of(ward()), STAMP, PROFILE)
    later = STAMP + timedelta(hours=3)
    assert write(plan_of(ward()), later, PROFILE, first) == first
    assert write(plan_of(ward(hour=8)), later, PROFILE, first) != first


def test_open_hours_read_back_as_they_were_said():
    """Six to nine on six days, none on Sunday, work on top of it with a higher priority."""
    clinic = replace(ward(), origin="clinic")
    content = availability_to_ics(plan_of(clinic), STAMP, PROFILE)
    usual, away = Calendar.from_ical(content).walk("VAVAILABILITY")
    assert isinstance(usual, Availability)
    assert (usual.busy_type, away.busy_type) == ("BUSY-UNAVAILABLE", "BUSY")
    assert away["PRIORITY"] < usual["PRIORITY"]
    assert away["DTSTART"].dt == datetime(2026, 11, 16, 12, tzinfo=UTC)
    (open_hours,) = usual.available
    assert open_hours["DTSTART"].dt == datetime(2026, 11, 16, 6, tzinfo=ZONE)
    assert open_hours["DTEND"].dt == datetime(2026, 11, 16, 21, tzinfo=ZONE)
    assert open_hours["RRULE"] == {
        "FREQ": ["WEEKLY"],
        "BYDAY": ["MO", "TU", "WE", "TH", "FR", "SA"],
    }


def test_shifts_are_open_where_the_plan_leaves_room_and_nowhere_by_rule():
    """On duty at two in the morning is not to be had; after the plan nothing is said."""
    night = ward(17, 19)
    content = availability_to_ics(plan_of(ward(), night), STAMP, replace(PROFILE, boundaries=()))
    usual, *away = Calendar.from_ical(content).walk("VAVAILABILITY")
    assert usual["DTSTART"].dt == datetime(2026, 11, 16, 5, tzinfo=UTC)
    assert usual["DTEND"].dt == datetime(2026, 11, 23, 5, tzinfo=UTC)
    assert not any("RRULE" in one for one in usual.available)
    at_two = datetime(2026, 11, 18, 2, tzinfo=ZONE)
    assert not any(one["DTSTART"].dt <= at_two < one["DTEND"].dt for one in usual.available)
    assert any(one["DTSTART"].dt <= at_two < one["DTEND"].dt for one in away)
    rostered = replace(PROFILE, calendars=(CalendarSource("duty.ics", kind="duty"),))
    free = Calendar.from_ical(availability_to_ics(plan_of(), STAMP, rostered)).walk("AVAILABLE")
    assert [one["DTSTART"].dt.astimezone(ZONE).hour for one in free] == [6] * 6
    over = replace(plan_of(ward()), planned_from=7 * 1440)
    (usual, *_) = Calendar.from_ical(availability_to_ics(over, STAMP, PROFILE)).walk(
        "VAVAILABILITY"
    )
    assert usual["DTEND"].dt > usual["DTSTART"].dt


def test_days_without_boundaries_are_open_in_waking_hours():
    """From the first such day on; nobody promises their nights."""
    profile = replace(
        PROFILE, boundaries=(Boundary("Work days", "work", ClockSpan(0, 1440), ("mon",)),)
    )
    (usual,) = Calendar.from_ical(availability_to_ics(plan_of(), STAMP, profile)).walk(
        "VAVAILABILITY"
    )
    (open_hours,) = usual.available
    assert open_hours["DTSTART"].dt == datetime(2026, 11, 17, 7, tzinfo=ZONE)
    assert open_hours["DTEND"].dt == datetime(2026, 11, 17, 22, tzinfo=ZONE)
    profile = replace(profile, boundaries=())
    (usual,) = Calendar.from_ical(availability_to_ics(plan_of(), STAMP, profile)).walk(
        "VAVAILABILITY"
    )
    assert usual.available[0]["DTSTART"].dt == datetime(2026, 11, 16, 7, tzinfo=ZONE)
    assert usual.available[0]["RRULE"]["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]


@pytest.mark.parametrize(
    ("people", "said"),
    [((), "Home at 19:30"), ((OtherPerson("M", "Africa/Nairobi"),), "Home at 19:30 (New York)")],
)
def test_home_is_told_by_the_clock_there(people, said):
    """Where someone lives by another clock, the city stands beside the time."""
    way = Block(ward().end, ward().end + timedelta(minutes=30), "Travel", "travel")
    profile = replace(PROFILE, people=people)
    content = family_to_ics(plan_of(ward(), way), STAMP, profile)
    titles = {str(one["SUMMARY"]) for one in Calendar.from_ical(content).events}
    assert titles == {"Busy", "Free for a call", said}


def test_nobody_is_asked_for_on_days_of_leave():
    """Two days in Lisbon are no open hours, neither as busy time nor beside what repeats."""
    lisbon = DayNote("Holiday: Lisbon", date(2026, 11, 17), date(2026, 11, 18), "family.ics")
    plan = replace(plan_of(ward()), day_notes=(lisbon,))
    begins, ends = (datetime(2026, 11, day, 5, tzinfo=UTC) for day in (17, 19))
    found = Calendar.from_ical(availability_to_ics(plan, STAMP, PROFILE)).walk("VAVAILABILITY")
    (leave,) = (one for one in found if one["DTSTART"].dt == begins)
    assert (leave["DTEND"].dt, leave["PRIORITY"], leave["BUSYTYPE"]) == (
        ends,
        1,
        "BUSY-UNAVAILABLE",
    )
    spans = busy_spans(plan, PROFILE)
    assert any(one.start <= begins and one.end >= ends for one in spans if one.kind != "busy")
    reached = reached_by(PROFILE, plan, plan.horizon.instant_of(0))
    assert not any(start < ends and begins < end for start, end in reached.ahead)
