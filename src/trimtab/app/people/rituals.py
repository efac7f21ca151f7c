"""Rituals to keep with people, ready to be taken: each with a tiny dose for hard weeks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from trimtab.domain.people import OtherPerson, Profile
from trimtab.domain.practices import Practice, Protect

PEOPLE_VALUES = ("family", "friends", "partner", "people", "relationships", "love", "children")
PHONES_AWAY = "phones away"


@dataclass(frozen=True, slots=True)
class Ritual:
    """One that is ready: its name, how often, its doses, hours liked, and what is said of it.

    `every` is what a practice's table says of its rhythm. `tiny` tells what the smallest dose is.
    `is_near` where it needs both in one place.
    """

    key: str
    name: str
    often: str
    doses: tuple[int, ...]
    tiny: str
    every: Mapping[str, int | str]
    prefer: tuple[str, ...]
    is_near: bool = True
    note: str = ""


RITUALS = (
    Ritual(
        "dinner", "Dinner", "every week", (60, 30, 15), "a cup of tea together", {},
        ("17:30-20:30",), note=PHONES_AWAY,
    ),
    Ritual(
        "date", "Date", "every two weeks", (150, 90, 30), "half an hour, the two of you",
        {"every_weeks": 2}, ("17:00-22:00",), note=PHONES_AWAY,
    ),
    Ritual(
        "walk", "Walk", "every week", (45, 20, 10), "once round the block", {},
        ("08:00-11:00", "15:00-19:00"),
    ),
    Ritual(
        "outing", "Outing", "once a month", (240, 120, 45), "an ice cream, a park bench",
        {"every": "month"}, ("09:00-18:00",), note=PHONES_AWAY,
    ),
    Ritual(
        "call", "Call", "every week", (30, 15, 5), "a voice note", {},
        ("12:00-13:30", "17:00-20:30"), is_near=False,
    ),
    Ritual(
        "coffee", "Virtual coffee", "every two weeks", (30, 15, 5), "a voice note",
        {"every_weeks": 2}, ("09:00-11:00", "15:00-17:00"), is_near=False,
    ),
)  # fmt: skip


def rituals_for(profile: Profile, person: OtherPerson) -> tuple[Ritual, ...]:
    """Those that suit somebody, and are not kept with them already: far away, calls alone."""
    kept = {one.name for one in kept_with(profile, person)}
    is_far = person.time_zone != profile.person.time_zone
    return tuple(
        one
        for one in RITUALS
        if not (one.is_near and is_far) and name_with(one, person) not in kept
    )


def ritual_called(key: str) -> Ritual | None:
    """The ritual of a key, None where there is none."""
    return next((one for one in RITUALS if one.key == key), None)


def name_with(ritual: Ritual, person: OtherPerson) -> str:
    """What a ritual is called in the plan.

    >>> name_with(RITUALS[0], OtherPerson("Ada", "UTC"))
    'Dinner with Ada'
    """
    return f"{ritual.name} with {person.name}"


def kept_with(profile: Profile, person: OtherPerson) -> tuple[Practice | Protect, ...]:
    """What is kept with somebody."""
    things: Iterable[Practice | Protect] = (*profile.practices, *profile.protects)
    return tuple(one for one in things if one.with_person == person.name)


def over_by(profile: Profile, today: date) -> tuple[tuple[int, Practice], ...]:
    """Practices of days of their own that are all over, each with its place in the profile."""
    return tuple(
        (number, one)
        for number, one in enumerate(profile.practices)
        if one.on and max(one.on) < today
    )


def value_for_people(profile: Profile) -> str:
    """The value that time with people serves: one named so, else the weightiest; family if none.

    >>> value_for_people(Profile(values={"patients": 3.0, "Family": 1.0}))
    'Family'
    """
    named = {name.casefold(): name for name in profile.values}
    found = next((named[name] for name in PEOPLE_VALUES if name in named), None)
    weightiest = max(profile.values, key=lambda name: profile.values[name], default="family")
    return found or weightiest
