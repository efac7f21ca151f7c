"""Blocks moved by hand: where to, what is refused, and how the week answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sample_plans import MONDAY, WeekWriter, empty_week

from trimtab.app.moving import move_blocks, tell_moves
from trimtab.app.ports import PlannedWeek
from trimtab.domain.errors import NoSuchBlockError, NoSuchPlaceError
from trimtab.domain.plans import LastPlan


def last_plan() -> LastPlan:
    """A run on Tuesday and Saturday of one week, and on Saturday of the next."""
    week = WeekWriter(MONDAY)
    week.add_days([1, 5, 12], "18:00-18:45", "practice", "Run")
    week.add(3, "09:00-09:30", "commitment", "Dentist", origin="appointment")
    return LastPlan("You", MONDAY, 14, week.in_order(), asked="abc")


LAST = last_plan()
HOUR = timedelta(hours=1)
NOW = LAST.blocks[0].start.replace(hour=12)


def places(last: LastPlan) -> list[tuple[str, str | None]]:
    """When each run begins and ends, and its mark."""
    runs = (b for b in last.blocks if b.name == "Run")
    return [(f"{b.start:%a %d %H:%M}-{b.end:%H:%M}", b.mark) for b in runs]


def test_a_moved_block_keeps_its_length_and_stays_where_it_went():
    """Saturday's run stands on Sunday of the same week, pinned, and the plan is not as asked."""
    moved = move_blocks(LAST, ["Run@sat=sun 15:45"], NOW)
    assert places(moved)[1] == ("Sun 22 15:45-16:30", "pinned")
    assert [mark for _, mark in places(moved)] == [None, "pinned", None]
    assert moved.asked == ""


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("Run=20:00", "Tue 17 20:00-20:45"),
        ("Run@2026-11-28=mon 7:00", "Mon 23 07:00-07:45"),
        ("Run@2026-11-28=2026-11-18 07:00", "Wed 18 07:00-07:45"),
    ],
)
def test_days_and_times_are_said_as_elsewhere(typed, where):
    """A time alone is the same day; a weekday is in the week the block stands in."""
    assert where in [place for place, mark in places(move_blocks(LAST, [typed], NOW)) if mark]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Run", 'Write the block, "="'),
        ("=sun 15:45", 'Write the block, "="'),
        ("Run=soon", "'soon' is no time to begin."),
        ("Run=sun", "'sun' is no time to begin."),
        ("Run=15:43", "Blocks begin each 5 minutes: write 15:40"),
        ("Run=mon 07:00", "Mon 16 Nov 07:00 is over."),
        ("Run=2026-12-01 07:00", "Tue 1 Dec 07:00 is not in the plan, which is of Mon 16 Nov to"),
    ],
)
def test_what_is_no_place_is_told_with_what_would_be(typed, said):
    """Each thing that cannot be meant has its sentence."""
    with pytest.raises(NoSuchPlaceError) as caught:
        move_blocks(LAST, [typed], NOW)
    assert said in str(caught.value)


@pytest.mark.parametrize("when", ["2026-11-28 18:00", "2026-11-28 18:30"])
def test_a_place_where_the_same_thing_stands_is_refused(when):
    """A run on top of another, wholly or in part, names that one and what to do."""
    with pytest.raises(NoSuchPlaceError) as caught:
        move_blocks(LAST, [f"Run@2026-11-21={when}"], NOW)
    assert "Run stands there already, on Sat 28 Nov 18:00." in str(caught.value)
    assert "leave one of the two out with --skip" in str(caught.value)


def test_a_block_may_move_over_itself_and_beside_its_like():
    """Half an hour later is no clash with itself, nor is the minute the other one ends."""
    typed = ["Run@2026-11-21=18:30", "Run@tue=2026-11-28 18:45"]
    moved = [place for place, mark in places(move_blocks(LAST, typed, NOW)) if mark]
    assert moved == ["Sat 21 18:30-19:15", "Sat 28 18:45-19:30"]


def test_what_a_calendar_gives_is_not_moved():
    """It says where it comes from, as for every other mark."""
    with pytest.raises(NoSuchBlockError, match="comes from a calendar"):
        move_blocks(LAST, ["Dentist=thu 10:00"], NOW)


def test_an_hour_stays_an_hour_where_the_clocks_change():
    """Ninety minutes that begin before the clocks go back end sixty wall minutes later."""
    zone = ZoneInfo("America/New_York")
    start = datetime(2026, 10, 31, 10, tzinfo=zone)
    run = replace(LAST.blocks[0], start=start, end=start + timedelta(minutes=90))
    last = LastPlan("You", start.date() - timedelta(5), 7, (run,))
    (moved,) = move_blocks(last, ["Run=sun 01:00"], start - timedelta(hours=1)).blocks
    assert (moved.end.astimezone(UTC) - moved.start.astimezone(UTC)).seconds == 90 * 60
    assert f"{moved.end:%H:%M}" == "01:30"


def _planned(blocks) -> PlannedWeek:
    plan = replace(empty_week(), blocks=tuple(blocks), moved=())
    return PlannedWeek(plan, dict)


def test_what_moved_is_told_from_where_it_was():
    """The move itself is the first thing that moved."""
    wished = move_blocks(LAST, ["Run@sat=sun 15:45"], NOW)
    told = tell_moves(_planned(wished.blocks), LAST, wished).plan
    assert [(f"{m.was.start:%a}", f"{m.now.start:%a}") for m in told.moved] == [("Sat", "Sun")]


def test_a_wish_the_week_cannot_hold_is_refused():
    """Nothing else is put in its stead; where to look is said."""
    wished = move_blocks(LAST, ["Run@sat=sun 15:45"], NOW)
    with pytest.raises(NoSuchPlaceError, match="no place on Sun 22 Nov 15:45 in this week"):
        tell_moves(_planned(LAST.blocks), LAST, wished)


def test_a_wish_refused_says_why_where_that_is_known():
    """What the week says of the block stands between the refusal and where to look."""
    wished = move_blocks(LAST, ["Run@sat=sun 15:45"], NOW)
    planned = replace(_planned(LAST.blocks), why_no_place=lambda block, _: f"{block.name} rests.")
    with pytest.raises(NoSuchPlaceError, match=r"in this week\. Run rests\. `trimtab places`"):
        tell_moves(planned, LAST, wished)


def test_what_was_asked_is_told_as_asked_and_what_came_in_its_stead_as_new():
    """A second run now near the old place does not pass for the one that was moved away."""
    wished = move_blocks(LAST, ["Run@sat=sun 15:45"], NOW)
    later = [replace(b, start=b.start + HOUR, end=b.end + HOUR) for b in LAST.blocks[2:3]]
    told = tell_moves(_planned([*wished.blocks, *later]), LAST, wished).plan
    assert [(m.change, f"{m.now.start:%a %H:%M}") for m in told.moved] == [
        ("moved", "Sun 15:45"),
        ("added", "Sat 19:00"),
    ]
    assert f"{told.moved[0].was.start:%a %H:%M}" == "Sat 18:00"
