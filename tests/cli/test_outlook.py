"""Which days are planned, and from which moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from trimtab.cli.outlook import choose_outlook
from trimtab.domain.time import Horizon

CLOCK = datetime(2026, 11, 18, 3, 0, tzinfo=UTC)
NEW_YORK = ZoneInfo("America/New_York")


def test_monday_is_monday_where_the_person_is():
    """At 03:00 UTC on Monday it is still Sunday in New York, so last Monday's week is planned."""
    monday_in_utc = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
    outlook = choose_outlook(None, None, weeks=1, zone="America/New_York", clock=monday_in_utc)
    assert outlook.first_day == date(2026, 11, 9)
    assert outlook.now == monday_in_utc


def test_a_naive_now_is_the_persons_own_time():
    """05:40 without an offset is 05:40 on the person's wall."""
    now = datetime(2026, 11, 18, 5, 40)
    outlook = choose_outlook(None, now, weeks=1, zone="America/New_York", clock=CLOCK)
    assert outlook.now == outlook.stamp == now.replace(tzinfo=NEW_YORK)


def test_a_now_before_the_days_moves_to_their_start():
    """Planning next month starts at its first local midnight; the stamp stays the clock."""
    outlook = choose_outlook(date(2026, 12, 7), None, weeks=1, zone="America/New_York", clock=CLOCK)
    assert outlook.now == datetime(2026, 12, 7, tzinfo=NEW_YORK)
    assert outlook.stamp == CLOCK
    assert outlook.remark == ""


def test_the_last_minute_still_counts_and_the_next_does_not():
    """A week ends at the midnight after its Sunday: from then on it is over."""
    end = datetime(2026, 11, 23, tzinfo=NEW_YORK)
    last = choose_outlook(
        date(2026, 11, 16), end - timedelta(minutes=1), weeks=1, zone=NEW_YORK.key, clock=CLOCK
    )
    over = choose_outlook(date(2026, 11, 16), end, weeks=1, zone=NEW_YORK.key, clock=CLOCK)
    assert (last.now, last.remark) == (end - timedelta(minutes=1), "")
    assert over.now == datetime(2026, 11, 16, tzinfo=NEW_YORK)
    assert "2026-11-16" in over.remark


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)),
    st.sampled_from(["America/New_York", "Australia/Lord_Howe", "Africa/Lagos", "UTC"]),
    st.integers(1, 4),
)
def test_now_always_lies_in_the_days_planned(now, zone, weeks):
    """Whatever the moment, the week chosen for it holds it and starts on a Monday."""
    clock = now.replace(tzinfo=UTC)
    outlook = choose_outlook(None, None, weeks=weeks, zone=zone, clock=clock)
    horizon = Horizon(outlook.first_day, weeks * 7, zone)
    assert outlook.first_day.weekday() == 0
    assert 0 <= horizon.minute_of(outlook.now) < horizon.minutes


def test_little_left_of_a_week_is_said_with_the_way_to_the_next():
    """On Sunday evening the remark names next Monday; on Friday, and when days are typed, none."""
    sunday = datetime(2026, 11, 22, 20, 0)
    friday = datetime(2026, 11, 20, 20, 0)
    zone = NEW_YORK.key
    late = choose_outlook(None, sunday, weeks=1, zone=zone, clock=CLOCK)
    assert "--from 2026-11-23" in late.remark
    assert choose_outlook(None, friday, weeks=1, zone=zone, clock=CLOCK).remark == ""
    typed = choose_outlook(date(2026, 11, 16), sunday, weeks=1, zone=zone, clock=CLOCK)
    assert typed.remark == ""
