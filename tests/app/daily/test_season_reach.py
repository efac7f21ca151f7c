"""How far a roster is known: leave entered ahead tells of its own days only."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from trimtab.app.daily.season_ahead import look_ahead
from trimtab.app.daily.season_days import days_ahead, first_told, roster_reach
from trimtab.app.study.day_room import study_days
from trimtab.domain.commitments import CalendarReading, Commitment, DayNote
from trimtab.domain.people import Person, Profile

PROFILE = Profile(Person(time_zone="UTC"))
MONDAY = date(2026, 11, 30)
LAST_SHIFT = date(2026, 12, 26)
END = date(2027, 3, 31)


def shift(day: date) -> Commitment:
    """Ten hours on a day."""
    start = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    return Commitment(f"w{day}", "Ward", start, start + timedelta(hours=10), "duty", "own.ics")


def shifts(first: date, last: date, *, weekdays: int = 6) -> list[Commitment]:
    """A shift on each of the first days of the weeks from one day to another."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [shift(day) for day in days if day.weekday() < weekdays]


def entry(first: date, last: date, name: str = "Vacation") -> DayNote:
    """An all-day entry in the roster's own calendar."""
    return DayNote(name, first, last, "own.ics")


def reading(*notes: DayNote, later: tuple[Commitment, ...] = ()) -> CalendarReading:
    """Shifts until Saturday 26 December, and what stands beside them."""
    return CalendarReading((*shifts(MONDAY, LAST_SHIFT), *later), notes)


def known(*notes: DayNote, later: tuple[Commitment, ...] = ()) -> set[date]:
    """The days from December to March that are known."""
    days = days_ahead(PROFILE, reading(*notes, later=later), MONDAY, END)
    return {day.day for day in days if day.is_known or day.is_off}


def span(first: date, last: date) -> set[date]:
    """Every day from one to another."""
    return {first + timedelta(days=n) for n in range((last - first).days + 1)}


@pytest.mark.parametrize(
    "name", ["Vacation", "PTO", "Annual leave", "Holiday", "Leave", "Study leave"]
)
@pytest.mark.parametrize("first", [date(2026, 12, 30), date(2027, 1, 4), date(2027, 3, 8)])
def test_leave_entered_ahead_is_known_and_nothing_before_it(name, first):
    """Nothing lies between the last shift and it: those days are not told."""
    leave = entry(first, first + timedelta(days=6), name)
    assert known(leave) == span(MONDAY, LAST_SHIFT) | span(leave.first, leave.last)
    assert roster_reach(PROFILE, reading(leave)) == LAST_SHIFT


def test_every_place_of_a_vacation_makes_no_other_day_known():
    """For each first day and length only leave is added, but for a weekend passed over."""
    plain = known()
    for start in range(100):
        for length in (1, 2, 7, 14):
            first = MONDAY + timedelta(days=start)
            days = span(first, first + timedelta(days=length - 1))
            more = known(entry(min(days), max(days))) - plain - days
            assert more <= span(date(2026, 12, 27), date(2026, 12, 28))
            assert not more or first <= date(2026, 12, 29)


@pytest.mark.parametrize("first", [date(2026, 12, 27), date(2026, 12, 28)])
def test_leave_that_goes_on_from_the_roster_is_the_roster_s_end(first):
    """From the day after the last shift, or with a Sunday between, it is known to its last day."""
    leave = entry(first, date(2027, 1, 10))
    assert known(leave) == span(MONDAY, leave.last)
    assert roster_reach(PROFILE, reading(leave)) == leave.last


def test_leave_within_shifts_and_before_the_next_roster_changes_nothing():
    """Full weeks behind it say that the days about it are known; within the roster they are so."""
    later = tuple(shifts(date(2027, 1, 11), date(2027, 1, 23)))
    leave = entry(date(2027, 1, 4), date(2027, 1, 10))
    assert known(leave, later=later) == known(later=later) == span(MONDAY, date(2027, 1, 23))
    inside = entry(date(2026, 12, 14), date(2026, 12, 20))
    assert known(inside) == span(MONDAY, LAST_SHIFT)


def test_a_lone_shift_behind_leave_makes_nothing_known_before_it():
    """A feast's shift on 20 January after leave to 9 January: the days between are not told."""
    lone, leave = shift(date(2027, 1, 20)), entry(date(2026, 12, 27), date(2027, 1, 9))
    assert known(leave, later=(lone,)) == span(MONDAY, leave.last)
    last = shift(date(2027, 1, 11))
    assert known(leave, later=(last,)) == span(MONDAY, last.start.date())


def test_a_roster_s_own_days_off_still_make_it_known():
    """OFF is what a roster writes: it reaches as far."""
    off = entry(date(2026, 12, 30), date(2027, 1, 3), "OFF")
    assert known(off) == span(MONDAY, off.last)


def begin(*notes: DayNote, earlier: tuple[Commitment, ...] = ()) -> date | None:
    """The first day that shifts from 30 November on, and what stands beside them, tell of."""
    held = (*shifts(MONDAY, LAST_SHIFT), *earlier)
    return first_told(held, notes, ZoneInfo("UTC"))


def test_a_roster_begins_with_the_week_of_its_first_shift():
    """A Thursday has its Monday; nothing at all has no beginning."""
    late = shifts(date(2026, 12, 3), LAST_SHIFT)
    assert first_told(late, (), ZoneInfo("UTC")) == MONDAY
    assert first_told((), (), ZoneInfo("UTC")) is None


def test_what_tells_nothing_after_a_roster_tells_nothing_before_it():
    """An hour every week, a lone shift far off, leave that ends long before; near ones count."""
    yoga = tuple(
        Commitment(f"y/{n}", "Yoga", one.start, one.start + timedelta(hours=1), "personal")
        for n in range(1, 6)
        for one in [shift(MONDAY - timedelta(weeks=n))]
    )
    assert begin(earlier=yoga) == MONDAY
    brief = [
        Commitment("b", "Course", one.start, one.start + timedelta(hours=2), "duty")
        for one in (shift(date(2026, 11, 15)), shift(date(2026, 11, 16)))
    ]
    assert begin(earlier=(brief[0],)) == MONDAY
    assert begin(earlier=(brief[1],)) == date(2026, 11, 16)
    assert begin(entry(date(2026, 11, 9), date(2026, 11, 26))) == MONDAY
    assert begin(entry(date(2026, 11, 9), date(2026, 11, 27))) == date(2026, 11, 9)
    assert begin(earlier=tuple(shifts(date(2026, 10, 5), date(2026, 10, 7)))) == date(2026, 10, 5)


def test_the_week_between_is_neither_light_nor_a_break_nor_for_learning():
    """Season calls 28 December to 3 January unknown, and study takes work for granted in it."""
    held = reading(entry(date(2027, 1, 4), date(2027, 1, 10)))
    ahead = look_ahead(PROFILE, held, MONDAY)
    loads = {week.monday: week.load for week in ahead.weeks}
    assert loads[date(2026, 12, 28)] == "unknown"
    assert loads[date(2027, 1, 4)] == "off"
    assert (ahead.next_break.first, ahead.next_break.days) == (date(2027, 1, 4), 7)
    week = study_days(PROFILE, held, date(2026, 12, 28), date(2027, 1, 3))
    unknown = study_days(PROFILE, reading(), date(2026, 12, 28), date(2027, 1, 3))
    assert not any(day.is_known for day in week)
    assert week == unknown
