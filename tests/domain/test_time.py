"""Time: real minutes over clock changes, clock times that are skipped or come twice, intervals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.time import (
    ClockSpan,
    Horizon,
    Interval,
    clock_text,
    merge_intervals,
    subtract_intervals,
)

intervals = st.builds(
    lambda start, minutes: Interval(start, start + minutes),
    st.integers(-50, 200),
    st.integers(0, 60),
)

SPRING = Horizon(date(2026, 3, 2), 7, "America/New_York")  # Sunday 8 March, 02:00 becomes 03:00
AUTUMN = Horizon(date(2026, 10, 26), 7, "America/New_York")  # Sunday 1 November, 02:00 is 01:00
PLAIN = Horizon(date(2026, 11, 9), 7, "America/New_York")


@pytest.mark.parametrize(
    ("first_day", "zone", "hours"),
    [
        (date(2026, 11, 9), "America/New_York", 168),
        (date(2026, 3, 2), "America/New_York", 167),
        (date(2026, 10, 26), "America/New_York", 169),
        (date(2026, 3, 23), "Europe/London", 167),
        (date(2026, 9, 21), "Pacific/Auckland", 167),
        (date(2026, 9, 28), "Australia/Lord_Howe", 167.5),
        (date(2027, 3, 29), "Australia/Lord_Howe", 168.5),
        (date(2026, 6, 1), "Asia/Kathmandu", 168),
    ],
)
def test_a_week_has_as_many_hours_as_pass(first_day, zone, hours):
    """Weeks have 167 or 169 hours when clocks change, half an hour less or more on Lord Howe."""
    horizon = Horizon(first_day, 7, zone)
    assert horizon.minutes == hours * 60
    passed = horizon.instant_of(horizon.minutes).astimezone(UTC) - horizon.origin
    assert passed == timedelta(hours=hours)


def test_days_begin_at_local_midnight_and_hold_their_minutes():
    """Sunday of the autumn change has 25 hours, and each of its minutes belongs to it."""
    start, end = AUTUMN.day_start(6), AUTUMN.day_start(7)
    assert end - start == 25 * 60
    assert AUTUMN.clock_of(start) == AUTUMN.clock_of(end) == 0
    assert {AUTUMN.day_of(minute) for minute in range(start, end)} == {6}
    assert (AUTUMN.day_of(start - 1), AUTUMN.day_of(end)) == (5, 7)
    assert AUTUMN.day_of(-1) == -1
    assert [SPRING.day_of(SPRING.day_start(7) + more) for more in (-1, 0)] == [6, 7]
    assert (AUTUMN.weekday_of(6), AUTUMN.date_of(6)) == ("sun", date(2026, 11, 1))


@pytest.mark.parametrize(
    ("horizon", "day", "clock", "said"),
    [
        (PLAIN, 0, 450, "Mon 07:30 -0500"),
        (PLAIN, 2, 1440, "Thu 00:00 -0500"),
        (PLAIN, 2, 1500, "Thu 01:00 -0500"),
        (PLAIN, -1, 0, "Sun 00:00 -0500"),
        (SPRING, 6, 119, "Sun 01:59 -0500"),
        (SPRING, 6, 120, "Sun 03:00 -0400"),
        (SPRING, 6, 150, "Sun 03:00 -0400"),
        (SPRING, 6, 180, "Sun 03:00 -0400"),
        (SPRING, 6, 181, "Sun 03:01 -0400"),
        (AUTUMN, 6, 90, "Sun 01:30 -0400"),
        (AUTUMN, 6, 120, "Sun 02:00 -0500"),
        (Horizon(date(2026, 9, 28), 7, "Australia/Lord_Howe"), 6, 135, "Sun 02:30 +1100"),
    ],
)
def test_a_clock_time_is_when_the_clock_shows_it(horizon, day, clock, said):
    """Skipped times are when the clock has sprung forward; of two the first is meant."""
    assert f"{horizon.instant_of(horizon.at_clock(day, clock)):%a %H:%M %z}" == said


def test_clock_times_never_run_backwards():
    """Later clock times of a day are never earlier minutes, whatever the clocks do that day."""
    for horizon in (SPRING, AUTUMN, PLAIN, Horizon(date(2026, 9, 28), 7, "Australia/Lord_Howe")):
        minutes = [horizon.at_clock(6, clock) for clock in range(0, 1441, 5)]
        assert minutes == sorted(minutes)


def test_a_span_over_a_change_has_its_real_length():
    """22:00 to 07:00 is eight hours in the spring night and ten in the autumn one."""
    night = ClockSpan(22 * 60, 7 * 60)
    assert SPRING.span_on(5, night).minutes == 8 * 60
    assert AUTUMN.span_on(5, night).minutes == 10 * 60
    assert PLAIN.span_on(5, night).minutes == 9 * 60 == night.minutes


def test_seconds_are_rounded_down():
    """Half a minute past is the minute begun, before the origin too."""
    half = timedelta(seconds=30)
    assert PLAIN.minute_of(PLAIN.origin + half) == 0
    assert PLAIN.minute_of(PLAIN.origin - half) == -1


@given(st.integers(-3000, 20_000))
def test_a_minute_and_its_instant_are_one(minute):
    """Going to the instant and back gives the minute, on either side of a change."""
    for horizon in (SPRING, AUTUMN):
        assert horizon.minute_of(horizon.instant_of(minute)) == minute
        assert horizon.to_local(horizon.instant_of(minute).astimezone(UTC)).fold in (0, 1)


@pytest.mark.parametrize(
    ("start", "end", "minutes", "text"),
    [
        (540, 600, 60, "09:00-10:00"),
        (1260, 360, 540, "21:00-06:00"),
        (0, 1440, 1440, "00:00-24:00"),
        (420, 420, 1440, "07:00-07:00"),
    ],
)
def test_a_clock_span_knows_its_length_and_text(start, end, minutes, text):
    """An end at or before its start is on the next day."""
    span = ClockSpan(start, end)
    assert span.minutes == minutes
    assert str(span) == text


def test_clock_text_has_two_digits_each():
    """Minutes after midnight as HH:MM."""
    assert [clock_text(minutes) for minutes in (0, 65, 1439)] == ["00:00", "01:05", "23:59"]


def test_intervals_are_half_open():
    """Those that touch do not overlap, an end is not held."""
    one, two = Interval(0, 10), Interval(10, 20)
    assert not one.overlaps(two)
    assert one.overlaps(Interval(9, 11))
    assert (one.holds(0), one.holds(10)) == (True, False)
    assert one.contains(Interval(0, 10))
    assert not one.contains(Interval(5, 11))
    assert (one.overlap_minutes(Interval(4, 30)), one.overlap_minutes(two)) == (6, 0)


def test_intervals_merge_over_small_gaps():
    """A gap is bridged up to the minutes allowed, and no further."""
    pieces = [Interval(0, 10), Interval(15, 20), Interval(26, 30)]
    assert merge_intervals(pieces, 5) == [Interval(0, 20), Interval(26, 30)]


@given(st.lists(intervals, max_size=8))
def test_merging_keeps_every_minute_and_leaves_gaps(pieces):
    """The union holds the same minutes, in order, with room between its parts."""
    merged = merge_intervals(pieces)
    held = {minute for piece in pieces for minute in range(piece.start, piece.end)}
    assert {minute for piece in merged for minute in range(piece.start, piece.end)} == held
    assert all(a.end < b.start for a, b in pairwise(merged))


@given(intervals, st.lists(intervals, max_size=8))
def test_subtracting_leaves_exactly_the_rest(whole, taken):
    """What is left is what no taken interval holds, with no empty pieces."""
    left = subtract_intervals(whole, taken)
    gone = {minute for piece in taken for minute in range(piece.start, piece.end)}
    expected = set(range(whole.start, whole.end)) - gone
    assert {minute for piece in left for minute in range(piece.start, piece.end)} == expected
    assert all(piece.minutes > 0 for piece in left)


def test_a_horizon_counts_the_same_whenever_it_is_asked():
    """Day starts are remembered, not changed, and equal horizons are equal."""
    assert Horizon(date(2026, 3, 2), 7, "America/New_York") == SPRING
    assert SPRING.day_start(7) == SPRING.day_start(7) == 167 * 60
    assert datetime(2026, 3, 2, 5, tzinfo=UTC) == SPRING.origin
