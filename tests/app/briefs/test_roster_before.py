"""Weeks before the first plan, as the calendars hold them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from trimtab.app.briefs.roster_before import roster_before
from trimtab.app.mind.day_scores import day_scores
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import Block, LastPlan
from trimtab.store.in_memory import InMemoryStore

MIDNIGHT = datetime(2026, 11, 2, tzinfo=UTC)
PROFILE = Profile(person=Person(time_zone="UTC"))


def duty(day: int, start: float, hours: float) -> Commitment:
    """Duty from an hour on, so many days after 2 November."""
    begins = MIDNIGHT + timedelta(days=day, hours=start)
    return Commitment(f"{day}", "Ward", begins, begins + timedelta(hours=hours), "duty", source="r")


def test_a_roster_tells_of_days_before_today_from_its_first_row_on():
    """Sunday is a row of it and free; today and what comes are the plan's to tell."""
    note = DayNote("Off", date(2026, 11, 1), date(2026, 11, 1), source="r")
    reading = CalendarReading((duty(0, 7, 10), duty(2, 7, 28), duty(9, 7, 10)), (note,))
    days = roster_before(PROFILE, reading, date(2026, 11, 6)).days
    assert (days.first_day, days.last_day) == (date(2026, 11, 1), date(2026, 11, 5))
    assert (
        roster_before(PROFILE, CalendarReading(day_notes=(note,)), date(2026, 11, 6)).days is None
    )
    assert roster_before(PROFILE, reading, date(2026, 11, 1)).days is None


def test_a_night_into_the_first_plan_counts_once():
    """Twelve hours on Wednesday evening, of which the plan holds the last seven."""
    store, night = InMemoryStore(), duty(2, 19, 12)
    rest = Block(MIDNIGHT + timedelta(3), night.end, "Ward", "commitment", origin="duty")
    store.keep_last_plan(LastPlan("Sam", date(2026, 11, 5), 2, (rest,)))
    before = roster_before(PROFILE, CalendarReading((night,)), date(2026, 11, 7)).days
    found = day_scores(store, date(2026, 11, 3), date(2026, 11, 6), before=before)
    assert [one.duty_minutes for one in found] == [None, 720, 0, 0]
    assert [one.is_night for one in found] == [False, True, False, False]
