"""Whose day a day that matters is, and when it is that day by their own clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.people.call_hours import is_elsewhere
from trimtab.app.people.important_days import HOME, WORK
from trimtab.domain.important_days import ImportantDay
from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.time import ClockSpan, Horizon, Interval


def people_of(profile: Profile, day: ImportantDay) -> tuple[OtherPerson, ...]:
    """Whose birthday it is, or who keeps the holiday."""
    names = {day.person, *day.places}
    return tuple(one for one in profile.people if one.name in names and not one.is_off)


def clock_of(profile: Profile, day: ImportantDay) -> str:
    """The zone whose clock says when it is that day.

    The person's own, unless people elsewhere alone keep it; then that of the first of them.
    """
    theirs = people_of(profile, day)
    is_ours = bool({WORK, HOME} & set(day.places))
    is_far = theirs and all(is_elsewhere(profile, one) for one in theirs)
    return theirs[0].time_zone if is_far and not is_ours else profile.person.time_zone


def own_days(day: date, there: str, zone: str) -> Horizon:
    """The days in `zone` that a day by the clock of the zone `there` lies on: two as a rule."""
    theirs = Horizon(day, 1, there)
    last_minute = theirs.instant_of(theirs.minutes) - timedelta(minutes=1)
    first, last = (at.astimezone(ZoneInfo(zone)).date() for at in (theirs.origin, last_minute))
    return Horizon(first, (last - first).days + 1, zone)


def their_day(day: date, there: str, horizon: Horizon) -> Interval:
    """A day by the clock of a zone, midnight to midnight, in minutes of `horizon`.

    >>> home = Horizon(date(2026, 11, 30), 1, "America/Chicago")
    >>> their_day(date(2026, 11, 30), "Asia/Kolkata", home)
    Interval(start=-690, end=750)
    """
    theirs = Horizon(day, 1, there)
    start = horizon.minute_of(theirs.origin)
    return Interval(start, start + theirs.minutes)


def hours_there(
    profile: Profile, name: str, day: date, hours: ClockSpan
) -> tuple[datetime, datetime] | None:
    """When hours of a day begin and end for somebody elsewhere; None by the person's own clock."""
    person = next((one for one in profile.people if one.name == name), None)
    if person is None or not is_elsewhere(profile, person):
        return None
    horizon = Horizon(day, 1, profile.person.time_zone)
    span, zone = horizon.span_on(0, hours), ZoneInfo(person.time_zone)
    start, end = horizon.instant_of(span.start), horizon.instant_of(span.end)
    return start.astimezone(zone), end.astimezone(zone)
