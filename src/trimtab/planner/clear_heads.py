"""How well each hour suits demanding work, by predicted alertness."""

from __future__ import annotations

import numpy as np

from trimtab.domain.time import SLOT_MINUTES
from trimtab.planner.alert_defaults import ALERT
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.assumed_sleep import forecast_for
from trimtab.planner.line import Week
from trimtab.planner.strain import Clock


def clear_heads(week: Week) -> Floats:
    """How well each slot of the line suits demanding work: 1 where awake, less where sleepy.

    Hours forecast asleep suit it least.
    """
    forecast = forecast_for(week)
    minutes = np.arange(0, week.line_minutes, SLOT_MINUTES, dtype=np.float64)
    begun = np.array([one.start for one in forecast.all], np.float64)
    ended = np.array([one.end for one in forecast.all], np.float64)
    strain = Clock(week, forecast.model, forecast.all).strain(begun[None], ended[None], minutes)[0]
    fit = np.clip(1 - ALERT.weary * (strain - ALERT.fresh), ALERT.least_fit, 1.0)
    number = np.searchsorted(begun, minutes, side="right") - 1
    is_asleep = (number >= 0) & (minutes < ended[number])
    return np.where(is_asleep, ALERT.least_fit, fit)


def demanding_fit(clear: Floats, starts: Ints, minutes: int) -> Floats:
    """How well each start suits something demanding of so many minutes, by its middle."""
    middle = (starts + minutes // 2) // SLOT_MINUTES
    return np.asarray(clear[np.minimum(middle, clear.size - 1)])
