"""Either/or choices about hours in words: the same hours, two ways to spend them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trimtab.app.daily.either_or import choices_for

HOURS = (
    "Saturday morning, two hours are yours.",
    "A clinic ends early: ninety minutes on a Tuesday.",
    "An evening nobody has claimed.",
    "Sunday afternoon, before the week begins.",
    "Forty minutes on the way home, and nobody waits.",
    "A day off in the middle of the week: the morning.",
)
WAYS = {
    "patients": "See to the patients who stay on your mind",
    "learning": "Read and learn in peace, with a clear head",
    "family": "Be with family, here or on the phone",
    "friends": "See friends",
    "body": "Move, and sleep enough after it",
    "joy": "Do something for its own sake: music, a novel, the garden",
    "faith": "Pray, go to a service, or be quiet",
    "rest": "Lie down and do nothing",
    "home": "Put the home in order",
}


@dataclass(frozen=True, slots=True)
class Question:
    """One either/or choice as it is asked."""

    number: int
    hours: str
    first: str
    first_way: str
    second: str
    second_way: str


def questions_for(values: Sequence[str]) -> tuple[Question, ...]:
    """The choices between these values, each about other hours."""
    return tuple(
        Question(
            number,
            HOURS[number % len(HOURS)],
            choice.first,
            way_of(choice.first),
            choice.second,
            way_of(choice.second),
        )
        for number, choice in enumerate(choices_for(values))
    )


def way_of(value: str) -> str:
    """What hours for a value look like; one of the person's own naming by its name.

    >>> way_of("garden")
    'Time for garden'
    """
    return WAYS.get(value, f"Time for {value}")
