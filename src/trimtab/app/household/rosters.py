"""Calendars that others in this life share, read for the days asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from operator import attrgetter
from zoneinfo import ZoneInfo

from trimtab.app.ports import CalendarReader
from trimtab.domain.commitments import CalendarReading, CalendarSource, RosterReading
from trimtab.domain.errors import Problem, TrimtabError
from trimtab.domain.people import OtherPerson, Profile

LOOK_BACK = timedelta(weeks=8)
"""So far back before the days asked is looked whether a roster ran already (our choice)."""

MEND = "Take another file of theirs in, or mend its place under People."


def roster_source(person: OtherPerson) -> CalendarSource:
    """Where somebody's own roster is read from."""
    return CalendarSource(
        person.calendar or "",
        "personal",
        codes=person.codes,
        code_kinds=person.code_kinds,
        row=person.name,
    )


def roster_reader(person: OtherPerson, read_calendar: CalendarReader) -> CalendarReader:
    """Reads somebody's roster with the files that came before it, each up to its last day."""

    def read(source: CalendarSource, first: date, last: date, zone: str) -> CalendarReading:
        is_before = any(last <= until for _, until in person.earlier)
        found = CalendarReading() if is_before else read_calendar(source, first, last, zone)
        for file, until in person.earlier:
            if first <= until:
                there = replace(source, source=file)
                before = read_calendar(there, first, min(last, until), zone)
                found = _joined(found, before, until, ZoneInfo(zone))
        return found

    return read


def _joined(
    found: CalendarReading, before: CalendarReading, until: date, clock: ZoneInfo
) -> CalendarReading:
    """A reading with what an earlier one tells up to a day, a night that begins on it whole."""
    held = (one for one in before.commitments if one.start.astimezone(clock).date() <= until)
    notes = (
        replace(one, last=min(one.last, until)) for one in before.day_notes if one.first <= until
    )
    return replace(
        found,
        commitments=tuple(sorted((*held, *found.commitments), key=attrgetter("start"))),
        day_notes=(*notes, *found.day_notes),
        problems=(*found.problems, *before.problems),
    )


def read_others(
    profile: Profile, read_calendar: CalendarReader, first: date, last: date
) -> tuple[tuple[str, RosterReading], ...]:
    """What each calendar of others holds, by their names; one that cannot be read is a problem.

    Some weeks before the days asked are read too: they tell whether a roster ran already.
    """
    return tuple(_readings(profile, read_calendar, first, last))


def _readings(
    profile: Profile, read_calendar: CalendarReader, first: date, last: date
) -> Iterator[tuple[str, RosterReading]]:
    begin = first - LOOK_BACK
    for person in profile.people:
        if person.calendar is None:
            continue
        try:
            read = roster_reader(person, read_calendar)
            found = read(roster_source(person), begin, last, person.time_zone)
            roster = RosterReading(found.commitments, found.day_notes, found.problems)
        except TrimtabError as error:
            told = Problem(f"{person.name}'s roster", None, str(error), MEND)
            roster = RosterReading(problems=(told,))
        yield person.name, roster
