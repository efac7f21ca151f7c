"""Others' waking hours: the planner and its verifier agree at every change of every clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from trimtab.domain.awake import clock_changes, waking_intervals
from trimtab.domain.people import OtherPerson
from trimtab.domain.time import ClockSpan, Horizon
from trimtab.planner.wall_clock import joined, stretch_of

SPANS = (
    ClockSpan(390, 1290),
    ClockSpan(14 * 60, 2 * 60),
    ClockSpan(2 * 60 + 15, 60),
    ClockSpan(60 + 30, 2 * 60 + 30),
    ClockSpan(0, 45),
)


def test_the_planner_and_the_verifier_see_the_same_hours():
    """All zones of the tz database, at each change of their clocks in 2027, seen from New York."""
    year = Horizon(date(2027, 1, 1), 365, "America/New_York")
    seen = 0
    for zone in sorted(available_timezones()):
        for change in clock_changes(zone, year):
            day = change.at.date() - timedelta(days=1)
            horizon = Horizon(day, 3, "America/New_York")
            for span in SPANS:
                seen += 1
                mine = waking_intervals(OtherPerson("Other", zone, span), horizon)
                days = [day + timedelta(days=number) for number in range(-2, 5)]
                theirs = joined(stretch_of(one, span, ZoneInfo(zone)) for one in days)
                found = [
                    tuple(
                        horizon.origin + timedelta(minutes=minute)
                        for minute in (one.start, one.end)
                    )
                    for one in mine
                ]
                assert found == [one for one in theirs if one[0] < one[1]], (zone, change, span)
    assert seen > 500
    assert datetime(2027, 3, 14, 7, tzinfo=UTC) in {
        change.at for change in clock_changes("America/New_York", year)
    }
