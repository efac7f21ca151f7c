"""Sums and certainties of a weighing."""

from __future__ import annotations

from datetime import date

import pytest

from trimtab.domain.weighing import (
    Displaced,
    ThingLost,
    ValueLost,
    WeighedWeek,
    certainty_of,
    scaled,
    sum_displaced,
)

RUN = Displaced(
    30, ((date(2026, 11, 3), 30),), (ValueLost("body", 45, (ThingLost("Run", 45, 1),)),), 5, 20
)
LESS = Displaced(-10, (), (ValueLost("body", 10, (ThingLost("Run", 10, 0),)),), 0, 40)


def test_what_matters_is_all_but_open_time():
    """Sleep, values and pauses, net."""
    assert RUN.minutes == 80
    assert LESS.minutes == 0


def test_weeks_add_up_by_name():
    """Minutes and times of the same thing are one sum, beside what was shorter where none fell."""
    total = sum_displaced([RUN, LESS])
    assert (total.sleep_minutes, total.pause_minutes, total.open_minutes) == (20, 5, 60)
    assert total.values == (ValueLost("body", 55, (ThingLost("Run", 55, 1, shorter_minutes=10),)),)


def test_a_share_is_a_share_of_everything():
    """Three halves of a week."""
    more = scaled(RUN, 1.5)
    assert more.minutes == pytest.approx(120)
    assert more.open_minutes == pytest.approx(30)
    assert more.values[0].things[0] == ThingLost("Run", 67.5, 1.5)


def test_a_task_is_not_lost_again_in_other_weeks():
    """Of an essay 40 minutes are lost, however many weeks come; its value is taken at the mean."""
    essay = ValueLost("learning", 40, (ThingLost("Essay", 40, is_once=True),))
    (value,) = scaled(sum_displaced([Displaced(values=(essay,))]), 3).values
    assert value == ValueLost("learning", 120, (ThingLost("Essay", 40, is_once=True),))


@pytest.mark.parametrize(
    ("loss", "gaps", "certainty"),
    [
        (90, 60, "clear"),
        (60, 60, "about"),
        (16, 60, "about"),
        (15, 60, "too close to tell"),
        (-5, 60, "too close to tell"),
        (0.1, 0, "clear"),
        (0, 0, "too close to tell"),
    ],
)
def test_a_difference_within_the_gaps_is_only_about_right(loss, gaps, certainty):
    """Beyond both gaps it is clear; below a quarter of them it cannot be told."""
    assert certainty_of(loss, gaps) == certainty


def test_a_week_knows_how_sure_it_is():
    """The gaps are what lies between the least and the most it may cost."""
    week = WeighedWeek(date(2026, 11, 2), 1, 60, 0, RUN, 90.0, 60.0, 120.0)
    assert week.certainty == "clear"
