"""Days that matter to somebody: birthdays and holidays, and how they are to be told."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

TELL_DAYS = 14
"""So many days before it a day is told of (our choice)."""

DayKind = Literal["birthday", "holiday"]


@dataclass(frozen=True, slots=True)
class Birthday:
    """A day of the year, with the year of birth where that is known."""

    month: int
    day: int
    year: int | None = None

    def in_year(self, year: int) -> date:
        """The day it is kept on in a year: 29 February on the 28th where there is none.

        >>> Birthday(2, 29).in_year(2027).isoformat()
        '2027-02-28'
        """
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


@dataclass(frozen=True, slots=True)
class DaysTold:
    """How days that matter are told: how many days before, and names that are left out."""

    tell_days: int = TELL_DAYS
    hide: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportantDay:
    """A day that matters: what it is called, whose it is, and where it is a holiday.

    `person` is somebody's name, empty for a holiday that is nobody's alone. `places` say where it
    is kept: "work", "home" and names of people. `turns` is the age reached, where it is known.
    """

    day: date
    name: str
    kind: DayKind
    person: str = ""
    places: tuple[str, ...] = field(default=())
    turns: int | None = None
