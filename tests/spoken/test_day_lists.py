"""Days of a month in one list, and weeks named as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.spoken.day_lists import take_day_lists, take_near_week, take_week_of
from trimtab.spoken.lines import TAKEN, TypedLine

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("28-30 Nov", ["11-28", "11-29", "11-30"]),
        ("28 & 29 November", ["11-28", "11-29"]),
        ("the 3rd and 17th of December", ["12-03", "12-17"]),
        ("3, 10 and 17 December", ["12-03", "12-10", "12-17"]),
        ("December 3, 10 and 17", ["12-03", "12-10", "12-17"]),
        ("Dec 8-10, 9 to 5", ["12-08", "12-09", "12-10"]),
        ("Dec 8 to 10", ["12-08", "12-09", "12-10"]),
        ("30-2 Dec", ["11-30", "12-01", "12-02"]),
        ("Dec 8, 10-11", []),
        ("Dec 8 10-11", []),
        ("Dec 8-10 am", []),
        ("Dec 8-10:30", []),
        ("16 Nov", []),
        ("rooms 3 and 4", []),
    ],
)
def test_days_of_one_month_are_read_as_they_are_written(typed, days):
    """Ranges hold the days between, lists do not; hours after a day are no days."""
    found = take_day_lists(TypedLine(typed), MONDAY)
    assert [f"{day:%m-%d}" for day in sorted(found)] == days


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("the week of December 7", date(2026, 12, 7), date(2026, 12, 13)),
        ("week of Wed Dec 9", date(2026, 12, 7), date(2026, 12, 13)),
        ("the week beginning 6 December", date(2026, 12, 6), date(2026, 12, 12)),
        ("starting the week of December 7", date(2026, 12, 7), None),
        ("week of 18 Nov", date(2026, 11, 16), date(2026, 11, 22)),
    ],
)
def test_a_week_is_named_by_one_of_its_days(typed, first, last):
    """From its Monday, or from the Sunday said; without an end where it only begins then."""
    line = TypedLine(typed)
    assert take_week_of(line, MONDAY) == (first, last)
    assert not line.rest.replace(TAKEN, "").strip()


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("next week", (date(2026, 11, 23), date(2026, 11, 29))),
        ("this week", (date(2026, 11, 18), date(2026, 11, 22))),
        ("next month", (date(2026, 12, 1), date(2026, 12, 31))),
        ("until next week", None),
        ("the week after next week", None),
    ],
)
def test_a_near_week_is_a_whole_one_from_today_on(typed, span):
    """Seen from a Wednesday; one that an end leads to is no stretch of its own."""
    assert take_near_week(TypedLine(typed), date(2026, 11, 18)) == span
