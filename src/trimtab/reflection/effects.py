"""What an experiment shows, and what is known of days before one, as records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trimtab.domain.diary import Measure

USUAL_SPREAD, USUAL_CORRELATION, LEAST_KNOWN_DAYS = 1.5, 0.3, 14
"""What is taken of days while fewer than these are known (our choice, after daily ratings)."""

SAID_SHARE = 0.8
"""Share of days expected to be said, where nothing is known."""

END_HARM, END_EARLY = "harm", "asked"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change did to a measure, in points; more is better, of stress as well.

    `points` with their 90 % interval; `helps`, `clearly_helps` and `harms` are the probabilities
    that it helps at all, by WORTH_POINTS or more, and that it does harm.
    """

    measure: Measure
    points: tuple[float, float, float]
    helps: float
    clearly_helps: float
    harms: float
    days_on: int
    days_off: int


@dataclass(frozen=True, slots=True)
class Findings:
    """What is known of an experiment: by the lot, as kept where that differs, and how it stands.

    `stopped_on` is the day on which the rule for harm ended it, `is_clear` whether it is clear
    enough to offer an end.
    """

    by_lot: Effect | None
    as_kept: Effect | None
    stopped_on: date | None
    is_clear: bool


@dataclass(frozen=True, slots=True)
class OwnDays:
    """How a person's days spread and follow one another, and the share of them that are said."""

    spread: float = USUAL_SPREAD
    correlation: float = USUAL_CORRELATION
    said: float = SAID_SHARE
