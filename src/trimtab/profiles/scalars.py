"""Small values of a profile: clock times, spans, days, zones and doses, each with its remedy."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection
from datetime import date, datetime
from difflib import get_close_matches
from ipaddress import ip_address
from itertools import pairwise
from math import isfinite
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic_core import PydanticCustomError

from trimtab.domain.cities import CITIES, plain_city
from trimtab.domain.commitments import COMMITMENT_KINDS, CommitmentKind
from trimtab.domain.source_names import masked
from trimtab.domain.time import WEEKDAYS, ClockSpan

_CLOCK = re.compile(r"\s*(\d{1,2}):(\d{2})\s*")
_WITH_KIND = re.compile(r"\s*(\S+(?:\s*[-–]\s*\S+)?)\s+([A-Za-z_]+)\s*")  # noqa: RUF001
CODE_EXAMPLE = (
    'Write "19:00-07:00", a list of such spans, "17:00-07:00 home_call" to say its kind, '
    'or "off" for a free day.'
)
_EMAIL = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+")
_FULL_DAYS = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
_HOST = re.compile(r"[^\W_][\w-]{0,62}(\.[^\W_][\w-]{0,62}){0,9}\.?")
_YEARS = (1970, 2200)


NEAR_ZONE = 0.8
"""Names of places are short: Boston is 0.71 like Johnston, Nairobbi 0.93 like Nairobi."""

NO_ZONE_NEAR = "Name the largest city nearest to you that keeps the same time."


def mistake(what: str, mend: str) -> PydanticCustomError:
    """An error that carries its remedy; `what` goes on after the key's name."""
    return PydanticCustomError("mistake", "{what}", {"what": what, "mend": mend})


def show(value: object) -> str:
    """A value as it would stand in the file, cut when long, without control characters.

    The address of a feed is a secret: only its host is shown.

    >>> show("06:00"), show(True), show("https://example.org/private-1234.ics")
    ('"06:00"', 'true', '"feed at example.org"')
    """
    if isinstance(value, str):
        value = masked(value)
    if isinstance(value, str | bool):
        shown = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, dict):
        shown = "a table"
    elif isinstance(value, list):
        shown = "[" + ", ".join(show(item) for item in value[:5]) + "]"
    else:
        shown = f"{value:g}" if isinstance(value, float) else _plain(value)
    return shown if len(shown) <= 60 else shown[:57] + "…"


def _plain(value: object) -> str:
    is_huge = isinstance(value, int) and abs(value) > 10**15
    return "a very large number" if is_huge else str(value)


def nearest(word: str, known: Collection[str], cutoff: float = 0.6) -> str | None:
    """The known word most like `word`, capitals aside, or None when nothing is near.

    `cutoff` is the least likeness of 1 that is near.

    >>> nearest("FAMILI", ["body", "family"])
    'family'
    """
    by_lower = {name.lower(): name for name in sorted(known, reverse=True)}
    close = get_close_matches(word.lower(), list(by_lower), n=1, cutoff=cutoff)
    return by_lower[close[0]] if close else None


def suggest(word: str, known: Collection[str], otherwise: str, quote: str = '"') -> str:
    """A remedy that names the nearest known word, or `otherwise` when nothing is near.

    >>> suggest("lernig", ["learning"], "Name a value.")
    'Did you mean "learning"?'
    """
    found = nearest(word, known)
    return f"Did you mean {quote}{found}{quote}?" if found else otherwise


def parse_clock(value: Any) -> int:
    """Minutes after midnight of "HH:MM"; 24:00 is 1440.

    >>> parse_clock("20:00")
    1200
    """
    match = _CLOCK.fullmatch(value) if isinstance(value, str) else None
    minutes = int(match[1]) * 60 + int(match[2]) if match else 1441
    if match is None or minutes > 1440 or int(match[2]) > 59:
        raise mistake(f"is {show(value)}, which is not a clock time.", 'Write it as "20:00".')
    return minutes


def parse_clocks(value: Any) -> list[int]:
    """One to eight clock times of a day in order, each once.

    >>> parse_clocks(["16:00", "09:00"])
    [540, 960]
    """
    clocks = value if isinstance(value, list) else [value]
    if not 1 <= len(clocks) <= 8:
        raise mistake(f"has {len(clocks)} times.", 'Write one to eight, as in ["09:00", "16:00"].')
    return sorted({parse_clock(clock) % 1440 for clock in clocks})


def parse_span(value: Any) -> ClockSpan:
    """A daily span "HH:MM-HH:MM"; an end at or before its start is on the next day.

    >>> parse_span("21:00-06:00")
    ClockSpan(start=1260, end=360)
    """
    wrong = mistake(
        f"is {show(value)}, which is not a span of clock times.",
        'Write it as "18:00-21:00"; midnight as an end is 24:00.',
    )
    pieces = re.split("[-–]", value) if isinstance(value, str) else []  # noqa: RUF001 (an en dash is welcome)
    if len(pieces) != 2:
        raise wrong
    try:
        start, end = (parse_clock(piece) for piece in pieces)
    except PydanticCustomError:
        raise wrong from None
    if start == 1440:
        raise wrong
    return ClockSpan(start, end or 1440)


