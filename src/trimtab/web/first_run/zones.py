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
