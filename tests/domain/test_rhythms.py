"""What is not for every week: which weeks hold a turn, whatever was kept or missed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trimtab.domain.important_days import Birthday
from trimtab.domain.rhythms import Rhythm, days_of_turns, months_later

MONDAY = date(2026, 11, 16)
MOSTLY = st.dates(date(1990, 1, 1), date(2060, 1, 1))


def weeks_held(days) -> list[int]:
    """Numbers of the weeks from Monday that hold any of these days."""
    return sorted({(day - MONDAY).days // 7 for day in days})


@pytest.mark.parametrize(
    ("due", "held"),
    [
        (None, [1, 3]),
        (MONDAY, [0, 2]),
        (MONDAY - timedelta(days=40), [0, 2]),
        (MONDAY + timedelta(days=9), [1, 3]),
        (MONDAY + timedelta(days=40), []),
    ],
)
def test_turns_go_on_from_the_one_that_is_due(due, held):
    """Counted from the start where nothing is known, at once where it is overdue."""
    rhythm = Rhythm(weeks=2, start=date(2026, 11, 9))
    assert weeks_held(days_of_turns(rhythm, MONDAY, 4, due)) == held


def test_once_a_month_falls_into_one_week_of_each():
    """Without a start, the week that holds the first of a month."""
    held = days_of_turns(Rhythm(is_monthly=True), MONDAY, 8)
    assert weeks_held(held) == [2, 6]
    assert all(day.weekday() in range(7) for day in held)


@given(MOSTLY, MOSTLY, st.integers(1, 8), st.booleans())
def test_turns_are_never_before_the_first_and_stay_apart(first, start, weeks, is_monthly):
    """So many weeks apart, or about a month, from the start on."""
    rhythm = Rhythm(weeks, is_monthly, start)
    turns = list(islice(rhythm.turns(first), 5))
    assert turns[0] >= max(first, start)
    for earlier, later in pairwise(turns):
        apart = (later - earlier).days
        assert 28 <= apart <= 31 if is_monthly else apart == 7 * weeks


def test_a_month_later_stays_within_the_month():
    """The 31st is the last day of a shorter month."""
    assert months_later(date(2026, 10, 31), 1) == date(2026, 11, 30)
    assert months_later(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_a_birthday_on_a_leap_day_is_kept_every_year():
    """On the 29th where there is one, else on the 28th."""
    born = Birthday(2, 29, 1996)
    assert [born.in_year(year).day for year in (2027, 2028)] == [28, 29]
