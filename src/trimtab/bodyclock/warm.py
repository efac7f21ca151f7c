"""Compile the kernels ahead of use by following one sleep."""

from __future__ import annotations

import numpy as np

from trimtab.bodyclock.alertness import predict_lapses, predict_sleepiness
from trimtab.bodyclock.efficiency import sleep_efficiency
from trimtab.bodyclock.phase import entrain, predict_phase, regular_week
from trimtab.bodyclock.sleeps import Sleeps


def warm_clock() -> None:
    """Run every kernel once, so that they are compiled and kept."""
    sleeps, hours = Sleeps.of([[(16.0, 24.0)]]), np.arange(0.0, 30.0)
    predict_sleepiness(sleeps, hours, 7.0)
    predict_lapses(sleeps, hours, 7.0)
    sleep_efficiency(sleeps.onset, sleeps.wake)
    predict_phase(sleeps, 1, entrain(regular_week(23.0, 7.0, 7.0), 7.0))
