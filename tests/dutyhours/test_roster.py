"""A roster in minutes: what is one duty, which night is worked, what a day off is."""

from __future__ import annotations

import pytest
from written_rosters import DAY, HOUR, MONDAY, book

from trimtab.domain.time import Horizon
from trimtab.dutyhours.roster import Roster, Span


def roster(*spans: Span, days: int = 28, leave: tuple[int, ...] = ()) -> Roster:
    """Spans in minutes from Monday midnight, UTC."""
    return Roster(Horizon(MONDAY, days, "UTC"), spans, book("acgme"), frozenset(leave))


def at(day: int, hour: float) -> int:
    """Minutes from Monday midnight."""
    return day * DAY + round(hour * HOUR)


def test_overlaps_count_once():
    """08:00 to 12:00 and 10:00 to 14:00 are six hours."""
    both = roster(Span(at(0, 8), at(0, 12)), Span(at(0, 10), at(0, 14)))
    assert both.worked(0, DAY) == 6 * HOUR
    assert both.worked(at(0, 11), at(0, 13)) == 2 * HOUR
    assert both.worked(at(0, 13), DAY) == HOUR


def test_home_call_is_no_work():
    """It takes no minute of work, and the time off it touches."""
    one = roster(Span(at(0, 8), at(0, 12)), Span(at(1, 0), at(2, 0), is_home_call=True))
    assert one.worked(0, at(3, 0)) == 4 * HOUR
    # free from Monday noon on, and from Wednesday on
    assert one.days_off(0, 2, home_call_counts=False) == 2
    assert one.days_off(0, 2, home_call_counts=True) == 1


@pytest.mark.parametrize(("gap", "duties"), [(0, 1), (60, 1), (61, 2)])
def test_an_hour_free_joins(gap, duties):
    """Up to an hour free is the same duty; its hours are those worked."""
    one = roster(Span(at(0, 8), at(0, 12)), Span(at(0, 12) + gap, at(0, 16) + gap))
    assert len(one.duties) == duties
    assert one.worked(0, DAY) == 8 * HOUR
    assert sum(duty.minutes for duty in one.duties) == 8 * HOUR + (gap if duties == 1 else 0)


@pytest.mark.parametrize(
    ("start", "end", "nights"),
    [
        (at(1, 13), at(1, 19), ()),
        (at(1, 19), at(2, 1.98), ()),
        (at(1, 19), at(2, 2), (1,)),
        (at(2, 3), at(2, 12), (1,)),
        (at(2, 3.02), at(2, 12), ()),
        (at(1, 8), at(3, 8), (1, 2)),
    ],
)
def test_a_night_takes_three_hours(start, end, nights):
    """Three hours between 23:00 and 06:00 make a night, named by the day it begins on."""
    assert roster(Span(start, end)).duties[0].nights == nights


def test_leave_leaves_both_sides():
    """Its days do not count; the end of a night begun before does."""
    one = roster(Span(at(0, 8), at(0, 12)), Span(at(0, 20), at(1, 8)), leave=(1, 2))
    assert (one.counted_days(0, 6), one.counted_minutes(0, 6)) == (5, 16 * HOUR)


@pytest.mark.parametrize(
    ("back", "off"),
    [(at(7, 11), (0, 0)), (at(7, 11.25), (1, 0)), (at(8, 11), (1, 0)), (at(8, 12), (1, 1))],
)
def test_a_day_off_over_the_edge_counts_where_its_middle_lies(back, off):
    """Free from Sunday 11:15: one day off in one of the two weeks, never in both."""
    spans = [Span(at(0, 0), at(6, 11.25)), Span(back, at(14, 0))]
    one = roster(*spans)
    found = [one.days_off(week, week + 6, home_call_counts=True) for week in (0, 7)]
    assert tuple(found) == off
