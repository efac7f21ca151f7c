"""Whose public holidays a day back heeds."""

from __future__ import annotations

from trimtab.domain.people import Person, Profile
from trimtab.reports.holiday_words import holidays_sentence, with_country


def test_without_a_country_holidays_are_those_of_the_time_zone():
    """A country that is set stays and needs no word; a zone in no country knows no holiday."""

    def told(zone: str, country: str | None = None) -> tuple[str | None, str]:
        profile = Profile(person=Person(time_zone=zone, country=country))
        return with_country(profile).person.country, holidays_sentence(profile)

    by_zone = "No country is set: public holidays are taken from your time zone (United States)."
    assert told("America/Los_Angeles") == ("US", by_zone)
    assert told("America/Los_Angeles", "NG") == ("NG", "")
    assert told("UTC") == (None, "No country is set, so no public holiday is known.")
