"""Predicted alertness over one day as it is lived, as a drawing with its words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from trimtab.app.daily.day_now import Day, later, minutes_between
from trimtab.domain.body import Alertness
from trimtab.domain.plans import SAFER, Plan
from trimtab.reports.alert_words import GROGGY, range_text
from trimtab.reports.coffee_words import CUP, last_cups

WIDTH, HEIGHT = 300.0, 96.0
"""Units of the drawing: about a pixel each on a phone, so that its words are as large as text."""

LEAST_SLEEPY, SLEEPIEST = 1.0, 9.0
HALF_HOUR = timedelta(minutes=30)
TICK_HOURS = 6
FINE_TICKS = (3, 16 * 60)
"""Hours between ticks of a day so many minutes long or shorter."""

FEELS = ((3.5, "alert"), (5.5, "neither alert nor sleepy"), (7.0, "sleepy"))
VERY_SLEEPY = "very sleepy"


@dataclass(frozen=True, slots=True)
class Tick:
    """An hour under the drawing: where, and what the clock shows."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A point worth a word: where it is, and its figure."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class DayAlertness:
    """The drawing of a day, the sleepier the higher, and its words."""

    bands: tuple[str, ...]
    lines: tuple[str, ...]
    asleep: tuple[tuple[float, float], ...]
    ticks: tuple[Tick, ...]
    now_x: float | None
    sleepiest: Mark | None
    words: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


def day_alertness(plan: Plan, day: Day, now: datetime) -> DayAlertness | None:
    """Drawing and words of a day; None where nothing of it is predicted."""
    points = points_of(plan, day)
    if not points:
        return None
    scale = _Scale(day)
    runs = [(asleep, list(run)) for asleep, run in groupby(points, key=lambda p: p.is_asleep)]
    awake = [run for asleep, run in runs if not asleep]
    worst = sleepiest_ahead(points, now)
    return DayAlertness(
        bands=tuple(map(scale.band, awake)),
        lines=tuple(map(scale.line, awake)),
        asleep=tuple(scale.span(run) for asleep, run in runs if asleep),
        ticks=tuple(scale.ticks()),
        now_x=scale.across(now) if day.holds(now) else None,
        sleepiest=scale.mark(worst) if worst else None,
        words=tuple(alert_sentences(plan, day, now)),
        rows=tuple(_row(point) for point in points[::2]),
    )


def points_of(plan: Plan, day: Day) -> list[Alertness]:
    """The half-hours of a day, from where the plan knows what is slept."""
    since = max(day.start, plan.horizon.instant_of(plan.known_since))
    return [point for point in plan.alertness if since <= point.time < day.end]


def alert_sentences(plan: Plan, day: Day, now: datetime) -> list[str]:
    """How sleepy now and at the worst still ahead, and the last cup of coffee."""
    points = points_of(plan, day)
    told = []
    here = next((p for p in points if p.time <= now < later(p.time, HALF_HOUR)), None)
    worst = sleepiest_ahead(points, now)
    if here is not None and not here.is_asleep:
        peak = "; it gets easier from here" if here == worst else ""
        told.append(f"Now about {range_text(here)} of 9: {feels(here.kss)}{peak}.")
    if worst is not None and worst != here:
        is_waking = here is not None and not here.is_asleep and here.kss > worst.kss
        name = "Once you are up, sleepiest" if is_waking else "Sleepiest"
        told.append(f"{name} at {worst.time:%H:%M}: {range_text(worst)}, {feels(worst.kss)}.")
    cups = [cup for cup in last_cups(plan) if now < cup.until < day.end]
    if cups:
        told.append(
            f"Last cup of coffee (about {CUP.dose_mg:g} mg) before it costs sleep: "
            f"{cups[0].until:%H:%M}."
        )
    return told


def cautions_ahead(plan: Plan, day: Day, now: datetime) -> list[str]:
    """What the plan says of ways home that are not safe to drive, where one lies ahead."""
    is_ahead = any(
        one.kind == "travel" and SAFER in one.note and one.end > now and day.touches(one)
        for one in plan.blocks
    )
    return [plan.cautions[0]] if is_ahead and plan.cautions else []


def sleepiest_ahead(points: Sequence[Alertness], now: datetime) -> Alertness | None:
    """The sleepiest moment awake that is not over; not of the two hours after waking."""
    asleep = [point.time for point in points if point.is_asleep]
    awake = [
        point
        for point in points
        if later(point.time, HALF_HOUR) > now
        and not any(timedelta() <= point.time - time <= GROGGY for time in asleep)
    ]
    return max(awake, key=lambda point: point.kss, default=None)


def feels(kss: float) -> str:
    """A figure of the sleepiness scale in words.

    >>> feels(3), feels(6.8), feels(8)
    ('alert', 'sleepy', 'very sleepy')
    """
    return next((word for most, word in FEELS if kss < most), VERY_SLEEPY)


def _row(point: Alertness) -> tuple[str, str]:
    return f"{point.time:%H:%M}", "asleep" if point.is_asleep else range_text(point)


@dataclass(frozen=True, slots=True)
class _Scale:
    day: Day

    @property
    def minutes(self) -> int:
        return minutes_between(self.day.start, self.day.end)

    def across(self, moment: datetime) -> float:
        x = minutes_between(self.day.start, moment) / self.minutes * WIDTH
        return round(min(WIDTH, x), 1)

    def down(self, kss: float) -> float:
        return round((SLEEPIEST - kss) / (SLEEPIEST - LEAST_SLEEPY) * HEIGHT, 1)

    def at(self, moment: datetime, kss: float) -> str:
        return f"{self.across(moment):g},{self.down(kss):g}"

    def line(self, run: Sequence[Alertness]) -> str:
        last = run[-1]
        drawn = [self.at(point.time, point.kss) for point in run]
        return " ".join([*drawn, self.at(later(last.time, HALF_HOUR), last.kss)])

    def band(self, run: Sequence[Alertness]) -> str:
        last = run[-1]
        over = later(last.time, HALF_HOUR)
        above = [*(self.at(p.time, p.high) for p in run), self.at(over, last.high)]
        below = [self.at(over, last.low), *(self.at(p.time, p.low) for p in reversed(run))]
        return " ".join([*above, *below])

    def span(self, run: Sequence[Alertness]) -> tuple[float, float]:
        first = self.across(run[0].time)
        last = self.across(later(run[-1].time, HALF_HOUR))
        return first, round(last - first, 1)

    def mark(self, point: Alertness) -> Mark:
        return Mark(self.across(point.time), self.down(point.kss), f"{point.kss:.1f}")

    def ticks(self) -> list[Tick]:
        """Each sixth hour of the clock inside the day."""
        apart = FINE_TICKS[0] if self.minutes <= FINE_TICKS[1] else TICK_HOURS
        hours = range(self.minutes // 60 + 2)
        moments = (later(self.day.start, timedelta(hours=hour)) for hour in hours)
        whole = (moment.replace(minute=0, second=0) for moment in moments)
        return [
            Tick(self.across(one), f"{one:%H}")
            for one in whole
            if one.hour % apart == 0 and self.day.holds(one)
        ]
