"""Practices that suit work from home: the way that is saved, and a begin and an end of the day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from trimtab.app.closed_hours import OpenHours, open_hours
from trimtab.domain.people import Profile
from trimtab.domain.time import MINUTES_PER_DAY, WEEKDAYS, ClockSpan

BEGIN, CLOSE = "Begin the day", "Close the day"
SAVED = "Instead of the commute"
TINY = 5
WORKDAYS = WEEKDAYS[:5]
RITUAL_MINUTES = (10, 5)
AROUND = 60
USUAL_DAY = ClockSpan(9 * 60, 17 * 60)
MOST_MINUTES = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """A practice to add: its hours, its days, and its doses in minutes."""

    name: str
    value: str
    doses: tuple[int, ...]
    only: tuple[ClockSpan, ...]
    days: tuple[str, ...]


def working_hours(profile: Profile) -> tuple[OpenHours, ...]:
    """The hours that boundaries leave to work, Monday to Friday; nine to five without.

    Weekends count where they alone have such hours. An open stretch of a whole day tells nothing
    and is passed over.
    """
    opened = open_hours(profile.boundaries, {"work"})
    spans = [one for one in opened if one.start > 0 and one.end < MINUTES_PER_DAY]
    in_week = [(one, [day for day in one.days if day in WORKDAYS]) for one in spans]
    by_day = [replace(one, days=tuple(days)) for one, days in in_week if days]
    usual = OpenHours(WORKDAYS, USUAL_DAY.start, USUAL_DAY.end)
    return tuple(by_day or spans or [usual])


def working_span(profile: Profile) -> tuple[ClockSpan, tuple[str, ...]]:
    """Those of them that most days have, and these days."""
    most = max(working_hours(profile), key=lambda one: (len(one.days), one.end - one.start))
    return ClockSpan(most.start, most.end), most.days


def saved_commute(profile: Profile, minutes: int, value: str, name: str = "") -> Suggested:
    """What the way would have taken, spent on something else, before work or after it."""
    hours, days = working_span(profile)
    half = minutes // 2 // 5 * 5
    doses = tuple(dict.fromkeys(one for one in (minutes, half, TINY) if 0 < one <= minutes))
    around = max(AROUND, minutes)
    spans = tuple(
        ClockSpan(start % 1440, end)
        for start, end in (
            (max(0, hours.start - around), hours.start),
            (hours.end, min(1440, hours.end + around)),
        )
        if end > start
    )
    return Suggested(name=name or SAVED, value=value, doses=doses, only=spans, days=days)


def day_rituals(profile: Profile, value: str) -> tuple[Suggested, Suggested]:
    """A begin of the day around the hour work opens, and a close around the hour it ends."""
    hours, days = working_span(profile)
    opens = ClockSpan(max(0, hours.start - AROUND // 2), hours.start + AROUND // 2)
    ends = ClockSpan(hours.end - AROUND // 2, min(1440, hours.end + AROUND // 2))
    return (
        Suggested(name=BEGIN, value=value, doses=RITUAL_MINUTES, only=(opens,), days=days),
        Suggested(name=CLOSE, value=value, doses=RITUAL_MINUTES, only=(ends,), days=days),
    )
