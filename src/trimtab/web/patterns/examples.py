"""Small changes that others have tried, ready to begin."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.domain.diary import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A change, what it may move, and whether the plan makes room for it."""

    key: str
    change: str
    about: str
    measure: Measure
    minutes: int = 0
    period_days: int = 1
    weeks: int = 4


EXAMPLES = (
    Example(
        key="outside",
        change="Ten minutes outside",
        about="By daylight where the day has any. The plan finds the ten minutes.",
        measure="mood",
        minutes=10,
    ),
    Example(
        key="phone",
        change="No phone in bed",
        about="It charges in another room on the days the lot says.",
        measure="energy",
    ),
    Example(
        key="wake",
        change="Up 30 minutes earlier",
        about="Whole weeks on and off, as a body needs days to follow.",
        measure="energy",
        period_days=7,
        weeks=8,
    ),
    Example(
        key="lunch",
        change="Lunch away from the desk",
        about="Another room, or outside; how long is up to the day.",
        measure="stress",
    ),
)
OWN = Example(
    key="own",
    change="",
    about="Anything small that can be done one day and left the next.",
    measure="mood",
)
BY_KEY = {one.key: one for one in (*EXAMPLES, OWN)}
