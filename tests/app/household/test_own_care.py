"""Own care: due days, times, and an appointment as a commitment nobody reads."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.household.homes import Homes
from trimtab.app.household.own_care import due_day, own_appointments, own_care_ahead
from trimtab.calendars.published.writing import plan_entries
from trimtab.domain.care import Care, OwnCare
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment, DayNote
from trimtab.domain.people import Person, Profile, Season
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.privacy import is_private
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.reports.own_care_words import clash_sentence

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 16, 10, tzinfo=ZONE)
DENTIST = OwnCare("Dentist", "dentist", 45, 20, 6, date(2026, 5, 31))


def duty(day: int, start: int, hours: int) -> Commitment:
    """A duty of November."""
    begun = datetime(2026, 11, day, start, tzinfo=ZONE)
    return Commitment(f"d{day}", "Ward", begun, begun + timedelta(hours=hours), "duty")


def homes(*commitments: Commitment, own: OwnCare = DENTIST, notes: tuple[DayNote, ...] = ()):
    """A life with that care, and heavy weeks from the last of November."""
    profile = Profile(
        person=Person(time_zone="America/New_York", commute_minutes=25),
        calendars=(CalendarSource("ward.ics"),),
        own_care=(own,),
        seasons=(Season("MICU", date(2026, 11, 30), date(2026, 12, 27), "heavy"),),
    )
    reading = CalendarReading(commitments, notes)
    return Homes(profile, reading, Horizon(date(2026, 11, 16), 182, "America/New_York"))


def test_half_a_year_from_the_last_of_may_is_the_last_of_november():
    """Months of fewer days end sooner; one that was booked and is over counts as the last."""
    assert due_day(DENTIST, NOW) == date(2026, 11, 30)
    had = OwnCare("Dentist", every_months=1, booked=datetime(2026, 11, 10, 9))
    assert due_day(had, NOW) == date(2026, 12, 10)
    assert due_day(OwnCare("Therapist"), NOW) is None


def test_times_lie_before_the_heavy_weeks_and_beside_work_ways_and_sleep():
    """Nights leave six hours of sleep, days their way; days without work come first."""
    work = [duty(day, 8, 9) for day in (17, 18, 20, 23, 24, 25, 27)]
    found = own_care_ahead(homes(*work, duty(18, 19, 12), duty(30, 8, 9)), NOW)
    (one,) = found
    assert one.before is not None
    assert one.until == date(2026, 11, 29)
    days = [f"{at:%d %H:%M}" for at in one.times]
    assert days == ["19 13:45", "26 09:00"]
    assert one.is_wanted(NOW.date())


def test_leave_comes_last_and_what_stands_at_the_time_is_told():
    """A holiday may be far away; a booked time that falls on duty has to move."""
    lisbon = DayNote("Holiday: Lisbon", date(2026, 11, 17), date(2026, 11, 25))
    (one,) = own_care_ahead(homes(duty(27, 8, 9), notes=(lisbon,)), NOW)
    assert [at.day for at in one.times][-1] == 26
    booked = OwnCare("Dentist", booked=datetime(2026, 11, 27, 9))
    (other,) = own_care_ahead(homes(duty(27, 8, 9), own=booked), NOW)
    assert other.clash.name == "Ward"
    assert not other.is_wanted(NOW.date())


def test_a_time_booked_where_only_the_person_can_be_there_is_told():
    """With the way there and back, though the appointment itself takes them from home."""
    own = OwnCare("Dentist", minutes=45, way_minutes=15, booked=datetime(2026, 11, 19, 9))
    home = homes(duty(30, 8, 1), own=own)
    care = Care("Mia", ClockSpan(7 * 60, 9 * 60 + 30), by=("me",))
    profile = replace(home.profile, care=(care,))
    reading = replace(
        home.reading, commitments=(*home.reading.commitments, *own_appointments(profile))
    )
    (one,) = own_care_ahead(replace(home, profile=profile, reading=reading), NOW)
    assert one.clash is None
    assert clash_sentence(one).replace("\N{EN DASH}", "-") == (
        "Nobody else is there for Mia then, 08:45-09:30 with the way: move it, or ask somebody to "
        "be there."
    )
    (free,) = own_care_ahead(home, NOW)
    assert clash_sentence(free) == ""


def test_an_appointment_is_a_commitment_that_others_see_as_busy():
    """With its own way; a name that tells nothing is private too, unless said otherwise."""
    own = OwnCare("Sam Brown", minutes=45, way_minutes=15, booked=datetime(2026, 11, 27, 9))
    profile = homes(own=own).profile
    (one,) = own_appointments(profile)
    assert (one.kind, one.way_minutes, one.start.astimezone(ZONE).hour) == ("appointment", 15, 9)
    block = Block(one.start, one.end, one.name, "commitment", origin="appointment")
    assert is_private(block, profile)
    assert not is_private(Block(one.start, one.end, "Meeting", "commitment"), profile)


def test_what_is_booked_is_published_as_busy_and_other_commitments_are_not():
    """They stand in calendars of their own already."""
    own = OwnCare("Sam Brown", minutes=45, booked=datetime(2026, 11, 17, 9))
    home = homes(own=own)
    (one,) = own_appointments(home.profile)
    start, end = one.start.astimezone(ZONE), one.end.astimezone(ZONE)
    blocks = (
        Block(start, end, "Sam Brown", "commitment", origin="appointment"),
        Block(start, end, "Ward", "commitment", origin="duty"),
    )
    plan = Plan("Sam", home.horizon, blocks, (), (), Certificate(1.0, 1.0, 1.0, 0.0))
    assert [entry.summary for entry in plan_entries(plan, home.profile)] == ["Busy"]


def test_no_time_lies_on_a_public_holiday_or_in_sleep_between_two_nights():
    """Thanksgiving is none; between nights a whole sleep is spared; a plan's sleep is asked."""
    own = OwnCare("GP", days=("thu",), between=ClockSpan(8 * 60, 16 * 60))
    home = homes(duty(18, 19, 12), duty(19, 19, 12), duty(29, 8, 1), own=own)
    person = replace(home.profile.person, country="US")
    home = replace(home, profile=replace(home.profile, person=person))
    (one,) = own_care_ahead(home, NOW)
    assert one.times == ()
    spare = homes(duty(29, 8, 1), own=own)
    at = datetime(2026, 11, 19, 8, tzinfo=ZONE)
    asleep = Block(at, at + timedelta(hours=9), "Sleep", "sleep")
    plan = Plan("Sam", home.horizon, (asleep,), (), (), Certificate(1.0, 1.0, 1.0, 0.0))
    (free,) = own_care_ahead(spare, NOW)
    (slept,) = own_care_ahead(spare, NOW, plan)
    assert [at.day for at in free.times] == [19, 26]
    assert [at.day for at in slept.times] == [26]
