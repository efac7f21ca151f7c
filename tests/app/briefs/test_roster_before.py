"""Weeks before the first plan, as the calendars hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trimtab.app.briefs.figures import brief_figures
from trimtab.app.briefs.roster_before import roster_before
from trimtab.app.mind import brief
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


def call(day: int, start: float, hours: float) -> Commitment:
    """The same, on call from home."""
    return replace(duty(day, start, hours), name="Call week", kind="home_call", source="c")


def test_a_week_on_call_from_home_is_told_and_has_no_free_evening():
    """From Monday 7 to Monday 7 these are seven days on call, and no duty."""
    store = InMemoryStore()
    store.keep_profile('[person]\nname = "Sam"\ntime_zone = "UTC"\n', MIDNIGHT)
    reading = CalendarReading((duty(0, 8, 9), call(7, 7, 168), duty(14, 8, 9)))
    now = MIDNIGHT + timedelta(days=16)
    before = roster_before(PROFILE, reading, now.date()).days
    weeks = brief_figures(store, now, before=before).weeks
    assert [(one.minutes, one.free_evenings, one.call_days) for one in weeks[:3]] == [
        (540, 7, 0),
        (0, 0, 7),
        (540, 1, 0),
    ]
    scores = day_scores(store, date(2026, 11, 2), date(2026, 11, 16), before=before)
    shifts = (duty(0, 8, 9), duty(1, 8, 9), call(1, 17, 14), duty(2, 8, 9))
    before_call = roster_before(PROFILE, CalendarReading((*shifts, duty(8, 8, 9))), now.date()).days
    assert brief_figures(store, now, before=before_call).rests == (15 * 60,)
    assert list(brief.figures(scores)) == [
        "- Duty: 18 hours in all, about 8½ a week",
        "- Days on call from home: seven",
        "- Days with neither duty nor call: six",
    ]
    later = day_scores(store, date(2026, 11, 12), date(2026, 11, 16), before=before)
    assert [one.is_on_call for one in later] == [True] * 4 + [False]


def test_a_roster_of_call_from_home_alone_is_known():
    """A night on call ends in the morning: the day after is no day on call."""
    reading = CalendarReading(tuple(call(day, 17, 14) for day in range(3)))
    before = roster_before(PROFILE, reading, date(2026, 11, 9)).days
    scores = day_scores(InMemoryStore(), date(2026, 11, 2), date(2026, 11, 5), before=before)
    assert [one.is_on_call for one in scores] == [True, True, True, False]
