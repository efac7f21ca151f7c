"""The year from a profile and its calendars: the same days whatever the date of an exam."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from trimtab.app.study.planned_year import year_of
from trimtab.domain.commitments import CalendarReading, Commitment
from trimtab.domain.exams import Exam
from trimtab.domain.people import Person, Profile

TODAY = date(2026, 11, 18)
LAST_SHIFT = date(2026, 12, 1)


def roster(first: date, last: date) -> CalendarReading:
    """Shifts of ten hours on all Mondays and Tuesdays until the first of December."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    held = (day for day in days if day.weekday() < 2 and day <= LAST_SHIFT)
    return CalendarReading(tuple(_shift(day) for day in held))


def _shift(day: date) -> Commitment:
    start = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return Commitment(f"{day}/1", "Ward", start, start + timedelta(hours=10), "duty")


def year_with(day: date, look=roster, questions: int = 100):
    """The year of one exam on a day."""
    exam = Exam(name="Huge", day=day, questions=questions)
    return year_of(Profile(person=Person(time_zone="UTC"), exams=(exam,)), TODAY, look)


def test_how_far_a_roster_is_out_is_no_matter_of_the_exam():
    """An exam before its last shift leaves every day until it known, with the same room."""
    sooner, later = year_with(date(2026, 11, 27)), year_with(date(2026, 12, 10))
    assert later.reach == LAST_SHIFT
    assert sooner.reach == date(2026, 11, 27)
    rooms = {one.day: one.free for one in later.days}
    assert all(one.free == rooms[one.day] for one in sooner.days)


def test_a_later_date_keeps_its_promise_where_calendars_go_on():
    """Evenings taken every week beyond the exam count for the date that is offered."""

    def evenings(first: date, last: date) -> CalendarReading:
        found = roster(first, last)
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        starts = (datetime(day.year, day.month, day.day, 15, tzinfo=UTC) for day in days)
        taken = (
            Commitment(f"{one}/2", "Choir", one, one + timedelta(hours=6), "personal")
            for one in starts
        )
        return CalendarReading((*found.commitments, *taken))

    offers = year_with(date(2026, 12, 8), evenings, 2000).offers
    later = next(one for one in offers if one.kind == "later")
    assert later.day is not None
    assert year_with(later.day, evenings, 2000).outlooks[0].short == 0
