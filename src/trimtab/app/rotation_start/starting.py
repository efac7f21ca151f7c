"""A rotation that begins, as the roster knows it, and the notes a person keeps on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.daily.season_days import DayAhead, days_ahead, is_rotation
from trimtab.app.ports import CalendarReader
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.diary import RotationNotes
from trimtab.domain.errors import TrimtabError
from trimtab.domain.people import Profile, Season

OFFERED_WITHIN = timedelta(days=7)
LOOKED_AT = 28
"""Days of a rotation that its card tells of (our choice)."""

READ_ON = 14
"""Days after those that are read too: work on them says that the roster reaches so far."""

LONGEST_NOTES = 4000


class NoSuchRotationError(TrimtabError):
    """A rotation was named that the profile does not have."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name = name
        listed = ", ".join(known) or "none yet"
        super().__init__(f'No rotation is called "{name}". In your profile: {listed}.')


@dataclass(frozen=True, slots=True)
class RosterKnown:
    """What a roster says of a rotation's first four weeks; `days` are those it speaks of."""

    days: tuple[DayAhead, ...] = ()

    @property
    def minutes(self) -> int:
        """Work on the days it knows."""
        return sum(day.minutes for day in self.days)

    @property
    def nights(self) -> tuple[date, ...]:
        """Evenings on which a night of duty begins."""
        return tuple(day.day for day in self.days if day.is_night)

    @property
    def home_calls(self) -> tuple[date, ...]:
        """Days of home call."""
        return tuple(day.day for day in self.days if day.is_home_call)

    @property
    def free_days(self) -> tuple[date, ...]:
        """Days on which nothing is asked."""
        return tuple(day.day for day in self.days if day.is_free)


def season_to_start(profile: Profile, today: date) -> Season | None:
    """The rotation whose start is nearest: soon, else within the week past, else the next.

    One that has gone on for longer is under way, and its start is over; so is one that has ended.
    Leave is none, nor are exams.
    """
    since = today - OFFERED_WITHIN
    rotations = [one for one in profile.seasons if is_rotation(one)]
    begun = [one for one in rotations if since <= one.start <= today <= one.end]
    ahead = [one for one in rotations if one.start > today]
    after = min(ahead, key=lambda one: one.start, default=None)
    is_soon = after is not None and after.start <= today + OFFERED_WITHIN
    return after if is_soon or not begun else max(begun, key=lambda one: one.start)


def season_soon(profile: Profile, today: date) -> Season | None:
    """The rotation that begins within the next seven days, None where none does."""
    season = season_to_start(profile, today)
    is_soon = season is not None and today < season.start <= today + OFFERED_WITHIN
    return season if is_soon else None


def days_to_read(season: Season) -> tuple[date, date]:
    """The first and the last day of which calendars are read, those already gone by too."""
    return season.start, season.start + timedelta(LOOKED_AT - 1 + READ_ON)


def roster_of(profile: Profile, reading: CalendarReading, season: Season) -> RosterKnown:
    """What calendars, read over `days_to_read`, say of a rotation's first weeks."""
    last = min(season.end, season.start + timedelta(LOOKED_AT - 1))
    days = days_ahead(profile, reading, season.start, last)
    return RosterKnown(tuple(day for day in days if day.is_known or day.is_off))


def season_named(profile: Profile, name: str, today: date) -> Season | None:
    """The rotation of a name, or the next where none is named. Raises NoSuchRotationError."""
    if not name:
        return season_to_start(profile, today)
    found = [one for one in profile.seasons if one.name.casefold() == name.casefold()]
    if not found:
        raise NoSuchRotationError(name, tuple(one.name for one in profile.seasons))
    return next((one for one in found if one.end >= today), found[-1])


def read_roster(profile: Profile, season: Season, read_calendar: CalendarReader) -> RosterKnown:
    """The same, read from the calendars of a profile."""
    (first, last), zone = days_to_read(season), profile.person.time_zone
    readings = [read_calendar(source, first, last, zone) for source in profile.calendars]
    held = (one for reading in readings for one in reading.commitments)
    reading = CalendarReading(
        commitments=tuple(sorted(held, key=lambda one: one.start)),
        day_notes=tuple(note for one in readings for note in one.day_notes),
    )
    return roster_of(profile, reading, season)


def notes_id(season: Season) -> str:
    """The id of a rotation's notes: its first day and its name."""
    return f"{season.start.isoformat()} {season.name}"[:120]


def notes_on(store: Store, season: Season) -> str:
    """What the person wrote of it."""
    kept = store.entry(RotationNotes, notes_id(season))
    return kept.notes if kept else ""


def keep_notes(store: Store, season: Season, notes: str, now: datetime) -> None:
    """Keep notes in place of those before; none at all where nothing is left of them."""
    told = notes.strip()[:LONGEST_NOTES]
    if not told:
        store.forget_entry(RotationNotes, notes_id(season))
        return
    record = RotationNotes(
        id=notes_id(season), day=season.start, said_at=now, season=season.name, notes=told
    )
    store.keep_entry(record)
