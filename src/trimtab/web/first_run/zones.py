"""Time zones to choose from."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

TECHNICAL = ("Etc/", "posix/", "right/", "SystemV/", "US/")


@cache
def zones() -> tuple[str, ...]:
    """Zones by region and city, without their old and technical names."""
    return tuple(
        sorted(one for one in available_timezones() if "/" in one and not one.startswith(TECHNICAL))
    )


def zone_meant(typed: str) -> str:
    """The one zone that a city names, or letters in another case; else what was typed.

    >>> zone_meant("new york"), zone_meant("Chicago"), zone_meant("Atlantis")
    ('America/New_York', 'America/Chicago', 'Atlantis')
    """
    if typed in available_timezones():
        return typed
    wanted = "_".join(typed.split()).casefold()
    found = [one for one in zones() if wanted in {one.casefold(), _city(one)}]
    return found[0] if len(found) == 1 else typed


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].casefold()
