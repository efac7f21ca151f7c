"""The person planned for, the others in their life, and their season."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from trimtab.domain.commitments import CalendarSource
from trimtab.domain.practices import Boundary, Practice, Protect
from trimtab.domain.tasks import Messages, Task
from trimtab.domain.time import ClockSpan

Role = Literal["student", "clerkship", "resident", "fellow", "attending", "remote"]
Chronotype = Literal["morning", "intermediate", "evening"]
Intensity = Literal["heavy", "regular", "light"]
ROLES: tuple[str, ...] = get_args(Role)


@dataclass(frozen=True, slots=True)
class Person:
    """The person planned for."""

    name: str = "You"
    time_zone: str = "UTC"
    role: Role = "resident"
    chronotype: Chronotype = "intermediate"
    sleep_minutes: int = 480
    commute_minutes: int = 20
    rulebook: str | None = None


@dataclass(frozen=True, slots=True)
class OtherPerson:
    """Someone in this life: the hours they are awake, in their own zone."""

    name: str
    time_zone: str
    awake: ClockSpan = field(default_factory=lambda: ClockSpan(8 * 60, 22 * 60))
    calendar: str | None = None


@dataclass(frozen=True, slots=True)
class Season:
    """A spell with its own intensity, both dates inclusive."""

    name: str
    start: date
    end: date
    intensity: Intensity = "regular"


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything a person told us; `values` maps each value to its weight (positive)."""

    person: Person = field(default_factory=Person)
    values: dict[str, float] = field(default_factory=dict)
    open_share: float = 0.3
    calendars: tuple[CalendarSource, ...] = ()
    seasons: tuple[Season, ...] = ()
    practices: tuple[Practice, ...] = ()
    people: tuple[OtherPerson, ...] = ()
    tasks: tuple[Task, ...] = ()
    protects: tuple[Protect, ...] = ()
    boundaries: tuple[Boundary, ...] = ()
    messages: Messages | None = None

    def intensity_on(self, day: date) -> Intensity:
        """Intensity of the season that holds `day`; regular when none does, the last wins."""
        for season in reversed(self.seasons):
            if season.start <= day <= season.end:
                return season.intensity
        return "regular"
