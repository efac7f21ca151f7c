"""Days that matter: joined across countries, seen on duty, kept another time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.people.days_on_duty import days_to_keep, kept_name
from trimtab.app.people.important_days import day_notes, important_days
from trimtab.app.people.public_holidays import holidays_in, is_known_country, regions_of
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.important_days import Birthday, DaysTold
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.practices import Practice
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.reports import people_words as words

TODAY = date(2026, 11, 17)
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 17, 10, tzinfo=NEW_YORK)
ADA = OtherPerson("Ada", "Africa/Lagos", kind="family", birthday=Birthday(11, 25, 1990))
ROBIN = OtherPerson("Robin", "America/New_York", kind="partner", birthday=Birthday(11, 25))


def life(*people: OtherPerson, **person: str) -> Profile:
    """Somebody in New York with these people."""
    return Profile(person=Person(time_zone="America/New_York", **person), people=people)


def duty(day: int, start: int, hours: int) -> Commitment:
    """Duty of a November day, on the clock of New York."""
    begin = datetime(2026, 11, day, start, tzinfo=NEW_YORK).astimezone(UTC)
    end = datetime.fromtimestamp(begin.timestamp() + hours * 3600, UTC)
    return Commitment(f"{day}", "Ward", begin, end, "duty")


def reading(*duties: Commitment) -> CalendarReading:
    """A roster that reaches to the end of the month."""
    return CalendarReading(commitments=(*duties, duty(30, 7, 10)))


def test_a_call_on_a_day_after_a_night_waits_for_the_sleep():
    """Home at 07:20 on Ada's birthday, asleep until 15:20; in Lagos it is 22:00 from 16:00 on."""
    profile, roster = life(ADA), reading(duty(24, 19, 12), duty(25, 19, 12))
    (day,) = [one for one in days_to_keep(profile, roster, NOW) if one.of.person]
    (call,) = [one for one in day.offers if one.way == "call"]
    assert call.hours == ClockSpan(15 * 60 + 20, 16 * 60)


def test_a_day_that_two_countries_keep_stands_once():
    """Christmas at work and at home, with both places; Boxing Day at home alone."""
    days = important_days(
        life(country="US", home_country="NG"), date(2026, 12, 20), date(2026, 12, 27)
    )
    assert [(one.name, one.places) for one in days] == [
        ("Christmas Day", ("work", "home")),
        ("Boxing Day", ("home",)),
    ]


def test_what_is_hidden_and_who_is_off_is_not_told():
    """A holiday by its name, observed or not; somebody by their mark."""
    gone = OtherPerson("Kay", "UTC", birthday=Birthday(12, 24), country="GB", is_off=True)
    profile = Profile(
        person=Person(home_country="NG"), people=(gone,), days_told=DaysTold(hide=("boxing day",))
    )
    days = important_days(profile, date(2026, 12, 20), date(2026, 12, 31))
    assert [one.name for one in days] == ["Christmas Day"]


def test_a_birthday_tells_the_age_and_none_before_birth():
    """Over two years, turning 36 and 37."""
    days = important_days(life(ADA), TODAY, date(2027, 12, 1))
    assert [(one.day.year, one.turns) for one in days] == [(2026, 36), (2027, 37)]
    unborn = OtherPerson("Baby", "UTC", birthday=Birthday(12, 1, 2026))
    assert important_days(life(unborn), TODAY, date(2026, 12, 31)) == ()


def test_the_week_notes_them_and_nothing_where_nobody_asked():
    """As all-day notes of a plan; a profile without any has none."""
    week = Horizon(date(2026, 11, 23), 7, "America/New_York")
    assert [note.name[:3] for note in day_notes(life(ROBIN), week)] == ["Rob"]
    assert day_notes(life(), week) == ()


