"""Days away: those that calendars and seasons know, and the first day back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.season_days import is_leave_note, is_leave_season
from trimtab.domain.commitments import DayNote
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS

MOST_OFFERED = 6
ONE_DAY = timedelta(days=1)


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


def day_back(profile: Profile, last: date) -> date:
    """The first day after the last one away on which messages are answered, or work is.

    Without set times for messages that is the next weekday that no boundary keeps free of work.
    """
    if profile.messages is not None:
        days = set(profile.messages.days)
    else:
        closed = {
            day
            for one in profile.boundaries
            if one.kind == "work" and one.off.minutes == 1440
            for day in one.days
        }
        days = set(WEEKDAYS[:5]) - closed
    after = (last + ONE_DAY * number for number in range(1, 8))
    return next((day for day in after if WEEKDAYS[day.weekday()] in days), last + ONE_DAY)
