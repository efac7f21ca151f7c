"""Hours that boundaries close, in a stretch of days and in a week without end."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.app.closed_hours import OpenHours, closed_spans, open_hours
from trimtab.domain.practices import Boundary
from trimtab.domain.time import WEEKDAYS, ClockSpan, Horizon, Interval

EVENINGS = Boundary("Evenings", "work", ClockSpan(21 * 60, 6 * 60))
MONDAY = date(2026, 11, 16)


def test_a_week_of_one_evening_boundary_is_open_by_day():
    """Nine at night to six in the morning off leaves six to nine, every day alike."""
    assert open_hours([EVENINGS], {"work"}) == (OpenHours(WEEKDAYS, 360, 1260),)
    assert open_hours([EVENINGS], {"calls"}) == (OpenHours(WEEKDAYS, 0, 1440),)


def test_a_boundary_of_some_days_closes_the_next_morning_too():
    """A sabbath from Friday 16:00 to Saturday 20:00, in two spans, leaves the rest open."""
    friday = Boundary("Sabbath", "calls", ClockSpan(960, 960), ("fri",))
    rest = Boundary("Sabbath day", "calls", ClockSpan(960, 1200), ("sat",))
    assert open_hours([friday, rest], {"calls"}) == (
        OpenHours(("fri",), 0, 960),
        OpenHours(("mon", "tue", "wed", "thu", "sun"), 0, 1440),
        OpenHours(("sat",), 1200, 1440),
    )


def test_exceptions_that_always_hold_are_open_and_counted_ones_are_not():
    """What is open three times a week is nobody else's to choose."""
    late = (ClockSpan(21 * 60, 21 * 60 + 30),)
    always = Boundary("Evenings", "work", EVENINGS.off, exceptions=late)
    counted = Boundary("Evenings", "work", EVENINGS.off, exceptions=late, except_times_per_week=3)
    assert open_hours([always], {"work"}) == (OpenHours(WEEKDAYS, 360, 1290),)
    assert open_hours([counted], {"work"}) == (OpenHours(WEEKDAYS, 360, 1260),)


def test_an_exception_after_midnight_is_open_on_the_next_day():
    """Half past midnight to one stays open inside a night that begins the day before."""
    night = Boundary("Night", "calls", EVENINGS.off, exceptions=(ClockSpan(30, 60),))
    closed = closed_spans(Horizon(MONDAY, 1, "UTC"), [night], {"calls"})
    assert closed == [
        Interval(-180, 30),
        Interval(60, 360),
        Interval(1260, 1470),
        Interval(1500, 1800),
    ]


@pytest.mark.parametrize(("first", "minutes"), [(date(2026, 10, 31), 600), (date(2026, 3, 7), 480)])
def test_closed_hours_keep_the_clock_over_a_change(first, minutes):
    """The night in which clocks change is an hour longer or shorter, from nine to six."""
    closed = closed_spans(Horizon(first, 1, "America/New_York"), [EVENINGS], {"work"})
    assert closed[-1].minutes == minutes


@given(
    st.lists(
        st.tuples(
            st.integers(0, 1439),
            st.integers(1, 1440),
            st.sets(st.sampled_from(WEEKDAYS), min_size=1),
        ),
        max_size=3,
    )
)
def test_a_week_by_the_clock_and_by_its_days_agree(rows):
    """In weeks without a clock change, both ways of reckoning leave the same minutes open."""
    boundaries = [
        Boundary("Off", "work", ClockSpan(start, end), tuple(days)) for start, end, days in rows
    ]
    closed = closed_spans(Horizon(MONDAY, 7, "UTC"), boundaries, {"work"})
    # The night into Monday is known from the Sunday before
    taken = {minute for one in closed for minute in range(max(0, one.start), min(one.end, 10080))}
    opened = {
        WEEKDAYS.index(day) * 1440 + minute
        for hours in open_hours(boundaries, {"work"})
        for day in hours.days
        for minute in range(hours.start, hours.end)
    }
    assert opened == set(range(10080)) - taken
