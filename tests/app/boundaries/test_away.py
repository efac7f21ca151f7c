"""Days away: those that are known, the day back, and ready boundaries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from trimtab.app.boundaries.away import DaysAway, day_back, known_away
from trimtab.app.boundaries.hours_reached import DayHours
from trimtab.app.boundaries.ready import READY, ready_for
from trimtab.app.boundaries.saved_commute import saved_commute, working_span, working_week
from trimtab.domain.commitments import CalendarReading, Commitment, CommitmentKind, DayNote
from trimtab.domain.people import Person, Profile, Season, Trip
from trimtab.domain.practices import Boundary
from trimtab.domain.tasks import Messages
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.profiles.editing import add_table, set_keys
from trimtab.profiles.reading import read_profile

TODAY = date(2026, 11, 17)
LEFT, HOME = (datetime(2027, 1, day, 5, tzinfo=UTC) for day in (4, 11))


def test_vacation_leave_and_trips_are_offered_once_the_nearest_first():
    """A season and the calendar's own entry of the same days are one; what is over is none."""
    profile = Profile(
        person=Person(time_zone="America/New_York"),
        seasons=(Season("Vacation", date(2026, 12, 21), date(2026, 12, 27), "light"),),
        trips=(Trip("Asia/Kolkata", start=LEFT, end=HOME),),
    )
    notes = (
        DayNote("Annual leave", date(2026, 12, 24), date(2026, 12, 30)),
        DayNote("Vacation", date(2026, 11, 2), date(2026, 11, 8)),
        DayNote("Ward 4", date(2026, 11, 20), date(2026, 11, 22)),
    )
    assert known_away(profile, notes, TODAY) == (
        DaysAway(date(2026, 12, 21), date(2026, 12, 30), "Vacation"),
        DaysAway(date(2027, 1, 4), date(2027, 1, 10), "Trip"),
    )


def test_the_day_back_is_one_on_which_somebody_answers():
    """The next weekday; by the days of messages where those are set."""
    sunday = date(2026, 12, 27)
    assert day_back(Profile(), sunday) == date(2026, 12, 28)
    assert day_back(Profile(messages=Messages(days=("wed",))), sunday) == date(2026, 12, 30)
    closed = Boundary("Monday is mine", "work", ClockSpan(0, 1440), ("mon",))
    assert day_back(Profile(boundaries=(closed,)), sunday) == date(2026, 12, 29)


def test_the_day_back_knows_the_roster_and_public_holidays():
    """A roster's next shift or call, on whatever day; beyond it no holiday."""

    def shift(day: int, kind: CommitmentKind, hours: int = 12) -> Commitment:
        start = datetime(2026, 11, day, 19, tzinfo=UTC)
        return Commitment(f"{day}", "Shift", start, start + timedelta(hours=hours), kind)

    here = Profile(person=Person(time_zone="UTC", country="US"))
    assert day_back(here, date(2026, 11, 25)) == date(2026, 11, 27)
    assert day_back(here, date(2026, 12, 24)) == date(2026, 12, 28)
    nights = CalendarReading(
        commitments=(shift(24, "duty"), shift(28, "home_call")),
        day_notes=(DayNote("Leave", date(2026, 11, 30), date(2026, 12, 6)),),
    )
    assert day_back(here, date(2026, 11, 23), nights) == date(2026, 11, 24)
    assert day_back(here, date(2026, 11, 24), nights) == date(2026, 11, 28)
    assert day_back(here, date(2026, 11, 29), nights) == date(2026, 12, 7)


