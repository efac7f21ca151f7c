"""Hours in which two people are awake as JSON-ready data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from trimtab.domain.awake import AwakeWeek, AwakeWith, ClockChange, SharedHours

VERSION = 1


def awake_to_json(week: AwakeWeek) -> Mapping[str, Any]:
    """The hours shared with each; docs/reference/awake-json.md says what each key means."""
    return {
        "version": VERSION,
        "person": week.person,
        "zone": week.horizon.zone,
        "first_day": week.horizon.first_day.isoformat(),
        "days": week.horizon.days,
        "people": [_person(one) for one in week.people],
        "changes": [_change(change) for change in week.changes],
    }


def _person(one: AwakeWith) -> Mapping[str, Any]:
    return {
        "name": one.person.name,
        "zone": one.person.time_zone,
        "awake": str(one.person.awake),
        "hours": [_hours(hours, ZoneInfo(one.person.time_zone)) for hours in one.hours],
    }


def _hours(hours: SharedHours, there: ZoneInfo) -> Mapping[str, Any]:
    return {
        "start": hours.start.isoformat(),
        "end": hours.end.isoformat(),
        "start_there": hours.start.astimezone(there).isoformat(),
        "end_there": hours.end.astimezone(there).isoformat(),
        "fits": [{"name": fit.name, "minutes": fit.minutes} for fit in hours.fits],
        "planned": list(hours.planned),
    }


def _change(change: ClockChange) -> Mapping[str, Any]:
    at = change.at.astimezone(ZoneInfo(change.zone))
    return {"zone": change.zone, "at": at.isoformat(), "minutes": change.minutes}
