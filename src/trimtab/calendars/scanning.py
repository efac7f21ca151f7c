"""From logical lines to raw events: who owns which property, and where each event begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from trimtab.calendars.lines import LogicalLine
from trimtab.domain.errors import Problem

TIMES = frozenset({"DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"})
REPEATS = frozenset({"RRULE", "RDATE", "EXDATE"})
KEPT = (
    TIMES
    | REPEATS
    | {
        "UID",
        "SUMMARY",
        "LOCATION",
        "DURATION",
        "STATUS",
        "SEQUENCE",
        "TRANSP",
        "X-MICROSOFT-CDO-ALLDAYEVENT",
        "X-MICROSOFT-CDO-BUSYSTATUS",
    }
)
NAME = re.compile(r"[A-Za-z0-9-]+(?=[;:])")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^;]*)')
SHOWN = 60
DEEPEST = 64  # calendars nest three deep; the bound keeps hostile files cheap
MARGIN = timedelta(days=2)  # more than any two zones are apart


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an event as written: line, name in capitals, parameters, value."""

    line: int
    name: str
    parameters: str
    value: str

    def parameter(self, name: str) -> str | None:
        """Value of a parameter without its quotes."""
        return _parameters(self.parameters).get(name)


@lru_cache(maxsize=64)  # asked for again with each date of a list
def _parameters(text: str) -> dict[str, str]:
    """Parameters by name in capitals, the first of each, without their quotes."""
    found = PARAMETER.findall(text)
    return {key.upper(): str(value).strip('"') for key, value in reversed(found)}


