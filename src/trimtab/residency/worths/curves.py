"""One curve for each preference: from what is known of a programme to between 0 and 1.

Every curve only rises or only falls; where it bends is our choice and told in
docs/methods/chances.md.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import asin, cos, exp, radians, sin, sqrt
from typing import NamedTuple

from trimtab.domain.applicants import Applicant, Spot
from trimtab.domain.programmes import Programme

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""
USUAL_SALARY = 65_000.0
"""Dollars a year, where a programme's own are unknown: our assumption."""


class Curve(NamedTuple):
    """How one preference reads a programme (None: unknown), in what unit, and what it scores."""

    figure: Callable[[Applicant, Programme], float | None]
    unit: str
    score: Callable[[float], float]


def kilometres_between(one: Spot, other: Spot) -> float:
    """The great-circle distance (haversine).

    >>> round(kilometres_between(Spot(40.71, -74.01), Spot(34.05, -118.24)))
    3935
    """
    north = radians(other.latitude - one.latitude)
    east = radians(other.longitude - one.longitude)
    flat = cos(radians(one.latitude)) * cos(radians(other.latitude))
    chord = sin(north / 2) ** 2 + flat * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(min(1.0, chord)))


def _column(name: str) -> Callable[[Applicant, Programme], float | None]:
    return lambda _, programme: programme.number(name)


def _distance(applicant: Applicant, programme: Programme) -> float | None:
    latitude, longitude = programme.number("latitude"), programme.number("longitude")
    if applicant.family is None or latitude is None or longitude is None:
        return None
    return kilometres_between(applicant.family, Spot(latitude, longitude))


def _salary_there(_: Applicant, programme: Programme) -> float | None:
    """The salary in dollars of a place of usual costs; unknown where costs are."""
    costs, salary = programme.number("cost_of_living"), programme.number("salary")
    return None if costs is None else 100 * (USUAL_SALARY if salary is None else salary) / costs


def _visa_fit(applicant: Applicant, programme: Programme) -> float | None:
    visas = programme.text("visa")
    if applicant.visa == "none":
        return 1.0
    if visas is None:
        return None
    fits = visas in ("both", applicant.visa)
    return float(fits or (applicant.visa == "either" and visas != "none"))


def _falls(best: float, worst: float) -> Callable[[float], float]:
    """Along a line from 1 at `best` to 0 at `worst`, level beyond both."""
    return lambda figure: min(1.0, max(0.0, (worst - figure) / (worst - best)))


def _fades(scale: float) -> Callable[[float], float]:
    """From 1 at nothing, falling to a third (1/e) at each further `scale`."""
    return lambda figure: exp(-max(0.0, figure) / scale)


CURVES: Mapping[str, Curve] = {
    "hours": Curve(_column("hours_per_week"), "hours a week", _falls(50, 80)),
    "call": Curve(_column("call_per_month"), "calls a month", _falls(0, 8)),
    "near": Curve(_distance, "km", _fades(800)),
    "flight": Curve(_column("flight_hours"), "hours", _fades(6)),
    "living_costs": Curve(_salary_there, "dollars at usual costs", _falls(95_000, 35_000)),
    "fellowship": Curve(_column("fellowship_share"), "share", _falls(1, 0)),
    "img_share": Curve(_column("img_share"), "share", _falls(1, 0)),
    "visa": Curve(_visa_fit, "fits", _falls(1, 0)),
    "wellness": Curve(_column("wellness"), "of 10", _falls(10, 0)),
    "prestige": Curve(_column("prestige"), "of 10", _falls(10, 0)),
}
"""By the names in PREFERENCES."""
