"""Calendars under their names: nothing that plans, weighs or shows ever holds an address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trimtab.app.ports import CalendarReader
from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.domain.people import Profile
from trimtab.domain.source_names import is_feed, name_calendars


@dataclass(frozen=True, slots=True)
class NamedCalendars:
    """A profile whose feeds and calendars with a name go by it, and where each really is.

    `sources` has the profile's own calendars first, then those added, then those of people.
    """

    profile: Profile
    sources: Mapping[str, str]


def under_names(profile: Profile, added: Sequence[CalendarSource] = ()) -> NamedCalendars:
    """The profile with its calendars and those added under names that no other has."""
    shared = [one for one in profile.people if one.calendar is not None and is_feed(one.calendar)]
    own = (*profile.calendars, *added)
    named = name_calendars((*own, *(CalendarSource(one.calendar or "") for one in shared)))
    keys = [one.name or one.source for one in named]
    calendars = tuple(replace(one, source=key) for one, key in zip(named, keys, strict=True))
    of_people = dict(zip((one.name for one in shared), keys[len(own) :], strict=True))
    people = tuple(
        replace(one, calendar=of_people.get(one.name, one.calendar)) for one in profile.people
    )
    complete = replace(profile, calendars=calendars[: len(own)], people=people)
    sources = {key: one.source for key, one in zip(keys, named, strict=True)}
    return NamedCalendars(complete, sources)


def reader_by_name(
    sources: Mapping[str, str], reader_of: Callable[[str], CalendarReader]
) -> CalendarReader:
    """Reads a calendar by its name where it really is; `reader_of` a name tells who reads it."""

    def read(source: CalendarSource, first: date, last: date, zone: str) -> CalendarReading:
        where = sources.get(source.source, source.source)
        name = source.source if where != source.source else source.name
        there = replace(source, source=where, name=name)
        return reader_of(source.source)(there, first, last, zone)

    return read