class CodeMeaning(NamedTuple):
    """What a duty code stands for: spans in minutes, none for a free day, and perhaps a kind."""

    spans: tuple[tuple[int, int], ...]
    kind: CommitmentKind | None = None


def parse_code(value: Any) -> CodeMeaning:
    """A duty code: a span, a list of spans, or "off" for none; each span may name its kind.

    >>> parse_code("19:00-07:00").spans
    ((1140, 420),)
    >>> parse_code("17:00-07:00 home_call").kind
    'home_call'
    >>> parse_code("off").spans
    ()
    """
    if isinstance(value, str) and value.strip().lower() == "off":
        return CodeMeaning(())
    try:
        parsed = [_span_and_kind(span) for span in (value if isinstance(value, list) else [value])]
    except PydanticCustomError:
        parsed = []
    kinds = {kind for _, kind in parsed if kind}
    if not parsed or len(kinds) > 1 or not kinds <= set(COMMITMENT_KINDS):
        raise mistake(f"is {show(value)}, {_code_fault(kinds)}", CODE_EXAMPLE)
    kind = cast("CommitmentKind | None", next(iter(kinds), None))
    return CodeMeaning(tuple((span.start, span.end) for span, _ in parsed), kind)


def _span_and_kind(value: Any) -> tuple[ClockSpan, str]:
    """A span and the word after it, such as home_call."""
    match = _WITH_KIND.fullmatch(value) if isinstance(value, str) else None
    return (parse_span(match[1]), match[2]) if match else (parse_span(value), "")


def _code_fault(kinds: set[str]) -> str:
    if len(kinds) > 1:
        return "which names two kinds."
    (word,) = kinds or {""}
    if not word:
        return "which gives no hours."
    found = nearest(word, COMMITMENT_KINDS)
    meant = f" Did you mean {found}?" if found else ""
    return f"and {word} is no kind of event.{meant}"


def parse_day(value: Any) -> str:
    """A weekday as mon … sun from its short or full English name.

    >>> parse_day("Saturday")
    'sat'
    """
    word = value.strip().lower() if isinstance(value, str) else ""
    if word in WEEKDAYS or word in _FULL_DAYS:
        return word[:3]
    raise mistake(
        f"has {show(value)}, which is not a day.",
        suggest(word, (*WEEKDAYS, *_FULL_DAYS), "Days are " + ", ".join(WEEKDAYS) + "."),
    )


def parse_days(value: Any) -> list[str]:
    """Weekdays in the order of a week, each once; at least one."""
    words = value if isinstance(value, list) else [value]
    if not words:
        raise mistake("names no day.", 'Write days = ["mon", "thu"], or leave it out for all.')
    named = {parse_day(word) for word in words}
    return [day for day in WEEKDAYS if day in named]


def parse_zone(value: Any) -> str:
    """The name of a time zone that exists, as in the IANA list."""
    try:
        return ZoneInfo(value).key
    except (KeyError, ValueError, TypeError, OSError):
        raise mistake(
            f"is {show(value)}, which is not a time zone.",
            f"{_nearest_zone(value)} Zones are named like America/New_York.",
        ) from None


def _nearest_zone(value: Any) -> str:
    """The zone of a city, or one written nearly so; no guess where nothing is near."""
    word = value if isinstance(value, str) else ""
    city = plain_city(word.rpartition("/")[2])
    zones = available_timezones()
    cities = {plain_city(zone.rpartition("/")[2]): zone for zone in sorted(zones, reverse=True)}
    cities |= {plain_city(name): zone for name, zone in CITIES if plain_city(name) not in cities}
    found = (
        cities.get(city)
        or nearest(word, zones, NEAR_ZONE)
        or ("/" not in word and cities.get(nearest(city, cities, NEAR_ZONE) or ""))
    )
    return f'Did you mean "{found}"?' if found else NO_ZONE_NEAR


def parse_doses(value: Any) -> list[int]:
    """One to three doses in minutes, the ideal first and each smaller than the one before."""
    example = "Write the ideal first, as in doses = [45, 30, 10]."
    doses = value if isinstance(value, list) else [value]
    if not all(type(dose) is int and 0 < dose <= 720 for dose in doses):
        raise mistake(f"is {show(value)}; doses are whole minutes from 1 to 720.", example)
    if not 1 <= len(doses) <= 3:
        raise mistake(f"has {len(doses)} doses; one to three have a place.", example)
    if any(later >= earlier for earlier, later in pairwise(doses)):
        raise mistake(f"is {show(value)}, which does not go down.", example)
    return doses


