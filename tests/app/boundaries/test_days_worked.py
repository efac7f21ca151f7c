"""Weekdays of clinics, by calendars and by a plan."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from trimtab.app.boundaries.days_worked import weekdays_planned, weekdays_worked
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.time import Horizon

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
PROFILE = Profile(person=Person(time_zone="UTC"))


def clinic(name: str, weeks: range, day: int, hours: float = 8) -> list[Commitment]:
    """A clinic of every week."""
    begins = (MONDAY + timedelta(weeks=n, days=day) for n in weeks)
    ends = timedelta(hours=hours)
    return [Commitment(f"{name}/{one}", name, one, one + ends, "clinic") for one in begins]


def test_weekdays_are_those_of_most_weeks_that_calendars_tell_of():
    """Thanksgiving takes a Thursday, one Friday is an exception, a review goes on for months."""
    held = [
        *(one for day in range(3) for one in clinic(f"Clinic {day}", range(6), day)),
        *clinic("Clinic 3", range(1, 6), 3),
        *clinic("Quality meeting", range(1), 4, 1),
        *clinic("Review", range(26), 2, 0.75),
    ]
    reading = CalendarReading(tuple(held))
    assert weekdays_worked(PROFILE, reading) == ("mon", "tue", "wed", "thu")


def test_a_plan_tells_them_where_no_calendar_is_read():
    """Its clinics alone; without any, nobody is said to work."""
    horizon = Horizon(date(2026, 11, 23), 7, "UTC")
    (tuesday,) = clinic("Clinic", range(1), 1)
    blocks = (Block(tuesday.start, tuesday.end, "Clinic", "commitment", origin="clinic"),)
    plan = Plan("You", horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))
    assert weekdays_planned(plan) == ("tue",)
    assert weekdays_worked(PROFILE, CalendarReading(), plan) == ("tue",)
    assert weekdays_worked(PROFILE, CalendarReading()) == ()
