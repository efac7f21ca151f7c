"""Calendars that others in this life share, read for the days asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from trimtab.app.ports import CalendarReader
from trimtab.domain.commitments import CalendarSource, RosterReading
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
            found = read_calendar(roster_source(person), begin, last, person.time_zone)
            read = RosterReading(found.commitments, found.day_notes, found.problems)
        except TrimtabError as error:
            told = Problem(f"{person.name}'s roster", None, str(error), MEND)
            read = RosterReading(problems=(told,))
        yield person.name, read
