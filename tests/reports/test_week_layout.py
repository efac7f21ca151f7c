"""Where blocks lie in a picture of days."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_plans import (
    ALL_PLANS,
    MONDAY,
    WeekWriter,
    clock_change_week,
    night_week,
    spring_week,
    two_weeks,
)

from trimtab.domain.plans import Plan
from trimtab.domain.time import Horizon, Interval
from trimtab.reports.week_layout import Day, lay_out_weeks
from trimtab.reports.week_picture import SHORTEST_DRAWN, draw_boxes


def _plan(week: WeekWriter, days: int = 7) -> Plan:
    base = two_weeks()
    return Plan(
        person="You",
        horizon=Horizon(MONDAY, days, base.horizon.zone),
        blocks=week.in_order(),
        unplaced=(),
        values=(),
        certificate=base.certificate,
    )


def _first_day(week: WeekWriter) -> Day:
    return lay_out_weeks(_plan(week))[0][0]


def test_block_over_midnight_is_split_in_two() -> None:
    """A duty from 19:00 to 07:00 has its tail on the next day, each part saying so."""
    days = lay_out_weeks(night_week())[0]
    evening = next(each for each in days[0].segments if each.block.name == "MICU night")
    morning = next(each for each in days[1].segments if each.block.name == "MICU night")
    assert (evening.top, evening.bottom, evening.ends_here) == (1140, 1440, False)
    assert (morning.top, morning.bottom, morning.starts_here) == (0, 420, False)


def test_overlapping_blocks_share_the_width() -> None:
    """A double-booked half hour gives each event its own lane."""
    tuesday = lay_out_weeks(night_week())[0][1]
    pair = [each for each in tuesday.segments if each.lanes == 2]
    assert [(each.block.name, each.lane) for each in pair] == [
        ("Noon conference, recorded", 0),
        ("Call with the programme director", 1),
    ]


def test_home_call_takes_no_width_from_life() -> None:
    """Home call runs as a rail; what lies under it keeps the whole column."""
    sunday = lay_out_weeks(night_week())[0][6]
    assert sunday.has_rail
    assert {each.lanes for each in sunday.segments} == {1}


def test_night_reads_as_one_shape() -> None:
    """Night duty through the sleep after it is one stretch over both days."""
    days = lay_out_weeks(night_week())[0]
    assert days[0].nights == (Interval(1140, 1440),)
    assert days[1].nights == (Interval(0, 930), Interval(1140, 1440))


def test_day_duty_is_no_night() -> None:
    """A duty by day followed by a nap makes no night shape."""
    week = WeekWriter(MONDAY)
    week.add(0, "07:00-16:00", "commitment", "Ward", origin="duty")
    week.add(0, "17:00-18:00", "nap", "Nap")
    assert _first_day(week).nights == ()


def test_repeated_hour_is_shared_side_by_side() -> None:
    """On the day clocks go back, 01:15 to the second 01:10 covers the hour from one to two."""
    sunday = lay_out_weeks(clock_change_week())[0][6]
    consult = next(each for each in sunday.segments if each.block.name.startswith("Consult"))
    assert sunday.minutes == 25 * 60
    assert (consult.top, consult.bottom) == (60, 120)
    assert consult.lanes == 2


def test_skipped_hour_stays_covered() -> None:
    """On the day clocks go forward, sleep until 07:00 reaches 07:00 in the picture."""
    sunday = lay_out_weeks(spring_week())[0][6]
    assert sunday.minutes == 23 * 60
    assert (sunday.segments[0].top, sunday.segments[0].bottom) == (0, 420)
    assert sunday.sleep_minutes == 7 * 60  # real time from 23:00: one clock hour is skipped


def test_sleep_counts_on_the_day_it_ends() -> None:
    """Monday holds 7 h 30 of sleep and a nap of 2 h; sleep past the horizon is not counted."""
    days = lay_out_weeks(night_week())[0]
    assert days[0].sleep_minutes == 570
    assert lay_out_weeks(two_weeks())[1][6].sleep_minutes == 480  # from 22:45 on Saturday


def test_a_night_counts_whole_on_the_day_somebody_wakes_to() -> None:
    """A short night into Friday and a long one into Saturday are not halved over both."""
    week = WeekWriter(MONDAY)
    week.add(3, "23:30-06:30", "sleep", "Sleep")
    week.add(4, "22:30-07:00", "sleep", "Sleep")
    week.add(5, "13:00-13:30", "nap", "Nap")
    week.add(6, "23:00-00:00", "sleep", "Sleep")  # a last night is cut at the end of the plan
    days = lay_out_weeks(_plan(week))[0]
    assert [day.sleep_minutes for day in days] == [0, 0, 0, 0, 420, 540, 0]


def test_open_gaps_ignore_crumbs() -> None:
    """Twenty free minutes between blocks are not shown as open, two hours are."""
    week = WeekWriter(MONDAY)
    week.add(0, "00:00-12:00", "sleep", "Sleep")
    week.add(0, "12:20-22:00", "commitment", "Ward")
    assert _first_day(week).open_gaps == (Interval(1320, 1440),)


def test_nothing_is_open_before_the_plan_begins() -> None:
    """Begun on Tuesday at 09:30, Monday has no open hours, and Tuesday those from then on."""
    week = WeekWriter(MONDAY)
    week.add(1, "08:00-09:00", "practice", "Run")
    plan = replace(_plan(week), planned_from=1440 + 570)
    days = lay_out_weeks(plan)[0]
    assert [day.open_gaps for day in days[:3]] == [
        (),
        (Interval(570, 1440),),
        (Interval(0, 1440),),
    ]


@pytest.mark.parametrize("name", ALL_PLANS)
def test_every_block_is_laid_out(name: str) -> None:
    """No block of a plan is missing from the picture."""
    plan = ALL_PLANS[name]()
    laid = {
        segment.block.uid + segment.block.name
        for days in lay_out_weeks(plan)
        for day in days
        for segment in day.segments
    }
    assert laid == {block.uid + block.name for block in plan.blocks}


@pytest.mark.parametrize("name", ALL_PLANS)
def test_drawn_boxes_never_overlap(name: str) -> None:
    """Short blocks grow to a readable line without covering what stands next to them."""
    for days in lay_out_weeks(ALL_PLANS[name]()):
        for day in days:
            segments = [each for each in day.segments if not each.is_rail]
            boxes = draw_boxes(segments)
            for at, box in enumerate(boxes):
                assert box.height * 14.4 >= SHORTEST_DRAWN - 1e-6
                for other in boxes[at + 1 :]:
                    is_beside = (
                        box.left + box.width <= other.left + 1e-6
                        or other.left + other.width <= box.left + 1e-6
                    )
                    is_above = (
                        box.top + box.height <= other.top + 1e-6
                        or other.top + other.height <= box.top + 1e-6
                    )
                    assert is_beside or is_above


def test_short_blocks_before_midnight_push_up() -> None:
    """Two five-minute blocks at the end of a day stay inside it and keep their order."""
    week = WeekWriter(MONDAY)
    week.add(0, "20:00-23:50", "commitment", "Ward")
    week.add(0, "23:50-23:55", "practice", "Breathe")
    week.add(0, "23:55-00:00", "practice", "Journal")
    boxes = draw_boxes(_first_day(week).segments)
    assert boxes[2].top + boxes[2].height == pytest.approx(100)
    assert boxes[1].top + boxes[1].height == pytest.approx(boxes[2].top)
    assert boxes[0].top == pytest.approx(20 / 24 * 100)
