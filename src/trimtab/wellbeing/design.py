"""What weekdays and duty do to a day, as columns of a regression whose effects are shrunk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from trimtab.wellbeing.days import DayScores
from trimtab.wellbeing.prior import PRIOR, Numbers, Prior

USUAL_DUTY_HOURS = 7.0
"""Where duty is counted from; any other figure would move the level alone."""

LOAD_KEPT = 0.8
"""How much of the load of the days before is left a day later."""


@dataclass(frozen=True, slots=True)
class Design:
    """Columns of (days, effects) and the SD that each effect is expected to have."""

    names: tuple[str, ...]
    columns: Numbers
    sds: Numbers

    @property
    def scaled(self) -> Numbers:
        """Columns for effects of SD 1."""
        return np.asarray(self.columns * self.sds)

    def with_column(self, name: str, column: Numbers, sd: float) -> Design:
        """The same with one more effect."""
        return Design(
            (*self.names, name),
            np.column_stack((self.columns, column)),
            np.append(self.sds, sd),
        )


def design_of(first: date, kept: Mapping[date, DayScores], days: int) -> Design:
    """Effects of weekday, duty, nights, nights before and load on each day from the first on.

    Days of whose work nothing is known have the duty, and the share of a night, of this person's
    usual day: so they weigh on nothing, and work that is known from some day on is no change.
    """
    dates = [first + timedelta(day) for day in range(days)]
    rows = [kept.get(one) for one in dates]
    duty, night = _duty_hours(rows), _nights(rows)
    weekday = np.array([one.weekday() for one in dates])
    columns: dict[str, tuple[Numbers, float]] = {
        f"weekday {number}": ((weekday == number).astype(np.float64), PRIOR.weekday_sd)
        for number in range(7)
    }
    columns |= _work_columns(duty, night, PRIOR)
    columns["weekend"] = ((weekday >= 5).astype(np.float64), PRIOR.weekend_sd)
    columns["level"] = (np.ones(days), PRIOR.level_sd)
    values = columns.values()
    return Design(
        tuple(columns),
        np.column_stack([column for column, _ in values]),
        np.array([sd for _, sd in values]),
    )


def _work_columns(duty: Numbers, night: Numbers, prior: Prior) -> dict[str, tuple[Numbers, float]]:
    """Duty in steps of four hours, nights, days after them, and the load of the days before."""
    beyond = (duty - USUAL_DUTY_HOURS) / 4
    return {
        "duty": (beyond, prior.duty_sd),
        "night": (night, prior.night_sd),
        "after night": (np.concatenate(([night.mean()], night[:-1])), prior.after_night_sd),
        "load": (_load(beyond), prior.load_sd),
    }


def _duty_hours(rows: Sequence[DayScores | None]) -> Numbers:
    minutes = [None if row is None else row.duty_minutes for row in rows]
    return _filled([None if one is None else one / 60 for one in minutes], USUAL_DUTY_HOURS)


def _nights(rows: Sequence[DayScores | None]) -> Numbers:
    is_known = [row is not None and row.is_work_known for row in rows]
    night = [row is not None and row.is_night for row in rows]
    amounts = [float(one) if known else None for one, known in zip(night, is_known, strict=True)]
    return _filled(amounts, 0.0)


def _filled(amounts: Sequence[float | None], otherwise: float) -> Numbers:
    """Amounts of days, with the mean of the known ones where nothing is known."""
    known = [one for one in amounts if one is not None]
    usual = float(np.mean(known)) if known else otherwise
    return np.array([usual if one is None else one for one in amounts])


def _load(beyond: Numbers) -> Numbers:
    """What is left of the days before; before the first there was a usual load."""
    load = np.full(len(beyond), beyond.mean())
    for day in range(1, len(beyond)):
        load[day] = LOAD_KEPT * load[day - 1] + (1 - LOAD_KEPT) * beyond[day - 1]
    return load
