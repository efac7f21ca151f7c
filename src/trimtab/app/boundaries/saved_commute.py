"""Practices that suit work from home: the way that is saved, and a begin and an end of the day."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.app.boundaries.hours_reached import DayHours, days_of_same_hours
from trimtab.app.closed_hours import OpenHours, open_hours
from trimtab.domain.people import Profile
from trimtab.domain.time import WEEKDAYS, ClockSpan

BEGIN, CLOSE = "Begin the day", "Close the day"
SAVED = "Instead of the commute"
TINY = 5
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


def working_span(profile: Profile) -> tuple[ClockSpan, tuple[str, ...]]:
    """The hours that boundaries leave to work on most days, and those days; nine to five without.

    What is open from midnight or to midnight tells nothing and is passed over.
    """
    spans = _told(profile)
    if not spans:
        return USUAL_DAY, WEEKDAYS[:5]
    most = max(spans, key=lambda one: (len(one.days), one.end - one.start))
    return ClockSpan(most.start, most.end), _workdays(most)


def working_week(profile: Profile) -> tuple[DayHours, ...]:
    """The same, with every stretch of a day and every day that has hours of its own."""
    open_on = [(d, ClockSpan(one.start, one.end)) for one in _told(profile) for d in _workdays(one)]
    return days_of_same_hours(open_on) or (DayHours(WEEKDAYS[:5], (USUAL_DAY,)),)


def _told(profile: Profile) -> list[OpenHours]:
    hours = open_hours(profile.boundaries, {"work"})
    return [one for one in hours if one.start > 0 and one.end < 1440]


def _workdays(hours: OpenHours) -> tuple[str, ...]:
    """Its days from Monday to Friday; the weekend's where it has no other."""
    return tuple(day for day in hours.days if day in WEEKDAYS[:5]) or hours.days


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
