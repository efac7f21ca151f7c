"""Hours shared with others, around the sleep, duty and ways of a planned week."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from trimtab.app import plan_week as module
from trimtab.app.find_awake import find_awake
from trimtab.app.ports import PlanOrder
from trimtab.domain.commitments import CalendarReading, CalendarSource, Commitment
from trimtab.domain.errors import NoSuchPersonError
from trimtab.domain.people import OtherPerson, Person, Profile
from trimtab.domain.practices import Boundary, Practice
from trimtab.domain.time import ClockSpan
from trimtab.planner.solve import Effort

ORDER = PlanOrder(date(2026, 3, 2), 1, datetime(2026, 3, 2, tzinfo=UTC), wants_trims=False)
PROFILE = Profile(
    Person(time_zone="America/New_York", commute_minutes=30),
    values={"family": 1.0},
    calendars=(CalendarSource("work.ics"),),
    people=(
        OtherPerson("Mother", "Africa/Lagos", ClockSpan(390, 1290)),
        OtherPerson("Jo", "America/New_York", ClockSpan(420, 1320), "jo.ics"),
    ),
    practices=(
        Practice("Call Mother", "family", 2, (30, 15), with_person="Mother"),
        Practice("Long call", "family", 1, (400,), with_person="Mother"),
    ),
    boundaries=(Boundary("No calls before ten", "calls", ClockSpan(300, 600)),),
)


def event(name: str, day: int, hours: tuple[int, int]) -> Commitment:
    """A commitment on a day of March 2026, hours in UTC."""
    first, last = (datetime(2026, 3, day, hour, tzinfo=UTC) for hour in hours)
    return Commitment(f"{name}{day}", name, first, last, "duty", name)


def read(source: CalendarSource, first: date, last: date, zone: str) -> CalendarReading:
    """Duty on Tuesday from 12:00 to 22:00 UTC; Jo is taken on Wednesday from 15:00 to 17:00."""
    known = {"work.ics": event("Ward", 3, (12, 22)), "jo.ics": event("Jo", 4, (15, 17))}
    return CalendarReading((known[source.source],))


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Plans with little effort, for the sleep in them does not depend on it."""
    monkeypatch.setattr(module, "Effort", lambda seed: Effort(80, 10, 60, rounds=1, seed=seed))


def test_hours_end_where_duty_sleep_and_the_clocks_say():
    """Duty and ways on Tuesday leave none of Lagos, up till 15:30 and from Sunday till 16:30.

    Before ten no call is wanted, and meals are quiet.
    """
    week = find_awake(PROFILE, ORDER, "mother", read)
    (mother,) = week.people
    ends = {hours.start.day: f"{hours.end:%H:%M}" for hours in mother.hours}
    assert ends == {
        2: "15:30",
        4: "15:30",
        5: "15:30",
        6: "15:30",
        7: "15:30",
        8: "16:30",
    }
    assert [(change.zone, change.at.day, change.minutes) for change in week.changes] == [
        ("America/New_York", 8, 60)
    ]
    assert all(hours.start.utcoffset() is not None for hours in mother.hours)
    assert min(f"{hours.start:%H:%M}" for hours in mother.hours) == "10:00"


def test_what_fits_keeps_to_its_hours_and_boundaries():
    """Half an hour after ten does; six hours and forty minutes do not."""
    (mother,) = find_awake(PROFILE, ORDER, "Mother", read).people
    fits = {(fit.name, fit.minutes) for hours in mother.hours for fit in hours.fits}
    assert fits == {("Call Mother", 30)}
    assert any("Call Mother" in line for hours in mother.hours for line in hours.planned)


def test_somebody_taken_is_no_company():
    """Jo's calendar takes 10:00 to 12:00 on Wednesday; everyone is told where nobody is named."""
    week = find_awake(PROFILE, ORDER, None, read)
    assert [one.person.name for one in week.people] == ["Mother", "Jo"]
    wednesday = [hours for hours in week.people[1].hours if hours.start.day == 4]
    assert f"{wednesday[0].end:%H:%M}" == "10:00"
    assert f"{wednesday[1].start:%H:%M}" == "12:00"


def test_somebody_unknown_is_told():
    """With the names there are, or how to add one."""
    with pytest.raises(
        NoSuchPersonError, match=r"Nobody is called Ann here\. The profile names Mother, Jo\."
    ):
        find_awake(PROFILE, ORDER, "Ann", read)
    with pytest.raises(NoSuchPersonError, match="Add a"):
        find_awake(Profile(), ORDER, None, read)
