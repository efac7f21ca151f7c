"""From raw events to event records: times made aware, broken ones told and left out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from icalendar.prop import vDDDTypes, vDuration, vRecur

from trimtab.calendars.rules import Time
from trimtab.calendars.scanning import Property, RawEvent, shorten
from trimtab.calendars.zones import LIBRARY_FAULTS, ZoneBook
from trimtab.domain.commitments import CommitmentKind
from trimtab.domain.errors import Problem

MOST_EXTRA_DATES = 3000
LONGEST_NIGHT = timedelta(hours=18)
"""How long an event may last that is read as ending the day after: our choice."""
WITHOUT_SECONDS = re.compile(r"^(\d{8}T\d{4})(Z?)$")
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
PARSE_TIME: Callable[[str], Any] = vDDDTypes.from_ical
PARSE_DURATION: Callable[[str], Any] = vDuration.from_ical
EXPORT_AGAIN = "Mend it in the calendar program and export again."


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One VEVENT understood. `end` is after or at `start` and of the same type.

    `lasts` is the stated DURATION, whose hours are real hours; None when DTEND says the end.
    `rules`, `extra` and `except_on` are RRULE, RDATE (times or periods) and EXDATE. `kind` is
    stated only by rosters, `stood` is the cell of a workbook; `is_told` says that its hours were
    asked about already.
    """

    line: int
    uid: str
    name: str
    start: Time
    end: Time
    lasts: timedelta | None = None
    sequence: int = 0
    location: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False
    is_free: bool = False
    rules: tuple[vRecur, ...] = ()
    extra: tuple[Any, ...] = ()
    except_on: tuple[Time, ...] = ()
    replaces: Time | None = None
    replaces_later_too: bool = False
    kind: CommitmentKind | None = None
    stood: str = ""
    is_told: bool = False

    @property
    def is_all_day(self) -> bool:
        """Whether it names days, not times."""
        return not isinstance(self.start, datetime)

    @property
    def repeats(self) -> bool:
        """Whether it may occur elsewhere than at its own start."""
        return bool(self.rules or self.extra)


def elapsed(start: Time, end: Time) -> timedelta:
    """Time between two days or two aware times, by the clock when both are in one zone."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return end - start
    return timedelta(days=end.toordinal() - start.toordinal())


class _BrokenEventError(Exception):
    """An event cannot be understood; `what` says why, for the person."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


def read_event(raw: RawEvent, book: ZoneBook) -> tuple[EventRecord | None, list[Problem]]:
    """Understand one event, or say what is wrong with it."""
    problems: list[Problem] = []
    try:
        return _read(raw, book, problems), problems
    except _BrokenEventError as broken:
        what = f"{broken.what} It is left out."
        return None, [*problems, Problem(book.file, raw.line, what, EXPORT_AGAIN)]


def _read(raw: RawEvent, book: ZoneBook, problems: list[Problem]) -> EventRecord:
    name = unescape(raw.value("SUMMARY")) or "Untitled"
    start, end, lasts = _span(raw, book, name, problems)
    status = raw.value("STATUS").strip().upper()
    busy = raw.value("X-MICROSOFT-CDO-BUSYSTATUS").strip().upper()
    replaced = raw.first("RECURRENCE-ID")
    return EventRecord(
        line=raw.line,
        uid=raw.value("UID").strip() or _made_up_uid(name, start),
        name=name,
        start=start,
        end=end,
        lasts=lasts,
        sequence=_sequence(raw),
        location=unescape(raw.value("LOCATION")),
        is_cancelled=raw.is_cancellation or status == "CANCELLED",
        is_tentative="TENTATIVE" in {status, busy},
        is_free=raw.value("TRANSP").strip().upper() == "TRANSPARENT" or busy == "FREE",
        rules=_rules(raw, book, name, problems),
        extra=_dates(raw, "RDATE", book, name, problems),
        except_on=_dates(raw, "EXDATE", book, name, problems),
        replaces=_time(replaced, book, name) if replaced else None,
        replaces_later_too=bool(replaced) and _changes_later(replaced),
    )


def unescape(text: str) -> str:
    r"""A TEXT value as the person wrote it.

    >>> unescape(r"Rounds\, ward 5\; bring list\nThanks")
    'Rounds, ward 5; bring list\nThanks'
    """
    return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _span(
    raw: RawEvent, book: ZoneBook, name: str, problems: list[Problem]
) -> tuple[Time, Time, timedelta | None]:
    """Start, end and stated duration, of one type and in order."""
    begins, ends = raw.first("DTSTART"), raw.first("DTEND")
    if begins is None:
        raise _BrokenEventError(f'"{shorten(name)}" has no start (DTSTART).')
    start = _time(begins, book, name)
    lasts = _duration(raw, name) if ends is None else None
    if ends is not None:
        end = _time(ends, book, name)
    elif lasts is None:
        end = start
    elif isinstance(start, datetime):
        end = start + lasts
    else:
        end = start + timedelta(days=lasts.days)
    if isinstance(start, datetime) != isinstance(end, datetime):
        what = f'"{shorten(name)}" mixes a day and a time in its start and end.'
        raise _BrokenEventError(what)
    if end < start:
        end = _next_day(start, end, name)
        what = f'"{shorten(name)}" ends before it starts; it is read as ending the day after.'
        problems.append(Problem(book.file, raw.line, what, "Mend its end if that is wrong."))
    return *_whole_days(raw, start, end), lasts


