"""When to be asked again: the first lighter week of the season ahead."""

from __future__ import annotations

from datetime import date, timedelta

from trimtab.app.daily.season_ahead import SeasonAhead, last_day_ahead, look_ahead
from trimtab.app.ports import CalendarReader
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.people import Profile

SOONEST = timedelta(weeks=3)
"""Nobody is told to ask again before that (our choice)."""


def day_to_ask_again(season: SeasonAhead) -> date | None:
    """The Monday of the first light week three weeks on or later; None where none is known.

    Leave is no time to be asked.
    """
    later = (one for one in season.weeks if one.monday >= season.today + SOONEST)
    return next((one.monday for one in later if one.load == "light"), None)


def read_day_to_ask_again(
    profile: Profile, today: date, read_calendar: CalendarReader
) -> date | None:
    """The same, read from the calendars of a profile."""
    monday, zone = today - timedelta(today.weekday()), profile.person.time_zone
    readings = [
        read_calendar(source, monday, last_day_ahead(today), zone) for source in profile.calendars
    ]
    held = (one for reading in readings for one in reading.commitments)
    reading = CalendarReading(
        commitments=tuple(sorted(held, key=lambda one: one.start)),
        day_notes=tuple(note for one in readings for note in one.day_notes),
    )
    return day_to_ask_again(look_ahead(profile, reading, today))
