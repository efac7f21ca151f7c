"""The range around predicted sleepiness."""

from __future__ import annotations

import numpy as np
import pytest

from trimtab.bodyclock.alertness import predict_sleepiness
from trimtab.bodyclock.bands import HALF_OF_PEOPLE, LEAST_SPREAD, SPREAD, sleepiness_band
from trimtab.bodyclock.sleeps import Sleeps

HOURS = np.arange(0.0, 72.0, 0.5)


@pytest.fixture
def said():
    """Two nights of eight hours, then awake for a day and a half."""
    return predict_sleepiness(Sleeps.of([[(16.0, 24.0), (40.0, 48.0)]]), HOURS, 7.0)


def test_the_range_holds_the_figure_and_keeps_to_the_scale(said):
    """Low is at most the figure, high at least; both within 1 to 9."""
    low, high = sleepiness_band(said)
    assert (low <= said.sleepiness).all()
    assert (high >= said.sleepiness).all()
    assert low.min() >= 1
    assert high.max() <= 9


def test_each_process_spreads_by_its_share(said):
    """At noon of the last day: 0.6745 * 0.6 of what pressure and waves add, taken apart."""
    at = HOURS.tolist().index(53.0)
    pressure = 0.6 * (14.3 - said.pressure[0, at])
    waves = 0.6 * (said.circadian[at] + said.ultradian[at])
    spread = max(LEAST_SPREAD, HALF_OF_PEOPLE * SPREAD * np.hypot(pressure, waves))
    low, high = sleepiness_band(said)
    assert high[0, at] - low[0, at] == pytest.approx(2 * spread)


def test_people_differ_more_the_longer_they_are_awake(said):
    """At noon the range is wider after 29 hours awake than after five."""
    low, high = sleepiness_band(said)
    awake = HOURS.tolist().index(53.0)
    tired = predict_sleepiness(Sleeps.of([[(16.0, 24.0)]]), HOURS, 7.0)
    longer = np.subtract(*reversed(sleepiness_band(tired)))[0, awake]
    assert longer > 1.3 * (high - low)[0, awake]
