"""Lines to call, by country, kept as data in help_lines.toml with the day they were checked."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpLine:
    """A line to call: `number` as people write it, `dial` as a phone takes it.

    `texts_to` is empty where the line answers no text messages; `source` says where the number was
    `seen` last.
    """

    name: str
    who: str
    number: str
    dial: str
    hours: str
    source: str
    seen: date
    texts_to: str = ""
    mail: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its two letters, with the lines known of it."""

    code: str
    name: str
    lines: tuple[HelpLine, ...] = ()


@cache
def countries_with_lines() -> tuple[Country, ...]:
    """Countries of which a line is known, in the order of the file."""
    return tuple(
        Country(row["code"], country_names()[row["code"]], _lines(row))
        for row in _written()["country"]
    )


def checked_on() -> date:
    """The day on which the whole file was last gone through."""
    day: date = _written()["checked"]
    return day


def country(code: str) -> Country | None:
    """A country by its two letters, with lines or without; None where there is no such one.

    >>> country("CA").lines[0].dial
    '988'
    >>> country("NP").name, country("NP").lines
    ('Nepal', ())
    """
    known = {one.code: one for one in countries_with_lines()}
    name = country_names().get(code)
    return known.get(code, Country(code, name)) if name else None


@cache
def country_names() -> dict[str, str]:
    """Every country's usual English name by its two letters, by name."""
    rows = (line.split("\t") for line in _zone_table("iso3166.tab"))
    return dict(sorted(((code, name) for code, name in rows), key=lambda row: row[1]))


def country_of_zone(zone: str) -> str | None:
    """The country a time zone lies in, None for one that lies in no country.

    >>> country_of_zone("Europe/London"), country_of_zone("US/Eastern"), country_of_zone("UTC")
    ('GB', 'US', None)
    """
    return _zone_countries().get(_zone_links().get(zone, zone)) or _zone_countries().get(zone)


@cache
def _zone_countries() -> dict[str, str]:
    rows = (line.split("\t") for line in _zone_table("zone.tab"))
    return {row[2]: row[0] for row in rows}


@cache
def _zone_links() -> dict[str, str]:
    rows = (line.split() for line in _zone_table("tzdata.zi") if line.startswith("L "))
    return {row[2]: row[1] for row in rows}


def _zone_table(name: str) -> list[str]:
    text = (files("tzdata.zoneinfo") / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _lines(row: dict[str, Any]) -> tuple[HelpLine, ...]:
    return tuple(HelpLine(**line) for line in row["line"])


@cache
def _written() -> dict[str, Any]:
    text = (files("trimtab.reports") / "help_lines.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
