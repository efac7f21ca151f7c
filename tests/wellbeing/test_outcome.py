"""Two weeks after a notice: better, same, worse, or nobody knows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from scored_days import FIRST, days_of, noisy

from trimtab.domain.diary import HOW_IT_WENT
from trimtab.wellbeing.findings import Told
from trimtab.wellbeing.outcome import how_it_went

TOLD = Told(day=FIRST + timedelta(54), kind="change", since=FIRST + timedelta(42), measure="mood")


@pytest.mark.parametrize(("level", "how"), [(7, "better"), (1, "worse")])
def test_days_that_rose_or_fell_further_are_told_as_that(level, how):
    """From 4 back to 7 is better, on to 1 is worse, with the points of the scale."""
    days = days_of([*noisy(7, 42, 1), *noisy(4, 13, 2), *noisy(level, 20, 3)])
    outcome = how_it_went(days, TOLD, days[-1].day)
    assert outcome.how == how
    assert outcome.how in HOW_IT_WENT
    assert outcome.change[1] < outcome.change[0] < outcome.change[2]
    assert (outcome.change[0] > 0) == (how == "better")


def test_few_answers_leave_it_unknown():
    """Four answered days since are too few, and so is nothing at all."""
    days = days_of([*noisy(7, 42, 1), *noisy(4, 13, 2), *noisy(7, 4, 3)])
    assert how_it_went(days, TOLD, days[-1].day).how == "unknown"
    assert how_it_went([], TOLD, FIRST).how == "unknown"


def test_a_measure_never_scored_leaves_it_unknown():
    """Told of a measure that nobody scored since."""
    days = [one for one in days_of(noisy(6, 90, 1)) if one.day <= TOLD.day]
    assert how_it_went(days, TOLD, FIRST + timedelta(90)).how == "unknown"


def test_days_that_hardly_vary_stay_the_same():
    """Months at one level are the same, once there are enough of them."""
    days = days_of([5.0, 6.0, 5.0, 5.0, 6.0] * 20)
    outcome = how_it_went(days, TOLD, days[-1].day)
    assert outcome.how in ("same", "unknown")
    assert outcome.chance_worse < 0.2


def test_a_rise_of_stress_is_worse():
    """Stress is told on its own scale: more of it is worse, with a change above nought."""
    told = Told(day=TOLD.day, kind="change", since=TOLD.since, measure="stress")
    days = days_of([*noisy(8, 42, 1), *noisy(6, 13, 2), *noisy(2, 20, 3)])
    outcome = how_it_went(days, told, days[-1].day)
    assert outcome.how == "worse"
    assert outcome.change[0] > 0
