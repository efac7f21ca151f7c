"""A rotation or a rest as a form gives it, and as a table of the profile."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from trimtab.domain.people import Intensity
from trimtab.profiles.appending import check_sound, joined, quoted
from trimtab.profiles.editing import remove_table
from trimtab.reports.wording import dates_text

INTENSITIES: tuple[str, ...] = get_args(Intensity)
LONGEST_NAME = 80
LONGEST_DAYS = 730
MOST_HOURS = 100


@dataclass(frozen=True, slots=True)
class TypedRotation:
    """What stands in the fields, letter for letter."""

    name: str = ""
    start: str = ""
    end: str = ""
    intensity: str = "heavy"
    hours: str = ""


def typed_rotation(form: Mapping[str, object]) -> TypedRotation:
    """The fields of a form."""
    said = {
        field: " ".join(str(form.get(field, "")).split())
        for field in ("name", "start", "end", "intensity", "hours")
    }
    return TypedRotation(**said)


def mistakes(typed: TypedRotation) -> dict[str, str]:
    """What keeps it from being added, by field, with how to mend it."""
    found: dict[str, str] = {}
    if not typed.name:
        found["name"] = "Give it a name, such as Cardiology."
    elif len(typed.name) > LONGEST_NAME:
        found["name"] = f"Please keep it to {LONGEST_NAME} characters."
    start, end = _day(typed.start), _day(typed.end)
    if start is None:
        found["start"] = "Choose the first day."
    if end is None:
        found["end"] = "Choose the last day."
    if start and end and end < start:
        found["end"] = "The last day lies before the first."
    elif start and end and (end - start).days > LONGEST_DAYS:
        found["end"] = "Two years at most; add the next one when it comes."
    if typed.intensity not in INTENSITIES:
        found["intensity"] = "Choose heavy, regular or light."
    hours_fit = typed.hours.isdecimal() and int(typed.hours) <= MOST_HOURS
    if typed.hours and not hours_fit:
        found["hours"] = f"Write whole hours, {MOST_HOURS} at most, or leave it empty."
    return found


def with_rotation(text: str, typed: TypedRotation, file: str) -> str:
    """The profile with a rotation at its end, read back and found sound. Raises ProfileError."""
    values = {
        "name": quoted(typed.name),
        "start": typed.start,
        "end": typed.end,
        "intensity": quoted(typed.intensity),
        "duty_hours_per_week": typed.hours.lstrip("0"),
    }
    lines = ["[[season]]", *(f"{key} = {value}" for key, value in values.items() if value)]
    added = joined(text, "\n".join(lines) + "\n")
    check_sound(added, file, "season")
    return added


@dataclass(frozen=True, slots=True)
class Spell:
    """A rotation or a rest that stands in the profile, and its place there."""

    number: int
    name: str
    dates: str
    intensity: str


def spells_ahead(text: str, today: date) -> tuple[Spell, ...]:
    """The rotations and rests of a sound profile that are not over, in order of days."""
    rows = [
        (row["start"], row["end"], number, row)
        for number, row in enumerate(tomllib.loads(text).get("season", []))
        if row["end"] >= today
    ]
    return tuple(
        Spell(
            number,
            row["name"],
            _dates(start, end, today),
            row.get("intensity", "regular"),
        )
        for start, end, number, row in sorted(rows, key=lambda one: one[:3])
    )


def _dates(start: date, end: date, today: date) -> str:
    year = "" if end.year == today.year else f" {end.year}"
    return dates_text(start, end) + year


def without_rotation(text: str, number: int, file: str) -> str:
    """The profile without one of its rotations. Raises ProfileError."""
    left = remove_table(text, ("season", number))
    check_sound(left, file, "season")
    return left


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-16") else None
    except ValueError:
        return None
