"""Days as engines look back on them: what was said of each, what it asked, and what was in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from trimtab.domain.diary import HIGHEST, LOWEST, CheckIn, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """One day: scores by measure (high is good, stress turned round), duty, and what was in it.

    `duty_minutes` is None where no plan of the day is kept. `features` are amounts by their key, or
    1 and 0 for what was there or was not; None and missing ones are not known.
    """

    day: date
    scores: Mapping[Measure, float] = field(default_factory=dict)
    duty_minutes: int | None = None
    is_night: bool = False
    is_after_night: bool = False
    features: Mapping[str, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feature:
    """Something a day may have: yes or no, or an amount told in steps of `step` of its unit."""

    key: str
    kind: Literal["yes", "amount"]
    step: float = 1.0


def scores_of(said: CheckIn) -> dict[Measure, float]:
    """The measures of a check-in, stress turned round so that more is better in each.

    >>> from datetime import UTC, date, datetime
    >>> said_at = datetime(2026, 11, 16, 21, tzinfo=UTC)
    >>> scores_of(CheckIn(day=date(2026, 11, 16), said_at=said_at, mood=7, stress=3))
    {'mood': 7.0, 'stress': 8.0}
    """
    scores: dict[Measure, float] = {}
    if said.mood is not None:
        scores["mood"] = float(said.mood)
    if said.energy is not None:
        scores["energy"] = float(said.energy)
    if said.stress is not None:
        scores["stress"] = float(LOWEST + HIGHEST - said.stress)
    if said.balance is not None:
        scores["balance"] = float(said.balance)
    return scores
