"""Days away: those that calendars and seasons know, and the first day back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_days import (
    DayAhead,
    clinic_reach,
    days_ahead,
    is_leave_note,
    is_leave_season,
)
from trimtab.app.people.important_days import Holidays
from trimtab.app.people.public_holidays import holidays_in
from trimtab.domain.commitments import CalendarReading, DayNote
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS

MOST_OFFERED = 6
ONE_DAY = timedelta(days=1)
FARTHEST = timedelta(days=60)
"""How long after the last day away somebody is back at the latest (our choice)."""

NOTHING_READ = CalendarReading()


@dataclass(frozen=True, slots=True, order=True)
class DaysAway:
    """Days away that are known, both inclusive, and what they are called."""

    first: date
    last: date
    name: str


def known_away(profile: Profile, notes: Sequence[DayNote], today: date) -> tuple[DaysAway, ...]:
    """Vacation, leave and trips that are not over, the nearest first, each stretch once."""
    found: list[DaysAway] = []
    for one in sorted(_all(profile, notes)):
        if found and one.first <= found[-1].last + ONE_DAY:
            if one.last > found[-1].last:
                found[-1] = DaysAway(found[-1].first, one.last, found[-1].name)
        else:
            found.append(one)
    return tuple(one for one in found if one.last >= today)[:MOST_OFFERED]


def _all(profile: Profile, notes: Sequence[DayNote]) -> Iterator[DaysAway]:
    zone = ZoneInfo(profile.person.time_zone)
    for note in notes:
        if is_leave_note(note):
            yield DaysAway(note.first, note.last, note.name)
    for season in profile.seasons:
        if is_leave_season(season):
            yield DaysAway(season.start, season.end, season.name)
    for trip in profile.trips:
        if trip.start is not None:
            home = trip.end.astimezone(zone) - timedelta(minutes=1)
            yield DaysAway(trip.start.astimezone(zone).date(), home.date(), "Trip")


def day_back(
    profile: Profile,
    last: date,
    reading: CalendarReading = NOTHING_READ,
    holidays: Holidays = holidays_in,
) -> date:
    """The first day back at work after the last one away.

    As far as a roster of duty reaches, that is the first day it has something on; a night or a
    call counts without one too. So it is with clinics where nobody said on which days messages are
    answered, but for public holidays, which a series does not know. Beyond, and without either, it
    is the next day on which messages are answered, else the next weekday that no boundary keeps
    free of work; neither leave nor a public holiday where the person works.
    """
    days = days_ahead(profile, reading, last + ONE_DAY, last + FARTHEST)
    has_duty = any(one.kind == "duty" for one in reading.commitments)
    clinics = None if profile.messages else clinic_reach(profile, reading)
    answering = _answering_days(profile)
    for one in days:
        if one.is_home_call or one.is_night:
            return one.day
        is_closed = _is_holiday(profile, one.day, holidays)
        is_told = one.is_known if has_duty else clinics is not None and one.day <= clinics
        if is_told:
            if _is_at_work(one) and (has_duty or not is_closed):
                return one.day
        elif WEEKDAYS[one.day.weekday()] in answering and not (one.is_off or is_closed):
            return one.day
    return last + ONE_DAY


def _is_at_work(day: DayAhead) -> bool:
    """Whether work begins on a day; classes go on without who is on leave."""
    is_missed = day.is_off and day.is_teaching
    return day.minutes > 0 and not day.is_after_night and not is_missed


def _answering_days(profile: Profile) -> set[str]:
    if profile.messages is not None:
        return set(profile.messages.days)
    closed = {
        day
        for one in profile.boundaries
        if one.kind == "work" and one.off.minutes == 1440
        for day in one.days
    }
    return set(WEEKDAYS[:5]) - closed


def _is_holiday(profile: Profile, day: date, holidays: Holidays) -> bool:
    person = profile.person
    if not person.country:
        return False
    return any(day == one for one, _ in holidays(person.country, person.region or "", day.year))
