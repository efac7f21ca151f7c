"""Time zones to choose from."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from trimtab.domain.cities import plain_city, zone_of_city

TECHNICAL = ("Etc/", "posix/", "right/", "SystemV/", "US/")


@cache
def zones() -> tuple[str, ...]:
    """Zones by region and city, without their old and technical names."""
    return tuple(
        sorted(one for one in available_timezones() if "/" in one and not one.startswith(TECHNICAL))
    )


def zone_meant(typed: str) -> str:
    """The one zone that a city names or lives by, or letters in another case; else what was typed.

    >>> zone_meant("new york"), zone_meant("Mumbai"), zone_meant("Atlantis")
    ('America/New_York', 'Asia/Kolkata', 'Atlantis')
    """
    if typed in available_timezones():
        return typed
    wanted = plain_city(typed)
    found = [one for one in zones() if wanted in {plain_city(one), _city(one)}]
    return found[0] if len(found) == 1 else zone_of_city(typed) or typed


def _city(zone: str) -> str:
    return plain_city(zone.rpartition("/")[2])
