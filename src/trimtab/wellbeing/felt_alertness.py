"""How much sleepier than predicted somebody has felt, from the energy of their check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_DAYS = 5
"""Fewer check-ins than these say nothing."""

PEOPLE_DIFFER = 0.75
"""SD, in points of the Karolinska scale, by which people differ from what is predicted of all."""

SCALES_DIFFER = 1.0
"""SD of what the energy scale adds by itself: someone tired of life is not sleepy. No days mend it.

Our choice, as are the other two: no study was found that reads sleepiness from such a scale.
"""

DAYS_DIFFER = 2.0
"""SD of one day's answer around what is usual for the person."""

DAYS_ALIKE = 0.3
"""Correlation of one day's answer with the next; days that resemble each other count for less."""

FARTHEST = 1.5
"""No more than this is ever added or taken, in points of the scale."""


@dataclass(frozen=True, slots=True)
class FeltDay:
    """The energy said, 1 (none) to 10, and the sleepiness predicted for that moment, 1 to 9."""

    energy: int
    predicted: float


def felt_sleepiness(energy: int) -> float:
    """The Karolinska score, 1 to 9, that an energy from 1 to 10 is taken for: a straight line.

    >>> felt_sleepiness(10), felt_sleepiness(1)
    (1.0, 9.0)
    """
    return 1 + (10 - energy) * 8 / 9


def sleepier_than_predicted(days: Sequence[FeltDay]) -> float:
    """Points of the Karolinska scale by which somebody felt sleepier; below 0 more awake.

    The mean difference of n days, times PEOPLE_DIFFER² / (PEOPLE_DIFFER² + SCALES_DIFFER² +
    DAYS_DIFFER² / m), where m = n (1 - r) / (1 + r) with r = DAYS_ALIKE: what a normal prior
    around 0 leaves of it. So two weeks of days two points sleepier give half a point. Where
    plans made with it are predicted from again, it settles a little closer to 0.

    >>> round(sleepier_than_predicted([FeltDay(1, 7.0)] * 14), 2)
    0.54
    >>> sleepier_than_predicted([FeltDay(1, 7.0)] * 4)
    0.0
    """
    if len(days) < LEAST_DAYS:
        return 0.0
    mean = sum(felt_sleepiness(one.energy) - one.predicted for one in days) / len(days)
    counted = len(days) * (1 - DAYS_ALIKE) / (1 + DAYS_ALIKE)
    doubt = SCALES_DIFFER**2 + DAYS_DIFFER**2 / counted
    shift = mean * PEOPLE_DIFFER**2 / (PEOPLE_DIFFER**2 + doubt)
    return max(-FARTHEST, min(FARTHEST, shift))