def parse_block(value: Any) -> list[int]:
    """Shortest and longest sitting of a task in minutes, both multiples of five."""
    example = "Write the shortest and the longest sitting, as in block = [30, 90]."
    if not isinstance(value, list) or [type(part) for part in value] != [int, int]:
        raise mistake(f"is {show(value)}, which is not two whole numbers.", example)
    shortest, longest = value
    if shortest > longest:
        raise mistake(f"is {show(value)}, the longer sitting first.", example)
    if not 0 < shortest <= longest <= 720:
        raise mistake(f"is {show(value)}; sittings go from 5 to 720 minutes.", example)
    if shortest % 5 or longest % 5:
        up = [-(-part // 5) * 5 for part in value]
        raise mistake(f"is {show(value)}; sittings are multiples of five.", f"Try block = {up}.")
    return [shortest, longest]


def parse_date(value: Any) -> date:
    """A plain calendar date."""
    if type(value) is date:
        return value
    raise mistake(
        f"is {show(value)}, which is not a date.",
        "Write the day alone and without quotes, as in 2026-11-16.",
    )


def parse_moment(key: str) -> Callable[[Any], date | datetime]:
    """A check that `key` is a day, or a moment of it, within the years a plan can reach."""
    example = f"Write it without quotes, as in {key} = 2026-11-27T17:00:00 or {key} = 2026-11-27."

    def check(value: Any) -> date | datetime:
        if not isinstance(value, date):
            raise mistake(f"is {show(value)}, which is not a date or a time of a date.", example)
        if not _YEARS[0] < value.year < _YEARS[1]:
            raise mistake(f"is in the year {value.year}.", example)
        return value

    return check


def parse_name(value: Any) -> str:
    """A name with at least one letter or sign, kept as written."""
    if isinstance(value, str) and value.strip():
        return value
    raise mistake(f"is {show(value)}, which is not a name.", "Write some words between the quotes.")


def parse_host(value: Any) -> str:
    """The name or address of one machine, without scheme, port or path."""
    if isinstance(value, str) and _is_host(value.strip()):
        return value.strip().lower()
    mend = 'Write its name alone, for example "nas.local" or "192.168.1.20".'
    raise mistake(f"is {show(value)}, which is not a host.", mend)


def _is_host(text: str) -> bool:
    try:
        return bool(ip_address(text))
    except ValueError:
        return _HOST.fullmatch(text) is not None


def parse_names(value: Any) -> list[str]:
    """Names, one or a list of them, each once."""
    names = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(parse_name(name) for name in names))


def parse_email(value: Any) -> str:
    """An address of e-mail, without "mailto:".

    >>> parse_email("mailto:sam@example.org")
    'sam@example.org'
    """
    text = value.strip().removeprefix("mailto:") if isinstance(value, str) else ""
    if _EMAIL.fullmatch(text):
        return text
    raise mistake(
        f"is {show(value)}, which is no e-mail address.", 'Write it as "sam@example.org".'
    )


def parse_account_name(value: Any) -> str:
    """A name that can stand before a slash, as in "caldav:home/Work"."""
    name = parse_name(value).strip()
    if "/" in name or ":" in name:
        raise mistake(f"is {show(value)}; it is written before a slash.", 'Write "home", say.')
    return name


def parse_address(value: Any) -> str:
    """The address of a server."""
    parts = urlsplit(value.strip()) if isinstance(value, str) else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise mistake("is no address of a server.", "Write https:// and where it is.")
    if parts.username or parts.password:
        raise mistake(
            "holds a user or a password.",
            "Write the user as `user`; `trimtab account password` asks for the password.",
        )
    return str(value).strip()


def one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    """A check that a word is one of `choices`."""

    def check(value: Any) -> str:
        if isinstance(value, str) and value in choices:
            return value
        listed = "It can be " + ", ".join(choices) + "."
        found = nearest(value, choices) if isinstance(value, str) else None
        raise mistake(
            f"is {show(value)}.", f'Did you mean "{found}"? {listed}' if found else listed
        )

    return check


def written(number: float) -> str:
    """A number as people write it: large ones in groups, years and small ones as they are.

    >>> written(1_000_000), written(2100), written(0.5)
    ('1,000,000', '2100', '0.5')
    """
    return f"{number:,.10g}" if abs(number) >= 10_000 else f"{number:.10g}"


def within(low: float, high: float, unit: str = "") -> Callable[[Any], Any]:
    """A check that a number lies in low..high."""

    def check(value: Any) -> Any:
        if low <= value <= high and isfinite(value):
            return value
        reach = f"{written(low)} to {written(high)} {unit}".strip()
        raise mistake(f"is {show(value)}; it can be {reach}.", "Choose a number in that range.")

    return check
