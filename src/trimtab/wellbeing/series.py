"""Scores of the days looked at as series, all turned so that lower is harder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from trimtab.domain.diary import HIGHEST, LOWEST, MEASURES, Measure
from trimtab.wellbeing.days import DayScores, by_day, is_harder_up
from trimtab.wellbeing.design import Design, design_of
from trimtab.wellbeing.prior import LOOKED_AT_DAYS, Numbers, pooled_sd

CENTRE_DAYS = 14


@dataclass(frozen=True, slots=True)
class Series:
    """One series: the numbers of its days, its values from a centre on, and the SD expected.

    `measure` is None for the mean of all measures.
    """

    measure: Measure | None
    at: Numbers
    values: Numbers
    centre: float
    expected_sd: float

    @property
    def as_said(self) -> Numbers:
        """Its values on the scale as people say them."""
        scores = self.values + self.centre
        is_turned = self.measure is not None and is_harder_up(self.measure)
        return np.asarray(LOWEST + HIGHEST - scores if is_turned else scores)


@dataclass(frozen=True, slots=True)
class Record:
    """The days looked at: their first and last, what was said, and what work does to a day."""

    first: date
    last: date
    kept: Mapping[date, DayScores]
    answered: tuple[date, ...]
    series: tuple[Series, ...]
    design: Design

    def number(self, day: date) -> int:
        """How many days a day comes after the first."""
        return (day - self.first).days

    def date_of(self, number: float) -> date:
        """The day that comes so many days after the first."""
        return self.first + timedelta(int(number))


def record_of(days: Sequence[DayScores], today: date) -> Record | None:
    """The days up to today that are looked at, from the first answered; None without any."""
    kept = by_day(days, today - timedelta(LOOKED_AT_DAYS - 1), today)
    answered = tuple(day for day, one in kept.items() if one.is_answered)
    if not answered:
        return None
    first = answered[0]
    return Record(
        first,
        today,
        kept,
        answered,
        _series(first, [kept[day] for day in answered]),
        design_of(first, kept, (today - first).days + 1),
    )


def turned(measure: Measure, score: float) -> float:
    """A score so that lower is harder.

    >>> turned("stress", 9), turned("mood", 3)
    (2, 3)
    """
    return LOWEST + HIGHEST - score if is_harder_up(measure) else score


def _series(first: date, rows: Sequence[DayScores]) -> tuple[Series, ...]:
    """Each measure answered, after the mean of those that are answered on most days."""
    at = np.array([(row.day - first).days for row in rows], dtype=np.float64)
    table = {name: _column(rows, name) for name in MEASURES}
    table = {name: column for name, column in table.items() if not np.isnan(column).all()}
    usual = [name for name, column in table.items() if np.isnan(column).mean() <= 0.5]
    single = [
        _one(name, at[~np.isnan(column)], column[~np.isnan(column)], 1)
        for name, column in table.items()
    ]
    if not usual:
        return tuple(single)
    whole = np.mean([_filled(table[name]) for name in usual], axis=0)
    return (_one(None, at, whole, len(usual)), *single)


def _column(rows: Sequence[DayScores], measure: Measure) -> Numbers:
    said = [row.scores.get(measure) for row in rows]
    return np.array([np.nan if score is None else turned(measure, score) for score in said])


def _one(measure: Measure | None, at: Numbers, values: Numbers, measures: int) -> Series:
    centre = float(values[:CENTRE_DAYS].mean())
    return Series(measure, at, values - centre, centre, pooled_sd(measures))


def _filled(column: Numbers) -> Numbers:
    """A column whose gaps hold the mean of what was said before them."""
    is_said = ~np.isnan(column)
    first = column[np.argmax(is_said)]
    total = np.cumsum(np.where(is_said, column, 0.0))
    so_far = np.where(np.cumsum(is_said) > 0, total / np.maximum(np.cumsum(is_said), 1), first)
    return np.where(is_said, column, so_far)
