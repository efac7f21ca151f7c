"""Days with scores, for tests of what watches them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from trimtab.wellbeing.days import DayScores

FIRST = date(2026, 3, 2)


def days_of(scores, *, duty=480):
    """Days in a row with these scores of all four measures, None where nothing was said."""
    return [
        DayScores(day=FIRST + timedelta(number), duty_minutes=duty)
        if score is None
        else DayScores(
            day=FIRST + timedelta(number),
            mood=score,
            energy=score,
            stress=11 - score,
            balance=score,
            duty_minutes=duty,
        )
        for number, score in enumerate(scores)
    ]


def noisy(level, count, seed):
    """Scores about a level, whole numbers."""
    rng = np.random.default_rng(seed)
    return [float(np.clip(round(one), 1, 10)) for one in rng.normal(level, 1.0, count)]
