"""Days as engines look back on them: what was said of each, what it asked, and what was in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from trimtab.domain.diary import HIGHEST, LOWEST, CheckIn, Measure
from trimtab.reflection.regression import FLAT, Array

MINUTES_OF_DUTY = 600.0
"""A day of duty, by which its length is counted."""

DAYS_OF_TREND = 90.0
DAYS_OF_SPELL = 28
"""Days that may be better or worse as a whole, such as those of a rotation."""

WEEKDAY_SPREAD, SPELL_SPREAD, DUTY_SPREAD = 0.7, 0.5, 1.5
"""How far a weekday, a spell and duty are thought to move a score, in spreads of a day."""


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


def numbers_of(days: Sequence[DayFacts]) -> NDArray[np.int64]:
    """The days as numbers, one apart from the next."""
    return np.array([one.day.toordinal() for one in days], dtype=np.int64)


def circumstances(days: Sequence[DayFacts], *, with_spells: bool = True) -> tuple[Array, Array]:
    """Columns for what else moves a score, and the prior spread of each.

    The mean, weekdays, duty at all, its length, nights, days after nights, days of which no duty is
    known, a trend, and spells of four weeks.
    """
    numbers = numbers_of(days)
    known = np.array([one.duty_minutes is not None for one in days], dtype=np.float64)
    minutes = np.array([one.duty_minutes or 0 for one in days], dtype=np.float64)
    duty = np.column_stack(
        [
            minutes > 0,
            minutes / MINUTES_OF_DUTY,
            [one.is_night for one in days],
            [one.is_after_night for one in days],
            1 - known,
            (numbers - numbers.mean()) / DAYS_OF_TREND,
        ]
    ).astype(np.float64)
    weekdays = _one_of((numbers - 1) % 7)
    parts = [np.ones((len(days), 1)), duty, weekdays]
    spreads = [FLAT, *[DUTY_SPREAD] * duty.shape[1], *[WEEKDAY_SPREAD] * weekdays.shape[1]]
    if with_spells:
        spells = _one_of((numbers.max() - numbers) // DAYS_OF_SPELL)
        parts.append(spells)
        spreads += [SPELL_SPREAD] * spells.shape[1]
    return np.concatenate(parts, axis=1), np.array(spreads)


def _one_of(groups: NDArray[np.int64]) -> Array:
    """A column for each group that occurs, 1 in its rows."""
    return np.asarray(groups[:, None] == np.unique(groups)[None, :], dtype=np.float64)
