"""What nobody could travel between in time is told, once each and a handful at most."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from written_weeks import MONDAY, event, profile

from trimtab.app.overlaps import find_double_bookings
from trimtab.app.tight_ways import MOST_TOLD, find_cut_ways, find_tight_ways
from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Person
from trimtab.domain.published import KEPT_SOURCE
from trimtab.domain.time import Horizon
from trimtab.planner.line import Week, WeekRequest

HOME = Person(time_zone="UTC", commute_minutes=45)


def told(*commitments: Commitment, now: int = 0, first_day: date = MONDAY) -> list[str]:
    """What is said of these commitments."""
    request = WeekRequest(profile(HOME), Horizon(first_day, 7, "UTC"), commitments, now=now)
    return [problem.what for problem in find_tight_ways(Week(request))]


def test_less_time_than_the_way_takes_is_told_with_both():
    """A quarter of an hour from clinic to school where the way takes three."""
    clinic = event("Clinic", "mon 09:00", 1, "clinic", source="work.ics", line=4)
    school = event("Pick-up", "mon 10:15", 0.75, "family", source="kids.ics", line=9)
    request = WeekRequest(profile(HOME), Horizon(MONDAY, 7, "UTC"), (clinic, school))
    (problem,) = find_tight_ways(Week(request))
    assert problem.what == (
        '15 min between "Clinic" and "Pick-up" from Mon 2 Nov 10:00; the way takes 45.'
    )
    assert (problem.file, problem.line) == ("kids.ics", 9)
    assert "give them the same location" in problem.mend


def cut(*commitments: Commitment, now: int = 0) -> list[str]:
    """What is said of ways that something in the plan's own calendar cuts."""
    request = WeekRequest(profile(HOME), Horizon(MONDAY, 7, "UTC"), commitments, now=now)
    return [str(problem) for problem in find_cut_ways(Week(request))]


def test_what_a_person_puts_over_a_way_is_told():
    """A block dragged over the way to clinic, or over the way home, says what is left of it."""
    clinic = event("Clinic", "mon 09:00", 1, "clinic")
    before = event("Run", "mon 08:30", 1, source=KEPT_SOURCE, is_remote=True)
    after = event("Read", "mon 10:00", 0.25, source=KEPT_SOURCE, is_remote=True)
    rest = "the way takes 45. Move what you put there, or delete it there."
    run, read = '"Run" leaves 15 min of the way to', '"Read" leaves 30 min of the way from'
    assert cut(clinic, before, after) == [
        f'The plan\'s calendar: {run} "Clinic" on Mon 2 Nov 08:15; {rest}',
        f'The plan\'s calendar: {read} "Clinic" on Mon 2 Nov 10:00; {rest}',
    ]
    assert cut(clinic, replace(before, source="other.ics")) == []
    assert cut(clinic, before, now=10 * 60) == []


def test_a_booking_twice_of_what_a_person_put_there_says_where_to_mend_it():
    """Marking it as free does nothing there: it is moved or deleted in the plan's calendar."""
    concert = event("Concert", "mon 17:30", 1, source="me.ics", line=3)
    kept = event("Read", "mon 17:20", 0.5, source=KEPT_SOURCE, is_remote=True)
    (problem,) = find_double_bookings((concert, kept), "UTC")
    assert str(problem) == (
        'The plan\'s calendar: "Read" and "Concert" overlap from Mon 2 Nov 17:30; both are kept. '
        "Move what you put there, or delete it there."
    )


def test_time_enough_is_not_told():
    """Exactly the way's length is enough."""
    clinic = event("Clinic", "mon 09:00", 1, "clinic")
    assert told(clinic, event("Pick-up", "mon 10:45", 1, "family")) == []


def test_one_place_needs_no_way():
    """Two things at work, two at home, two at one address, and what is done by video."""
    at = {"location": "School Lane 3"}
    assert told(event("Clinic", "mon 09:00", 1, "clinic"), event("Ward", "mon 10:00", 4)) == []
    assert (
        told(event("Tea", "mon 09:00", 1, "family"), event("Nap", "mon 10:00", 1, "family")) == []
    )
    one, other = (event(name, when, 1, "family", **at) for name, when in PAIR)
    assert told(one, other) == []
    video = event("Supervision", "mon 10:00", 1, "clinic", is_remote=True)
    assert told(event("Clinic", "mon 09:00", 1, "clinic"), video) == []


PAIR = (("Class", "mon 09:00"), ("Parents", "mon 10:00"))


def test_the_same_pair_is_told_once_with_how_often():
    """Three days of it are one line, at the tightest of them."""
    days = ("mon", "tue", "wed")
    clinics = [event("Clinic", f"{day} 09:00", 1, "clinic") for day in days]
    minutes = (":20", ":10", ":30")
    later = [
        event("Pick-up", f"{day} 10{m}", 1, "family") for day, m in zip(days, minutes, strict=True)
    ]
    (said,) = told(*clinics, *later)
    assert said.startswith('10 min between "Clinic" and "Pick-up" from Tue 3 Nov 10:00, 3 times')


def test_a_handful_is_told_and_the_rest_counted():
    """Of seven pairs the first five are told in full."""
    clinics = [event("Clinic", f"{day} 09:00", 1, "clinic") for day in DAYS]
    after = [event(f"Call {day}", f"{day} 10:10", 1, "family") for day in DAYS]
    said = told(*clinics, *after)
    assert len(said) == MOST_TOLD + 1
    assert said[-1] == "2 more pairs of events have less time between them than the way takes."


DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def test_what_overlaps_or_is_over_is_left_to_others():
    """An overlap has its own line, and nobody can be early for yesterday."""
    clinic = event("Clinic", "mon 09:00", 1, "clinic")
    assert told(clinic, event("Pick-up", "mon 09:30", 1, "family")) == []
    assert told(clinic, event("Pick-up", "mon 10:10", 1, "family"), now=2 * 1440) == []
