"""False alarms and delays over simulated people, drawn from a family that nothing is fitted to."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from interval_shares import held_of
from oracle import _path, oracle_paths
from people import Conditions, draw_people
from rates import alarms_a_month, delays, limit_for, odds_path

from trimtab.wellbeing.detection import TELL_AT
from trimtab.wellbeing.prior import FEWEST_DAYS


def paths_of(people):
    """The log odds of each person, in this process."""
    return np.stack([odds_path(people.days_of(person)) for person in range(len(people))])


def rates_of(count, days):
    """False alarms a month, and delays of a change by one SD."""
    still = draw_people(count, 4711, Conditions(days=days))
    changed = draw_people(count // 2, 4712, Conditions(days=days, change=1.0, change_days=(40, 50)))
    rate = alarms_a_month(paths_of(still), TELL_AT, FEWEST_DAYS)
    return rate, delays(paths_of(changed), changed, TELL_AT)


def test_rates_hold_on_a_few_people():
    """Two dozen people for eleven weeks: few false alarms, most changes found within a month."""
    rate, found = rates_of(24, 80)
    assert rate < 0.2
    assert found.median <= 25


@pytest.mark.long
def test_rates_hold_on_several_hundred_people():
    """About 0.08 false alarms a month (0.1 at most by chance), found in two weeks."""
    rate, found = rates_of(300, 150)
    assert rate <= 0.1
    assert found.median <= 14


@pytest.mark.parametrize(
    ("size", "count", "least"),
    [
        (3.0, 8, 0.6),
        pytest.param(1.0, 120, 0.85, marks=pytest.mark.long),
        pytest.param(2.2, 120, 0.85, marks=pytest.mark.long),
        pytest.param(4.0, 120, 0.85, marks=pytest.mark.long),
    ],
)
def test_intervals_hold_small_and_large_changes(size, count, least):
    """Nine in ten at every size; of eight people at least five, as more would fail by chance."""
    conditions = Conditions(days=90, change=size, change_days=(40, 50))
    people = draw_people(count, 4713, conditions)
    held = held_of(people, paths_of(people))
    assert len(held) > 0.7 * count
    assert np.mean([one.is_change_held for one in held]) >= least
    assert np.mean([one.is_since_held for one in held]) >= least


def test_an_oracle_alarms_on_the_change_it_waits_for():
    """It knows baselines and noise: quiet without a change, soon above any chance with one."""
    conditions = Conditions(days=80, change_days=(40, 40))
    steady = oracle_paths(draw_people(120, 6, conditions), 1.0, 14)
    people = draw_people(120, 7, replace(conditions, change=1.0))
    limit = limit_for(steady, 0.08, 14)
    assert delays(oracle_paths(people, 1.0, 14), people, limit).median <= 14
    assert np.isneginf(steady[:, :14]).all()


def test_an_oracle_weighs_a_first_day_as_a_likelihood_ratio():
    """Noise 0, lag 0, shift 2: each day takes 2²/2 = 2 off; a day at 2 gives 2 * 2 - 2 = 2."""
    assert np.allclose(_path(np.array([0.0, 2.0, np.nan, 2.0]), 0.0, 2.0)[[0, 1, 3]], [-2, 2, 4])


def test_each_day_sees_the_past_alone():
    """What is known on a day is the same whether or not later days are given."""
    days = draw_people(1, 5, Conditions(days=60)).days_of(0)
    whole, part = odds_path(days), odds_path(days[:40])
    assert whole[30] == pytest.approx(part[30], abs=0.02)


def test_a_limit_is_the_least_that_keeps_the_rate():
    """Two of four people alarm above 1 and none above 2."""
    paths = np.zeros((4, 30))
    paths[:2, 20] = 1.5
    limit = limit_for(paths, 0.1, 0)
    assert alarms_a_month(paths, limit, 0) <= 0.1
    assert limit == pytest.approx(1.5)


def test_people_are_as_they_are_said_to_be():
    """Whole numbers from 1 to 10, a third of days missing, work in hours, the same each time."""
    people = draw_people(12, 3, Conditions())
    said = people.scores[~np.isnan(people.scores)]
    assert np.isin(said, np.arange(1, 11)).all()
    assert np.isnan(people.scores).mean() == pytest.approx(0.3, abs=0.01)
    assert 30 < 7 * people.duty_hours.mean() < 80
    again = draw_people(12, 3, Conditions())
    assert np.array_equal(people.scores, again.scores, equal_nan=True)