def clinics(first: date, last: date, weekdays: range) -> CalendarReading:
    """A clinic from nine to noon on these weekdays, first and last day inclusive."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    begins = [
        datetime.combine(d, datetime.min.time(), UTC) for d in days if d.weekday() in weekdays
    ]
    nine, noon = timedelta(hours=9), timedelta(hours=12)
    return CalendarReading(
        tuple(Commitment(f"c/{one}", "Clinic", one + nine, one + noon, "clinic") for one in begins)
    )


def test_without_duty_the_day_back_is_the_next_clinic_that_is_open():
    """Mondays to Thursdays until the end of the year: no Friday, and no feast of a series."""
    here = Profile(person=Person(time_zone="UTC", country="US"))
    read = clinics(date(2026, 11, 23), date(2026, 12, 31), range(4))
    assert day_back(here, date(2026, 12, 3), read) == date(2026, 12, 7)
    assert day_back(here, date(2026, 11, 25), read) == date(2026, 11, 30)
    assert day_back(here, date(2026, 12, 31), read) == date(2027, 1, 4)
    closed = clinics(date(2026, 11, 23), date(2026, 12, 31), range(3, 5))
    assert day_back(here, date(2026, 12, 23), closed) == date(2026, 12, 24)
    assert day_back(here, date(2026, 12, 24), closed) == date(2026, 12, 31)


def test_a_week_of_home_call_does_not_end_what_clinics_tell():
    """Call until Sunday, clinics on Wednesdays long after: back on a Wednesday."""
    here = Profile(person=Person(time_zone="UTC"))
    read = clinics(date(2026, 11, 23), date(2026, 12, 31), range(2, 3))
    begins = datetime(2026, 11, 23, 8, tzinfo=UTC)
    call = Commitment("call", "Call", begins, begins + timedelta(days=6), "home_call")
    both = CalendarReading((*read.commitments, call))
    assert day_back(here, date(2026, 12, 3), both) == date(2026, 12, 9)


def test_days_of_messages_that_were_said_come_before_clinics():
    """Who answers on Fridays is back on a Friday without a clinic."""
    said = Profile(person=Person(time_zone="UTC"), messages=Messages(days=("fri",)))
    read = clinics(date(2026, 11, 23), date(2026, 12, 31), range(4))
    assert day_back(said, date(2026, 12, 2), read) == date(2026, 12, 4)


def test_everything_ready_makes_a_sound_profile():
    """All of it added at once reads without a mistake, and then nothing is left to offer."""
    text = ""
    for one in READY:
        table = one.table
        text = (
            add_table(text, table, one.values)
            if table == "boundary"
            else set_keys(text, (table,), one.values)
        )
    profile, problems = read_profile(text, "me.toml")
    assert problems == ()
    assert ready_for(profile) == ()
    assert ready_for(Profile()) == READY


def test_the_way_that_is_saved_lies_around_working_hours():
    """Before the hour work opens and after it ends; nine to five where nothing is off."""
    assert working_span(Profile())[0] == ClockSpan(540, 1020)
    off = Boundary("Clinic ends", "work", ClockSpan(18 * 60 + 30, 8 * 60))
    found = saved_commute(Profile(boundaries=(off,)), 90, "body")
    assert found.doses == (90, 45, 5)
    assert [str(one) for one in found.only] == ["06:30-08:00", "18:30-20:00"]
    assert found.days == ("mon", "tue", "wed", "thu", "fri")


def test_a_week_of_work_tells_every_day_with_hours_of_its_own():
    """A pause at noon and a half day; a weekend that nobody named is none of it."""
    noon = Boundary("Noon", "work", ClockSpan(12 * 60, 13 * 60))
    evening = Boundary("Evening", "work", ClockSpan(18 * 60, 8 * 60))
    friday = Boundary("Friday", "work", ClockSpan(12 * 60, 1440), ("fri",))
    morning, after = ClockSpan(480, 720), ClockSpan(780, 1080)
    assert working_week(Profile(boundaries=(noon, evening, friday))) == (
        DayHours(("mon", "tue", "wed", "thu"), (morning, after)),
        DayHours(("fri",), (morning,)),
    )
    assert working_week(Profile()) == (DayHours(WEEKDAYS[:5], (ClockSpan(540, 1020),)),)
