"""Public holidays of a country, by the `holidays` package, which is loaded when first asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from unicodedata import normalize

LANGUAGE = "en_US"


_SMALL_WORDS = frozenset({"and", "da", "of", "the"})
_WRITTEN = {
    "AX": "\u00c5land Islands",
    "BL": "Saint Barth\u00e9lemy",
    "CD": "DR Congo",
    "CW": "Cura\u00e7ao",
    "GW": "Guinea-Bissau",
    "HK": "Hong Kong",
    "RE": "R\u00e9union",
    "ST": "S\u00e3o Tom\u00e9 and Pr\u00edncipe",
    "TL": "Timor-Leste",
}
"""Names that the package's own words do not spell."""


@lru_cache(maxsize=1)
def countries_by_name() -> tuple[tuple[str, str], ...]:
    """Every country whose holidays are known, as its two letters and its name, by name.

    >>> [name for code, name in countries_by_name() if code in {"NG", "IM"}]
    ['Isle of Man', 'Nigeria']
    """
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - loads late, as below

    named = ((names[1], _name(key, names[1])) for key, names in COUNTRIES.items())
    return tuple(sorted(named, key=lambda one: normalize("NFD", one[1])))


def _name(key: str, code: str) -> str:
    words = (one if one in _SMALL_WORDS else one.capitalize() for one in key.split("_"))
    return _WRITTEN.get(code) or " ".join(words)


def is_known_country(country: str) -> bool:
    """Whether holidays of a country are known.

    >>> is_known_country("NG"), is_known_country("QQ")
    (True, False)
    """
    return country in _regions_by_country()


def regions_of(country: str) -> tuple[str, ...]:
    """States or provinces of a country whose holidays are known apart."""
    return _regions_by_country().get(country, ())


@lru_cache(maxsize=64)
def holidays_in(country: str, region: str, year: int) -> tuple[tuple[date, str], ...]:
    """Days of a year and their names, by day; those of a region too, observed days as well.

    Empty for a country that is not known; a region that is not known counts as none.
    """
    if not is_known_country(country):
        return ()
    import holidays  # noqa: PLC0415 - a tenth of a second, and few ask

    subdivision = region if region in regions_of(country) else None
    found = holidays.country_holidays(country, subdiv=subdivision, years=year, language=LANGUAGE)
    return tuple(sorted((day, name) for day in found for name in _names(found[day])))


def _names(said: str) -> Iterator[str]:
    """Names of one day; several stand in one line."""
    return (name.strip() for name in said.split(";") if name.strip())


@lru_cache(maxsize=1)
def _regions_by_country() -> dict[str, tuple[str, ...]]:
    import holidays  # noqa: PLC0415 - as above

    known = holidays.list_supported_countries(include_aliases=False)
    return {country: tuple(regions) for country, regions in known.items()}
