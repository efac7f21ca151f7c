"""What in the schedule goes with a change: effects with intervals, never causes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np

from trimtab.wellbeing.days import DayScores
from trimtab.wellbeing.design import Design
from trimtab.wellbeing.findings import Association, Companion
from trimtab.wellbeing.prior import Numbers
from trimtab.wellbeing.series import Record, Series
from trimtab.wellbeing.sizes import as_said
from trimtab.wellbeing.whitening import Whitened, whiten

USUAL_DAYS = 60
"""Days before a change that its schedule is compared with."""

MORE_BY = 1.15
"""So many times more than before..."""

LEAST_MORE = {"duty": 4.0, "nights": 0.5, "short_sleep": 0.7}
"""...and so much more a week (hours, nights, nights) is more: our choice."""

SHORT_SLEEP_SD = 0.4
WIDTH = 1.645
"""Half the width of a 90 % interval, in SDs."""


def goes_with(record: Record, series: Series, since: date) -> tuple[Association, ...]:
    """Duty, nights and short sleep before and since, with their effects on a day of this measure.

    Effects are of days beside other days of the same person, the change set aside; plain ones come
    first. What was never there is left out.
    """
    effects = _effects(record, series, since)
    found = [
        one
        for name in ("duty", "nights", "short_sleep")
        for one in [_association(record, series, since, (name, effects.get(name)))]
        if one is not None
    ]
    return tuple(sorted(found, key=lambda one: not one.is_plain))


def _association(
    record: Record,
    series: Series,
    since: date,
    known: tuple[Companion, tuple[float, float] | None],
) -> Association | None:
    name, effect = known
    before, now = _a_week(record, name, since)
    if effect is None or before is None or now is None or before + now == 0:
        return None
    middle, sd = effect
    interval = (middle, middle - WIDTH * sd, middle + WIDTH * sd)
    is_more = now >= MORE_BY * before and now - before >= LEAST_MORE[name]
    return Association(
        name=name,
        before=before,
        since=now,
        effect=as_said(series.measure, interval),
        is_plain=is_more and interval[2] < 0,
    )


def _a_week(record: Record, name: Companion, since: date) -> tuple[float | None, float | None]:
    """How much of it there was a week before and since, on days of which it is known."""
    first = since - timedelta(USUAL_DAYS)
    before = [_amount(one, name) for day, one in record.kept.items() if first <= day < since]
    now = [_amount(one, name) for day, one in record.kept.items() if day >= since]
    return _mean_a_week(before), _mean_a_week(now)


def _mean_a_week(amounts: Sequence[float | None]) -> float | None:
    known = [amount for amount in amounts if amount is not None]
    return 7 * sum(known) / len(known) if len(known) >= 5 else None


def _amount(day: DayScores, name: Companion) -> float | None:
    if name == "duty":
        return None if day.duty_minutes is None else day.duty_minutes / 60
    if name == "nights":
        return float(day.is_night) if day.is_work_known else None
    return None if day.asleep_minutes is None else float(day.is_short_sleep)


def _effects(record: Record, series: Series, since: date) -> dict[str, tuple[float, float]]:
    """Middle and SD in points of each effect on a turned score, shrunk towards none."""
    short = np.zeros(len(record.design.columns))
    for day, one in record.kept.items():
        if 0 <= record.number(day) < len(short):
            short[record.number(day)] = one.is_short_sleep
    changed = np.arange(len(short)) >= record.number(since)
    design = record.design.with_column("short sleep", short, SHORT_SLEEP_SD)
    design = design.with_column("change", changed.astype(np.float64), 1.0)
    values, expected = series.values[None], np.array([series.expected_sd])
    whitened = whiten(series.at, values, expected, design)
    middle, sd = posterior_effects(whitened, design)
    columns = {"duty": "duty", "nights": "after night", "short_sleep": "short sleep"}
    at = series.at.astype(np.int64)
    return {
        name: (float(middle[place]), float(sd[place]))
        for name, column in columns.items()
        for place in [design.names.index(column)]
        if np.ptp(design.columns[at, place]) > 0
    }


def posterior_effects(whitened: Whitened, design: Design) -> tuple[Numbers, Numbers]:
    """Middle and SD of every effect in points, at the likeliest persistence.

    With scores of covariance C that holds the effects b ~ N(0, S²), b given the scores has the
    middle S² Xᵀ C⁻¹ y and the covariance S² minus S² Xᵀ C⁻¹ X S².
    """
    likeliest = int(np.argmax(whitened.persistence_chances[0, :, -1]))
    inverse = whitened.inverse[likeliest]
    known = inverse @ design.scaled[whitened.at.astype(np.int64)]
    middle = design.sds * (known.T @ whitened.surprises[0, likeliest])
    left = 1 - np.einsum("ij,ij->j", known, known)
    variance = whitened.squares[0, likeliest, -1] / whitened.degrees[-1]
    return middle, design.sds * np.sqrt(np.maximum(left, 0) * variance)
