"""What programmes are worth to a person, part by part, so that no score hides why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthPart:
    """What one preference says of one programme.

    `share` is its weight among all that count (they add up to 1), `figure` what was known with its
    `unit`, `score` between 0 and 1. Where nothing was known, `figure` is None and the score is the
    mean of those programmes of which it is known.
    """

    preference: str
    share: float
    figure: float | None
    unit: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeWorth:
    """What a match at a programme is worth; 100 is the best place there could be.

    `unknown` names the preferences that nothing was known for. A person's own figure has no parts.
    """

    programme_id: str
    worth: float
    parts: tuple[WorthPart, ...] = ()
    unknown: tuple[str, ...] = ()
    is_own_figure: bool = False
