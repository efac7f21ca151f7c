"""Boundaries that many want, ready to be added as they are and changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from trimtab.domain.people import Profile
from trimtab.domain.practices import Boundary
from trimtab.domain.time import WEEKDAYS

ReadyValue = str | int | float | bool | list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """One to add: its name, one sentence on it, and the table that is written."""

    key: str
    name: str
    about: str
    table: Literal["boundary", "messages"]
    values: Mapping[str, ReadyValue]


READY: tuple[Ready, ...] = (
    Ready(
        key="evening",
        name="No work after nine",
        about="21:00 to 06:00 holds no tasks, notes or messages; half an hour of it stays open.",
        table="boundary",
        values={
            "name": "No work after nine",
            "kind": "work",
            "off": "21:00-06:00",
            "except": ["21:00-21:30"],
            "except_times_per_week": 2,
        },
    ),
    Ready(
        key="days_off",
        name="The laptop stays closed at weekends",
        about="Saturday and Sunday hold no tasks; Sunday evening may, once.",
        table="boundary",
        values={
            "name": "Laptop closed at weekends",
            "kind": "work",
            "off": "00:00-24:00",
            "days": ["sat", "sun"],
            "except": ["19:00-20:00"],
            "except_times_per_week": 1,
        },
    ),
    Ready(
        key="screens",
        name="Screens off late",
        about="From 22:00 to 06:30 nothing is planned on a screen.",
        table="boundary",
        values={"name": "Screens off late", "kind": "screens", "off": "22:00-06:30"},
    ),
    Ready(
        key="half_day",
        name="A half-day without study",
        about="Sunday from noon holds no study.",
        table="boundary",
        values={
            "name": "Sunday without study",
            "kind": "study",
            "off": "12:00-22:00",
            "days": ["sun"],
        },
    ),
    Ready(
        key="calls",
        name="No calls early or late",
        about="Before 08:00 and after 21:30 no call is planned.",
        table="boundary",
        values={"name": "No calls early or late", "kind": "calls", "off": "21:30-08:00"},
    ),
    Ready(
        key="messages",
        name="Messages at two times",
        about="Answered together at 09:00 and 16:00, none before 08:00 or after 18:00.",
        table="messages",
        values={"at": ["09:00", "16:00"], "earliest": "08:00", "latest": "18:00"},
    ),
)


def ready_for(profile: Profile) -> tuple[Ready, ...]:
    """Those that a profile has nothing like yet."""
    return tuple(one for one in READY if not _has_like(profile, one))


def ready_called(key: str) -> Ready | None:
    """The one of this key."""
    return next((one for one in READY if one.key == key), None)


def _has_like(profile: Profile, one: Ready) -> bool:
    """Whether the same hours of the week are spoken for already."""
    if one.table == "messages":
        return profile.messages is not None
    alike = [each for each in profile.boundaries if each.kind == one.values["kind"]]
    is_of_some_days = "days" in one.values
    return any(each.name == one.values["name"] for each in profile.boundaries) or any(
        is_of_days(each) == is_of_some_days for each in alike
    )


def is_of_days(boundary: Boundary) -> bool:
    """Whether a boundary is of some days of the week alone."""
    return set(boundary.days) != set(WEEKDAYS)
