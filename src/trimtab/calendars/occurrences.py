"""From event records to occurrences in the days asked: series unrolled, changes applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Event
from icalendar.prop import vDDDLists, vDDDTypes, vRecur, vText

from trimtab.calendars.events import EXPORT_AGAIN, EventRecord, elapsed
from trimtab.calendars.rules import (
    Days,
    Time,
    effort,
    may_match,
    refusal,
    skipped_days,
    with_aware_until,
)
from trimtab.calendars.scanning import shorten
from trimtab.calendars.zones import LIBRARY_FAULTS, as_instants, day_start, zone_key
from trimtab.domain.errors import Problem

MOST_OCCURRENCES = 3000
MOST_EFFORT = 400_000  # about two seconds for all series of a calendar together
SERIES_EFFORT, OCCURRENCE_EFFORT, DATE_EFFORT = 100, 20, 2
DAY = timedelta(days=1)
LONGEST = 400 * DAY  # a repeating event that lasts longer is cut here
WHOSE = "X-TRIMTAB-RECORD"


@dataclass(frozen=True, slots=True)
class Window:
    """The days asked, both inclusive, in the person's zone."""

    first: date
    last: date
    zone: tzinfo

    @property
    def start(self) -> datetime:
        """The instant the first day begins."""
        return day_start(self.first, self.zone)

    @property
    def end(self) -> datetime:
        """The instant the last day ends."""
        return day_start(self.last + DAY, self.zone)

    def touches(self, start: datetime, end: datetime) -> bool:
        """Whether [start, end) shares an instant with the window; a moment counts as one."""
        return start < self.end and (end > self.start or start == end == self.start)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time an event happens; days for all-day events (end exclusive), instants otherwise."""

    record: EventRecord
    start: Time
    end: Time


def find_occurrences(
    records: list[EventRecord], window: Window, home: tzinfo | None, file: str
) -> tuple[list[Occurrence], list[Problem]]:
    """Every occurrence near the window, cancelled ones left out, and what could not be unrolled.

    All-day events are given from the day before, since their hours may run past midnight.
    `home` is the zone the calendar states, in which a series written in UTC keeps its clock time.
    """
    found: list[Occurrence] = []
    problems: list[Problem] = []
    left, too_many = MOST_EFFORT, list[EventRecord]()
    for group in _series(records):
        if _is_single(group):
            found.append(Occurrence(group[0], group[0].start, group[0].end))
        elif left <= 0:
            too_many.append(group[0])
            found += _first_dates(group)
        else:
            occurrences, said, spent = _unroll(group, window, home, file)
            left -= spent
            found += occurrences
            problems += said
    if too_many:
        problems.append(_not_all_unrolled(too_many, file))
    kept = [one for one in found if not one.record.is_cancelled]
    near = [(one, real) for one in kept if _is_near(real := _with_real_hours(one), window)]
    skipped = {one.record.line: real for one, real in near if _is_skipped(one)}
    problems += [_in_skipped_hour(real, window.zone, file) for real in skipped.values()]
    return [real for _, real in near], problems


def _is_single(group: list[EventRecord]) -> bool:
    return len(group) == 1 and not group[0].repeats and group[0].replaces is None


def _series(records: Iterable[EventRecord]) -> Iterator[list[EventRecord]]:
    """Records that belong together by UID.

    Some feeds give every event the same UID: records without recurrence or replacement at
    different times and of one version are events of their own.
    """
    by_uid: dict[str, list[EventRecord]] = {}
    for record in records:
        by_uid.setdefault(record.uid, []).append(record)
    for group in by_uid.values():
        if all(record.replaces is None for record in group):
            newest = max(record.sequence for record in group)
            by_start = {str(one.start): one for one in group if one.sequence == newest}
            yield from ([record] for record in by_start.values())
        else:
            yield group


def _unroll(
    group: list[EventRecord], window: Window, home: tzinfo | None, file: str
) -> tuple[list[Occurrence], list[Problem], int]:
    """Occurrences of one series around the window, by recurring-ical-events, and the effort."""
    records, problems = _made_safe(group, window, home, file)
    spent = _effort_of(records, window.last)
    calendar = Calendar()
    for number, record in enumerate(records):
        calendar.add_component(_component(record, number))
    start, end = window.start - 2 * DAY, window.end + 2 * DAY
    if records[0].is_all_day:
        start, end = start.replace(tzinfo=None), end.replace(tzinfo=None)
    try:
        events = recurring_ical_events.of(calendar).between(start, end)
        found = [_occurrence(event, records) for event in events]
    except LIBRARY_FAULTS:
        return _first_dates(records), [*problems, _not_unrolled(records[0], file)], spent
    if len(found) > MOST_OCCURRENCES:
        problems.append(_too_many(records[0], file))
    found.sort(key=lambda one: one.start.isoformat())
    return found[:MOST_OCCURRENCES], problems, spent + OCCURRENCE_EFFORT * len(found)


def _effort_of(records: list[EventRecord], last: date) -> int:
    """Steps it takes to unroll a series, about 5 microseconds each, occurrences aside."""
    rules = sum(effort(rule, one.start, last) for one in records for rule in one.rules)
    dates = sum(len(one.extra) + len(one.except_on) for one in records)
    return SERIES_EFFORT * len(records) + DATE_EFFORT * dates + rules


def _made_safe(
    group: list[EventRecord], window: Window, home: tzinfo | None, file: str
) -> tuple[list[EventRecord], list[Problem]]:
    """The series with clock times at home and only rules worth unrolling."""
    problems: list[Problem] = []
    longest = min(LONGEST, max(elapsed(one.start, one.end) for one in group))
    if any(one.replaces_later_too for one in group):
        longest += 31 * DAY
    days = Days(window.first - longest - 2 * DAY, window.last + longest + 2 * DAY)
    records = []
    for at_home in (_at_home(record, home) for record in group):
        rules: list[vRecur] = []
        for rule in at_home.rules:
            why = refusal(rule, at_home.start, days.last)
            if why is not None:
                problems.append(_refused(at_home, why, file))
            elif may_match(rule, at_home.start, days):
                rules.append(with_aware_until(rule, at_home.start))
        records.append(_brought_near(replace(at_home, rules=tuple(rules)), days.first))
    return records, problems


def _brought_near(record: EventRecord, near: date) -> EventRecord:
    """The series begun later, where nothing before matters: years of weeks cost no time."""
    if len(record.rules) != 1:
        return record
    skipped = skipped_days(record.rules[0], record.start, near)
    return replace(record, start=record.start + skipped, end=record.end + skipped)


def _at_home(record: EventRecord, home: tzinfo | None) -> EventRecord:
    """A repeating event written in UTC keeps its clock time at home over a clock change.

    Left alone when its day differs there, since its rule may name days.
    """
    start, end = record.start, record.end
    if home is None or not isinstance(start, datetime) or not isinstance(end, datetime):
        return record
    there = start.astimezone(home)
    if zone_key(start.tzinfo) != "UTC" or there.date() != start.date():
        return record
    return replace(record, start=there, end=end.astimezone(home))


def _component(record: EventRecord, number: int) -> Event:
    """The record as the library wants it, marked so that occurrences can be led back to it."""
    event = Event()
    event["UID"], event[WHOSE] = vText("series"), vText(str(number))
    event["DTSTART"], event["DTEND"] = vDDDTypes(record.start), vDDDTypes(record.end)
    event["SEQUENCE"] = record.sequence
    if record.rules:
        event["RRULE"] = list(record.rules)
    if record.extra:
        event["RDATE"] = vDDDLists(list(record.extra))
    if record.except_on:
        event["EXDATE"] = vDDDLists(list(record.except_on))
    if record.replaces is not None:
        event["RECURRENCE-ID"] = vDDDTypes(record.replaces)
        if record.replaces_later_too:
            event["RECURRENCE-ID"].params["RANGE"] = "THISANDFUTURE"
    return event


def _occurrence(event: Any, records: list[EventRecord]) -> Occurrence:
    record = records[int(event[WHOSE])]
    return Occurrence(record, event["DTSTART"].dt, event["DTEND"].dt)


def _first_dates(records: list[EventRecord]) -> list[Occurrence]:
    return [Occurrence(record, record.start, record.end) for record in records]


def _with_real_hours(one: Occurrence) -> Occurrence:
    """The occurrence in UTC; a stated length counts days by the clock and hours as they pass."""
    start, end = one.start, one.end
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        return one
    is_usual = elapsed(start, end) == elapsed(one.record.start, one.record.end)
    if one.record.lasts is not None and is_usual:
        days = timedelta(days=one.record.lasts.days)
        end = (start + days).astimezone(UTC) + (one.record.lasts - days)
    begins, ends = as_instants(start, end)
    return replace(one, start=begins, end=ends)


def _is_skipped(one: Occurrence) -> bool:
    """Whether it would end before it begins, as clocks jump ahead during it."""
    if not isinstance(one.start, datetime) or not isinstance(one.end, datetime):
        return False
    is_one_clock = one.start.tzinfo == one.end.tzinfo
    return is_one_clock and one.end > one.start and one.end.timestamp() <= one.start.timestamp()


def _in_skipped_hour(one: Occurrence, zone: tzinfo, file: str) -> Problem:
    assert isinstance(one.start, datetime)
    assert isinstance(one.end, datetime)
    start, end = one.start.astimezone(zone), one.end.astimezone(zone)
    name, day = shorten(one.record.name), f"{start.day} {start:%b} {start.year}"
    what = f'"{name}" lies in the hour that clocks skip on {day}; it is read as {start:%H:%M} to '
    return Problem(file, one.record.line, f"{what}{end:%H:%M}.", "Check when it really is.")


def _is_near(one: Occurrence, window: Window) -> bool:
    if isinstance(one.start, datetime) and isinstance(one.end, datetime):
        return window.touches(one.start, one.end)
    return one.start <= window.last and one.end >= window.first


def _refused(record: EventRecord, why: str, file: str) -> Problem:
    what = f'"{shorten(record.name)}" {why}; only its first date is used.'
    return Problem(file, record.line, what, "Give it a daily or weekly rule, or single dates.")


def _not_unrolled(record: EventRecord, file: str) -> Problem:
    what = f'"{shorten(record.name)}" repeats in a way that cannot be followed; only its own '
    return Problem(file, record.line, what + "dates are used.", EXPORT_AGAIN)


def _not_all_unrolled(records: list[EventRecord], file: str) -> Problem:
    first = min(records, key=lambda record: record.line)
    what = (
        f'Too much repeats in this calendar: "{shorten(first.name)}" and {len(records) - 1} more '
    )
    mend = "Export fewer months, or split the calendar."
    return Problem(file, first.line, what + "are read by their first dates only.", mend)


def _too_many(record: EventRecord, file: str) -> Problem:
    what = f'"{shorten(record.name)}" happens more than {MOST_OCCURRENCES} times in these days; '
    return Problem(file, record.line, what + "the first are used.", "Give it a calmer rule.")
