"""Parameters of the alertness models, each set with where it comes from.

Hours throughout; "clock" is an hour of the day, 0 to 24.
"""

from __future__ import annotations

from math import log
from typing import NamedTuple

import numpy as np

from trimtab.bodyclock.arrays import Floats


class ThreeProcess(NamedTuple):
    """The three-process model of sleepiness: Ingre et al. 2014, doi 10.1371/journal.pone.0108679.

    Sleep pressure S falls from `ceiling` towards `floor` while awake and rises while asleep, along
    a line up to `brake`, then ever slower. `circadian_*` is the day's wave, `ultradian_*` that of
    half a day; `inertia_*` what waking up costs. Sleepiness is on the Karolinska scale.
    """

    start: float = 7.96
    floor: float = 2.4
    decay: float = -0.0353
    ceiling: float = 14.3
    brake: float = 12.2
    recovery: float = log(0.3 / 6.34) / 8
    circadian_mean: float = 0.0
    circadian_amplitude: float = 2.5
    circadian_peak: float = 16.8
    ultradian_mean: float = -0.5
    ultradian_amplitude: float = 0.5
    ultradian_lag: float = 3.0
    inertia: float = -5.72
    inertia_decay: float = -1.51
    sleepiness_at_nought: float = 10.6
    sleepiness_slope: float = -0.6

    def circadian(self, clock: Floats) -> Floats:
        """The day's wave at hours of the day."""
        turn = 2 * np.pi / 24 * (clock - self.circadian_peak)
        return self.circadian_mean + self.circadian_amplitude * np.cos(turn)

    def ultradian(self, clock: Floats) -> Floats:
        """The wave of half a day at hours of the day."""
        turn = 2 * np.pi / 12 * (clock - self.circadian_peak - self.ultradian_lag)
        return self.ultradian_mean + self.ultradian_amplitude * np.cos(turn)


class Unified(NamedTuple):
    """The unified model of performance: Rajdev et al. 2013, doi 10.1016/j.jtbi.2013.04.013.

    Sleep debt has a quick part S and a slow part L (`debt_hours`); `ceiling` is what both rise
    to while awake. Performance is in lapses of a ten-minute vigilance test. `least_debt` bounds
    the slow part from below, as a share of the ceiling. What waking up costs (`inertia`) is told
    and not counted, as in the package.
    """

    start: float = 0.0
    debt_start: float = 0.0
    ceiling: float = 24.12
    awake_hours: float = 40.0
    asleep_hours: float = 1.0
    debt_hours: float = 97.44
    least_debt: float = -np.inf
    circadian_scale: float = 4.13
    circadian_lead: float = 2.02
    inertia: float = 1.14
    inertia_decay: float = -0.46
    harmonics: tuple[float, float, float, float, float] = (0.97, 0.22, 0.07, 0.03, 0.0001)

    def circadian(self, clock: Floats) -> Floats:
        """The day's wave at hours of the day."""
        turn = 2 * np.pi / 24 * (np.asarray(clock) + self.circadian_lead)
        waves = [a * np.sin(i * turn) for i, a in enumerate(self.harmonics, 1)]
        total: Floats = np.sum(waves, axis=0)
        return total


class PhaseModel(NamedTuple):
    """The phase model of one population of cells: Hannay et al. 2019.

    Doi 10.1177/0748730419878298; numbers as the open package circadian 1.0.3 has them.

    `period` is that of the clock left alone with no coupling; `coupling` and its angle hold the
    cells together, `spread` drives them apart. Light activates receptors (`activation` per minute
    at most, half of it where lux ** `steepness` is `half_power`; `recovery` per minute) and moves
    the clock by `light_gain` through `first_light` and `second_light` with their angles, and by
    `light_drift`. Melatonin rises `melatonin_lead` hours before the lowest body temperature.
    """

    period: float = 23.84
    coupling: float = 0.06358
    coupling_angle: float = -0.09318
    spread: float = 0.024
    first_light: float = 0.3855
    first_angle: float = -0.0026
    second_light: float = 0.1977
    second_angle: float = -0.957756
    light_drift: float = 0.0400692
    light_gain: float = 33.75
    activation: float = 0.05
    recovery: float = 0.0075
    steepness: float = 1.5
    half_power: float = 9325.0
    melatonin_lead: float = 7.0


class Light(NamedTuple):
    """Light in lux where nobody measures it, our stand-in: by day and by evening while awake.

    Day is from `day_from` to `day_to`, hours of the day.
    """

    day: float = 500.0
    evening: float = 100.0
    asleep: float = 0.0
    day_from: float = 7.0
    day_to: float = 19.0


THREE_PROCESS = ThreeProcess()
"""As Ingre et al. 2014 give them."""

UNIFIED = Unified()
"""As the open package FIPS 0.2.1 has them by default."""

PHASE = PhaseModel()
"""As the open package circadian 1.0.3 has them from Hannay et al. 2019."""

LIGHT = Light()
"""Indoor light as usually assumed; our choice, not measured."""
