"""Weekdays on which somebody with clinics is at work, by what calendars or a plan hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_days import clinic_reach
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan
from trimtab.domain.time import WEEKDAYS

USUAL_SHARE = 2
"""A weekday counts where it is worked at least half as often as the one worked most."""


def weekdays_worked(
    profile: Profile, reading: CalendarReading, plan: Plan | None = None
) -> tuple[str, ...]:
    """Weekdays of clinics as far as their calendars reach; of the plan's where none are read.

    None where there are no clinics.
    """
    zone = ZoneInfo(profile.person.time_zone)
    reach = clinic_reach(profile, reading)
    if reach is None:
        return weekdays_planned(plan) if plan else ()
    clinics = (one for one in reading.commitments if one.kind == "clinic")
    days = (one.start.astimezone(zone).date() for one in clinics)
    return _usual(day for day in days if day <= reach)


def weekdays_planned(plan: Plan) -> tuple[str, ...]:
    """Weekdays on which a plan holds clinics."""
    held = (one for one in plan.blocks if one.is_fixed and one.origin == "clinic")
    return _usual(plan.horizon.to_local(one.start).date() for one in held)


def _usual(days: Iterable[date]) -> tuple[str, ...]:
    often = Counter(WEEKDAYS[day.weekday()] for day in set(days))
    most = max(often.values(), default=0)
    return tuple(day for day in WEEKDAYS if often[day] and often[day] * USUAL_SHARE >= most)
