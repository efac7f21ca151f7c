"""Hours of care that something asked would take."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.household.care_asked import CareHours, care_taken
from trimtab.app.household.homes import Homes, away_minutes, way_of
from trimtab.domain.care import Care, Cover
from trimtab.domain.commitments import CalendarReading, Commitment, RosterReading
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.time import ClockSpan, Horizon, Interval
from trimtab.domain.weighing import CareTaken

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 16, 6, tzinfo=ZONE)
AWAKE = ClockSpan(6 * 60, 22 * 60)
DAYS = Care("Mia", AWAKE, by=("me", "Robin"))
NIGHTS = Care("Mia", ClockSpan(22 * 60, 30 * 60), by=("me", "Robin"), asleep_ok=True)


def at(day: int, hour: float) -> datetime:
    """A moment of November, where the person is."""
    return datetime(2026, 11, day, tzinfo=ZONE) + timedelta(hours=hour)


def event(day: int, start: float, hours: float, kind="duty", **more) -> Commitment:
    """Something of November that takes somebody."""
    return Commitment(f"e{day}", "Ward", at(day, start), at(day, start + hours), kind, **more)


def hours(*theirs: Commitment, care=(DAYS, NIGHTS), now: datetime = NOW) -> CareHours:
    """The week of Monday 16 November, Robin's roster holding these."""
    robin = OtherPerson("Robin", "America/New_York", AWAKE, "robin.ics", "partner")
    person = Person(time_zone="America/New_York", commute_minutes=20)
    profile = Profile(person=person, people=(robin,), care=care)
    reading = CalendarReading(others=(("Robin", RosterReading(theirs)),))
    return CareHours.of(Homes(profile, reading, Horizon(date(2026, 11, 16), 7, str(ZONE))), now)


def taken(beside: CareHours, *asked: Commitment) -> list[tuple[str, datetime, datetime, int]]:
    """What these would take, as it is told."""
    return [(one.name, one.start, one.end, one.times) for one in care_taken([(beside, asked)])]


def test_a_shift_after_their_night_leaves_nobody_until_they_have_slept():
    """Robin is home at 07:35 and asleep until 13:35; the way to a shift begins at 06:40."""
    beside = hours(event(21, 19, 12.25, kind="duty"))
    assert taken(beside, event(22, 7, 12)) == [("Mia", at(22, 6 + 2 / 3), at(22, 13 + 7 / 12), 1)]
    assert taken(beside, event(22, 14.5, 4)) == []


def test_a_night_takes_the_morning_after_too_also_of_the_next_week():
    """Home at 07:20 and asleep until 13:20, while Robin leaves at 07:40."""
    beside = hours(event(23, 8, 9))
    assert taken(beside, event(22, 19, 12)) == [("Mia", at(23, 7 + 2 / 3), at(23, 13 + 1 / 3), 1)]


@pytest.mark.parametrize(
    ("asked", "is_taken"),
    [
        (event(18, 10, 1, "lecture"), True),
        (event(18, 10, 1, "personal"), True),
        (event(18, 10, 1, "lecture", is_remote=True), True),
        (event(18, 10, 1, "family"), False),
        (event(18, 10, 1, "personal", location="home"), False),
    ],
)
def test_what_takes_the_person_takes_care_and_what_is_with_the_family_does_not(asked, is_taken):
    """As on the page of two lives: an hour of work on a screen is no care."""
    assert bool(taken(hours(event(18, 8, 9)), asked)) is is_taken


def test_hours_that_are_over_or_that_others_keep_are_not_taken():
    """A nanny is there, or the hours lie before now."""
    nanny = Cover("Nanny", ClockSpan(8 * 60, 18 * 60))
    beside = hours(event(18, 8, 9), care=(Care("Mia", AWAKE, by=("me",), covers=(nanny,)),))
    assert taken(beside, event(18, 10, 1)) == []
    assert taken(hours(event(18, 8, 9), now=at(18, 12)), event(18, 10, 1)) == []


def test_several_times_are_counted_and_the_first_is_named():
    """Two shifts in one week."""
    found = care_taken(
        [(hours(event(18, 8, 9), event(20, 8, 9)), (event(20, 9, 1), event(18, 9, 1)))]
    )
    assert found == (CareTaken("Mia", at(18, 8 + 2 / 3), at(18, 10 + 1 / 3), 2),)


def test_who_said_nothing_of_their_sleep_is_there_whenever_they_are_home():
    """A guess of when they wake raises no alarm; the sleep after a night counts all the same."""
    robin = OtherPerson("Robin", "America/New_York", calendar="r.ics", is_sleep_told=False)
    early = Care("Mia", ClockSpan(5 * 60, 20 * 60), by=("me", "Robin"))
    profile = Profile(Person(time_zone="America/New_York"), people=(robin,), care=(early,))
    others = (("Robin", RosterReading((event(18, 19, 12), event(21, 8, 4)))),)
    homes = Homes(
        profile, CalendarReading(others=others), Horizon(date(2026, 11, 16), 7, str(ZONE))
    )
    beside = CareHours.of(homes, NOW)
    assert taken(beside, event(17, 4, 4)) == []
    assert taken(beside, event(19, 9, 1)) == [("Mia", at(19, 8 + 2 / 3), at(19, 10 + 1 / 3), 1)]
    told = replace(profile, people=(replace(robin, is_sleep_told=True),))
    assert taken(CareHours.of(replace(homes, profile=told), NOW), event(17, 4, 4))


def test_a_way_that_nobody_said_is_as_long_as_ones_own_by_the_same_clock():
    """Of a friend, and of somebody far away, no way is known."""
    profile = Profile(Person(time_zone="America/New_York", commute_minutes=20))
    robin = OtherPerson("Robin", "America/New_York", kind="partner")
    far = replace(robin, time_zone="Asia/Kolkata")
    people = (robin, replace(robin, kind="friend"), far, replace(far, commute_minutes=45))
    assert [way_of(one, profile) for one in people] == [20, 0, 0, 45]
    week = Horizon(date(2026, 11, 16), 7, str(ZONE))
    assert away_minutes(event(16, 8, 4), 20, week) == Interval(8 * 60 - 20, 12 * 60 + 20)
    remote = event(16, 8, 4, is_remote=True)
    assert away_minutes(remote, 20, week) == Interval(8 * 60, 12 * 60)
