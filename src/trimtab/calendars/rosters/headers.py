"""What the columns of a list of shifts hold, told from the spellings of their headings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Role = Literal[
    "date",
    "end_date",
    "weekday",
    "start",
    "end",
    "hours",
    "length",
    "title",
    "kind",
    "name",
    "first_name",
    "last_name",
    "location",
    "status",
    "all_day",
    "ignored",
]

SPELLINGS: dict[Role, str] = {
    "date": """date, shift date, start date, work date, date of shift, duty date, on date, dates,
        begin date, from date, date start, schedule date, datum, fecha, day date,
        startdatum,
        jour date""",
    "end_date": "end date, to date, date end, finish date, date until, through, enddatum",
    "weekday": "day, weekday, dow, day of week, tag, wochentag, jour",
    "start": """start, start time, begin, begins, begin time, from, time in, shift start, in,
        starts, starts at, start at, start date time, start datetime, dtstart, clock in, beginn,
        von, time from, time start, begin at, start shift, startzeit, report time,
        début, debut, de""",
    "end": """end, end time, finish, ends, to, time out, shift end, out, stop, stop time, until,
        end at, ends at, end date time, end datetime, dtend, clock out, ende, bis, time to,
        time end, finish time, endzeit, till, fin, à""",
    "hours": """time, times, hours, shift time, shift times, shift hours, working hours, zeit,
        horaire""",
    "length": "duration, length, total hours, hrs, paid hours, total, hours worked, h, net hours",
    "title": """shift, title, assignment, duty, task, role, position, service, rotation, summary,
        subject, event, activity, code, shift name, shift type, job, description, shift code,
        assigned, dienst, schicht, duty type, call, work, schedule, shift title, label, paycode,
        assignment name, duty name, block, job title, poste, activité, garde, turno,
        servicio, actividad, guardia, turnus""",
    "kind": "kind, category, type, event type",
    "name": """name, employee, staff, provider, resident, physician, person, who, user, doctor,
        assigned to, worker, member, staff name, employee name, provider name, full name,
        staff member, personnel, mitarbeiter, clinician, trainee, display name, nurse""",
    "first_name": "first name, first, given name, vorname, employee first name",
    "last_name": "last name, last, surname, family name, nachname, employee last name",
    "location": """location, site, facility, hospital, place, unit, ward, department, where, room,
        dept, campus, location name, schedule name""",
    "status": "status, state, shift status",
    "all_day": "all day, all day event, allday",
    "ignored": """notes, note, comment, comments, remarks, private, id, shift id, reminder,
        employee id, email, phone, color, show as, pgy, level, npi, pager""",
}
# Headings that promise nothing but duty; "Subject" and "Title" may head anything
OF_EVENTS = frozenset({"title", "subject", "summary", "event", "activity", "description"})
ROLES: dict[str, Role] = {
    " ".join(word.split()): role for role, words in SPELLINGS.items() for word in words.split(",")
}
LEADING = frozenset(
    {"shift", "scheduled", "schedule", "duty", "planned", "work", "actual", "event"}
)
WORD_EDGE = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain_heading(text: str) -> str:
    """A heading in small letters, words apart, signs and remarks in parentheses left out.

    >>> plain_heading("Shift_Start (local)"), plain_heading("EndTime")
    ('shift start', 'end time')
    """
    without = re.sub(r"\([^)]*\)", " ", WORD_EDGE.sub(" ", text))
    return " ".join(re.sub(r"[^\w]|_", " ", without).lower().split())


@lru_cache(maxsize=4096)
def role_of(heading: str) -> Role | None:
    """What a column with this heading holds, if the heading is one of the known.

    >>> role_of("Shift Date"), role_of("Time In"), role_of("Okafor")
    ('date', 'start', None)
    """
    plain = plain_heading(heading)
    first, _, rest = plain.partition(" ")
    return ROLES.get(plain) or (ROLES.get(rest) if first in LEADING else None)
