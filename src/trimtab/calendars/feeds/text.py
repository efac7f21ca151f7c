"""The events of a feed as written, each with who it is and when, told by its digits alone.

Bytes are looked at and never unfolded as a whole, so that a hostile feed costs what a kind one
does: nothing here takes longer than a few passes over the content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import islice

from trimtab.calendars.lines import UTF8_MARK, UTF16_MARKS

MOST_EVENTS = 20_000  # beyond this a feed is taken as it comes
BORDER = re.compile(
    rb"^(BEGIN|END):(VCALENDAR|VEVENT|VTIMEZONE)[ \t]*$", re.MULTILINE | re.IGNORECASE
)
FOLD = re.compile(rb"\n[ \t]")
LINE = re.compile(
    rb"^(UID|DTSTART|DTEND|RRULE|RDATE|RECURRENCE-ID|SEQUENCE|TZID)[;:](.*)$",
    re.MULTILINE | re.IGNORECASE,
)
MOMENT = re.compile(rb"(?<!\d)(\d{8})(?:T(\d{6})(Z?))?(?!\d)")
UNTIL = re.compile(rb"UNTIL=([0-9TZ]+)", re.IGNORECASE)
COUNTED = re.compile(rb"FREQ=(DAILY|WEEKLY)(?=;|$)", re.IGNORECASE)
COUNT = re.compile(rb"COUNT=([1-9]\d{0,3})(?=;|$)", re.IGNORECASE)
INTERVAL = re.compile(rb"INTERVAL=(\d{1,3})(?!\d)", re.IGNORECASE)
NARROWED = re.compile(rb"BY[A-Z]+=", re.IGNORECASE)
PERIOD_DAYS = {b"DAILY": 1, b"WEEKLY": 7}
MOST_MOMENTS = 3000  # of one property; more than anybody's series has
DAY = timedelta(days=1)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """A VEVENT as written, who it is, and from when to when it goes.

    `first` is None where no start can be read; `last` is NEVER for a series that may have no end.
    """

    text: bytes
    uid: bytes
    first: datetime | None
    last: datetime | None
    sequence: int
    is_of_series: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """The events of a calendar in its order, and its zones by name, as written."""

    events: tuple[FeedEvent, ...]
    zones: dict[bytes, bytes]


def read_feed(content: bytes, clock: tzinfo) -> Feed | None:
    """The events and zones of a calendar, None where it is none or holds too many.

    Moments not in UTC are taken as of `clock`, which no zone misses by more than a day.
    """
    text = plain_lines(content)
    capitals = text.upper()
    if capitals.count(b"BEGIN:VEVENT") > MOST_EVENTS or b"BEGIN:VCALENDAR" not in capitals[:1000]:
        return None
    events: list[FeedEvent] = []
    zones: dict[bytes, bytes] = {}
    for kind, component in _components(text):
        if kind == b"VEVENT":
            events.append(_read_event(component, clock))
        else:
            zones.setdefault(_zone_name(component), component)
    return Feed(tuple(events), zones)


def plain_lines(content: bytes) -> bytes:
    """The same text in UTF-8 with lines that end in one newline."""
    if content.startswith(UTF16_MARKS):
        content = content.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    return content.removeprefix(UTF8_MARK).replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _components(text: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Events and zones as written, from BEGIN to END; one without an END goes up to the next."""
    opened: tuple[bytes, int] | None = None
    for border in BORDER.finditer(text):
        kind, is_begin = border[2].upper(), border[1].upper() == b"BEGIN"
        if opened is not None and (is_begin or kind != opened[0]):
            yield opened[0], text[opened[1] : border.start()] + b"END:" + opened[0]
            opened = None
        if is_begin and kind != b"VCALENDAR":
            opened = kind, border.start()
        elif opened is not None:
            yield kind, text[opened[1] : border.end()]
            opened = None


def _own_lines(component: bytes) -> list[tuple[bytes, bytes]]:
    """Names and values of the properties asked for, those of an alarm inside left out."""
    body = component[component.find(b"\n") + 1 : component.rfind(b"\n") + 1]
    upper = body.upper()
    begin, end = upper.find(b"BEGIN:"), upper.rfind(b"\nEND:")
    if 0 <= begin < end and (begin == 0 or body[begin - 1 : begin] == b"\n"):
        body = body[:begin] + body[body.find(b"\n", end + 1) + 1 :]
    return [(one[1].upper(), one[2].strip()) for one in LINE.finditer(FOLD.sub(b"", body))]


def _zone_name(component: bytes) -> bytes:
    return next((value for name, value in _own_lines(component) if name == b"TZID"), b"")


def _read_event(text: bytes, clock: tzinfo) -> FeedEvent:
    lines = _own_lines(text)
    found = dict(reversed(lines))
    starts = _moments(found.get(b"DTSTART", b""), clock)
    first = starts[0] if starts else None
    sequence = found.get(b"SEQUENCE", b"0")
    return FeedEvent(
        text,
        found.get(b"UID", b""),
        first,
        None if first is None else _last(lines, first, clock),
        int(sequence) if sequence.isdigit() and len(sequence) < 10 else 0,
        is_of_series=not found.keys().isdisjoint({b"RRULE", b"RDATE", b"RECURRENCE-ID"}),
    )


def _last(lines: list[tuple[bytes, bytes]], first: datetime, clock: tzinfo) -> datetime:
    """When an event is over for certain; a day without an end is over the next."""
    moments = [first]
    for name, value in lines:
        if name in {b"DTEND", b"RDATE"}:
            moments += _moments(value, clock)
        elif name == b"RRULE":
            moments.append(_last_of_rule(value, first, clock))
    last = max(moments)
    return last + DAY if first == last < NEVER - DAY else last


def _last_of_rule(rule: bytes, first: datetime, clock: tzinfo) -> datetime:
    """A day after a rule has ended, or NEVER where its digits do not say."""
    try:
        if until := UNTIL.search(rule):
            return max([first, *_moments(until[1], clock)]) + DAY
        counted, count = COUNTED.search(rule), COUNT.search(rule)
        if counted and count and not NARROWED.search(rule):
            every = INTERVAL.search(rule)
            steps = int(count[1]) * (int(every[1]) if every else 1)
            return first + DAY * PERIOD_DAYS[counted[1].upper()] * steps + DAY
    except OverflowError:
        pass
    return NEVER


def _moments(value: bytes, clock: tzinfo) -> list[datetime]:
    """The instants in a value; what no calendar knows is left out."""
    found = []
    for one in islice(MOMENT.finditer(value.rpartition(b":")[2]), MOST_MOMENTS):
        digits, time, is_utc = one.groups()
        written = (digits + b"T" + (time or b"000000")).decode()
        try:
            moment = datetime.fromisoformat(written).replace(tzinfo=UTC if is_utc else clock)
            found.append(moment.astimezone(UTC))
        except (ValueError, OverflowError):
            continue
    return found
