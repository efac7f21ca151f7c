"""Whose week it is: the profile, the calendars beside it and those named on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import click

from trimtab.app.named_calendars import reader_by_name, under_names
from trimtab.app.ports import CalendarReader, Outreach
from trimtab.cli.services import Services
from trimtab.domain.commitments import CalendarDays, CalendarSource
from trimtab.domain.people import Profile
from trimtab.domain.source_names import FEED_SCHEMES, scheme_of

DEFAULT_ROLE = "resident"
ZONE_SEARCH_DAYS = 28
ALONE = Outreach()
UNKNOWN_ZONE = "Etc/UTC"  # what nobody names on purpose stands for "no zone named"
AN_ADDRESS = "That is the address of a calendar, not a profile. Give it with --calendar."
IN_UTC = "No time zone found, so all times are in UTC. A profile can name one."


DaysOf = Callable[[str], CalendarDays | None]


def _no_days(_: str) -> CalendarDays | None:
    return None


@dataclass(frozen=True, slots=True)
class Sources:
    """A profile with every calendar to read, and the reader that finds them.

    In the profile, feeds and calendars with a name go by it: nothing that plans, weighs or shows
    ever holds an address. `typed` are the calendars of the command line, as they go there;
    `days_of` tells which days the calendar of that name speaks of; `remark` what was assumed.
    """

    profile: Profile
    read_calendar: CalendarReader
    remark: str = ""
    typed: frozenset[str] = frozenset()
    days_of: DaysOf = _no_days


@dataclass(frozen=True, slots=True)
class Folder:
    """Where relative paths start: what reads a calendar there, and tells the days it speaks of."""

    read: CalendarReader
    days_of: DaysOf


@dataclass(frozen=True, slots=True)
class Place:
    """Where a calendar really is: its source, and the folder it is named from."""

    source: str
    folder: Folder


def gather_sources(
    services: Services,
    profile_path: Path | None,
    typed: Sequence[str],
    around: date,
    outreach: Outreach = ALONE,
) -> Sources:
    """Read the profile, or make a plain one, and add the calendars typed on the command line.

    A typed path is relative to the working directory, one in a profile to the profile's folder.
    """
    if profile_path is None:
        return _without_profile(services, typed, around, outreach)
    refuse_address(profile_path)
    asking = _Asking(services, profile_path, tuple(typed), outreach)
    found = asking.gather(services.machine_zone() or UNKNOWN_ZONE)
    if found.profile.person.time_zone != UNKNOWN_ZONE:
        return found
    zone = _zone_of(found, around)
    again = asking.gather(zone or "UTC")
    is_named = zone or again.profile.person.time_zone == UNKNOWN_ZONE
    return again if is_named else replace(again, remark=IN_UTC)


def refuse_address(profile: Path) -> None:
    """Raise a usage error, without repeating it, where an address is typed as a profile."""
    scheme, colon, rest = str(profile).partition(":")
    if colon and rest.startswith(("/", "\\")) and scheme.lower() in FEED_SCHEMES:
        raise click.UsageError(AN_ADDRESS)


@dataclass(frozen=True, slots=True)
class _Asking:
    """What was asked for beside a profile."""

    services: Services
    path: Path
    typed: tuple[str, ...]
    outreach: Outreach

    def gather(self, zone: str) -> Sources:
        profile = self.services.read_profile(self.path, zone)
        added = new_calendars(profile, self.path.parent, self.typed)
        beside = _folder(self.services, self.path.parent, profile, self.outreach)
        here = _folder(self.services, Path(), profile, self.outreach)
        folders = [*(beside for _ in profile.calendars), *(here for _ in added)]
        found = _under_names(profile, added, folders, beside)
        return replace(found, typed=found.typed | self._typed_again(profile, found))

    def _typed_again(self, profile: Profile, found: Sources) -> frozenset[str]:
        """What the profile's own calendars are called, where they were typed too."""
        typed = {_identity(Path(), source) for source in self.typed}
        both = zip(profile.calendars, found.profile.calendars, strict=False)
        folder = self.path.parent
        return frozenset(key.source for one, key in both if _identity(folder, one.source) in typed)


def new_calendars(
    profile: Profile, folder: Path, typed: Sequence[str]
) -> tuple[CalendarSource, ...]:
    """Calendars typed that the profile does not name already, each once."""
    known = {_identity(folder, calendar.source) for calendar in profile.calendars}
    names = {calendar.source for calendar in profile.calendars}
    added: dict[str, CalendarSource] = {}
    for source in typed:
        whole = _identity(Path(), source)
        if whole not in known:
            added.setdefault(whole, CalendarSource(whole if source in names else source))
    return tuple(added.values())


def _identity(folder: Path, source: str) -> str:
    """What tells two sources apart: an address as it is, a path from the root."""
    return source.strip() if scheme_of(source) else str((folder / source).resolve())


def _under_names(
    profile: Profile,
    added: tuple[CalendarSource, ...],
    folders: Sequence[Folder],
    usual: Folder,
) -> Sources:
    """The profile with its calendars and those added under their names, and who finds them."""
    named = under_names(profile, added)
    every = dict(zip(named.sources, folders, strict=False))
    places = {key: Place(source, every.get(key, usual)) for key, source in named.sources.items()}
    typed = frozenset(one.source for one in named.profile.calendars[len(profile.calendars) :])
    reader = reader_by_name(named.sources, lambda key: every.get(key, usual).read)
    return Sources(named.profile, reader, typed=typed, days_of=_days_reader(places))


def _folder(services: Services, folder: Path, profile: Profile, outreach: Outreach) -> Folder:
    return Folder(
        services.calendar_reader(folder, profile, outreach),
        lambda source: services.calendar_days(folder, profile, source, outreach),
    )


def _days_reader(places: Mapping[str, Place]) -> DaysOf:
    return lambda name: places[name].folder.days_of(places[name].source)


def _without_profile(
    services: Services, typed: Sequence[str], around: date, outreach: Outreach
) -> Sources:
    here = _folder(services, Path(), Profile(), outreach)
    added = new_calendars(Profile(), Path(), typed)
    found = _under_names(Profile(), added, [here for _ in added], here)
    zone = _zone_of(found, around) or services.machine_zone()
    profile = services.default_profile(DEFAULT_ROLE, zone or "UTC")
    complete = replace(profile, calendars=profile.calendars + found.profile.calendars)
    return replace(found, profile=complete, remark="" if zone else IN_UTC)


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