@dataclass(frozen=True, slots=True)
class RawEvent:
    """A VEVENT as written, its properties by name, and whether its calendar cancels it."""

    line: int
    properties: dict[str, list[Property]]
    is_cancellation: bool = False

    def first(self, name: str) -> Property | None:
        """The first property of that name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def value(self, name: str) -> str:
        """Value of the first property of that name, or nothing."""
        found = self.first(name)
        return found.value if found else ""

    @property
    def repeats(self) -> bool:
        """Whether it may occur elsewhere than at its own start."""
        return not REPEATS.isdisjoint(self.properties)


@dataclass(slots=True)
class Scan:
    """What a calendar file holds: its events, its own zones as text, and what it states."""

    events: list[RawEvent] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)
    stated_zone: str | None = None
    problems: list[Problem] = field(default_factory=list)
    is_calendar: bool = False


def scan(lines: Iterable[LogicalLine], file: str) -> Scan:
    """Find the events, time zones and calendar properties of a file."""
    scanner = _Scanner(file)
    for line in lines:
        scanner.read(line)
    scanner.finish()
    return scanner.found


def events_near(events: list[RawEvent], first: date, last: date) -> list[RawEvent]:
    """Events that may touch the days asked, told by their digits alone.

    An event whose UID comes twice stays: another version of it may say where it really is.
    """
    times_seen = Counter(event.value("UID") for event in events)
    early, late = _digits(first, -MARGIN), _digits(last, MARGIN)
    return [
        event
        for event in events
        if times_seen[event.value("UID")] > 1 or _may_touch(event, early, late)
    ]


def _digits(day: date, margin: timedelta) -> str:
    return (day + margin).isoformat().replace("-", "")


def _may_touch(event: RawEvent, early: str, late: str) -> bool:
    start, end = event.value("DTSTART")[:8], event.value("DTEND")[:8]
    if not start.isdigit() or (end and not end.isdigit()) or event.repeats:
        return True
    if "DURATION" in event.properties:
        return start <= late
    return start <= late and (end or start) >= early


class _Scanner:
    """Reads line by line, remembering the components it is inside of."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found = Scan()
        self.open: list[str] = []
        self.event: RawEvent | None = None
        self.zone: list[str] = []
        self.is_cancellation = False
        self.has_told_garbage = False
        self.last_line = 0

    def read(self, line: LogicalLine) -> None:
        """Take one logical line."""
        self.last_line = line.number
        name = NAME.match(line.text)
        if name is None:
            self._tell_garbage(line)
            return
        word = name.group().upper()
        if word == "BEGIN":
            self._begin(line)
        elif word == "END":
            self._end(line)
        else:
            self._keep(word, line)
        if "VTIMEZONE" in self.open:
            self.zone.append(line.text)

    def finish(self) -> None:
        """Close what the file leaves open."""
        if self.event is not None:
            self._tell_unclosed("The file ends in the middle of this event.")
            self._close_event()
        elif "VCALENDAR" in self.open:
            what = "The file ends without END:VCALENDAR; events after this may be missing."
            mend = "Download the calendar again."
            self.found.problems.append(Problem(self.file, self.last_line, what, mend))

    def _begin(self, line: LogicalLine) -> None:
        component = _component(line)
        if component == "VEVENT":
            if self.event is not None:
                self._tell_unclosed("This event has no END:VEVENT.")
                self._close_event()
            self.event = RawEvent(line.number, {})
            self.has_told_garbage = False
        elif component == "VTIMEZONE":
            self.zone = []
        elif component == "VCALENDAR":
            self.found.is_calendar, self.is_cancellation = True, False
        if len(self.open) < DEEPEST:
            self.open.append(component)

    def _end(self, line: LogicalLine) -> None:
        component = _component(line)
        if component not in self.open:
            return
        if component == "VTIMEZONE":
            self._close_zone(line)
        while self.open.pop() != component:
            pass
        if component in {"VEVENT", "VCALENDAR"} and self.event is not None:
            if component == "VCALENDAR":
                self._tell_unclosed("This event has no END:VEVENT.")
            self._close_event()

    def _keep(self, word: str, line: LogicalLine) -> None:
        inside = self.open[-1] if self.open else "VCALENDAR"
        if inside == "VEVENT" and self.event is not None and word in KEPT:
            self.event.properties.setdefault(word, []).append(read_property(word, line))
        elif inside == "VCALENDAR" and word == "METHOD":
            self.is_cancellation = read_property(word, line).value.strip().upper() == "CANCEL"
        elif inside == "VCALENDAR" and word == "X-WR-TIMEZONE":
            self.found.stated_zone = (
                self.found.stated_zone or read_property(word, line).value.strip()
            )

    def _close_event(self) -> None:
        assert self.event is not None
        self.found.events.append(replace(self.event, is_cancellation=self.is_cancellation))
        self.event = None
        if "VEVENT" in self.open:
            del self.open[self.open.index("VEVENT") :]

    def _close_zone(self, line: LogicalLine) -> None:
        for text in self.zone:
            if text.upper().startswith("TZID"):
                tzid = (
                    read_property("TZID", LogicalLine(line.number, text)).value.strip().strip('"')
                )
                self.found.zones.setdefault(tzid, "\r\n".join([*self.zone, line.text, ""]))
                return

    def _tell_garbage(self, line: LogicalLine) -> None:
        if self.event is None or self.has_told_garbage:
            return  # one word per event is enough
        self.has_told_garbage = True
        what = f'"{shorten(line.text)}" is not a calendar line and is skipped.'
        mend = "Export the calendar again if something is missing."
        self.found.problems.append(Problem(self.file, line.number, what, mend))

    def _tell_unclosed(self, what: str) -> None:
        assert self.event is not None
        mend = "It may lack something: download the calendar again to be sure."
        self.found.problems.append(Problem(self.file, self.event.line, what, mend))


def shorten(text: str) -> str:
    """Text short enough for a message.

    >>> shorten("abc")
    'abc'
    """
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def _component(line: LogicalLine) -> str:
    return line.text.partition(":")[2].strip().upper()


def read_property(name: str, line: LogicalLine) -> Property:
    """Split a line that begins with a name.

    Times hold no colon, but the zone names some programs write do.
    """
    colon = line.text.rfind(":") if name in TIMES else _first_free_colon(line.text)
    return Property(line.number, name, line.text[len(name) : colon], line.text[colon + 1 :])


def _first_free_colon(text: str) -> int:
    """Where the first colon outside double quotes stands."""
    colon, quote = text.find(":"), text.find('"')
    while 0 <= quote < colon:
        closing = text.find('"', quote + 1)
        if closing < 0:
            break
        colon = max(colon, text.find(":", closing)) if colon < closing else colon
        quote = text.find('"', closing + 1)
    return colon
