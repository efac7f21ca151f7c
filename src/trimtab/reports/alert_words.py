"""Predicted alertness in words: each day's sleepiest moment awake, and what the figures mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.body import Alertness
from trimtab.domain.plans import Plan
from trimtab.domain.time import Horizon
from trimtab.reports.wording import date_text

HEADING = "How awake you are likely to be"
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
        """The sleepiest moment awake, the first of several; the half-hour after waking left out."""
        before = [True, *(point.is_asleep for point in self.points)]
        awake = [
            point
            for point, was_asleep in zip(self.points, before, strict=False)
            if not point.is_asleep and not was_asleep
        ]
        return max(awake, key=lambda point: point.kss, default=None)

    @property
    def text(self) -> str:
        """The sleepiest moment awake: its figure, the range, and when."""
        worst = self.sleepiest
        return "asleep" if worst is None else f"{range_text(worst)} at {worst.time:%H:%M}"


def alert_weeks(plan: Plan) -> list[list[AlertDay]]:
    """The days of the plan, seven at a time."""
    return _in_weeks(plan.alertness, plan.horizon)


def _in_weeks(points: Sequence[Alertness], horizon: Horizon) -> list[list[AlertDay]]:
    days: dict[date, list[Alertness]] = {horizon.date_of(n): [] for n in range(horizon.days)}
    for point in points:
        days[point.time.date()].append(point)
    told = [AlertDay(day, tuple(each)) for day, each in days.items() if each]
    return [told[first : first + 7] for first in range(0, len(told), 7)]


def range_text(point: Alertness) -> str:
    """A figure with its range."""
    return f"{point.kss:.1f} ({point.low:.1f}–{point.high:.1f})"  # noqa: RUF001 - a range


def day_text(day: AlertDay) -> str:
    """A day's sleepiest moment as a sentence."""
    worst = day.sleepiest
    if worst is None:
        return f"{date_text(day.date)}: asleep."
    return f"{date_text(day.date)}: sleepiest awake {range_text(worst)} at {worst.time:%H:%M}."
