"""Now, next and when to leave, at several moments of a week with nights."""

from __future__ import annotations

from datetime import date, datetime

from sample_plans import WeekWriter
from today_plans import night_week, plan_of

from trimtab.app.daily.now_next import now_and_next
from trimtab.reports.today_words import leave_text, next_text, now_name, until_text

PLAN = night_week()
ZONE = WeekWriter(date(2026, 11, 16)).zone


def seen(day: int, clock: str, plan=PLAN):
    """What is seen at a moment of November 2026 in New York."""
    return now_and_next(plan, datetime.fromisoformat(f"2026-11-{day}T{clock}").replace(tzinfo=ZONE))


def test_what_runs_is_told_with_the_time_left():
    """Until when, and how long that is."""
    run = seen(16, "09:05")
    assert (now_name(run), until_text(run)) == ("Run", "until 09:45, 40 min left")
    assert next_text(run) == "QI abstract at 10:00"


def test_open_time_lasts_until_the_next_thing():
    """Nothing planned is open time, and as good as anything."""
    gap = seen(16, "11:30")
    assert (now_name(gap), until_text(gap)) == ("Open time", "until 14:30, 3 h left")


def test_when_to_leave_is_told_hours_before():
    """With what for, and when that begins."""
    assert leave_text(seen(16, "17:35")) == "Leave at 18:35 for NF at 19:00."
    assert next_text(seen(16, "18:20")) == "leave at 18:35 for NF at 19:00"


def test_in_a_night_the_way_home_comes_next():
    """At 05:40 the end of the night is in sight."""
    night = seen(17, "05:40")
    assert (now_name(night), until_text(night)) == ("NF", "until 07:00, 1 h 20 min left")
    assert next_text(night) == "the way home at 07:00"
    assert leave_text(night) == ""


def test_an_evening_names_the_day_a_night_ends_on():
    """07:00 alone would mislead at eight in the evening."""
    assert until_text(seen(16, "20:00")) == "until Tue 07:00, 11 h left"


def test_a_way_says_where_it_leads():
    """To duty, or home."""
    assert now_name(seen(16, "18:40")) == "On the way to NF"
    assert now_name(seen(17, "07:10")) == "On the way home"


def test_after_the_last_block_nothing_more_is_planned():
    """The words say so without a next."""
    end = seen(20, "10:00")
    assert (until_text(end), next_text(end), end.minutes_left) == (
        "nothing more is planned",
        "",
        0,
    )


def test_what_runs_beside_is_kept_apart():
    """A dinner within a duty is beside it, and the duty's end stands."""
    week = WeekWriter(date(2026, 11, 16))
    week.add(0, "19:00-07:00", "commitment", "NF", origin="duty")
    week.add(0, "19:30-22:00", "commitment", "Dinner", origin="personal")
    both = seen(16, "20:00", plan_of(week))
    assert now_name(both) == "NF"
    assert [one.name for one in both.beside] == ["Dinner"]


def test_time_left_counts_real_minutes_when_the_clocks_go_back():
    """From 00:30 to 03:00 on the first of November are three and a half hours."""
    week = WeekWriter(date(2026, 10, 26))
    week.add(6, "00:00-03:00", "sleep", "Sleep")
    assert seen("01", "00:30", plan_of(week)).minutes_left == 210
