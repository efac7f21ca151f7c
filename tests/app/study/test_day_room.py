"""What fits into a day, by the calendars and by what is assumed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from trimtab.app.study.day_room import study_days
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.people import Person, Profile, Season
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.time import ClockSpan

MONDAY = date(2026, 11, 16)
PROFILE = Profile(person=Person(time_zone="UTC", role="resident"))


def duty(day: int, first: int = 7, last: int = 19) -> Commitment:
    """Twelve hours on a day of that week, or other ones."""
    start = datetime(2026, 11, day, first, tzinfo=UTC)
    return Commitment(f"{day}", "Ward", start, start.replace(hour=last), "duty")


def days_of(profile: Profile, *commitments: Commitment, notes: tuple[DayNote, ...] = ()):
    """That week's days."""
    reading = CalendarReading(commitments=commitments, day_notes=notes)
    return study_days(profile, reading, MONDAY, date(2026, 11, 22))


def test_a_known_day_holds_what_duty_leaves():
    """Twelve hours of it make a heavy day; a free day of the roster holds the usual focus."""
    days = days_of(PROFILE, duty(16), duty(18))
    assert [day.is_known for day in days] == [True] * 3 + [False] * 4
    assert days[0].is_heavy
    assert not days[1].is_heavy
    assert 0 < days[0].fits < days[1].fits
    assert days[1].fits == 240
    assert days[1].free > 240


def test_weeks_without_a_roster_go_by_the_season():
    """More hours leave less room; Sundays are taken to be free."""
    long = Season("ICU", MONDAY, date(2026, 11, 22), "regular", duty_hours_per_week=66)
    light = replace(long, intensity="light", duty_hours_per_week=20)
    full, easy = (days_of(replace(PROFILE, seasons=(one,))) for one in (long, light))
    assert all(less.free < more.free for less, more in zip(full[:5], easy[:5], strict=True))
    assert full[6].free > full[0].free
    assert not any(day.is_known for day in full)
    assert full[0].season == "ICU"


@pytest.mark.parametrize(
    ("intensity", "hours", "heavy_days"),
    [("light", 50, 0), ("light", 66, 0), ("regular", 50, 0), ("regular", 60, 6), ("heavy", 30, 7)],
)
def test_beyond_the_roster_a_season_is_as_heavy_as_it_is_called(intensity, hours, heavy_days):
    """Average hours make no day heavy; sixty a week do where it is regular, on its workdays."""
    season = Season("Clinic", MONDAY, date(2026, 11, 22), intensity, duty_hours_per_week=hours)
    assert sum(day.is_heavy for day in days_of(replace(PROFILE, seasons=(season,)))) == heavy_days


def test_ten_hours_of_the_roster_stand():
    """Whatever the season is called; nine of a light one do not make a day heavy."""
    season = Season("Clinic", MONDAY, date(2026, 11, 22), "light", duty_hours_per_week=50)
    profile = replace(PROFILE, seasons=(season,))
    days = days_of(profile, duty(16, 7, 17), duty(17, 7, 16), duty(18))
    assert [day.is_heavy for day in days[:3]] == [True, False, True]


def test_a_light_day_has_no_less_room_than_a_heavy_one():
    """An hour of work more never adds any: full evenings are eased on every day alike."""
    full = replace(PROFILE, practices=(Practice("Choir", "body", 7, (120, 60)),))
    fits = {}
    for hours in (45, 48, 49, 50):
        season = Season("Clinic", MONDAY, date(2026, 11, 22), "light", duty_hours_per_week=hours)
        fits[hours] = days_of(replace(full, seasons=(season,)))[0].fits
    assert list(fits.values()) == sorted(fits.values(), reverse=True)
    assert fits[50] == 50


def test_what_is_kept_for_other_things_is_left_out():
    """Protected time, practices, and hours closed to study while awake."""
    kept = replace(
        PROFILE,
        protects=(Protect("Dinner", "life", ClockSpan(1080, 1260), (60,)),),
        practices=(Practice("Run", "body", 7, (30,)),),
        boundaries=(Boundary("Books closed", "study", ClockSpan(18 * 60, 23 * 60)),),
    )
    bare, less = days_of(PROFILE, duty(17))[1], days_of(kept, duty(17))[1]
    assert less.free < bare.free


def test_leave_has_no_study():
    """By an all-day entry, or by a season of that name."""
    note = DayNote("Vacation", MONDAY, MONDAY)
    assert days_of(PROFILE, duty(18), notes=(note,))[0].fits == 0
    season = Season("Vacation", MONDAY, MONDAY, "light")
    assert days_of(replace(PROFILE, seasons=(season,)), duty(18))[0].fits == 0
