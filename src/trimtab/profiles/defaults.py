"""The gentle profile that stands in when a person gives a calendar alone."""

from __future__ import annotations

from typing import cast

from trimtab.domain.people import ROLES, Person, Profile, Role
from trimtab.domain.practices import Practice
from trimtab.domain.time import ClockSpan

_EVENING = ClockSpan(17 * 60, 21 * 60)
_VALUES = {"body": 2.0, "family": 2.0, "joy": 2.0}
_PRACTICES = (
    Practice(
        name="Move",
        value="body",
        times_per_week=3,
        doses=(30, 20, 10),
        prefer=(ClockSpan(6 * 60, 9 * 60), ClockSpan(16 * 60, 20 * 60)),
    ),
    Practice(
        name="Time with someone you love",
        value="family",
        times_per_week=2,
        doses=(45, 20, 10),
        prefer=(_EVENING,),
    ),
    Practice(
        name="Something that is not medicine",
        value="joy",
        times_per_week=1,
        doses=(60, 30),
        prefer=(ClockSpan(10 * 60, 21 * 60),),
    ),
)


def default_profile(role: str = "resident", zone: str = "UTC") -> Profile:
    """A handful of light practices, nothing demanding, for a person in `zone`.

    >>> [practice.name for practice in default_profile().practices][0]
    'Move'
    """
    known = cast("Role", role) if role in ROLES else "resident"
    return Profile(
        person=Person(time_zone=zone, role=known), values=dict(_VALUES), practices=_PRACTICES
    )
