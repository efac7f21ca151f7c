"""Large cities lead to the zone they live by."""

from __future__ import annotations

from zoneinfo import available_timezones

from trimtab.domain.cities import CITIES, plain_city, zone_of_city


def test_every_city_has_a_zone_that_is_named_after_another():
    """So that none hides a zone of its own name, and none stands twice."""
    zones = available_timezones()
    named = {plain_city(one.rpartition("/")[2]) for one in zones}
    assert {zone for _, zone in CITIES} <= zones
    cities = [plain_city(city) for city, _ in CITIES]
    assert not named & set(cities)
    assert len(set(cities)) == len(cities)


def test_cities_that_many_call_home_to_are_known():
    """Whatever their letters."""
    assert zone_of_city("NEW  DELHI") == "Asia/Kolkata"
    assert zone_of_city("Medell\N{LATIN SMALL LETTER I WITH ACUTE}n") == "America/Bogota"
    for city in ("Islamabad", "Houston", "San Francisco", "Seattle", "Geneva", "Beijing"):
        assert zone_of_city(city) is not None
