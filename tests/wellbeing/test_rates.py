"""False alarms and delays over simulated people, drawn from a family that nothing is fitted to."""

from __future__ import annotations

import numpy as np
import pytest
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
    assert found.median <= 15


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
