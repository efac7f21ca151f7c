"""From the time-zone names found in calendars to time zones; no time is left floating unsaid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from icalendar import Timezone
from icalendar.timezone import tzp
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from trimtab.calendars.scanning import shorten
from trimtab.calendars.zone_bounds import is_calm
from trimtab.calendars.zone_names import SHOWN_NAMES
from trimtab.domain.errors import Problem

IANA = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,3}")
# Machine-dependent, meaningless, or with leap seconds
REFUSED = re.compile(r"(localtime|factory|posixrules|(posix|right)/.*)", re.IGNORECASE)
LEADING_OFFSET = re.compile(r"\s*\((?:UTC|GMT)\s*([+-]\d{1,2}:?\d{2})?\)\s*", re.IGNORECASE)
PLAIN_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
NUMBER_AT_END = re.compile(r"\s+\d+$")
WINDOWS = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}
LONGEST_NAME = 200
MOST_NAMES = 300  # looking for a name that no zone has is slow; real calendars have a few
LIBRARY_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@lru_cache(maxsize=512)
def zone_named(name: str) -> tzinfo | None:
    """The zone a name certainly means: IANA, Windows, shown, vendor-prefixed or an offset.

    >>> zone_named("Eastern Standard Time")
    zoneinfo.ZoneInfo(key='America/New_York')
    >>> zone_named("(UTC-05:00) Eastern Time (US & Canada)")
    zoneinfo.ZoneInfo(key='America/New_York')
    >>> zone_named("/freeassociation.sourceforge.net/Europe/Berlin")
    zoneinfo.ZoneInfo(key='Europe/Berlin')
    """
    plain = name.strip().strip('"').strip()
    for meant in ("America/New_York" if plain == "EST" else plain, WINDOWS.get(plain.casefold())):
        found = _iana(meant) if meant else None
        if found is not None:
            return found
    return _shown(plain) or _vendor(plain) or _offset(plain) or _iana_any_case(plain)


@lru_cache(maxsize=512)
def zone_guessed(name: str) -> ZoneInfo | None:
    """The zone a numbered name most likely means, when the file does not define it itself.

    >>> zone_guessed("Eastern Standard Time 1")
    zoneinfo.ZoneInfo(key='America/New_York')
    """
    stem = NUMBER_AT_END.sub("", name.strip())
    meant = WINDOWS.get(stem.casefold())
    return _iana(meant) if meant else _shown(stem)


def zone_key(zone: tzinfo | None) -> str | None:
    """IANA name of a zone, if it has one."""
    key = getattr(zone, "key", None)
    return key if isinstance(key, str) else None


def _iana(name: str) -> ZoneInfo | None:
    if not IANA.fullmatch(name) or REFUSED.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _iana_any_case(name: str) -> ZoneInfo | None:
    meant = _iana_by_small_letters().get(name.casefold())
    return _iana(meant) if meant else None


@lru_cache(maxsize=1)
def _iana_by_small_letters() -> dict[str, str]:
    return {key.casefold(): key for key in available_timezones()}


def _shown(name: str) -> ZoneInfo | None:
    shown = LEADING_OFFSET.sub("", name).casefold()
    meant = SHOWN_NAMES.get(" ".join(re.findall(r"[a-z0-9+]+", shown)))
    return _iana(meant) if meant else None


def _vendor(name: str) -> ZoneInfo | None:
    """The zone at the end of a prefixed name, the longest first; needs its Area/City."""
    parts = name.strip("/").split("/")
    if parts[-1].upper() == "UTC" and len(parts) > 1:
        return _iana("UTC")
    for at in range(min(len(parts) - 1, 10)):
        found = _iana("/".join(parts[at:]))
        if found is not None:
            return found
    return None


def _offset(name: str) -> tzinfo | None:
    match = PLAIN_OFFSET.fullmatch(name)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    signed = timedelta(minutes=-minutes if match[1] == "-" else minutes)
    return timezone(signed) if minutes < 24 * 60 else None


def zone_defined(text: str) -> tzinfo | None:
    """The zone a VTIMEZONE defines, or None when it cannot be understood."""
    if not is_calm(text):
        return None
    try:
        component = Timezone.from_ical(text.encode())
        stated = _iana(str(component.get("X-LIC-LOCATION", "")))
        if stated is not None or not isinstance(component, Timezone):
            return stated
        zone: tzinfo = component.to_tz(tzp, lookup_tzid=False)
        datetime(2026, 1, 1, tzinfo=zone).astimezone(UTC)
    except LIBRARY_FAULTS:
        return None
    return zone


@dataclass(slots=True)
class ZoneBook:
    """The zones of one calendar: its own definitions, what it states, and what is assumed.

    `fallback` is the person's zone; `stated` the calendar's own X-WR-TIMEZONE.
    """

    file: str
    fallback: str
    definitions: Mapping[str, str]
    stated_name: str | None = None
    unknown: dict[str, int] = field(default_factory=dict)
    floating: list[int] = field(default_factory=list)
    _known: dict[str, tzinfo | None] = field(default_factory=dict)

    @property
    def stated(self) -> tzinfo | None:
        """The zone the calendar states for itself, if it can be understood."""
        return self._look_up(self.stated_name) if self.stated_name else None

    @property
    def home(self) -> tzinfo:
        """The zone of times that name none."""
        return self.stated or ZoneInfo(self.fallback)

    def localise(self, when: datetime, tzid: str | None, line: int) -> datetime:
        """An aware datetime: its own zone, else the zone named, else the home zone."""
        if when.tzinfo is not None:
            return when
        if not tzid:
            self.floating.append(line)
            return when.replace(tzinfo=self.home)
        zone = self._look_up(tzid)
        if zone is None:
            self.unknown.setdefault(tzid, line)
            zone = self.home
        return when.replace(tzinfo=zone)

    def _look_up(self, tzid: str) -> tzinfo | None:
        if len(tzid) > LONGEST_NAME or len(self._known) > MOST_NAMES:
            return self._known.get(tzid)
        if tzid not in self._known:
            text = self.definitions.get(tzid)
            own = zone_defined(text) if text and zone_named(tzid) is None else None
            self._known[tzid] = zone_named(tzid) or own or zone_guessed(tzid)
        return self._known[tzid]

    def problems(self) -> list[Problem]:
        """The assumptions made, each said once."""
        said = [self._tell_unknown(tzid, line) for tzid, line in self.unknown.items()]
        if self.stated_name and self.stated is None and self.stated_name not in self.unknown:
            said.append(self._tell_unknown(self.stated_name, None))
        if self.floating and self.stated is None:
            what = f"Some times name no time zone; they are read as {self.fallback}."
            mend = "If that is wrong, set time_zone in the profile to the calendar's zone."
            said.append(Problem(self.file, min(self.floating), what, mend))
        return said

    def _tell_unknown(self, name: str, line: int | None) -> Problem:
        read_as = zone_key(self.stated) or self.stated_name if self.stated else self.fallback
        what = f'The time zone "{shorten(name)}" is not known; it is read as {read_as}.'
        mend = "If that is wrong, export the calendar with a zone such as America/New_York."
        return Problem(self.file, line, what, mend)


def as_instants(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """Two aware times as instants in UTC.

    Clocks that jump ahead leave out an hour: what lies there begins as if they had not (RFC 5545,
    3.3.5), and keeps its length by the clock where it would end before it begins.

    >>> new_york = ZoneInfo("America/New_York")
    >>> begins = datetime(2027, 3, 14, 2, 15, tzinfo=new_york)
    >>> ends = datetime(2027, 3, 14, 3, tzinfo=new_york)
    >>> [instant.strftime("%H:%M") for instant in as_instants(begins, ends)]
    ['07:15', '08:00']
    """
    begins, ends = start.astimezone(UTC), end.astimezone(UTC)
    by_the_clock = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    if start.tzinfo == end.tzinfo and ends <= begins and by_the_clock > timedelta():
        return begins, begins + by_the_clock
    return begins, ends


def day_start(day: date, zone: tzinfo) -> datetime:
    """Local midnight of a day as an instant in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
