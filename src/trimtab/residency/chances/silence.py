"""How many of a season's invitations are out on a day: what silence is measured against."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np

from trimtab.domain.chances import Parameter
from trimtab.domain.seasons import SeasonRules
from trimtab.domain.specialties import plain_specialty
from trimtab.residency.chances.invitation_rates import (
    DAY_BEFORE,
    FOUR_WEEKS,
    MONTH_AFTER,
    SIXTEEN_WEEKS,
    THAT_DAY,
    TWO_WEEKS_AFTER,
)
from trimtab.residency.chances.parameters import PARAMETERS, by_name

ONE_DAY = "general surgery"
"""The specialty whose programmes send their invitations on one day."""


def invitations_out(
    season: SeasonRules,
    specialty: str,
    today: date,
    parameters: tuple[Parameter, ...] = PARAMETERS,
) -> float:
    """The share of a specialty's invitations that are out by the end of a day.

    None are before programmes see applications, and all when rank lists are due; along lines
    between the days that `figures_for` names. 0 where the season's days are not known.
    """
    named = by_name(parameters)
    points = [
        (day, named[figure].value if isinstance(figure, str) else figure)
        for day, figure in _points(season, specialty)
    ]
    if not points:
        return 0.0
    days, shares = zip(*points, strict=True)
    found = np.interp(today.toordinal(), [day.toordinal() for day in days], shares)
    return float(min(1.0, max(0.0, found)))


def figures_for(season: SeasonRules, specialty: str) -> tuple[str, ...]:
    """Names of the parameters that a specialty's share is read from."""
    points = _points(season, specialty)
    return tuple(figure for _, figure in points if isinstance(figure, str))


def _points(season: SeasonRules, specialty: str) -> Iterator[tuple[date, str | float]]:
    """Days in their order, each with a share or the name of the parameter that tells it."""
    seen, due = season.dates.get("release"), season.dates.get("rank_list_deadline")
    if seen is None:
        return
    yield seen.first, 0.0
    together = season.dates.get("surgery_release")
    if plain_specialty(specialty) == ONE_DAY and together is not None:
        yield together.first - timedelta(days=1), DAY_BEFORE
        yield together.last, THAT_DAY
        yield together.last + timedelta(days=14), TWO_WEEKS_AFTER
        yield together.last + timedelta(days=30), MONTH_AFTER
    else:
        yield seen.first + timedelta(weeks=4), FOUR_WEEKS
        yield seen.first + timedelta(weeks=16), SIXTEEN_WEEKS
    if due is not None:
        yield due.first, 1.0
