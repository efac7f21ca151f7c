"""Days as engines look back on them: what was said of each, what it asked, and what was in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trimtab.reflection.day_facts import DayFacts
from trimtab.reflection.regression import FLAT, Array

MINUTES_OF_DUTY = 600.0
"""A day of duty, by which its length is counted."""

DAYS_OF_TREND = 90.0
DAYS_OF_SPELL = 28
"""Days that may be better or worse as a whole, such as those of a rotation."""

WEEKDAY_SPREAD, SPELL_SPREAD, DUTY_SPREAD = 0.7, 0.5, 1.5
"""How far a weekday, a spell and duty are thought to move a score, in spreads of a day."""


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
