"""What a day had is counted from its blocks, and what is not known stays unknown."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.looking_back.day_features import days_lived
from trimtab.app.looking_back.patterns_now import NEEDED_DAYS, patterns_now
from trimtab.domain.diary import CheckIn, Night
from trimtab.domain.plans import Block, LastPlan
from trimtab.store.in_memory import InMemoryStore

ZONE = ZoneInfo("America/New_York")
MONDAY = date(2026, 11, 16)


def block(start: str, end: str, name: str, kind: str, origin: str = "") -> Block:
    """A block by the days of November it stands on, such as 16T09:00."""
    moments = [
        datetime.fromisoformat(f"2026-11-{one}").replace(tzinfo=ZONE) for one in (start, end)
    ]
    return Block(*moments, name, kind, origin=origin)


BLOCKS = (
    block("16T07:00", "16T17:00", "Ward", "commitment", "duty"),
    block("16T06:30", "16T07:00", "Way", "travel"),
    block("16T17:00", "16T17:30", "Way", "travel"),
    block("16T18:30", "16T19:00", "Dinner", "meal"),
    block("16T19:00", "16T20:30", "Friends", "people"),
    block("16T21:00", "16T21:15", "Read", "practice"),
    block("16T22:30", "17T06:30", "Sleep", "sleep"),
    block("17T19:00", "18T07:00", "Night float", "commitment", "duty"),
    block("18T19:00", "18T20:00", "Log", "task"),
    block("19T12:00", "19T12:15", "Read", "practice"),
)


@pytest.fixture
def store() -> InMemoryStore:
    """A week with a day of duty, a night, and two days off, each with a check-in."""
    made = InMemoryStore()
    made.keep_profile(
        '[person]\nname = "Ada"\ntime_zone = "America/New_York"\n', datetime.now(ZONE)
    )
    made.keep_last_plan(LastPlan("Ada", MONDAY, 7, BLOCKS))
    for number in range(7):
        day = MONDAY + timedelta(days=number)
        said = datetime.combine(day, datetime.min.time(), ZONE) + timedelta(hours=21)
        made.keep_entry(CheckIn(day=day, said_at=said, mood=5 + number % 3, stress=3))
    return made


def test_a_day_of_duty(store):
    """Ten hours of duty, an hour on the way, ninety minutes with people, a practice and a meal."""
    monday = days_lived(store, MONDAY, MONDAY + timedelta(days=6)).days[0]
    assert (monday.duty_minutes, monday.is_night, monday.is_after_night) == (600, False, False)
    assert monday.scores == {"mood": 5.0, "stress": 8.0}
    expected = {
        "people": 90, "commute": 60, "meals": 1, "practice:Read": 1, "free_evening": 1,
        "duty_end": 17 * 60, "focus": 0, "wind_down": 0,
        "open": 1440 - 600 - 60 - 30 - 90 - 15 - 90,
    }  # fmt: skip
    assert {key: monday.features[key] for key in expected} == expected


def test_a_night_and_the_day_after(store):
    """The night counts on its evening, takes it, and has no end of duty of its own day."""
    _, tuesday, wednesday, *_ = days_lived(store, MONDAY, MONDAY + timedelta(days=6)).days
    assert (tuesday.is_night, tuesday.duty_minutes) == (True, 720)
    assert tuesday.features["duty_end"] is None
    assert tuesday.features["free_evening"] == 0
    assert (wednesday.is_after_night, wednesday.duty_minutes) == (True, 0)
    assert wednesday.features["free_evening"] == 0, "the log took it"


def test_a_practice_counts_from_its_first_day_to_its_last(store):
    """Before it was planned and after, that it was not kept says nothing."""
    days = days_lived(store, MONDAY, MONDAY + timedelta(days=6)).days
    assert [one.features.get("practice:Read") for one in days] == [1, 0, 0, 1, None, None, None]


def test_sleep_counts_only_where_somebody_told_of_it(store):
    """A sleep that was planned is none that was slept; one that a device tells of is."""
    days = days_lived(store, MONDAY, MONDAY + timedelta(days=6)).days
    assert all("sleep" not in one.features for one in days)
    start = datetime(2026, 11, 17, 23, 30, tzinfo=ZONE)
    night = Night(
        id="n", day=date(2026, 11, 18), said_at=start, start=start,
        end=start + timedelta(hours=7), device="Watch", minutes_asleep=400,
    )  # fmt: skip
    store.keep_entry(night)
    wednesday = days_lived(store, MONDAY, MONDAY + timedelta(days=6)).days[2]
    assert wednesday.features["sleep"] == 400
    assert wednesday.features["asleep_at"] == 11.5 * 60


def test_of_days_away_and_without_a_plan_nothing_is_known(store):
    """Duty is unknown there, not none."""
    away = [["2026-11-18T00:00:00-05:00", "2026-11-22T08:00:00-05:00"]]
    store.keep_setting("absences", json.dumps(away))
    said = datetime(2026, 12, 1, 21, tzinfo=ZONE)
    store.keep_entry(CheckIn(day=said.date(), said_at=said, mood=4))
    days = days_lived(store, MONDAY, said.date()).days
    assert [one.duty_minutes is None for one in days] == [False] * 2 + [True] * 4 + [False, True]
    assert days[-1].features == {}


def test_below_three_weeks_nothing_is_looked_for(store):
    """Seven days with a check-in are counted, and that is all."""
    found = patterns_now(store, datetime(2026, 11, 23, 9, tzinfo=ZONE))
    assert (found.days, found.looked_at, found.shown) == (7, (), ())
    assert found.days < NEEDED_DAYS


def test_without_a_word_there_are_no_days():
    """An empty store has none."""
    assert days_lived(InMemoryStore(), MONDAY, MONDAY).days == ()
