"""Watches the scores of somebody's days and says when they have become harder, and how surely."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from trimtab.domain.diary import Measure
from trimtab.wellbeing.companions import goes_with
from trimtab.wellbeing.days import DayScores
from trimtab.wellbeing.findings import Finding, MeasureChange, Told
from trimtab.wellbeing.level import find_level
from trimtab.wellbeing.prior import (
    FEWEST_ANSWERED,
    FEWEST_DAYS,
    LATEST_ANSWER_DAYS,
    TOLD_PRIOR,
)
from trimtab.wellbeing.series import Record, Series, record_of
from trimtab.wellbeing.shifts import Shifts
from trimtab.wellbeing.sizes import as_said, begun_interval, change_for_harder
from trimtab.wellbeing.weighing import Weighed, log_odds, weigh

TELL_AT = -0.80
"""Logarithm of the odds of a change from which it is told.

Calibrated on simulated people whose baselines keep still (bench/wellbeing/calibrate.py).
"""

CERTAINTY_START, CERTAINTY_SLOPE = 2.11, 2.01
"""What turns log odds into the share of cases in which a change had truly happened.

Fitted on simulated people of whom each meets a lasting change twice a year, by the same command.
"""


def is_ready(days: Sequence[DayScores], today: date) -> bool:
    """Whether there are two weeks of days and answers enough among them, one of them recent."""
    record = record_of(days, today)
    return record is not None and _is_enough(record)


def watch(days: Sequence[DayScores], today: date, told: Sequence[Told] = ()) -> Finding | None:
    """A change for the harder that has come to stay, else days at the hard end, else None.

    Days may come in any order, with gaps; only those up to today count. The change that was told
    is not told again: its level is what later days are compared with.
    """
    record = record_of(days, today)
    if record is None:
        return None
    change = _find_change(record, told) if _is_enough(record) else None
    return change or find_level(record, told)


def certainty_of(odds: float) -> float:
    """How surely a change happened, given the logarithm of its odds.

    >>> certainty_of(TELL_AT) < certainty_of(2.0) < 1
    True
    """
    return float(1 / (1 + np.exp(-(CERTAINTY_START + CERTAINTY_SLOPE * odds))))


def _is_enough(record: Record) -> bool:
    days = (record.last - record.first).days + 1
    recent = record.last - record.answered[-1] < timedelta(LATEST_ANSWER_DAYS)
    return days >= FEWEST_DAYS and len(record.answered) >= FEWEST_ANSWERED and recent


def _find_change(record: Record, told: Sequence[Told]) -> Finding | None:
    weighed = weigh(record, told)
    odds = log_odds(weighed)
    if odds < TELL_AT:
        return None
    sized = weigh(record, told, prior=TOLD_PRIOR)
    middle, early, late = begun_interval(sized)
    since = record.date_of(middle)
    measures = tuple(
        _measure_change(one, shifts, middle) for one, shifts in _plainest_first(weighed, sized)
    )
    return Finding(
        kind="change",
        day=record.last,
        measure=measures[0].measure,
        since=since,
        since_range=(record.date_of(early), record.date_of(late)),
        change=measures[0].change,
        certainty=certainty_of(odds),
        measures=measures,
        goes_with=goes_with(record, _series_of(record, measures[0].measure), since),
        answered=sum(day >= since for day in record.answered),
        of_days=(record.last - since).days + 1,
    )


def _plainest_first(
    weighed: Sequence[Weighed], sized: Sequence[Weighed]
) -> list[tuple[Weighed, Shifts]]:
    """Single measures, the surest to have changed first, each with how large its change is."""
    singles = [
        (one, other.shifts)
        for one, other in zip(weighed, sized, strict=True)
        if one.series.measure is not None
    ]
    return sorted(singles, key=lambda pair: -float(pair[0].shifts.log_odds[-1]))


def _series_of(record: Record, measure: Measure) -> Series:
    return next(one for one in record.series if one.measure == measure)


def _measure_change(weighed: Weighed, sizes: Shifts, begun: float) -> MeasureChange:
    """How one measure changed; its levels are plain means of what was said before and since."""
    series, shifts = weighed.series, weighed.shifts
    assert series.measure is not None
    said = series.as_said
    before, now = said[series.at < begun], said[series.at >= begun]
    has_odds = bool(shifts.odds[:, -1].sum() > 0)
    return MeasureChange(
        measure=series.measure,
        change=as_said(series.measure, change_for_harder(sizes)) if has_odds else None,
        certainty=certainty_of(float(shifts.log_odds[-1])) if has_odds else None,
        before=float(before.mean()) if len(before) else None,
        now=float(now.mean()) if len(now) else float(said[-1]),
    )
