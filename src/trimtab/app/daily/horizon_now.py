"""Which days are planned at a moment: this week, the next one before it begins, or more."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FRIDAY = 4
"""From this weekday on the next week is planned too, so that nobody wakes up to a new plan."""

UNKNOWN_ZONE = "UTC"


@dataclass(frozen=True, slots=True)
class Days:
    """So many weeks from a Monday on."""

    first_day: date
    weeks: int

    @property
    def last_day(self) -> date:
        """The last day of them."""
        return self.first_day + timedelta(days=7 * self.weeks - 1)


def horizon_for(now: datetime, zone: str, *, least_weeks: int = 1) -> Days:
    """The days to plan at an aware moment: from Monday of this week, from Friday on two weeks.

    Never fewer than `least_weeks`.

    >>> horizon_for(datetime.fromisoformat("2026-11-20T03:00Z"), "America/New_York")
    Days(first_day=datetime.date(2026, 11, 16), weeks=1)
    >>> horizon_for(datetime.fromisoformat("2026-11-20T06:00Z"), "America/New_York").weeks
    2
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    weeks = 2 if today.weekday() >= FRIDAY else 1
    return Days(today - timedelta(days=today.weekday()), max(weeks, least_weeks))


@lru_cache(maxsize=4)  # asked many times a page, of a text that seldom changes
def zone_in(profile_text: str) -> str:
    r"""The time zone that a profile's text names; UTC where it names none that is known.

    >>> zone_in('[person]\ntime_zone = "Africa/Lagos"')
    'Africa/Lagos'
    """
    try:
        named = str(tomllib.loads(profile_text).get("person", {}).get("time_zone", UNKNOWN_ZONE))
        return ZoneInfo(named).key
    except (ValueError, KeyError, OSError, AttributeError):
        return UNKNOWN_ZONE
