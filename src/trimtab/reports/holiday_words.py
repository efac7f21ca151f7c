"""Whose public holidays a day back heeds where no country is set, and how that is told."""

from __future__ import annotations

from dataclasses import replace

from trimtab.app.people.public_holidays import is_known_country
from trimtab.domain.people import Profile
from trimtab.reports.help_lines import country_names, country_of_zone

BY_ZONE = "No country is set: public holidays are taken from your time zone ({})."
UNKNOWN = "No country is set, so no public holiday is known."


def with_country(profile: Profile) -> Profile:
    """The profile as it is, or with the country its time zone lies in where none is set."""
    person = profile.person
    if person.country:
        return profile
    return replace(profile, person=replace(person, country=country_of_zone(person.time_zone)))


def holidays_sentence(profile: Profile) -> str:
    """Where public holidays are taken from; empty where the country is set."""
    if profile.person.country:
        return ""
    found = country_of_zone(profile.person.time_zone)
    is_known = found is not None and is_known_country(found)
    return BY_ZONE.format(country_names()[found]) if found and is_known else UNKNOWN
