"""What the household's pages rest on: both rosters, as far as they are read."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from starlette.requests import Request

from trimtab.app.household.ahead import HouseholdAhead, household_ahead
from trimtab.app.people.ahead import days_read
from trimtab.domain.people import Profile
from trimtab.web.desk import desk_of
from trimtab.web.season.reading import Known, Readings


def household_known(request: Request, profile: Profile) -> tuple[HouseholdAhead, Known]:
    """Hours of care over the weeks ahead, and how the calendars stand."""
    desk = desk_of(request)
    now = desk.now()
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    readings: Readings = request.app.state.season_readings
    known = readings.known(desk, profile, *days_read(today))
    return household_ahead(profile, known.reading, now), known
