"""How predicted alertness weighs in a plan, as data: choices of ours unless a source is named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlertDefaults:
    """How predicted alertness weighs in a plan.

    Strain is 0 at the first figure of a model and 1 at the second, and goes on beyond both. A
    minute on duty at strain 1 costs `duty`, one of the way home `way_home` times as much; both are
    looked at each `step` minutes. What a sleep changes counts for `reach` minutes after its day
    begins. There are `passes` between sleep and alertness at most, the last search among them.
    Demanding work suits an hour wholly up to strain `fresh`, and `weary` less for a strain of one
    more, never less than `least_fit`. What somebody feels beside what is predicted
    counts up to `most_felt` points.
    """

    rested_kss: float = 4.0
    spent_kss: float = 9.0
    rested_lapses: float = 4.0
    spent_lapses: float = 24.0
    duty: float = 0.8
    way_home: float = 4.0
    step: int = 30
    reach: int = 60 * 60
    passes: int = 3
    fresh: float = -0.05
    weary: float = 1.3
    least_fit: float = 0.4
    most_felt: float = 2.0


@dataclass(frozen=True, slots=True)
class DriveDefaults:
    """When a way home is told not to be safe to drive.

    After `long_duty_minutes` on duty always: crash odds 2.3 (1.6 to 3.3) after shifts beyond 24 h
    (Barger et al. 2005, NEJM 352:125). Else where about a quarter of people are expected at `kss`
    or above: on the Karolinska scale 8 is "sleepy, some effort to keep awake", and driving grows
    worse faster at its high levels (Ingre et al. 2006, doi 10.1111/j.1365-2869.2006.00504.x). The
    level, and the share of people, are our choice.
    """

    long_duty_minutes: int = 24 * 60
    kss: float = 8.0


ALERT = AlertDefaults()
DRIVE = DriveDefaults()
