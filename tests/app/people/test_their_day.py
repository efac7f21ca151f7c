"""Days of people far away: by their own clock, and called rather than dined on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.daily.season_ahead import look_ahead
from trimtab.app.people.days_on_duty import DayToKeep, Offer, days_to_keep
from trimtab.app.people.their_day import hours_there
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.important_days import Birthday
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.practices import Boundary, Practice
from trimtab.domain.time import ClockSpan
from trimtab.reports import people_words as words

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
SUNDAY = date(2026, 11, 29)
CHICAGO, KOLKATA = "America/Chicago", "Asia/Kolkata"
AUCKLAND, LONDON = "Pacific/Auckland", "Europe/London"
SAMOA, KIRITIMATI = "Pacific/Pago_Pago", "Pacific/Kiritimati"
DASH = words.EN_DASH


def amma(zone: str, day: int, **about: object) -> OtherPerson:
    """Somebody in a zone, up from 6 to 22, with a birthday in November."""
    up = ClockSpan(6 * 60, 22 * 60)
    return OtherPerson("Amma", zone, up, kind="family", birthday=Birthday(11, day), **about)


def at(zone: str, day: int, hour: int, hours: int) -> Commitment:
    """Duty that begins at an hour of a day of that month or the next, by the clock of a zone."""
    month_day = datetime(2026, 11, 1, hour, tzinfo=ZoneInfo(zone)) + timedelta(days=day - 1)
    start = month_day.astimezone(UTC)
    return Commitment(f"{day}", "Ward", start, start + timedelta(hours=hours), "duty")


def days_of(profile: Profile, *duty: Commitment, now: datetime = MONDAY) -> list[DayToKeep]:
    """The days that matter, with a roster to Sat 5 December."""
    last = at(profile.person.time_zone, 35, 7, 10)
    return list(days_to_keep(profile, CalendarReading((*duty, last)), now))


def call_of(kept: DayToKeep) -> Offer:
    """The one call among what is offered."""
    (call,) = [one for one in kept.offers if one.way == "call"]
    return call


@pytest.mark.parametrize(
    ("here", "there", "day", "duty", "called"),
    [
        # Her 30 Nov is Sun 12:30 to Mon 12:30 in Chicago; up from Sun 18:30 to Mon 10:30.
        (CHICAGO, KOLKATA, 30, [(30, 6, 12)], (29, "18:30-22:00")),
        (CHICAGO, KOLKATA, 30, [(29, 7, 12)], (30, "07:00-10:30")),
        # London's 25 Nov is Wed 13:00 to Thu 13:00 in Auckland; up from Wed 19:00 to Thu 11:00.
        (AUCKLAND, LONDON, 25, [(25, 7, 12)], (26, "07:00-11:00")),
        (AUCKLAND, LONDON, 25, [(26, 6, 12)], (25, "19:00-22:00")),
        # Auckland's 25 Nov is Tue 11:00 to Wed 11:00 in London; up from Tue 17:00 to Wed 09:00.
        (LONDON, AUCKLAND, 25, [(25, 7, 9)], (24, "17:00-22:00")),
        # 25 hours ahead of Samoa, 25 Nov is Mon 23:00 to Tue 23:00 there, and the other way
        # round Thu 01:00 to Fri 01:00.
        (SAMOA, KIRITIMATI, 25, [(24, 12, 8)], (24, "07:00-11:40")),
        (KIRITIMATI, SAMOA, 25, [(26, 14, 8)], (26, "07:00-13:40")),
    ],
)
def test_a_call_lies_within_their_day_by_their_clock(here, there, day, duty, called):
    """In hours of 7 to 22 here and 6 to 22 there, on the date of the birthday there."""
    profile = Profile(Person(time_zone=here, commute_minutes=20), people=(amma(there, day),))
    (kept,) = [one for one in days_of(profile, *(at(here, *one) for one in duty)) if one.duty]
    call = call_of(kept)
    assert ((call.day.day, str(call.hours)), kept.zone) == (called, there)
    start, end = hours_there(profile, "Amma", call.day, call.hours)
    assert {start.date(), (end - timedelta(minutes=1)).date()} == {date(2026, 11, day)}
    assert start.hour >= 6
    assert [one.way for one in kept.offers] in (["call"], ["call", "day"])


def test_duty_that_begins_when_their_day_is_over_is_not_on_it():
    """At 14:00 on 30 Nov in Chicago it is 1 December for her; at 20:00 the day before her day."""
    profile = Profile(Person(time_zone=CHICAGO), people=(amma(KOLKATA, 30),))
    (kept,) = days_of(profile, at(CHICAGO, 30, 14, 8))
    assert kept.duty == ()
    (kept,) = days_of(profile, at(CHICAGO, 29, 20, 3), at(CHICAGO, 30, 7, 4))
    dated = f"Sun 29 Nov 20:00{DASH}23:00 and Mon 30 Nov 07:00{DASH}11:00"
    here = MONDAY.astimezone(ZoneInfo(CHICAGO))
    assert words.duty_sentence(kept, here) == f"You are on duty then, {dated}."


def test_a_call_heeds_boundaries_their_calendar_and_the_hour_it_is():
    """No calls after 21:00, Amma at a temple until 08:00 her time, 19:30 on Sunday by then."""
    closed = Boundary("No calls late", "calls", ClockSpan(21 * 60, 22 * 60))
    profile = Profile(Person(time_zone=CHICAGO), people=(amma(KOLKATA, 30),), boundaries=(closed,))
    duty, last = at(CHICAGO, 30, 6, 12), at(CHICAGO, 35, 7, 10)
    temple = at(KOLKATA, 30, 6, 2)
    told = CalendarReading((duty, last), others=(("Amma", CalendarReading((temple,))),))
    for now, reading, hours in (
        (MONDAY, CalendarReading((duty, last)), "18:30-21:00"),
        (MONDAY, told, "20:30-21:00"),
        (at(CHICAGO, 29, 19, 1).end, CalendarReading((duty, last)), "20:00-21:00"),
    ):
        (kept,) = days_to_keep(profile, reading, now)
        assert str(call_of(kept).hours) == hours


def test_hours_of_a_call_are_those_of_the_clock_where_it_changes():
    """On 1 November clocks in Chicago go back: 07:00 comes eight hours after midnight."""
    ada = OtherPerson("Ada", "Africa/Lagos", kind="family", birthday=Birthday(11, 1))
    profile = Profile(Person(time_zone=CHICAGO, commute_minutes=0), people=(ada,))
    now = datetime(2026, 10, 26, 12, tzinfo=UTC)
    (kept,) = [one for one in days_of(profile, at(CHICAGO, 1, 11, 9), now=now) if one.duty]
    assert str(call_of(kept).hours) == "07:00-11:00"


def test_a_day_is_told_until_it_is_over_there():
    """24 Nov in Los Angeles ends on 25 Nov at 21:00 in Auckland."""
    zone = ZoneInfo(AUCKLAND)
    far = amma("America/Los_Angeles", 24)
    profile = Profile(Person(time_zone=AUCKLAND), people=(far,))
    now = datetime(2026, 11, 25, 9, tzinfo=zone)
    (kept, _) = days_of(profile, now=now)
    assert words.kept_when(kept, now) == "Tue 24 Nov, today there"
    later = datetime(2026, 11, 25, 21, tzinfo=zone)
    assert [one.of.day.year for one in days_of(profile, now=later)] == [2027]


def test_a_holiday_of_somebody_far_away_is_called_on_and_not_dined_on():
    """Christmas in Kolkata; kept in Chicago too, or by somebody near, a dinner is offered."""
    far, near = (amma(KOLKATA, 1, country="IN"), OtherPerson("Ravi", CHICAGO, country="IN"))
    duty = (at(CHICAGO, 55, 7, 12), at(CHICAGO, 56, 7, 4))
    ways = []
    for people, home in (((far,), None), ((far,), "IN"), ((far, near), None), ((near,), None)):
        profile = Profile(Person(time_zone=CHICAGO, home_country=home), people=people)
        reading = CalendarReading((*duty, at(CHICAGO, 63, 7, 9)))
        days = days_to_keep(profile, reading, datetime(2026, 12, 1, 12, tzinfo=UTC))
        (kept,) = [one for one in days if one.of.name.startswith("Christmas")]
        ways.append([one.key for one in kept.offers if one.way != "day"])
    assert ways == [["call Amma"], ["dinner", "call Amma"], ["dinner", "call Amma"], ["dinner"]]


def test_the_button_and_what_is_kept_name_the_moment_on_both_clocks():
    """Sunday evening in Chicago is Monday morning in Kolkata; by one clock it is that day."""
    near = OtherPerson("Sam", CHICAGO)
    profile = Profile(Person(time_zone=CHICAGO), people=(amma(KOLKATA, 30), near))
    hours = ClockSpan(18 * 60 + 30, 22 * 60)
    both = f"Sun 29 Nov, 18:30{DASH}22:00 (Mon 30 Nov 06:00{DASH}09:30 there)"
    offer = Offer("call", SUNDAY, hours, "Amma")
    assert words.offer_text(offer, profile) == f"Call Amma on {both}"
    by_one = Offer("call", SUNDAY, hours, "Sam")
    assert words.offer_text(by_one, profile) == f"Call Sam that day, 18:30{DASH}22:00"
    kept = Practice(
        "Call: Amma's birthday", "family", 1, (20, 5), only=(hours,), with_person="Amma",
        on=frozenset({SUNDAY}),
    )  # fmt: skip
    assert words.kept_text(kept, profile) == f"Kept: call with Amma on {both}."


def test_what_is_coming_tells_her_the_hours_of_her_clock():
    """The call kept for Sunday evening in Chicago is on Monday morning for her who reads it."""
    kept = Practice(
        "Call: Amma\N{RIGHT SINGLE QUOTATION MARK}s birthday", "family", 1, (20, 5),
        only=(ClockSpan(18 * 60 + 30, 22 * 60),), with_person="Amma", on=frozenset({SUNDAY}),
    )  # fmt: skip
    far = amma(KOLKATA, 30)
    profile = Profile(Person(time_zone=CHICAGO), people=(far,), practices=(kept,))
    season = look_ahead(profile, CalendarReading(), MONDAY.date())
    days = days_of(profile, at(CHICAGO, 30, 6, 12))
    text = words.coming_message(profile, season, days, words.Telling(far, "longer"))
    held = f"I have kept Mon 30 Nov, 06:00{DASH}09:30 by your clock, for a call."
    assert f"On your birthday, Mon 30 Nov, I am on duty; {held}" in text


def test_a_day_on_duty_that_is_kept_itself_is_no_contradiction():
    """By one clock a call on the very day is told so; a dinner on another day names that day."""
    near = amma(CHICAGO, 30)
    call = Practice(
        "Call: Amma\N{RIGHT SINGLE QUOTATION MARK}s birthday", "family", 1, (20, 5),
        only=(ClockSpan(18 * 60 + 30, 22 * 60),), with_person="Amma",
        on=frozenset({date(2026, 11, 30)}),
    )  # fmt: skip
    dinner = replace(call, name=call.name.replace("Call", "Dinner"), on=frozenset({SUNDAY}))
    told = ((call, "time for a call that day all the same"), (dinner, "Sun 29 Nov for it"))
    for kept, held in told:
        profile = Profile(Person(time_zone=CHICAGO), people=(near,), practices=(kept,))
        season = look_ahead(profile, CalendarReading(), MONDAY.date())
        days = days_of(profile, at(CHICAGO, 30, 6, 12))
        text = words.coming_message(profile, season, days, words.Telling(near, "longer"))
        assert (
            f"On your birthday, Mon 30 Nov, I am on duty until 18:00; I have kept {held}." in text
        )
