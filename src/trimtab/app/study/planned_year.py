"""The year's plan of study from a profile and its calendars."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from trimtab.app.ports import CalendarReader
from trimtab.app.study.day_room import study_days
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.exams import Exam, exams_ahead
from trimtab.domain.people import Profile
from trimtab.domain.study_plans import YearPlan

LATER_DAYS = 183
"""How far beyond the last exam a later date is looked for, and calendars are (our choice)."""

Look = Callable[[date, date], CalendarReading]
"""What the calendars hold from one day to another, both inclusive."""


def year_of(profile: Profile, today: date, look: Look, *, wants_offers: bool = True) -> YearPlan:
    """The plan from today to the last exam; calendars are looked at only where there is one.

    They are looked at beyond it too: how far the roster is out is no matter of the exam's date,
    and a later date holds what it promises.
    """
    from trimtab.study.year import plan_year  # noqa: PLC0415 - numpy waits until there is an exam

    ahead = exams_ahead(profile.exams, today)
    if not ahead:
        return YearPlan(today, passed=tuple(profile.exams))
    until = looked_until(ahead)
    days = study_days(profile, look(today, until), today, until)
    return plan_year(profile.exams, days, profile.studied, today, wants_offers=wants_offers)


def looked_until(ahead: Sequence[Exam]) -> date:
    """The last day that is looked at for exams to come, the nearest first."""
    return ahead[-1].day + timedelta(days=LATER_DAYS)


def look_with(profile: Profile, read_calendar: CalendarReader) -> Look:
    """What looks at a profile's calendars through a reader."""

    def look(first: date, last: date) -> CalendarReading:
        zone = profile.person.time_zone
        readings = [read_calendar(source, first, last, zone) for source in profile.calendars]
        return CalendarReading(
            commitments=tuple(one for reading in readings for one in reading.commitments),
            day_notes=tuple(note for reading in readings for note in reading.day_notes),
        )

    return look
