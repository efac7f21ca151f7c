"""Everything a page or a command tells of people: hours shared, days that matter, the season."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_ahead import SeasonAhead, last_day_ahead, look_ahead
from trimtab.app.people.days_on_duty import DayToKeep, days_to_keep
from trimtab.app.people.shared_hours import OwnDays, SharedDays, shared_days
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile
from trimtab.domain.plans import Plan


@dataclass(frozen=True, slots=True)
class PeopleAhead:
    """What is ahead with people, from `now` on the person's clock."""

    profile: Profile
    now: datetime
    shared: tuple[SharedDays, ...]
    days: tuple[DayToKeep, ...]
    season: SeasonAhead

    @property
    def today(self) -> date:
        """The day it is for the person."""
        return self.now.date()


def people_ahead(
    profile: Profile, reading: CalendarReading, now: datetime, plan: Plan | None = None
) -> PeopleAhead:
    """What is ahead with people, by what the calendars and a plan hold."""
    local = now.astimezone(ZoneInfo(profile.person.time_zone))
    return PeopleAhead(
        profile=profile,
        now=local,
        shared=shared_days(OwnDays.of(profile, reading, local, plan)),
        days=days_to_keep(profile, reading, local, plan),
        season=look_ahead(profile, reading, local.date()),
    )


def days_read(today: date) -> tuple[date, date]:
    """First and last day that calendars are read for."""
    return date.fromordinal(today.toordinal() - today.weekday()), last_day_ahead(today)
