"""What the household's pages rest on: both rosters, as far as they are read."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from starlette.requests import Request

from trimtab.app.household.ahead import HouseholdAhead, household_ahead
from trimtab.app.people.ahead import days_read
from trimtab.domain.people import Profile
from trimtab.reports.household_words import gap_sentence, near_gap
from trimtab.web.desk import Desk, desk_of
from trimtab.web.household.cards import PATH
from trimtab.web.hub import QuietLine
from trimtab.web.profiles_kept import profile_of
from trimtab.web.season.reading import Known, Readings

WEEKS_NEAR = 3
"""Enough for two weeks from any weekday."""


def household_known(request: Request, profile: Profile) -> tuple[HouseholdAhead, Known]:
    """Hours of care over the weeks ahead, and how the calendars stand."""
    desk = desk_of(request)
    now = desk.now()
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    readings: Readings = request.app.state.season_readings
    known = readings.known(desk, profile, *days_read(today))
    return household_ahead(profile, known.reading, now), known


def gap_line(desk: Desk, readings: Readings) -> QuietLine | None:
    """The nearest hours of the next two weeks in which nobody would be there; never waits."""
    profile = profile_of(desk.store, desk.zone)
    if profile is None or not profile.care:
        return None
    now = desk.now()
    today = now.astimezone(ZoneInfo(profile.person.time_zone)).date()
    known = readings.known(desk, profile, *days_read(today), waits=False)
    if known.as_of is None:
        return None
    gap = near_gap(household_ahead(profile, known.reading, now, WEEKS_NEAR))
    return QuietLine(sentence=gap_sentence(gap), path=PATH, button="Look") if gap else None


def gaps_ahead(desk: Desk, profile: Profile, known: Known) -> tuple[str, ...]:
    """Every gap that is known, a sentence each, for the months ahead."""
    if known.as_of is None or not profile.care:
        return ()
    ahead = household_ahead(profile, known.reading, desk.now())
    return tuple(gap_sentence(one) for one in ahead.gaps)
