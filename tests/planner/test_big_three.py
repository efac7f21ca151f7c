"""The three that matter most each day: what counts, in which order, with which times."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from written_weeks import profile

from trimtab.domain.plans import Block
from trimtab.domain.practices import Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import ClockSpan
from trimtab.planner.big_three import big_three_of

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
ASKED = profile(
    values={"body": 1.0, "joy": 4.0},
    practices=(
        Practice("Run", "body", 3, (40,)),
        Practice("Prayer", "body", 7, (15,), must=True),
        Practice("Burst", "body", 7, (10,), pocket=True),
        Practice("Floss", "body", 7, (5,), before="Wind down"),
    ),
    protects=(
        Protect("Evening", "joy", ClockSpan(1200, 1320), (60,), ("wed",)),
        Protect("Dinner together", "joy", ClockSpan(1080, 1260), (60,)),
    ),
    tasks=(
        Task("Paper", "body", 120, important=True),
        Task("Talk", "body", 120, important=True, due=MONDAY + timedelta(days=4)),
        Task("Card", "body", 30),
    ),
)


def block(hour: int, minutes: int, name: str, kind: str = "practice", day: int = 0, **more):
    """A block of so many minutes from an hour of a day."""
    start = MONDAY + timedelta(days=day, hours=hour)
    dose = "ideal" if kind in {"practice", "people", "protect"} else None
    return Block(
        start,
        start + timedelta(minutes=minutes),
        name,
        kind,
        more.pop("value", "body"),
        dose,
        **more,
    )


def names(*blocks: Block) -> list[list[str]]:
    """Names of each day's things."""
    return [[thing.name for thing in day.things] for day in big_three_of(ASKED, blocks)]


def test_the_important_come_first_and_three_are_enough():
    """An important task, a run and a card outlast a second card's place; sleep is no candidate."""
    found = names(
        block(7, 40, "Run"),
        block(9, 60, "Paper", "task"),
        block(11, 30, "Card", "task"),
        block(13, 20, "Sketch", value="joy"),
        block(22, 480, "Sleep", "sleep"),
    )
    assert found == [["Paper", "Sketch", "Run"]]


def test_what_is_due_within_three_days_of_the_day_comes_before_what_can_wait():
    """The talk due on Friday follows the paper on Sunday before, and leads it on Tuesday."""
    monday = names(block(9, 60, "Paper", "task"), block(11, 60, "Talk", "task"))
    tuesday = names(block(9, 60, "Paper", "task", 1), block(11, 60, "Talk", "task", 1))
    assert (monday, tuesday) == ([["Paper", "Talk"]], [["Talk", "Paper"]])


def test_sittings_of_one_day_are_one_thing_with_its_first_time():
    """Two sittings are named once, from 09:00, 90 minutes in all."""
    (day,) = big_three_of(ASKED, [block(9, 60, "Paper", "task"), block(14, 30, "Paper", "task")])
    (thing,) = day.things
    assert (day.date, thing.name) == (date(2026, 11, 2), "Paper")
    assert (thing.start, thing.minutes) == (MONDAY + timedelta(hours=9), 90)


def test_small_and_daily_things_are_named_only_where_there_is_nothing_else():
    """A pocket, floss and notes wait for a day without more; messages are never named."""
    aside = [
        block(10, 10, "Burst"),
        block(21, 5, "Floss"),
        block(9, 15, "Messages", "task", origin="messages"),
        block(17, 30, "Ward", "task", origin="notes"),
    ]
    assert names(*aside, block(7, 40, "Run")) == [["Run"]]
    (found,) = names(*aside)
    assert sorted(found) == ["Burst", "Floss", "Notes: Ward"]


def test_messages_alone_are_no_day_that_matters():
    """Where a day holds nothing but messages, nothing is named."""
    assert names(block(9, 15, "Messages", "task", origin="messages")) == []


def test_what_never_gives_way_is_never_among_them():
    """A day of prayers has none; beside dinner, dinner is named alone."""
    prayers = [block(hour, 15, "Prayer") for hour in (6, 12, 18)]
    assert names(*prayers) == []
    assert names(*prayers, block(19, 60, "Dinner together", "protect")) == [["Dinner together"]]


def test_protected_time_counts_by_its_value_on_every_day_it_stands():
    """A dinner of a heavy value comes before a run of a lighter, and before undated errands."""
    dinner = block(18, 60, "Dinner together", "protect", value="joy")
    errand = block(9, 30, "Card", "task")
    assert names(errand, block(7, 40, "Run"), dinner) == [["Dinner together", "Run", "Card"]]


def test_what_presses_comes_before_what_a_heavier_value_asks_for():
    """Half an hour of the talk due that week leads an evening of the heaviest value."""
    talk = block(9, 30, "Talk", "task", 1)
    evening = block(18, 180, "Evening", "protect", 1, value="joy")
    assert names(evening, talk) == [["Talk", "Evening"]]


def test_a_day_of_routine_has_none():
    """Sleep, meals and duty are not things to choose."""
    assert names(block(12, 30, "Lunch", "meal"), block(22, 60, "Sleep", "sleep")) == []
