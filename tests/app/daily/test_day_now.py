"""The day somebody is in, over midnight and over clock changes."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from sample_plans import WeekWriter
from today_plans import night_week, plan_of

from trimtab.app.daily.day_now import blocks_of, day_after, day_at, is_past, with_last_night

PLAN = night_week()
ZONE = WeekWriter(date(2026, 11, 16)).zone


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in New York."""
    return datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("moment", "day", "start", "end"),
    [
        (at(16, "09:00"), 16, at(16, "00:00"), at(17, "16:50")),
        (at(17, "05:40"), 16, at(16, "00:00"), at(17, "16:50")),
        (at(17, "16:49"), 16, at(16, "00:00"), at(17, "16:50")),
        (at(17, "16:50"), 17, at(17, "16:50"), at(18, "15:00")),
        (at(18, "15:00"), 18, at(18, "15:00"), at(19, "00:00")),
        (at(19, "00:10"), 19, at(19, "00:00"), at(20, "00:00")),
    ],
)
def test_a_day_lasts_until_the_sleep_after_its_night_has_ended(moment, day, start, end):
    """After midnight in a night it is still the day before; other days end at midnight."""
    found = day_at(PLAN, moment)
    assert (found.date.day, found.start, found.end) == (day, start, end)


def test_each_day_begins_where_the_one_before_ends():
    """No moment of a week is left out or counted twice."""
    day = day_at(PLAN, at(16, "00:00"))
    for _ in range(6):
        following = day_after(PLAN, day)
        assert following.start == day.end
        day = following


def test_a_day_holds_what_lies_over_its_ends():
    """The night and the sleep after it belong to the day the night began on."""
    names = [one.shown_name for one in blocks_of(PLAN, day_at(PLAN, at(17, "05:40")))]
    assert names[-4:] == ["NF", "Travel", "Notes: NF", "Sleep"]


def test_a_night_without_sleep_after_it_ends_an_hour_later():
    """Until then it is the way home."""
    week = WeekWriter(date(2026, 11, 16))
    week.add(0, "19:00-07:00", "commitment", "NF", origin="duty")
    assert day_at(plan_of(week), at(17, "07:30")).date.day == 16
    assert day_at(plan_of(week), at(17, "08:00")).date.day == 17


def test_a_dinner_over_midnight_makes_no_night():
    """Only duty carries a day past midnight."""
    week = WeekWriter(date(2026, 11, 16))
    week.add(0, "20:00-01:00", "commitment", "Dinner", origin="personal")
    assert day_at(plan_of(week), at(17, "00:30")).date.day == 17


def test_a_day_of_25_hours_ends_at_its_own_midnight():
    """The day the clocks go back is one day."""
    week = WeekWriter(date(2026, 10, 26))
    week.add(6, "00:30-01:30", "practice", "Run")
    plan = plan_of(week)
    sunday = day_at(plan, datetime(2026, 11, 1, 23, 59, tzinfo=ZONE))
    assert sunday.date == date(2026, 11, 1)
    assert (sunday.end - sunday.start).days == 1
    assert plan.horizon.minute_of(sunday.end) - plan.horizon.minute_of(sunday.start) == 25 * 60


def test_the_last_night_of_a_plan_is_shown_to_its_end():
    """A plan cuts it at midnight and notes when it ends; other notes and other blocks stay."""
    week = WeekWriter(date(2026, 11, 16))
    week.add(6, "23:10-00:00", "sleep", "Sleep", note="early; goes on until 07:40")
    week.add(5, "23:00-00:00", "practice", "Read", note="goes on until 07:40")
    read, night = with_last_night(plan_of(week)).blocks
    assert (night.start, night.end, night.note) == (at(22, "23:10"), at(23, "07:40"), "early")
    assert read.note == "goes on until 07:40"


@pytest.mark.parametrize(
    ("moment", "is_over"),
    [(at(22, "23:59"), False), (at(23, "03:00"), False), (at(23, "08:00"), True)],
)
def test_a_plan_is_past_once_its_last_night_on_duty_is_over(moment, is_over):
    """At three on Monday somebody on duty since Sunday is still in Sunday."""
    week = WeekWriter(date(2026, 11, 16))
    week.add(6, "19:00-07:00", "commitment", "NF", origin="duty")
    assert is_past(plan_of(week), moment) is is_over
