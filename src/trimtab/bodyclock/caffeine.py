"""When the last caffeine is, by dose, so that the sleep planned next loses nothing to it.

Only what studies told is used, and straight lines between it; how a body clears caffeine is not
modelled, and people differ several times over.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

GARDINER = "Gardiner et al. 2023, doi 10.1016/j.smrv.2023.101764"
DRAKE = "Drake et al. 2013, doi 10.5664/jcsm.3170"


class CaffeineStudy(NamedTuple):
    """Hours before bed at which a dose in milligrams no longer shortens sleep, and who found it."""

    dose_mg: float
    hours: float
    drink: str
    source: str


class LastCaffeine(NamedTuple):
    """Hours between the last caffeine and bed; `is_at_least` where longer may be needed."""

    hours: float
    is_at_least: bool


class MostCaffeine(NamedTuple):
    """The most caffeine a day, and who says so; `is_verified` where we have read it ourselves."""

    adult_mg: float
    pregnant_mg: float
    source: str
    is_verified: bool


STUDIES = (
    CaffeineStudy(47.0, 0.0, "a cup of tea", GARDINER),
    CaffeineStudy(107.0, 8.8, "a cup of coffee", GARDINER),
    CaffeineStudy(217.5, 13.2, "a pre-workout drink", GARDINER),
)
"""Pooled from 24 studies of sleep at night; by dose."""

HARMFUL = CaffeineStudy(400.0, 6.0, "a strong dose", DRAKE)
"""Not a limit: so long before bed this dose still cost sleep."""

MOST_A_DAY = MostCaffeine(
    400.0, 200.0, "EFSA 2015, as Food Standards Scotland tells it", is_verified=False
)
"""As a secondary source has it; the opinion itself was not read."""


def last_caffeine_hours(dose_mg: float) -> LastCaffeine:
    """How long before bed the last caffeine of a dose is.

    Nothing up to a cup of tea; straight lines between the doses studied; above the largest no
    figure is known, so its own stands as the least. Raises ValueError for a dose below nothing.

    >>> last_caffeine_hours(107), last_caffeine_hours(400)
    (LastCaffeine(hours=8.8, is_at_least=False), LastCaffeine(hours=13.2, is_at_least=True))
    """
    if not dose_mg >= 0:
        raise ValueError(f"A dose of caffeine is 0 mg or more, not {dose_mg}.")
    if dose_mg <= STUDIES[0].dose_mg:
        return LastCaffeine(STUDIES[0].hours, is_at_least=False)
    for less, more in pairwise(STUDIES):
        if dose_mg <= more.dose_mg:
            share = (dose_mg - less.dose_mg) / (more.dose_mg - less.dose_mg)
            hours = less.hours + share * (more.hours - less.hours)
            return LastCaffeine(hours, is_at_least=False)
    return LastCaffeine(STUDIES[-1].hours, is_at_least=True)
