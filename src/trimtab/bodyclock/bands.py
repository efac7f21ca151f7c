"""How far apart people are around what a model predicts for a group."""

from __future__ import annotations

import numpy as np

from trimtab.bodyclock.alertness import LEAST_SLEEPY, SLEEPIEST, Sleepiness
from trimtab.bodyclock.arrays import Floats
from trimtab.bodyclock.parameters import THREE_PROCESS, ThreeProcess

SPREAD = 0.6
"""Standard deviation between people, as a share of what each process adds for the group.

Found for lapses of nine people kept awake 36 hours (Van Dongen et al., PMC3260461: about 60 % for
the homeostatic process, and the same for the circadian one). That it holds for sleepiness on the
Karolinska scale, in daily life, is our assumption and unverified.
"""

HALF_OF_PEOPLE = 0.6745
"""Standard deviations to either side that hold half of a normal population."""

LEAST_SPREAD = 0.4
"""Points by which people differ even when fully rested: our choice, unverified."""


def sleepiness_band(said: Sleepiness, q: ThreeProcess = THREE_PROCESS) -> tuple[Floats, Floats]:
    """From where to where about half of people are expected to be, on the scale from 1 to 9.

    Each process spreads by a share of what it adds: pressure since full rest, and the waves of
    the day. The two are taken as independent of each other.
    """
    pressure = q.sleepiness_slope * (said.pressure - q.ceiling)
    waves = q.sleepiness_slope * (said.circadian + said.ultradian)
    spread = HALF_OF_PEOPLE * SPREAD * np.hypot(pressure, np.broadcast_to(waves, pressure.shape))
    spread = np.maximum(LEAST_SPREAD, spread)
    low, high = said.sleepiness - spread, said.sleepiness + spread
    return np.maximum(LEAST_SLEEPY, low), np.minimum(SLEEPIEST, high)
