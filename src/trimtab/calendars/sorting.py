"""Sorting occurrences: what takes time becomes commitments, the rest is shown as day notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from trimtab.calendars.codes import (
    NOT_DUTY,
    TIME_OFF,
    Spans,
    UnmappedCodes,
    looks_like_code,
    match_code,
    names_a_shift,
    spans_on,
)
from trimtab.calendars.events import EventRecord
from trimtab.calendars.kinds import is_remote, kind_of
from trimtab.calendars.occurrences import Occurrence, Window
from trimtab.calendars.rosters.written_hours import find_hours
from trimtab.calendars.scanning import shorten
from trimtab.calendars.zones import zone_key
from trimtab.domain.commitments import CalendarSource, Commitment, CommitmentKind, DayNote
from trimtab.domain.errors import Problem

WORKING_KINDS = frozenset({"duty", "clinic", "home_call"})
LEAVES_NOTES = frozenset({"duty", "clinic"})
DAY = timedelta(days=1)
LONGEST_ROW_DAYS = 62
LONGEST_OPEN_DAYS = 14
"""A longer all-day title is a rotation or a journey rather than a shift (our choice)."""


@dataclass(slots=True)
class Sorting:
    """Commitments and day notes of one calendar as they are found."""

    source: CalendarSource
    window: Window
    commitments: list[Commitment] = field(default_factory=list)
    notes: list[DayNote] = field(default_factory=list)
    unmapped: UnmappedCodes = field(default_factory=lambda: UnmappedCodes({}))
    free: list[EventRecord] = field(default_factory=list)

    def place(self, one: Occurrence) -> None:
        """Put one occurrence where it belongs."""
        if not isinstance(one.start, datetime) or not isinstance(one.end, datetime):
            self._place_days(one, one.start, one.end)
        elif one.record.is_free or one.start == one.end or self._is_time_off(one):
            self._place_free(one.record, one.start, one.end)
        else:
            self._commit(one.record, one.start, one.end)

    def _is_time_off(self, one: Occurrence) -> bool:
        """Whether a duty calendar writes a free day as an event from midnight to midnight."""
        if self.source.kind not in WORKING_KINDS or not TIME_OFF.search(one.record.name):
            return False
        zone = self.window.zone
        start, end = (
            when.astimezone(zone) for when in (one.start, one.end) if isinstance(when, datetime)
        )
        begins_a_day = (start.hour, start.minute) == (0, 0)
        return begins_a_day and (end.hour, end.minute) in {(0, 0), (23, 59)}

    def _place_free(self, record: EventRecord, start: datetime, end: datetime) -> None:
        """A timed event that takes no time: marked free, or a moment such as a reminder."""
        zone = self.window.zone
        last = max(start, end - timedelta(microseconds=1)).astimezone(zone).date()
        self._note(record.name, start.astimezone(zone).date(), last)
        if record.is_free and self.source.kind in WORKING_KINDS:
            self.free.append(record)

    def _place_days(self, one: Occurrence, first: date, end: date) -> None:
        code = match_code(one.record.name, self.source.codes)
        if code is not None and self.source.codes[code]:
            begins = max(first, self.window.first - 2 * DAY)  # a span lasts two days at most
            for number in range((min(end, self.window.last + DAY) - begins).days):
                self._place_code(one.record, begins + number * DAY, code)
            return
        spans = self._written_spans(one.record.name) if code is None else ()
        if spans:
            for number in range(min((end - first).days, LONGEST_ROW_DAYS)):
                self._place_spans(one.record, first + number * DAY, spans)
            return
        is_short = (end - first).days <= LONGEST_OPEN_DAYS
        may_be_shift = code is None and is_short and self._names_a_shift(one.record.name)
        self._note(one.record.name, first, end - DAY, is_open=may_be_shift)
        is_asked = end - DAY >= self.window.first
        is_open = code is None and is_asked and not one.record.is_told
        if is_open and self._may_be_duty(one.record.name):
            self.unmapped.note(one.record.name, one.record.line, one.record.stood)

    def _may_be_duty(self, name: str) -> bool:
        """Whether an all-day title may be a duty: always in a roster, else when it looks so."""
        if self.source.kind is not None:
            return self.source.kind == "duty"
        return looks_like_code(name) or kind_of(name, None) == "duty"

    def _names_a_shift(self, name: str) -> bool:
        """Whether an all-day title may be a shift in the roster of somebody else."""
        is_work = kind_of(name, None) in WORKING_KINDS and not NOT_DUTY.search(name)
        return bool(self.source.row) and (is_work or names_a_shift(name))

    def _written_spans(self, name: str) -> Spans:
        """The hours an all-day title of a duty calendar says itself, as in "OB 7p-7a"."""
        if self.source.kind not in WORKING_KINDS or NOT_DUTY.search(name):
            return ()
        return find_hours(name).spans

    def _place_code(self, record: EventRecord, day: date, code: str) -> None:
        self._place_spans(record, day, self.source.codes[code])

    def _place_spans(self, record: EventRecord, day: date, spans: Spans) -> None:
        for start, end in spans_on(day, spans, self.window.zone):
            if self.window.touches(start, end):
                self._commit(record, start, end, is_code=True)

    def _note(self, name: str, first: date, last: date, *, is_open: bool = False) -> None:
        if last >= self.window.first and first <= self.window.last:
            self.notes.append(DayNote(name, first, last, self.source.source, is_open))

    def _commit(
        self, record: EventRecord, start: datetime, end: datetime, *, is_code: bool = False
    ) -> None:
        kind = record.kind or self._kind(record.name, is_code=is_code)
        leaves = self.source.kind in LEAVES_NOTES and kind in LEAVES_NOTES
        self.commitments.append(
            Commitment(
                uid=f"{record.uid}/{start:%Y%m%dT%H%MZ}",
                name=record.name,
                start=start,
                end=end,
                kind=kind,
                source=self.source.source,
                line=record.line,
                zone=zone_key(self.window.zone if is_code else _zone(record)),
                is_tentative=record.is_tentative or self.source.is_tentative,
                is_remote=is_remote(record.name, record.location, self.source),
                location=record.location,
                leaves_minutes=self.source.leaves_minutes if leaves else 0,
                leaves_before=self.source.leaves_before if leaves else None,
                stood=record.stood,
            )
        )

    def _kind(self, name: str, *, is_code: bool) -> CommitmentKind:
        """Kind by code, source and title; a code given hours is duty unless its title says else."""
        code = match_code(name, self.source.codes) if self.source.code_kinds else None
        if code in self.source.code_kinds:
            return self.source.code_kinds[code]
        kind = kind_of(name, self.source.kind)
        is_unsaid = is_code and self.source.kind is None and kind == "personal"
        return "duty" if is_unsaid else kind

    def problems(self) -> list[Problem]:
        """What the person should know about how things were placed."""
        said = self.unmapped.problems(self.source.source)
        if self.free:
            first = min(self.free, key=lambda record: record.line)
            what = f'Events marked as free take no time, such as "{shorten(first.name)}".'
            mend = "If they are work, mark them as busy in the calendar."
            said.append(Problem(self.source.source, first.line, what, mend))
        return said


def _zone(record: EventRecord) -> tzinfo | None:
    return record.start.tzinfo if isinstance(record.start, datetime) else None
