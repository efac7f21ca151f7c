"""When somebody can be reached: hours that hold every week, and those of shifts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from trimtab.app.boundaries.hours_reached import Reached, reached_by
from trimtab.domain.commitments import CalendarSource
from trimtab.domain.people import Person, Profile
from trimtab.domain.plans import Block, Certificate, Plan
from trimtab.domain.practices import Boundary
from trimtab.domain.tasks import Messages
from trimtab.domain.time import WEEKDAYS, ClockSpan, Horizon
from trimtab.reports.reach_words import hours_sentence, signatures, statuses

EN_DASH = "\N{EN DASH}"
PERSON = Person(name="Sam", time_zone="America/New_York")
EVENINGS = Boundary("No work after nine", "work", ClockSpan(21 * 60, 6 * 60))


def said(profile: Profile, worked: tuple[str, ...] = ()) -> str:
    """The sentence on hours."""
    return hours_sentence(profile, reached_by(profile, worked=worked)).replace(EN_DASH, "-")


def test_every_open_hour_is_told_by_the_days_of_the_week():
    """However many groups there are; where nothing ends a day, waking hours do."""
    boundaries = (
        Boundary("Nights", "work", ClockSpan(1320, 360), WEEKDAYS[:4], (ClockSpan(1350, 1380),)),
        Boundary("Clinic", "calls", ClockSpan(720, 780), ("wed",)),
        Boundary("Sunday", "work", ClockSpan(0, 1440), ("sun",)),
    )
    assert said(Profile(person=PERSON, boundaries=boundaries)) == (
        "I can be reached Mon 07:00-22:00 and 22:30-23:00; "
        "Tue and Thu 06:00-22:00 and 22:30-23:00; "
        "Wed 06:00-12:00, 13:00-22:00 and 22:30-23:00; "
        "Fri 06:00-22:00; Sat 07:00-22:00 (New York time)."
    )
    assert said(Profile(person=PERSON)) == ""


def test_hours_and_messages_are_of_the_same_days():
    """Who answers on weekdays is reached on weekdays, and is back on one."""
    profile = Profile(person=PERSON, boundaries=(EVENINGS,), messages=Messages(days=WEEKDAYS[:5]))
    assert said(profile) == "I can be reached Mon to Fri 06:00-21:00 (New York time)."
    assert statuses(profile, reached_by(profile))[1].text == (
        "Off until 06:00 on my next working day."
    )


def test_a_boundary_of_every_day_promises_no_weekend():
    """Weekdays, or those worked; Saturday where the person named it, or closed Sunday alone."""
    evenings = Profile(person=PERSON, boundaries=(EVENINGS,))
    assert said(evenings) == "I can be reached Mon to Fri 06:00-21:00 (New York time)."
    assert "Mon to Thu 06:00-21:00 (" in said(evenings, WEEKDAYS[:4])
    weekdays = Boundary("Clinic ends", "work", ClockSpan(1110, 480), WEEKDAYS[:5])
    assert "Sat" not in said(Profile(person=PERSON, boundaries=(weekdays,)))
    for named in (
        Boundary("Saturday noon", "calls", ClockSpan(720, 780), ("sat",)),
        Boundary("Sunday is mine", "work", ClockSpan(0, 1440), ("sun",)),
    ):
        told = said(replace(evenings, boundaries=(EVENINGS, named)), WEEKDAYS[:4])
        assert "Mon to Thu" not in told
        assert "Sat" in told


def test_shifts_have_no_hours_of_the_clock_but_those_that_the_plan_leaves():
    """Asleep by day, at work by night: neither is promised, nor the way to bed between."""
    midnight = datetime(2026, 11, 17, tzinfo=UTC)

    def block(start: float, hours: float, kind: str, origin: str = "") -> Block:
        begin = midnight + timedelta(hours=start)
        return Block(begin, begin + timedelta(hours=hours), kind, kind, origin=origin)

    blocks = (
        block(-5, 12, "commitment", "duty"),
        block(8.5, 8, "sleep"),
        block(18.5, 0.5, "travel"),
        block(19, 12, "commitment", "duty"),
    )
    horizon = Horizon(date(2026, 11, 17), 1, "UTC")
    plan = Plan("Sam", horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))
    profile = Profile(person=replace(PERSON, time_zone="UTC"), boundaries=(EVENINGS,))
    reached = reached_by(profile, plan, midnight + timedelta(hours=10))
    assert [f"{start:%H:%M}-{end:%H:%M}" for start, end in reached.ahead] == ["16:30-18:30"]
    assert "Tue 17 Nov 16:30" in signatures(profile, reached)[-1].text
    assert statuses(profile, reached)[1].text == "Off until Tue 16:30."
    rostered = replace(profile, calendars=(CalendarSource("duty.ics", kind="duty"),))
    assert said(rostered).startswith("I work shifts")
    early = reached_by(profile, plan, midnight + timedelta(hours=7))
    assert early.ahead == reached.ahead


def test_duty_before_the_next_open_hour_is_never_told_as_time_off():
    """Monday before a week of long days: on duty from 06:30, to be reached on Saturday alone."""
    midnight = datetime(2026, 11, 23, tzinfo=UTC)
    profile = Profile(person=replace(PERSON, time_zone="UTC"))
    duty = midnight + timedelta(hours=6.5), midnight + timedelta(hours=18)
    saturday = midnight + timedelta(days=5, hours=16), midnight + timedelta(days=5, hours=20)

    def off(hours: float) -> str:
        now = midnight + timedelta(hours=hours)
        reached = Reached(has_shifts=True, ahead=(saturday,), now=now, duty=duty)
        return statuses(profile, reached)[1].text

    assert off(5.75) == "Off now, on duty from Mon 06:30. Can be reached from Sat 16:00."
    assert off(7) == "Off now. Can be reached from Sat 16:00."
    later = replace(profile, calendars=(CalendarSource("duty.ics", kind="duty"),))
    horizon = Horizon(date(2026, 11, 23), 1, "UTC")
    blocks = (Block(*duty, "Wards", "commitment", origin="duty"),)
    plan = Plan("Sam", horizon, blocks, (), (), Certificate(1.0, 1.0, 0.0, 0.0))
    assert reached_by(later, plan, midnight).duty == duty
    assert reached_by(later, plan, duty[1]).duty is None