def test_a_day_on_duty_is_offered_another_time():
    """A dinner on the nearest free evening, and the nearest day without work."""
    (kept,) = days_to_keep(
        life(ROBIN), reading(duty(25, 7, 13), duty(24, 7, 13), duty(26, 7, 8)), NOW
    )[:1]
    assert [one.name for one in kept.duty] == ["Ward"]
    assert [(one.way, one.day.day) for one in kept.offers] == [("dinner", 26), ("day", 23)]


def test_somebody_far_away_is_called_while_both_are_awake():
    """From the way home until 16:00 in New York, when it is 22:00 in Lagos."""
    (kept,) = days_to_keep(life(ADA), reading(duty(25, 7, 5)), NOW)[:1]
    call = kept.offers[0]
    assert (call.way, str(call.hours)) == ("call", "12:20-16:00")


@pytest.mark.parametrize("way", ["dinner", "call", "day"])
def test_what_is_kept_already_is_not_offered_again(way):
    """A practice of that name on a day near it; one of last year counts for nothing."""
    profile = life(ROBIN)
    first = days_to_keep(profile, reading(duty(25, 7, 13)), NOW)[0]
    name = kept_name(way, first.of)
    for on, is_kept in ((date(2026, 11, 27), True), (date(2025, 11, 27), False)):
        practice = Practice(name, "family", 1, (90,), on=frozenset({on}))
        again = Profile(person=profile.person, people=profile.people, practices=(practice,))
        found = days_to_keep(again, reading(duty(25, 7, 13)), NOW)[0]
        assert bool(found.kept) is is_kept
        assert bool(found.offers) is not is_kept


def test_a_day_beyond_the_roster_is_not_called_free():
    """Nothing is offered on days of which nothing is known."""
    far = OtherPerson("Sam", "America/New_York", birthday=Birthday(6, 1))
    (kept,) = days_to_keep(life(far), reading(), NOW)
    assert (kept.duty, kept.offers) == ((), ())


def test_holidays_are_named_in_english_and_known_by_country():
    """Regions too; an unknown country has none."""
    assert (date(2026, 6, 12), "Democracy Day") in holidays_in("NG", "", 2026)
    assert holidays_in("QQ", "", 2026) == ()
    assert is_known_country("IN")
    assert "NY" in regions_of("US")


def test_a_night_that_ends_in_the_morning_leaves_the_day_its_evening():
    """Home at 08:20: told until 08:00, dinner that evening, and no duty in a draft to them."""
    (day,) = days_to_keep(life(ROBIN), reading(duty(24, 20, 12)), NOW)[:1]
    assert words.duty_sentence(day, NOW) == "You are on duty until 08:00."
    assert ("dinner", 25) in [(one.way, one.day.day) for one in day.offers]
    assert not list(words._their_days([day], life(ROBIN), "Robin"))


def test_two_nights_that_touch_a_day_are_both_told():
    """The evening is the next night's: a dinner lies on another day, and they are told."""
    (day,) = days_to_keep(life(ROBIN), reading(duty(24, 20, 12), duty(25, 20, 12)), NOW)[:1]
    hours = words.duty_sentence(day, NOW).replace(words.EN_DASH, "-")
    assert hours == "You are on duty then, until 08:00 and 20:00-08:00."
    assert ("dinner", 25) not in [(one.way, one.day.day) for one in day.offers]
    (told,) = words._their_days([day], life(ROBIN), "Robin")
    assert told == "On your birthday, Wed 25 Nov, I am on duty."


def test_a_clinic_until_the_afternoon_keeps_the_dinner_of_the_day():
    """Over at 16:00: nothing is told to them, and the evening itself is offered."""
    (day,) = days_to_keep(life(ROBIN), reading(duty(25, 8, 8)), NOW)[:1]
    assert words.duty_sentence(day, NOW).replace(words.EN_DASH, "-") == (
        "You are on duty then, 08:00-16:00."
    )
    assert day.is_evening_free
    assert ("dinner", 25) in [(one.way, one.day.day) for one in day.offers]
    assert not list(words._their_days([day], life(ROBIN), "Robin"))
