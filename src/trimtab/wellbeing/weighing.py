"""What speaks for a lasting change for the harder, in the mean of all measures and in each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from trimtab.domain.diary import Measure
from trimtab.wellbeing.design import Design
from trimtab.wellbeing.findings import Told
from trimtab.wellbeing.prior import PRIOR, Numbers, Prior
from trimtab.wellbeing.series import Record, Series
from trimtab.wellbeing.shifts import Shifts, find_shifts
from trimtab.wellbeing.whitening import whiten

WHOLE_SHARE = 0.4
"""How much of the odds goes to a change that shows in all measures; the rest to one alone."""

TOLD_LEVEL_SD = 2.1
"""How far a level may lie from the one before a change that was told, in SDs."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """Changes that one series may have seen, with the share of the odds that is its own."""

    series: Series
    shifts: Shifts
    share: float


def weigh(
    record: Record,
    told: Sequence[Told] = (),
    *,
    every_day: bool = False,
    prior: Prior = PRIOR,
) -> tuple[Weighed, ...]:
    """Each series with the changes it may have seen, as of the last day or of every answered one.

    A change that was told is the level from its day on, and only later ones are looked for.
    """
    known = tuple(one for one in told if one.kind == "change" and one.day <= record.last)
    design = _with_told(record, known)
    after = max((float(record.number(one.day)) for one in known), default=-1.0)
    shares = _shares(record.series)
    weighed = []
    for group in _answered_alike(record.series):
        values = np.stack([one.values for one in group])
        expected = np.array([one.expected_sd for one in group])
        whitened = whiten(group[0].at, values, expected, design, prior)
        found = find_shifts(whitened, after=after, every_day=every_day)
        weighed += [
            Weighed(one, shifts, shares[one.measure])
            for one, shifts in zip(group, found, strict=True)
        ]
    return tuple(weighed)


def log_odds(weighed: Sequence[Weighed]) -> float:
    """Logarithm of the odds that a change happened, as of the last day."""
    return float(np.log(sum(one.share * one.shifts.odds[:, -1].sum() for one in weighed) + 1e-300))


def log_odds_by_day(weighed: Sequence[Weighed], days: int) -> Numbers:
    """The same as of each of so many days, where every day was weighed."""
    total = np.zeros(days)
    for one in weighed:
        seen = np.searchsorted(one.shifts.seen_from, np.arange(days), side="right") - 1
        odds = one.shifts.odds.sum(axis=(0, 2))
        total += np.where(seen >= 0, one.share * odds[seen], 0.0)
    return np.asarray(np.log(total + 1e-300))


def _shares(series: Sequence[Series]) -> Mapping[Measure | None, float]:
    singles = sum(one.measure is not None for one in series)
    single = (1 - WHOLE_SHARE) / singles if singles < len(series) else 1 / singles
    return {one.measure: WHOLE_SHARE if one.measure is None else single for one in series}


def _answered_alike(series: Sequence[Series]) -> tuple[tuple[Series, ...], ...]:
    """Series in groups of those answered on the same days."""
    groups: dict[bytes, tuple[Series, ...]] = {}
    for one in series:
        key = one.at.tobytes()
        groups[key] = (*groups.get(key, ()), one)
    return tuple(groups.values())


def _with_told(record: Record, known: Sequence[Told]) -> Design:
    design = record.design
    numbers = np.arange(len(design.columns))
    for one in known:
        begun = record.number(one.since or one.day)
        if begun > 0:
            column = (numbers >= begun).astype(np.float64)
            design = design.with_column("told", column, TOLD_LEVEL_SD)
    return design
