"""Whose week it is: the profile, the calendars beside it and those named on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from trimtab.app.ports import CalendarReader
from trimtab.cli.services import Services
from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.domain.people import Profile

DEFAULT_ROLE = "resident"
ZONE_SEARCH_DAYS = 28
UNKNOWN_ZONE = "Etc/UTC"  # what nobody names on purpose stands for "no zone named"
IN_UTC = "No time zone found, so all times are in UTC. A profile can name one."


@dataclass(frozen=True, slots=True)
class Sources:
    """A profile with every calendar to read, and the reader that finds them.

    `remark` says what was assumed.
    """

    profile: Profile
    read_calendar: CalendarReader
    remark: str = ""


def gather_sources(
    services: Services, profile_path: Path | None, typed: Sequence[str], around: date
) -> Sources:
    """Read the profile, or make a plain one, and add the calendars typed on the command line.

    A typed path is relative to the working directory, one in a profile to the profile's folder.
    """
    if profile_path is None:
        return _without_profile(services, typed, around)
    found = _with_profile(services, profile_path, typed, services.machine_zone() or UNKNOWN_ZONE)
    if found.profile.person.time_zone != UNKNOWN_ZONE:
        return found
    zone = _zone_of(found, around)
    again = _with_profile(services, profile_path, typed, zone or "UTC")
    is_named = zone or again.profile.person.time_zone == UNKNOWN_ZONE
    return again if is_named else replace(again, remark=IN_UTC)


def _with_profile(services: Services, path: Path, typed: Sequence[str], zone: str) -> Sources:
    profile = services.read_profile(path, zone)
    added = new_calendars(profile, path.parent, typed)
    complete = replace(profile, calendars=profile.calendars + added)
    return Sources(complete, _reader(services, path.parent, added))


def new_calendars(
    profile: Profile, folder: Path, typed: Sequence[str]
) -> tuple[CalendarSource, ...]:
    """Calendars typed that the profile does not name already, each once."""
    known = {(folder / calendar.source).resolve() for calendar in profile.calendars}
    names = {calendar.source for calendar in profile.calendars}
    added: dict[Path, CalendarSource] = {}
    for path in typed:
        whole = Path(path).resolve()
        if whole not in known:
            added.setdefault(whole, CalendarSource(str(whole) if path in names else path))
    return tuple(added.values())


def _reader(services: Services, folder: Path, typed: tuple[CalendarSource, ...]) -> CalendarReader:
    beside_profile, here = services.calendar_reader(folder), services.calendar_reader(Path())
    names = {calendar.source for calendar in typed}

    def read(source: CalendarSource, first: date, last: date, zone: str) -> CalendarReading:
        reader = here if source.source in names else beside_profile
        return reader(source, first, last, zone)

    return read


def _without_profile(services: Services, typed: Sequence[str], around: date) -> Sources:
    calendars = new_calendars(Profile(), Path(), typed)
    found = Sources(Profile(calendars=calendars), services.calendar_reader(Path()))
    zone = _zone_of(found, around) or services.machine_zone()
    profile = services.default_profile(DEFAULT_ROLE, zone or "UTC")
    complete = replace(profile, calendars=profile.calendars + calendars)
    return Sources(complete, found.read_calendar, "" if zone else IN_UTC)


def _zone_of(sources: Sources, around: date) -> str | None:
    """The zone the first calendar states or mostly uses, if any does."""
    last = around + timedelta(days=ZONE_SEARCH_DAYS)
    readings = (
        sources.read_calendar(calendar, around, last, "UTC")
        for calendar in sources.profile.calendars
    )
    return next((reading.zone for reading in readings if reading.zone), None)


def day_of(first_day: date | None, now: datetime | None, clock: datetime) -> date:
    """The day to look around for a time zone, before any zone is known."""
    return first_day or (now or clock.astimezone(UTC)).date()
