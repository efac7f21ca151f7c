"""What a calendar is called: addresses are secrets, so they are never shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from trimtab.domain.commitments import CalendarSource

FEED_SCHEMES = frozenset({"http", "https", "webcal", "webcals"})
LONGEST_SCHEME = 10


def scheme_of(source: str) -> str:
    """The scheme an address begins with, in small letters; nothing for a path.

    >>> scheme_of("WebCal://example.org/a"), scheme_of("shifts.ics"), scheme_of("C:/shifts.ics")
    ('webcal', '', '')
    """
    scheme, colon, rest = source.strip().partition(":")
    is_address = rest.startswith("//") or scheme.lower() == "caldav"
    return scheme.lower() if colon and is_address and len(scheme) <= LONGEST_SCHEME else ""


def is_feed(source: str) -> bool:
    """Whether a source is an address to subscribe to, whose every letter may be a secret.

    >>> is_feed("webcal://example.org/private-1234.ics"), is_feed("caldav:Home/Shifts")
    (True, False)
    """
    return scheme_of(source) in FEED_SCHEMES


def masked(source: str) -> str:
    """A source as it may be shown: of a feed its host alone, anything else as it is.

    >>> masked("https://me:secret@calendar.example.org/private-1234/basic.ics?key=5")
    'feed at calendar.example.org'
    """
    return f"feed at {host_of(source)}" if is_feed(source) else source


def host_of(address: str) -> str:
    """The host an address names, in small letters; "an address" where it names none."""
    try:
        return (urlsplit(address.strip()).hostname or "an address").rstrip(".")
    except ValueError:
        return "an address"


def name_calendars(calendars: Iterable[CalendarSource]) -> tuple[CalendarSource, ...]:
    """The calendars, those with a name and feeds each with one that no other has.

    >>> [one.name for one in name_calendars([CalendarSource("https://a.org/1"),
    ...     CalendarSource("https://a.org/2"), CalendarSource("b.ics")])]
    ['feed at a.org', 'feed at a.org (2)', '']
    """
    calendars = tuple(calendars)
    taken = {one.source for one in calendars if not one.name and not is_feed(one.source)}
    named = []
    for one in calendars:
        if not one.name and not is_feed(one.source):
            named.append(one)
            continue
        wanted = one.name or masked(one.source)
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted} ({number})", number + 1
        taken.add(name)
        named.append(replace(one, name=name))
    return tuple(named)
