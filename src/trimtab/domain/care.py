"""Hours in which somebody has to be there for a child or a parent, who can, and own health."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from trimtab.domain.time import WEEKDAYS, ClockSpan, Interval

ME = "me"
"""How the person planned for is named among those who can be there."""

WORKDAYS = WEEKDAYS[:5]
OwnCareKind = Literal["doctor", "dentist", "therapist", "other"]
OWN_CARE_KINDS: tuple[str, ...] = get_args(OwnCareKind)


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days from `first` to `last`, both inclusive."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody with hours of their own, a nanny or a school, and the days they are off.

    With dates of their own (`on`) they are there on these alone.
    """

    name: str
    between: ClockSpan
    days: tuple[str, ...] = WORKDAYS
    off: tuple[DaysOff, ...] = ()
    on: tuple[date, ...] = ()

    def is_there_on(self, day: date) -> bool:
        """Whether their hours hold on a day."""
        is_theirs = day in self.on if self.on else WEEKDAYS[day.weekday()] in self.days
        return is_theirs and not any(one.holds(day) for one in self.off)


@dataclass(frozen=True, slots=True)
class Care:
    """Hours in which somebody has to be there for `name`, on days of the week and their dates.

    `by` are those who can: "me" and names of people; `covers` are others with hours of their own.
    Where it is `asleep_ok`, who is at home may sleep.
    """

    name: str
    between: ClockSpan = field(default_factory=lambda: ClockSpan(0, 1440))
    days: tuple[str, ...] = WEEKDAYS
    by: tuple[str, ...] = (ME,)
    covers: tuple[Cover, ...] = ()
    asleep_ok: bool = False
    start: date | None = None
    end: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether its hours begin on a day."""
        begun = self.start is None or self.start <= day
        return begun and (self.end is None or day <= self.end) and self._weekday(day) in self.days

    def _weekday(self, day: date) -> str:
        return WEEKDAYS[day.weekday()]


@dataclass(frozen=True, slots=True)
class OwnCare:
    """The person's own doctor, dentist or therapist: how often, how long, and when they see people.

    `booked` is the appointment, on the person's clock; `last` the day of the last one.
    `way_minutes` is the way there, None for the way to work.
    """

    name: str
    kind: OwnCareKind = "doctor"
    minutes: int = 30
    way_minutes: int | None = None
    every_months: int | None = None
    last: date | None = None
    booked: datetime | None = None
    between: ClockSpan = field(default_factory=lambda: ClockSpan(8 * 60, 17 * 60))
    days: tuple[str, ...] = WORKDAYS
    private: bool = True


@dataclass(frozen=True, slots=True, order=True)
class KeptHome:
    """Hours in which the person alone can be there for someone, in minutes of a horizon."""

    interval: Interval
    name: str
    asleep_ok: bool = False
