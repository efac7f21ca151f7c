"""What the models say about given hours of sleep: sleepiness and lapses, hour by hour.

Arrays have one row for each schedule and one column for each moment asked for. All moments are
in hours since the series began; `clock` is the hour of the day at which it began, by the body's own
clock, or, where that one moves, what it would have been for each moment asked for. A body does not
feel the clocks change, so hours run on through such nights.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from trimtab.bodyclock import clock_kernels
from trimtab.bodyclock.arrays import Flags, Floats
from trimtab.bodyclock.parameters import THREE_PROCESS, UNIFIED, ThreeProcess, Unified
from trimtab.bodyclock.sleeps import Sleeps

SLEEPIEST, LEAST_SLEEPY = 9.0, 1.0
"""The ends of the Karolinska scale."""


@dataclass(frozen=True, slots=True)
class Sleepiness:
    """States of the three-process model: pressure S, waves C and U, and inertia W after waking.

    `unbounded` is what the equations give on the Karolinska scale, also beyond its ends.
    """

    asleep: Flags
    pressure: Floats
    circadian: Floats
    ultradian: Floats
    inertia: Floats
    unbounded: Floats

    @property
    def sleepiness(self) -> Floats:
        """On the Karolinska scale, 1 (very alert) to 9 (fighting sleep), never beyond."""
        return np.clip(self.unbounded, LEAST_SLEEPY, SLEEPIEST)


@dataclass(frozen=True, slots=True)
class Lapses:
    """States of the unified model: quick debt S, slow debt L, the day's wave C, and inertia W.

    `unbounded` are the lapses of a ten-minute vigilance test that the equations give, also below
    none; inertia is told beside them and not counted.
    """

    asleep: Flags
    quick: Floats
    slow: Floats
    circadian: Floats
    inertia: Floats
    unbounded: Floats

    @property
    def lapses(self) -> Floats:
        """Lapses expected in a ten-minute vigilance test, never below none."""
        return np.maximum(0.0, self.unbounded)


def predict_sleepiness(
    sleeps: Sleeps, hours: Floats, clock: float | Floats, parameters: ThreeProcess = THREE_PROCESS
) -> Sleepiness:
    """The three-process model's states at rising `hours`, awake with its start level at 0."""
    shape = (sleeps.count, hours.size)
    pressure, awake = np.empty(shape), np.empty(shape)
    clock_kernels.three_process_pressure(
        *(parameters, sleeps.ptr, sleeps.onset, sleeps.wake, hours, pressure, awake)
    )
    inertia = _inertia(parameters, awake)
    circadian = parameters.circadian(clock + hours)
    ultradian = parameters.ultradian(clock + hours)
    alert = pressure + circadian + ultradian + inertia
    sleepiness = parameters.sleepiness_at_nought + parameters.sleepiness_slope * alert
    return Sleepiness(awake < 0, pressure, circadian, ultradian, inertia, sleepiness)


def predict_lapses(
    sleeps: Sleeps, hours: Floats, clock: float | Floats, parameters: Unified = UNIFIED
) -> Lapses:
    """The unified model's states at rising `hours`, awake without debt at 0."""
    shape = (sleeps.count, hours.size)
    quick, slow, awake = np.empty(shape), np.empty(shape), np.empty(shape)
    clock_kernels.unified_debts(
        *(parameters, sleeps.ptr, sleeps.onset, sleeps.wake, hours, quick, slow, awake)
    )
    circadian = parameters.circadian(clock + hours)
    lapses = quick + parameters.circadian_scale * circadian
    return Lapses(awake < 0, quick, slow, circadian, _inertia(parameters, awake), lapses)


def _inertia(parameters: ThreeProcess | Unified, awake: Floats) -> Floats:
    """What waking up costs so many hours later; nothing while asleep."""
    cost = parameters.inertia * np.exp(parameters.inertia_decay * np.maximum(awake, 0.0))
    return np.where(awake < 0, 0.0, cost)
