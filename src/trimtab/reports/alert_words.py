"""Predicted alertness in words: each day's sleepiest moment awake, and what the figures mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.domain.body import Alertness
from trimtab.domain.plans import Plan
from trimtab.domain.time import Horizon
from trimtab.reports.wording import date_text

HEADING = "How sleepy you are likely to be"
GROGGY = timedelta(hours=2)
"""Waking itself makes sleepy for so long; it is drawn, and not called the sleepiest moment."""

EXPLAINED = (
    "Sleepiness from 1 (very alert) to 9 (fighting sleep), as a model of many people predicts it "
    "from these sleeps; about half of them lie in the range. It does not know you."
)


@dataclass(frozen=True, slots=True)
class AlertDay:
    """The half-hours of one local day, in order."""

    date: date
    points: tuple[Alertness, ...]

    @property
    def sleepiest(self) -> Alertness | None:
        """The sleepiest moment awake, the first of several; not of the two hours after waking."""
        asleep = [point.time for point in self.points if point.is_asleep]
        awake = [
            point
            for point in self.points
            if not any(timedelta() <= point.time - time <= GROGGY for time in asleep)
        ]
        return max(awake, key=lambda point: point.kss, default=None)

    @property
    def text(self) -> str:
        """The sleepiest moment awake: its figure, the range, and when."""
        worst = self.sleepiest
        return "" if worst is None else f"{range_text(worst)} at {worst.time:%H:%M}"

    @property
    def short_text(self) -> str:
        """The same without the range."""
        worst = self.sleepiest
        return "" if worst is None else f"{worst.kss:.1f} at {worst.time:%H:%M}"


def alert_weeks(plan: Plan) -> list[list[AlertDay]]:
    """The days of the plan, seven at a time, from where it knows what is slept."""
    since = plan.horizon.instant_of(plan.known_since)
    known = [point for point in plan.alertness if point.time >= since]
    return _in_weeks(known, plan.horizon)


def _in_weeks(points: Sequence[Alertness], horizon: Horizon) -> list[list[AlertDay]]:
    days: dict[date, list[Alertness]] = {horizon.date_of(n): [] for n in range(horizon.days)}
    for point in points:
        days[point.time.date()].append(point)
    told = [AlertDay(day, tuple(each)) for day, each in days.items()]
    weeks = [told[first : first + 7] for first in range(0, len(told), 7)]
    return [[day for day in week if day.points] for week in weeks] if points else []


def range_text(point: Alertness) -> str:
    """A figure with its range."""
    return f"{point.kss:.1f} ({point.low:.1f}–{point.high:.1f})"  # noqa: RUF001 - a range


def day_text(day: AlertDay) -> str:
    """A day's sleepiest moment as a sentence."""
    worst = day.sleepiest
    if worst is None:
        return f"{date_text(day.date)}: nothing to tell."
    return f"{date_text(day.date)}: sleepiest awake {range_text(worst)} at {worst.time:%H:%M}."
