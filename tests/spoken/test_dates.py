"""Dates in the ways people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.errors import UnclearLineError
from trimtab.spoken.dates import (
    next_weekday,
    take_dates,
    take_relative,
    take_starting,
    take_until,
)
from trimtab.spoken.lines import TypedLine

MONDAY = date(2026, 11, 16)
JANUARY = date(2027, 1, 31)


@pytest.mark.parametrize(
    "typed",
    [
        "2027-01-31", "31 January", "31 Jan", "31 jan.", "31st of January", "the 31st January",
        "January 31", "Jan 31st", "Jan 31, 2027", "31 January 2027", "31.1.", "31.01.", "31.1.2027",
        "31. 1.", "31/1", "1/31", "31/1/2027", "Sun 31 Jan", "Sunday, 31 January 2027",
        "Sunday the 31st of January",
    ],
)  # fmt: skip
def test_the_next_31_january_is_meant(typed):
    """Each spelling is the same day, in the year that comes next."""
    assert take_dates(TypedLine(f"Talk on {typed} 14:00"), MONDAY) == [JANUARY]
    assert take_until(TypedLine(f"Tuesdays until {typed}"), MONDAY) == JANUARY


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("16 Nov", [date(2026, 11, 16)]),
        ("15 Nov", [date(2027, 11, 15)]),
        ("28 Nov and 5 Dec", [date(2026, 11, 28), date(2026, 12, 5)]),
        ("29 February", [date(2028, 2, 29)]),
        ("7/7", [date(2027, 7, 7)]),
        ("in room 4", []),
    ],
)
def test_dates_without_a_year_are_the_next_ones(typed, days):
    """Today counts; what is over this year comes the next; a leap day when there is one."""
    assert take_dates(TypedLine(typed), MONDAY) == days


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("31 February", "no such day"),
        ("2026-02-30", "no such day"),
        ("3/12", "day first or the month first"),
        ("Fri 28 Nov", "28 November 2026 is a Saturday"),
    ],
)
def test_a_date_that_cannot_be_is_told_with_its_place(typed, what):
    """The error names the words, where they stand, and how to write them."""
    with pytest.raises(UnclearLineError, match=what) as caught:
        take_dates(TypedLine(f"Talk {typed}"), MONDAY)
    assert caught.value.part == typed
    assert caught.value.column == 6


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("until the end of January", JANUARY),
        ("through Jan 31", JANUARY),
        ("until the end of the month", date(2026, 11, 30)),
        ("until the end of the year", date(2026, 12, 31)),
        ("until the end of the week", date(2026, 11, 22)),
        ("until end of June 2028", date(2028, 6, 30)),
        ("until Friday", date(2026, 11, 20)),
        ("up to and including 31 January", JANUARY),
        ("until further notice", None),
    ],
)
def test_ends_are_read(typed, day):
    """Months, the week and weekdays may end something too."""
    assert take_until(TypedLine(typed), MONDAY) == day


def test_a_beginning_may_have_an_end():
    """From one day to another, or from one alone."""
    first = date(2026, 12, 1)
    assert take_starting(TypedLine("from 1 Dec to 31 Jan"), MONDAY) == (first, JANUARY)
    assert take_starting(TypedLine("starting on 1 Dec"), MONDAY) == (first, None)
    assert take_starting(TypedLine("17:00 to 18:00"), MONDAY) == (None, None)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", MONDAY),
        ("tomorrow", date(2026, 11, 17)),
        ("on Friday", date(2026, 11, 20)),
        ("this fri", date(2026, 11, 20)),
        ("next Friday", date(2026, 11, 27)),
        ("Mon", MONDAY),
        ("someday", None),
    ],
)
def test_days_are_counted_from_today(typed, day):
    """A weekday is the coming one, "next" is in the next week."""
    assert take_relative(TypedLine(typed), MONDAY) == day


def test_the_coming_weekday_may_leave_out_today():
    """Asked strictly, a Monday on a Monday is a week ahead."""
    assert next_weekday(MONDAY, "mon") == MONDAY
    assert next_weekday(MONDAY, "mon", strictly=True) == date(2026, 11, 23)


@given(st.dates(date(2026, 11, 16), date(2027, 11, 15)))
def test_every_day_of_the_coming_year_is_read_as_written(day):
    """With a month's name and without a year, the day written is the day understood."""
    assert take_dates(TypedLine(f"{day.day} {day:%B}"), MONDAY) == [day]
    assert take_dates(TypedLine(f"{day:%b} {day.day}"), MONDAY) == [day]
    assert take_dates(TypedLine(day.isoformat()), MONDAY) == [day]
