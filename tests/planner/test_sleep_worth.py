"""What a sleep is worth by what it spares later duty, against the model worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from written_weeks import event, profile, written

from trimtab.bodyclock.alertness import predict_lapses, predict_sleepiness
from trimtab.bodyclock.efficiency import efficiency_at, sleep_efficiency
from trimtab.bodyclock.sleeps import Sleeps
from trimtab.domain.time import Interval
from trimtab.planner.assumed_sleep import forecast_for
from trimtab.planner.forecast import Forecast
from trimtab.planner.line import Week
from trimtab.planner.sleep_worth import SleepWorth, instead_of

NIGHT = event("NF", "wed 19:00", 12)
STARTS = np.array([2 * 1440 + 15 * 60], np.int32)
BEFORE = 24 * 9
"""Hours by which the series here begin before the week."""


def asleep(start: float, end: float) -> tuple[float, float]:
    """A sleep in hours of the week as the models take it: late by what is not slept of it."""
    if start < 0:
        return start + BEFORE, end + BEFORE
    slots = np.arange(start, end - 1e-9, 1 / 12)
    slept = efficiency_at(slots % 24).sum() / 12 / sleep_efficiency(23, 31)
    return float(end - min(slept, end - start)) + BEFORE, end + BEFORE


def schedule(*extra: tuple[float, float]) -> Sleeps:
    """Usual nights until Wednesday morning and some more sleeps, in hours of the week."""
    nights = [(24.0 * day - 1, 24.0 * day + 7) for day in range(-8, 3)]
    return Sleeps.of([sorted(asleep(*one) for one in (*nights, *extra))])


def moments() -> tuple[np.ndarray, np.ndarray]:
    """Hours and weighted minutes of the night on duty and of the 20 minutes home."""
    on_duty = 48 + 19.25 + np.arange(24) / 2
    return np.append(on_duty, 72 + 7 + 1 / 6), np.append(np.full(24, 30.0), 4 * 20.0)


def test_a_nap_spares_what_the_model_says():
    """Ninety minutes at 15:00 spare 0.8 a minute for each fifth of what they take off the scale."""
    hours, weights = moments()
    kss = [
        predict_sleepiness(sleeps, hours + BEFORE, 0.0).unbounded[0]
        for sleeps in (schedule(), schedule((63.0, 64.5)))
    ]
    week = written(profile(), [NIGHT]).week
    found = SleepWorth(week, forecast_for(week)).of_nap(2, STARTS, 90)
    assert found == pytest.approx([0.8 * ((kss[0] - kss[1]) / 5 * weights).sum()], rel=1e-9)
    assert found[0] > 30


def test_by_the_unified_model_strain_is_counted_in_lapses():
    """The same nap by the other model: twenty lapses make a strain of one."""
    hours, weights = moments()
    lapses = [
        predict_lapses(sleeps, hours + BEFORE, 0.0).unbounded[0]
        for sleeps in (schedule(), schedule((63.0, 64.5)))
    ]
    week = written(profile(), [NIGHT]).week
    forecast = Forecast(forecast_for(week).sleeps, model="unified")
    found = SleepWorth(week, forecast).of_nap(2, STARTS, 90)
    expected = 0.8 * ((lapses[0] - lapses[1]) / 20 * weights).sum()
    assert found == pytest.approx([expected], rel=0.02)  # the series began elsewhere, debt is slow


def test_a_sleep_as_forecast_spares_nothing():
    """So that a week with much duty is not worth more for it; a shorter night costs."""
    week = written(profile(), [NIGHT]).week
    worth = SleepWorth(week, forecast_for(week))
    usual = np.array([1440 + 23 * 60], np.int32)
    assert worth.of_sleep(2, usual, 480) == pytest.approx([0.0], abs=1e-9)
    assert worth.of_sleep(2, usual, 300)[0] < -5
    assert worth.of_sleep(2, usual + 60, 480)[0] > 5  # up later, more awake in the night


def test_without_duty_no_sleep_is_worth_more_than_another():
    """A week of free days has nobody on duty to be awake for."""
    week = written(profile()).week
    assert SleepWorth(week, forecast_for(week)).of_nap(2, STARTS, 90).tolist() == [0.0]
    assert SleepWorth(week, forecast_for(week)).total() == 0.0


def test_sleeps_that_one_would_overlap_give_way():
    """A sleep from 90 to 150 takes the place of one from 100 on, and not of those beside it."""
    others = [Interval(0, 60), Interval(100, 200), Interval(300, 360)]
    begun, ended = instead_of(others, np.array([90], np.int32), 60)
    rows = [(b, e) for b, e in zip(begun[0], ended[0], strict=True) if np.isfinite(b)]
    assert rows == [(0, 60), (90, 150), (300, 360)]


def test_home_call_and_lectures_tire_nobody():
    """Only duty and clinic count, and the way home after them."""
    given = [event("Call", "wed 19:00", 12, "home_call"), event("Talk", "wed 19:00", 2, "lecture")]
    week: Week = written(profile(), given).week
    assert SleepWorth(week, forecast_for(week)).total() == 0.0
