"""Messages at set times and small tasks in one go, one rule at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from written_weeks import event, profile, span, written

from trimtab.domain.practices import Boundary
from trimtab.domain.tasks import Messages, Task
from trimtab.planner.line import WeekRequest
from trimtab.planner.plan import make_plan
from trimtab.planner.solve import Effort

QUICK = Effort(first_passes=60, passes=20, repairs=60, rounds=1)
NOON = Messages(minutes=15, at=(12 * 60,), within=30)
FRIDAY = datetime(2026, 11, 6, 17, tzinfo=UTC)
FORM = Task("Form", "body", 15, 15, 30)
REFILL = Task("Refill", "body", 10, 10, 30)


def test_messages_stand_near_their_time_each_day():
    """Asked at noon with half an hour of drift they start from 11:30 to 12:30, once a day."""
    week = written(profile(messages=NOON))
    starts = week.starts("Messages")
    assert (min(s[4:] for s in starts), max(s[4:] for s in starts)) == ("11:30", "12:30")
    assert {s[:3] for s in starts} == {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
    twice = [("Messages", "mon 11:30", 15), ("Messages", "mon 12:15", 15)]
    assert week.gain(*twice) == float("-inf")


def test_messages_are_worth_two_a_minute_and_less_away_from_their_time():
    """15 minutes at noon are worth 30, half an hour away 30 % less, a quarter 15 % less."""
    week = written(profile(messages=NOON))
    for clock, worth in (("12:00", 30.0), ("12:30", 21.0), ("11:45", 25.5)):
        assert week.gain(("Messages", f"mon {clock}", 15)) == pytest.approx(worth)


def test_messages_that_serve_a_value_count_for_it():
    """Seven noons of 15 minutes are asked for; the first gives the value 15 of its 105 minutes."""
    week = written(profile(messages=replace(NOON, value="body")))
    assert week.gain(("Messages", "mon 12:00", 15)) == pytest.approx(30 + 15 * 0.55)
    assert week.total("body: minutes in week 1", ("Messages", "mon 12:00", 15)) == 15


def test_an_odd_time_is_kept_to_the_minute_where_it_can_be():
    """Messages at 09:10 may start at 09:10, between the quarter hours."""
    week = written(profile(messages=replace(NOON, at=(9 * 60 + 10,))))
    assert "mon 09:10" in week.starts("Messages")


def test_nobody_answers_messages_on_duty_asleep_after_a_night_or_on_the_way():
    """On duty at noon, on a day off or in the morning after a night nothing is asked for."""
    ward = event("Ward", "mon 08:00", 10)
    starts = written(profile(messages=NOON), [ward]).starts("Messages")
    assert not {s for s in starts if s[:3] == "mon"}
    night = event("NF", "mon 19:00", 12)
    tuesday = {
        s for s in written(profile(messages=NOON), [night]).starts("Messages") if s[0] == "t"
    }
    assert not {s for s in tuesday if s[:3] == "tue"}
    week = written(profile(messages=NOON), days_off=frozenset({datetime(2026, 11, 4).date()}))
    assert not {s for s in week.starts("Messages") if s[:3] == "wed"}


def test_messages_may_be_answered_on_site_between_two_things():
    """An hour between two lectures on site will do."""
    talks = [event("Talk", "mon 11:00", 0.75, "lecture"), event("Two", "mon 12:30", 1, "lecture")]
    assert "mon 12:00" in written(profile(messages=NOON), talks).starts("Messages")


def test_messages_keep_to_the_earliest_and_latest_time():
    """At noon give or take half an hour: none before 11:50 or ending after 12:20."""
    narrow = replace(NOON, earliest=11 * 60 + 50, latest=12 * 60 + 20)
    starts = written(profile(messages=narrow)).starts("Messages")
    assert {start[4:] for start in starts} == {"11:50", "11:55", "12:00", "12:05"}


def test_messages_keep_their_days_and_boundaries():
    """Asked on weekdays, closed to work from noon on: from 11:30 to 11:45 remains."""
    off = Boundary("Quiet", "work", span("12:00-14:00"))
    asked = profile(messages=replace(NOON, days=("mon", "fri")), boundaries=(off,))
    starts = written(asked).starts("Messages")
    assert {s[:3] for s in starts} == {"mon", "fri"}
    assert max(s[4:] for s in starts) == "11:45"


def test_small_tasks_may_be_done_in_one_go_started_once():
    """Two small tasks one after another are worth 8 more than apart: one start is saved."""
    week = written(profile(tasks=(FORM, REFILL)))
    (number, *_) = week.together(("Form", "mon 12:00", 15), ("Refill", "mon 12:15", 10))
    apart = week.gain(("Form", "mon 12:00", 15), ("Refill", "mon 12:15", 10))
    assert week.worth(number) - apart == pytest.approx(8)
    again = week.find(("Refill", "tue 12:00", 10))
    assert week.worth(number, again) == float("-inf")  # its ten minutes are used


def test_small_tasks_ride_with_messages_and_cost_no_start():
    """A form after the messages at noon saves its start of 8."""
    week = written(profile(messages=NOON, tasks=(FORM,)))
    (number,) = week.together(("Messages", "mon 12:00", 15), ("Form", "mon 12:15", 15))
    apart = week.gain(("Messages", "mon 12:00", 15), ("Form", "mon 12:15", 15))
    assert week.worth(number) - apart == pytest.approx(8)


@pytest.mark.parametrize(
    ("task", "is_batched"),
    [
        (FORM, True),
        (replace(FORM, minutes=20, shortest=20), True),
        (replace(FORM, minutes=25, shortest=25), False),
        (replace(FORM, minutes=25, shortest=25, batch=True), True),
        (replace(FORM, batch=False), False),
        (replace(FORM, important=True), False),
        (replace(FORM, important=True, batch=True), True),
        (replace(FORM, demanding=True), False),
        (replace(FORM, minutes=15, shortest=5, longest=10), False),  # more than one sitting
    ],
)
def test_what_is_small_and_not_important_is_batched_unless_told_otherwise(task, is_batched):
    """Up to 20 minutes by default, up to 30 when asked, important or demanding only when asked."""
    week = written(profile(messages=NOON, tasks=(task,)))
    minutes = -(-task.minutes // 5) * 5
    together = week.together(("Messages", "mon 12:00", 15), (task.name, "mon 12:15", minutes))
    assert bool(together) == is_batched


def test_what_rides_is_done_before_it_is_due():
    """A form due on Tuesday at noon rides on Monday and not on Tuesday."""
    due = datetime(2026, 11, 3, 12, tzinfo=UTC)
    week = written(profile(messages=NOON, tasks=(replace(FORM, due=due),)))
    assert week.together(("Messages", "mon 12:00", 15), ("Form", "mon 12:15", 15))
    assert not week.together(("Messages", "tue 12:00", 15), ("Form", "tue 12:15", 15))


def test_many_small_tasks_add_few_candidates():
    """Twelve small tasks are batched six at most, in neighbours of two and three."""
    few, many = (
        written(profile(tasks=tuple(replace(FORM, name=f"Form {n}") for n in range(count))))
        for count in (6, 12)
    )
    riders = [sum(bool(shape.also) for shape in w.problem.shapes) for w in (few, many)]
    assert riders == [9, 9]


def test_a_plan_does_small_things_together():
    """With four small tasks and messages, most small things stand beside another."""
    tasks = tuple(replace(FORM, name=f"Form {n}", due=FRIDAY) for n in range(4))
    asked = profile(messages=NOON, tasks=tasks)
    plan = make_plan(WeekRequest(asked, written(asked).week.horizon), QUICK).plan
    forms = [block for block in plan.blocks if block.name.startswith("Form")]
    assert len(forms) == 4
    assert sum(block.note == "in one go" for block in forms) >= 3
    assert all(block.minutes == 15 for block in forms)
