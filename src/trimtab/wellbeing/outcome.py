"""Whether days have become better since a notice, told honestly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np

from trimtab.domain.diary import Measure
from trimtab.wellbeing.companions import WIDTH, posterior_effects
from trimtab.wellbeing.days import DayScores
from trimtab.wellbeing.findings import Interval, Told
from trimtab.wellbeing.prior import FEWEST_ANSWERED
from trimtab.wellbeing.series import Record, Series, record_of
from trimtab.wellbeing.shifts import normal_below
from trimtab.wellbeing.sizes import as_said
from trimtab.wellbeing.whitening import whiten

HowItWent = Literal["better", "same", "worse", "unknown"]

FEWEST_SINCE = 5
"""Answered days since a notice, below which nobody knows."""

FELT_POINTS = 0.5
"""A difference of so many points is one that counts, our choice."""

SURE = 0.8
"""How likely something must be before it is said."""

LEVEL_SD = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How days since a notice compare with the days that led to it.

    `change` is in points of `measure` as said, with its 90 % interval; chances are of being better
    or worse by half a point or more.
    """

    how: HowItWent
    measure: Measure | None = None
    change: Interval | None = None
    chance_better: float = 0.0
    chance_worse: float = 0.0
    answered: int = 0


def how_it_went(days: Sequence[DayScores], told: Told, today: date) -> Outcome:
    """How days after the notice compare with those from when things changed until it was told.

    Weekday, duty and what carries over from day to day are accounted for.
    """
    record = record_of(days, today)
    if record is None:
        return Outcome(how="unknown")
    answered = sum(day > told.day for day in record.answered)
    series = _told_series(record, told)
    if answered < FEWEST_SINCE or len(record.answered) < FEWEST_ANSWERED or series is None:
        return Outcome(how="unknown", answered=answered)
    middle, sd = _change_since(record, series, told)
    better = 1 - float(normal_below(np.array((FELT_POINTS - middle) / sd)))
    worse = float(normal_below(np.array((-FELT_POINTS - middle) / sd)))
    return Outcome(
        how=_in_a_word(better, worse),
        measure=series.measure,
        change=as_said(series.measure, (middle, middle - WIDTH * sd, middle + WIDTH * sd)),
        chance_better=min(max(better, 0.0), 1.0),
        chance_worse=min(worse, 1.0),
        answered=answered,
    )


def _in_a_word(better: float, worse: float) -> HowItWent:
    if better >= SURE:
        return "better"
    if worse >= SURE:
        return "worse"
    return "same" if 1 - better - worse >= SURE else "unknown"


def _told_series(record: Record, told: Told) -> Series | None:
    """The measure that was told, or all together, where it was scored before and since."""
    after = record.number(told.day)
    for one in record.series:
        before, since = (one.at <= after).sum(), (one.at > after).sum()
        if one.measure == told.measure and before >= 3 and since >= FEWEST_SINCE:
            return one
    return None


def _change_since(record: Record, series: Series, told: Told) -> tuple[float, float]:
    """Middle and SD in points of how far a turned score rose after the day of the notice."""
    numbers = np.arange(len(record.design.columns))
    begun = told.since or told.day - timedelta(14)
    hard = (numbers >= record.number(begun)).astype(np.float64)
    since = (numbers > record.number(told.day)).astype(np.float64)
    design = record.design.with_column("hard", hard, LEVEL_SD)
    design = design.with_column("since", since, LEVEL_SD)
    values, expected = series.values[None], np.array([series.expected_sd])
    middle, sd = posterior_effects(whiten(series.at, values, expected, design), design)
    return float(middle[-1]), max(float(sd[-1]), 1e-6)
