"""Days as they were scored, beside the work they held."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.diary import MEASURES, Measure

SHORT_SLEEP_MINUTES = 360
"""Less sleep than this is a short night, our choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayScores:
    """One day: what was said of it, None where nothing was, and its work and sleep.

    Scores are from 1 to 10 as said, so a high `stress` is a hard day. `duty_minutes` are of duty
    that began on this day, None where no plan tells of it; `is_night` says that duty goes through
    the night that begins on it, `is_on_call` that a call at home is on after its noon.
    `asleep_minutes` are of the sleep that ended on this day, and `is_sleep_told` says that the
    person or a device told of it: else it is what was planned.
    """

    day: date
    mood: float | None = None
    energy: float | None = None
    stress: float | None = None
    balance: float | None = None
    duty_minutes: int | None = None
    is_night: bool = False
    is_on_call: bool = False
    asleep_minutes: int | None = None
    is_sleep_told: bool = False

    @property
    def scores(self) -> Mapping[Measure, float]:
        """What was said, by measure, as said."""
        said = {name: getattr(self, name) for name in MEASURES}
        return {name: score for name, score in said.items() if score is not None}

    @property
    def is_answered(self) -> bool:
        """Whether anything was said of this day."""
        return bool(self.scores)

    @property
    def is_work_known(self) -> bool:
        """Whether it is known how much duty and which nights there were."""
        return self.duty_minutes is not None or self.is_night

    @property
    def is_short_sleep(self) -> bool:
        """Whether the sleep that ended on this day is known to be short."""
        return self.asleep_minutes is not None and self.asleep_minutes < SHORT_SLEEP_MINUTES


def is_harder_up(measure: Measure) -> bool:
    """Whether a higher score of this measure is a harder day."""
    return measure == "stress"


def by_day(days: Sequence[DayScores], first: date, last: date) -> Mapping[date, DayScores]:
    """Each day from first to last once, in order of days; of two of one day the later given."""
    kept = {one.day: one for one in days if first <= one.day <= last}
    return dict(sorted(kept.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """How full a day is, past or planned.

    `sleepy_hours` are hours awake in which sleepiness is predicted.
    """

    day: date
    duty_hours: float = 0.0
    sleepy_hours: float = 0.0
    is_evening_free: bool = True
    is_short_sleep: bool = False

    @property
    def amounts(self) -> tuple[float, ...]:
        """What it holds, in the order of WEIGHTS."""
        return (
            self.duty_hours,
            self.sleepy_hours,
            float(self.is_evening_free),
            float(self.is_short_sleep),
        )