def _next_day(start: Time, end: Time, name: str) -> Time:
    """The end a day later, for a night whose end was left on the day it starts."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        later = end + timedelta(days=1)
        if start.date() == end.date() and later - start <= LONGEST_NIGHT:
            return later
    raise _BrokenEventError(f'"{shorten(name)}" ends before it starts.')


def _whole_days(raw: RawEvent, start: Time, end: Time) -> tuple[Time, Time]:
    """Days when the event names days; Outlook may write them as midnights with a flag."""
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return start, max(end, start + timedelta(days=1))
    is_flagged = raw.value("X-MICROSOFT-CDO-ALLDAYEVENT").strip().upper() == "TRUE"
    at_midnights = not any((start.hour, start.minute, end.hour, end.minute))
    if is_flagged and at_midnights and end.date() > start.date():
        return start.date(), end.date()
    return start, end


def _time(written: Property, book: ZoneBook, name: str) -> Time:
    """A day, or an aware time."""
    return _parse_time(written, written.value, book, name)


def _parse_time(written: Property, value: str, book: ZoneBook, name: str) -> Time:
    text = WITHOUT_SECONDS.sub(r"\g<1>00\2", value.strip().upper())
    try:
        when = PARSE_TIME(text)
        if isinstance(when, datetime):
            return book.localise(when, written.parameter("TZID"), written.line)
    except LIBRARY_FAULTS:
        when = None
    if isinstance(when, date):
        return when
    shown = shorten(f"{written.name}{written.parameters}:{value}")
    raise _BrokenEventError(f'"{shorten(name)}" has a time that cannot be read ({shown}).')


def _duration(raw: RawEvent, name: str) -> timedelta | None:
    written = raw.first("DURATION")
    return _parse_length(written.value, name) if written is not None else None


def _parse_length(text: str, name: str) -> timedelta:
    try:
        lasts = PARSE_DURATION(text.strip().upper())
    except LIBRARY_FAULTS:
        lasts = None
    if isinstance(lasts, timedelta):
        return lasts
    shown = shorten(text)
    raise _BrokenEventError(f'"{shorten(name)}" has a length that cannot be read ({shown}).')


def _rules(raw: RawEvent, book: ZoneBook, name: str, problems: list[Problem]) -> tuple[vRecur, ...]:
    """The recurrence rules; a broken one is told and the event kept on its own dates."""
    rules = []
    for written in raw.properties.get("RRULE", []):
        text = "".join(written.value.upper().split())
        if not text:
            continue
        try:
            rule = vRecur.from_ical(text)
        except LIBRARY_FAULTS:
            rule = vRecur()
        if "FREQ" in rule:
            rules.append(rule)
        else:
            what = f'"{shorten(name)}" repeats by a rule that cannot be read '
            what += f"({shorten(written.value)}); only its first date is used."
            problems.append(Problem(book.file, written.line, what, EXPORT_AGAIN))
    return tuple(rules)


def _dates(
    raw: RawEvent, kind: str, book: ZoneBook, name: str, problems: list[Problem]
) -> tuple[Any, ...]:
    """Values of RDATE or EXDATE: days, times, or (start, end or length) of a period."""
    lists = raw.properties.get(kind, [])
    if sum(written.value.count(",") + 1 for written in lists) > MOST_EXTRA_DATES:
        what = f'"{shorten(name)}" lists more than {MOST_EXTRA_DATES} dates one by one.'
        raise _BrokenEventError(what)
    dates: list[Any] = []
    for written in lists:
        for value in filter(None, written.value.strip().split(",")):
            try:
                dates.append(_period_or_time(written, value, book, name))
            except _BrokenEventError as broken:
                what = f"{broken.what} That {kind} is not used."
                problems.append(Problem(book.file, written.line, what, EXPORT_AGAIN))
                break
    return tuple(dates)


def _period_or_time(written: Property, value: str, book: ZoneBook, name: str) -> Any:
    begins, slash, ends = value.partition("/")
    start = _parse_time(written, begins, book, name)
    if not slash:
        return start
    if ends.strip().upper().startswith("P"):
        return start, _parse_length(ends, name)
    return start, _parse_time(written, ends, book, name)


def _sequence(raw: RawEvent) -> int:
    text = raw.value("SEQUENCE").strip()
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _changes_later(written: Property | None) -> bool:
    """Whether a changed occurrence changes all later ones too."""
    return written is not None and (written.parameter("RANGE") or "").upper() == "THISANDFUTURE"


def _made_up_uid(name: str, start: Time) -> str:
    """A UID for an event without one, the same at every reading."""
    return hashlib.blake2b(f"{name}|{start.isoformat()}".encode(), digest_size=8).hexdigest()
