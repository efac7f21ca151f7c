"""From the bytes of a calendar to commitments, day notes and problems."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from trimtab.app.overlaps import find_own_double_bookings, merge_duplicates
from trimtab.calendars.events import EventRecord, read_event
from trimtab.calendars.lines import each_line
from trimtab.calendars.occurrences import Occurrence, Window, find_occurrences
from trimtab.calendars.scanning import RawEvent, Scan, events_near, scan
from trimtab.calendars.sorting import Sorting
from trimtab.calendars.zones import ZoneBook, zone_key
from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.domain.errors import Problem

MOST_EVENTS = 10_000
MOST_TOLD = 50
LONGEST_WORDS = 1000
MONTH = timedelta(days=31)
CALENDAR_FILE = "Give a calendar file: export or download the calendar as .ics."


def read_calendar(
    content: bytes, source: CalendarSource, first: date, last: date, zone: str
) -> CalendarReading:
    """Read what touches `first`..`last` inclusive; `zone` is the person's, for floating times.

    Whatever is wrong with the file is told in `problems`; everything else is read.
    """
    file = source.source
    problems: list[Problem] = []
    found = scan(each_line(content, file, problems), file)
    book = ZoneBook(file, zone, found.zones, found.stated_zone)
    records, broken = _read_events(events_near(found.events, first, last), book)
    window = Window(first, last, ZoneInfo(zone))
    occurrences, unclear = find_occurrences(records, window, book.stated, file)
    sorting = Sorting(source, window)
    for occurrence in occurrences:
        sorting.place(occurrence)
    commitments = merge_duplicates(sorting.commitments)
    problems += [*found.problems, *broken, *unclear, *book.problems(), *sorting.problems()]
    problems += find_own_double_bookings(commitments, zone)
    is_silent = not (problems or commitments or sorting.notes)
    if not found.is_calendar or (is_silent and not _is_quiet(found, book, window)):
        problems.append(_nothing(content, found, file, window))
    return CalendarReading(
        commitments,
        tuple(dict.fromkeys(sorting.notes)),
        at_most(problems, file),
        zone_key(book.stated) or _usual_zone(occurrences),
    )


def _read_events(near: list[RawEvent], book: ZoneBook) -> tuple[list[EventRecord], list[Problem]]:
    """Records of the events that can be understood, and what is wrong with the others."""
    problems: list[Problem] = []
    records: list[EventRecord] = []
    for raw in near[:MOST_EVENTS]:
        record, said = read_event(raw, book)
        problems += said
        if record is not None:
            records.append(_with_short_words(record))
    if len(near) > MOST_EVENTS:
        what = f"More than {MOST_EVENTS} events touch these days; those from here on are left out."
        mend = "Export fewer months, or split the calendar."
        problems.append(Problem(book.file, near[MOST_EVENTS].line, what, mend))
    return records, problems


def _with_short_words(record: EventRecord) -> EventRecord:
    """The record without words of a megabyte, which every occurrence would repeat."""
    words = (record.name, record.location, record.uid)
    if max(map(len, words)) <= LONGEST_WORDS:
        return record
    name, location, uid = (one[:LONGEST_WORDS] for one in words)
    if uid != record.uid:
        uid += blake2b(record.uid.encode(errors="replace"), digest_size=8).hexdigest()
    return replace(record, name=name, location=location, uid=uid)


def _usual_zone(occurrences: list[Occurrence]) -> str | None:
    """The IANA zone most times are in; times in UTC say nothing about a place."""
    times = (one.record.start for one in occurrences)
    keys = Counter(zone_key(when.tzinfo) for when in times if isinstance(when, datetime))
    for nowhere in (None, "UTC", "Etc/UTC"):
        keys.pop(nowhere, None)
    return keys.most_common(1)[0][0] if keys else None


def _is_quiet(found: Scan, book: ZoneBook, window: Window) -> bool:
    """Whether the calendar is alive around these days and only has nothing in them."""
    wide = Window(window.first - MONTH, window.last + MONTH, window.zone)
    records, _ = _read_events(events_near(found.events, wide.first, wide.last), book)
    return bool(find_occurrences(records, wide, book.stated, book.file)[0])


def _nothing(content: bytes, found: Scan, file: str, window: Window) -> Problem:
    """Why a reading is empty, and what may help."""
    if found.events:
        first, last = day_text(window.first), day_text(window.last)
        what = f"Nothing in this calendar falls between {first} and {last}."
        return Problem(file, None, what, "Check the dates, or export the calendar again.")
    if found.is_calendar:
        return Problem(file, None, "This calendar holds no events.", "Export it again.")
    if not content.strip():
        return Problem(file, None, "The file is empty.", CALENDAR_FILE)
    if b"<html" in content[:2000].lower():
        mend = "Sign in, download the calendar itself (.ics) and give that file."
        return Problem(file, None, "This is a web page, not a calendar.", mend)
    return Problem(file, None, "This is not a calendar: it has no BEGIN:VCALENDAR.", CALENDAR_FILE)


def day_text(day: date) -> str:
    """A day as it is told in a mistake."""
    return f"{day.day} {day:%b} {day.year}"


def at_most(problems: list[Problem], file: str) -> tuple[Problem, ...]:
    """The problems in the order of the file, the first of very many."""
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: problem.line or 0)
    if len(ordered) <= MOST_TOLD:
        return tuple(ordered)
    what = f"{len(ordered) - MOST_TOLD} more problems like these."
    return (*ordered[:MOST_TOLD], Problem(file, None, what, "Export the calendar again."))
