"""Predicted alertness in words: each day's sleepiest moment awake, and what the figures mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.domain.body import Alertness
from trimtab.domain.plans import Plan
from trimtab.domain.time import Horizon
from trimtab.reports.wording import date_text, duration_text

HEADING = "How sleepy you are likely to be"
GROGGY = timedelta(hours=2)
"""Waking itself makes sleepy for so long; it is drawn, and not called the sleepiest moment."""

EXPLAINED = (
    "Sleepiness from 1 (very alert) to 9 (fighting sleep), as a model of many people predicts it "
    "from these sleeps; about half of them lie in the range. It does not know you."
)


ON_TIME = 0.25
"""Hours by which a clock may be off and still be called about on time."""


FAR = 8.0
"""Hours off beyond which a clock may come home either way round."""


def explained(plan: Plan) -> list[str]:
    """What the figures mean, and how far the body's clock has moved where it does."""
    moved = clock_words(plan)
    return [EXPLAINED, moved] if moved else [EXPLAINED]


def clock_words(plan: Plan) -> str:
    """How late a body clock that moves runs on the first and the last day."""
    if not plan.body_clock:
        return ""
    first, last = plan.body_clock[0], plan.body_clock[-1]
    ends = [f"{_late_text(day.hours_later)} on {date_text(day.date)}" for day in (first, last)]
    if all(abs(day.hours_later) < ON_TIME for day in plan.body_clock):
        return ""
    farthest = max(abs(day.hours_later) for day in plan.body_clock)
    doubt = "Over so many hours models hardly agree" if farthest > FAR else "Models differ by hours"
    return (
        f"Your body's clock is taken to run {ends[0]}, and {ends[1]}: moved by light, as one model "
        f"has it. {doubt}."
    )


def _late_text(hours: float) -> str:
    """Hours as late or early, to the half-hour."""
    if abs(hours) < ON_TIME:
        return "on time"
    length = duration_text(round(abs(hours) * 2) * 30)
    return f"about {length} {'late' if hours > 0 else 'early'}"


@dataclass(frozen=True, slots=True)
class AlertDay:
    """The half-hours of one local day, in order; `column` is its place in its week, from one."""

    date: date
    points: tuple[Alertness, ...]
    column: int = 1

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
    told = [AlertDay(day, tuple(each), at % 7 + 1) for at, (day, each) in enumerate(days.items())]
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
