"""Weeks ahead by how heavy they are, spells of them, free weekends and breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import Literal

from trimtab.app.daily.season_days import DayAhead

Load = Literal["heavy", "steady", "light", "off", "unknown"]

HEAVY_HOURS = 60
NIGHTS_IN_A_ROW = 3
"""The same that the planner takes for a heavy spell: sixty hours in seven days, three nights in a
row."""

LIGHT_HOURS = 30
"""A week of which the roster is out is light below so many hours (our choice), unless most of its
days are called regular, or the person's own weeks have as few."""

OWN_WEEKS, OWN_SHARE = 4, 0.75
"""From so many weeks of work known on, light is less than this part of the usual one (our choice):
who works three days a week has more time in none of them."""

MOST_OF_A_WEEK = 4
BREAK_DAYS = 3
"""Free days in a row that make a break (our choice)."""


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """Monday to Sunday: its load, its hours of work, and what the rotation usually takes.

    `usual_hours` is None where the roster is out, or where nobody said what a week takes.
    """

    days: tuple[DayAhead, ...]
    load: Load
    hours: float
    nights: int
    usual_hours: int | None = None

    @property
    def monday(self) -> date:
        """Its first day."""
        return self.days[0].day

    @property
    def is_known(self) -> bool:
        """Whether the roster, or leave, tells of every day of it."""
        return _is_told(self.days)

    @property
    def seasons(self) -> tuple[str, ...]:
        """Rotations it touches, in order."""
        return tuple(dict.fromkeys(day.season.name for day in self.days if day.season))


@dataclass(frozen=True, slots=True)
class Spell:
    """Weeks in a row of the same load."""

    load: Load
    weeks: tuple[WeekAhead, ...]

    @property
    def first(self) -> date:
        """Its first day."""
        return self.weeks[0].monday

    @property
    def last(self) -> date:
        """Its last day."""
        return self.weeks[-1].days[-1].day


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that are free; `is_kept` says that most are kept as leave or a light season."""

    first: date
    last: date
    is_kept: bool

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def weeks_ahead(days: Sequence[DayAhead]) -> tuple[WeekAhead, ...]:
    """Days from a Monday on, by the week."""
    long_nights = _nights_in_rows(days)
    rows = [tuple(days[at : at + 7]) for at in range(0, len(days) - 6, 7)]
    light_hours = _light_hours(rows)
    return tuple(_week(row, long_nights, light_hours) for row in rows)


def _light_hours(rows: Iterable[Sequence[DayAhead]]) -> float:
    """Hours below which a week is light, for who works as the known ones of these weeks say."""
    worked = sorted(filter(None, (_hours(row) for row in rows if _is_told(row))))
    if len(worked) < OWN_WEEKS:
        return LIGHT_HOURS
    return min(LIGHT_HOURS, median(worked) * OWN_SHARE)


def spells(weeks: Sequence[WeekAhead]) -> tuple[Spell, ...]:
    """Weeks gathered by load, in order."""
    return tuple(Spell(load, tuple(row)) for load, row in groupby(weeks, key=lambda one: one.load))


def free_weekends(days: Sequence[DayAhead], today: date) -> tuple[date, ...]:
    """Saturdays from today on that are free with their Sundays."""
    by_day = {day.day: day for day in days}
    return tuple(
        day.day
        for day in days
        if day.day.weekday() == 5 and day.day >= today and day.is_free and _free_next(day, by_day)
    )


def free_stretches(days: Sequence[DayAhead], today: date) -> Iterator[Stretch]:
    """Free days in a row from today on, the long and the short."""
    rest = [day for day in days if day.day >= today]
    for is_free, row in groupby(rest, key=lambda day: day.is_free):
        if is_free:
            held = list(row)
            kept = sum(day.is_off or _is_light(day) for day in held)
            yield Stretch(held[0].day, held[-1].day, kept >= min(len(held), BREAK_DAYS))


def _week(
    days: tuple[DayAhead, ...], long_nights: frozenset[date], light_hours: float
) -> WeekAhead:
    hours = _hours(days)
    nights = sum(day.is_night for day in days)
    usual = _usual_hours(days) if not hours else None
    long_here = sum(day.day in long_nights for day in days)
    load = _said_load(days, max(hours, usual or 0), long_here) or _known_load(days, light_hours)
    return WeekAhead(days, load, hours, nights, usual)


def _hours(days: Iterable[DayAhead]) -> float:
    return sum(day.minutes for day in days) / 60


def _is_told(days: Iterable[DayAhead]) -> bool:
    return all(day.is_known or day.is_off for day in days)


def _said_load(days: Sequence[DayAhead], hours: float, long_nights: int) -> Load | None:
    """What leave, many hours or nights, and rotations say of a week; None for nothing."""
    said = [day.season.intensity for day in days if day.season]
    if sum(day.is_off for day in days) >= MOST_OF_A_WEEK:
        return "off"
    if hours >= HEAVY_HOURS or long_nights >= 2:
        return "heavy"
    for load in ("heavy", "light"):
        if said.count(load) >= MOST_OF_A_WEEK:
            return load
    return None


def _known_load(days: Sequence[DayAhead], light_hours: float) -> Load:
    """What the roster leaves of a week; one called regular is light only with nothing in it."""
    hours = _hours(days)
    regular = sum(day.season is not None and day.season.intensity == "regular" for day in days)
    is_as_said = hours > 0 and regular >= MOST_OF_A_WEEK
    is_light = hours < light_hours and not any(day.is_night for day in days)
    if _is_told(days) and is_light and not is_as_said:
        return "light"
    known = sum(day.is_known or day.season is not None for day in days)
    return "steady" if known >= MOST_OF_A_WEEK else "unknown"


def _usual_hours(days: Sequence[DayAhead]) -> int | None:
    """What the rotations of a week usually take, of a week whose roster is not out."""
    if any(day.is_known for day in days):
        return None
    shares = [day.season.duty_hours_per_week / 7 for day in days if day.season and not day.is_off]
    return round(sum(shares)) or None


def _nights_in_rows(days: Sequence[DayAhead]) -> frozenset[date]:
    """Nights that stand in a row of several."""
    rows = (list(row) for is_night, row in groupby(days, key=lambda day: day.is_night) if is_night)
    return frozenset(day.day for row in rows if len(row) >= NIGHTS_IN_A_ROW for day in row)


def _free_next(day: DayAhead, by_day: dict[date, DayAhead]) -> bool:
    following = by_day.get(day.day + timedelta(days=1))
    return following is not None and following.is_free


def _is_light(day: DayAhead) -> bool:
    return day.season is not None and day.season.intensity == "light"
