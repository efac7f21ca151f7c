"""Changes of a schedule, before anything is planned with them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.briefs.trying import changed_work
from trimtab.domain.commitments import Commitment
from trimtab.domain.schedule_changes import ScheduleChange

ZONE = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 11, 16, tzinfo=ZONE)


def work(day: int, start: float, hours: float, kind: str = "duty") -> Commitment:
    """A commitment on a day of the week, from an hour on."""
    begins = MONDAY + timedelta(days=day, hours=start)
    return Commitment(f"{day} {start}", "Ward", begins, begins + timedelta(hours=hours), kind)


DAYS = tuple(work(day, 7, 10) for day in range(3))
SHORT, NIGHT, CLASS = work(3, 8, 6, "clinic"), work(4, 19, 13), work(0, 12, 1, "lecture")
WEEK = (*DAYS, SHORT, NIGHT, CLASS)


def hours_of(week: tuple[Commitment, ...]) -> timedelta:
    """All hours at work."""
    return sum((one.end - one.start for one in week), timedelta())


@pytest.mark.parametrize(("kind", "minutes"), [("start-later", 45), ("start-earlier", -45)])
def test_another_start_moves_day_work_whole(kind, minutes):
    """Begin and end move together; nights and classes stay."""
    changed = changed_work(WEEK, ScheduleChange(kind, 45), ZONE)
    assert [one.start - two.start for one, two in zip(changed[:4], WEEK[:4], strict=True)] == (
        [timedelta(minutes=minutes)] * 4
    )
    assert changed[4:] == WEEK[4:]
    assert hours_of(changed) == hours_of(WEEK)


def test_a_compressed_week_keeps_its_hours_on_a_day_fewer():
    """Thursday's six hours go to the ends of three other days, two each."""
    changed = changed_work(WEEK, ScheduleChange("compressed-week"), ZONE)
    assert SHORT not in changed
    assert [(one.end - one.start) / timedelta(hours=1) for one in changed[:3]] == [12, 12, 12]
    assert hours_of(changed) == hours_of(WEEK)
    assert changed_work(DAYS[:2], ScheduleChange("compressed-week"), ZONE) == DAYS[:2]


def test_a_call_swap_takes_the_longest_call_out():
    """The night goes to another week; without a call nothing changes."""
    swap = ScheduleChange("call-swap")
    assert changed_work(WEEK, swap, ZONE) == (*DAYS, SHORT, CLASS)
    assert changed_work(DAYS, swap, ZONE) == DAYS
