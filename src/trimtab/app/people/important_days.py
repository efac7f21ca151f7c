"""Birthdays and holidays of the people in this life, one line for a day that countries share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from trimtab.app.people.public_holidays import holidays_in
from trimtab.domain.commitments import DayNote
from trimtab.domain.important_days import ImportantDay
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.time import Horizon

Holidays = Callable[[str, str, int], Iterable[tuple[date, str]]]
"""Holidays of a country and region in a year."""

WORK, HOME = "work", "home"
SOURCE = "days"
_BESIDES = re.compile(r"\s*\((?:estimated|observed)[^)]*\)", re.IGNORECASE)


def important_days(
    profile: Profile, first: date, last: date, holidays: Holidays = holidays_in
) -> tuple[ImportantDay, ...]:
    """Days that matter from `first` to `last` inclusive, in order, birthdays first on each.

    A holiday that several countries keep on one day stands once; what the person hides, and people
    who are off, are left out.
    """
    hidden = {_plain(name) for name in profile.days_told.hide}
    found = [
        *_birthdays(profile.people, first, last),
        *_joined(_holidays(profile, first, last, holidays)),
    ]
    told = (one for one in found if _plain(one.name) not in hidden)
    return tuple(sorted(told, key=lambda one: (one.day, one.kind, one.name)))


def day_notes(profile: Profile, horizon: Horizon) -> tuple[DayNote, ...]:
    """The same within the days planned, as notes of their days."""
    if not knows_days(profile):
        return ()
    last = horizon.date_of(horizon.days - 1)
    days = important_days(profile, horizon.first_day, last)
    return tuple(DayNote(one.name, one.day, one.day, SOURCE) for one in days)


def knows_days(profile: Profile) -> bool:
    """Whether the profile tells of any birthday or country."""
    person = profile.person
    named = [person.country, person.home_country]
    theirs = [one.birthday or one.country for one in profile.people if not one.is_off]
    return any([*named, *theirs])


def _birthdays(people: Iterable[OtherPerson], first: date, last: date) -> Iterator[ImportantDay]:
    for person in people:
        if person.birthday is None or person.is_off:
            continue
        for year in range(first.year, last.year + 1):
            day, born = person.birthday.in_year(year), person.birthday.year
            if first <= day <= last and (born is None or born < year):
                name = f"{person.name}\N{RIGHT SINGLE QUOTATION MARK}s birthday"
                turns = None if born is None else year - born
                yield ImportantDay(day, name, "birthday", person.name, turns=turns)


def _holidays(
    profile: Profile, first: date, last: date, holidays: Holidays
) -> Iterator[ImportantDay]:
    for country, region, place in _countries(profile):
        for year in range(first.year, last.year + 1):
            for day, name in holidays(country, region, year):
                if first <= day <= last:
                    yield ImportantDay(day, name, "holiday", places=(place,))


def _countries(profile: Profile) -> Iterator[tuple[str, str, str]]:
    """Countries whose holidays are told, with their region and whose they are."""
    person = profile.person
    if person.country:
        yield person.country, person.region or "", WORK
    if person.home_country:
        yield person.home_country, "", HOME
    for other in profile.people:
        if other.country and not other.is_off:
            yield other.country, "", other.name


def _joined(days: Iterable[ImportantDay]) -> list[ImportantDay]:
    """Days of one name as one, with all the places that keep them."""
    found: dict[tuple[date, str], ImportantDay] = {}
    for one in days:
        key = (one.day, _plain(one.name))
        known = found.get(key, replace(one, places=()))
        places = tuple(dict.fromkeys((*known.places, *one.places)))
        found[key] = replace(known, places=places)
    return list(found.values())


def _plain(name: str) -> str:
    """A name without what countries write differently.

    >>> _plain("Workers' Day"), _plain("Workers Day"), _plain("Eid al-Adha (estimated)")
    ('workers day', 'workers day', 'eid aladha')
    """
    return re.sub(r"[^\w\s]", "", _BESIDES.sub("", name)).strip().casefold()


def told_now(days: Iterable[ImportantDay], profile: Profile, today: date) -> list[ImportantDay]:
    """Those that are near enough to be told."""
    until = today + timedelta(days=profile.days_told.tell_days)
    return [one for one in days if today <= one.day <= until]
