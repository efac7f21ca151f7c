"""Days at the hard end of the scale for two weeks, whatever was before them.

Someone who is worn out on the first day has no better days to be compared with. This is the one
rule that looks at scores as they stand; where it draws the line is our choice, no clinical finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np

from trimtab.domain.diary import Measure
from trimtab.wellbeing.findings import Finding, MeasureChange, Told
from trimtab.wellbeing.prior import LATEST_ANSWER_DAYS, Numbers
from trimtab.wellbeing.series import Record, Series, turned

LEVEL_DAYS = 14
FEWEST_ANSWERED = 6
"""Answered days among them."""

HARD_MEAN = 4.0
"""All measures together, stress turned, have a mean of at most this..."""

HARD_DAY, HARD_SHARE, HARD_MEASURES = 4.0, 2 / 3, 2
"""...and at least two of them are at 4 or lower (stress at 7 or higher) on two days of three."""

QUIET_DAYS = 28
"""Days after a notice of the level, or of a change, before the level is told again."""


def find_level(record: Record, told: Sequence[Told] = ()) -> Finding | None:
    """The last two weeks where they were at the hard end, with the levels of each measure."""
    if _was_told(record, told):
        return None
    first = max(record.number(record.last) - LEVEL_DAYS + 1, 0)
    answered = [day for day in record.answered if record.number(day) >= first]
    if len(answered) < FEWEST_ANSWERED or record.last - answered[-1] >= _STALE:
        return None
    levels = {
        one.measure: _recent(one, first)
        for one in record.series
        if one.measure is not None and len(_recent(one, first)) >= FEWEST_ANSWERED
    }
    return _finding(record, first, levels, len(answered)) if _is_hard(levels) else None


_STALE = timedelta(LATEST_ANSWER_DAYS)


def _is_hard(levels: Mapping[Measure, Numbers]) -> bool:
    hard = sum((scores <= HARD_DAY).mean() >= HARD_SHARE for scores in levels.values())
    means = [float(scores.mean()) for scores in levels.values()]
    return hard >= HARD_MEASURES and float(np.mean(means)) <= HARD_MEAN


def _was_told(record: Record, told: Sequence[Told]) -> bool:
    quiet_from = record.last - timedelta(QUIET_DAYS)
    return any(one.kind != "ahead" and quiet_from < one.day <= record.last for one in told)


def _recent(series: Series, first: int) -> Numbers:
    return np.asarray((series.values + series.centre)[series.at >= first])


def _finding(
    record: Record, first: int, levels: Mapping[Measure, Numbers], answered: int
) -> Finding:
    hardest_first = sorted(levels, key=lambda name: float(levels[name].mean()))
    return Finding(
        kind="level",
        day=record.last,
        measure=hardest_first[0],
        since=record.date_of(first),
        measures=tuple(
            MeasureChange(
                measure=name,
                change=None,
                certainty=None,
                before=None,
                now=turned(name, float(levels[name].mean())),
            )
            for name in hardest_first
        ),
        answered=answered,
        of_days=record.number(record.last) - first + 1,
    )
