"""Pictures of effects and of days, as numbers for SVG attributes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.diary import HIGHEST, LOWEST, Measure

REACH = 2.5
"""Points shown on either side of no difference; what lies beyond is cut there."""

HALF_WIDTH = 150.0
DAY_WIDTH, POINT_HEIGHT = 8.0, 16.0
LEFT, TOP, LABEL = 24.0, 8.0, 80.0


@dataclass(frozen=True, slots=True)
class Interval:
    """An effect between two ends, on a line of twice HALF_WIDTH with nothing in its middle."""

    start: float
    length: float
    middle: float


def interval_of(points: tuple[float, float, float], measure: Measure) -> Interval:
    """Where an effect lies, as the measure's own scale counts: less stress to the left."""
    sign = -1 if measure == "stress" else 1
    middle, low, high = (_across(sign * one) for one in points)
    start, end = sorted((low, high))
    return Interval(round(start, 1), round(end - start, 1), round(middle, 1))


def _across(points: float) -> float:
    return HALF_WIDTH * (1 + max(-REACH, min(REACH, points)) / REACH)


@dataclass(frozen=True, slots=True)
class Dot:
    """A day's score."""

    x: float
    y: float
    is_on: bool


@dataclass(frozen=True, slots=True)
class Level:
    """The mean of days with or without."""

    y: float
    label_y: float
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class DaysPicture:
    """Scores by day with both means, and the scale beside them; days end at `end`."""

    end: float
    width: float
    height: float
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...]
    rules: tuple[tuple[float, int], ...]


def days_picture(days: Sequence[tuple[date, float, bool]], count: int) -> DaysPicture | None:
    """Scores as said, each with its day and whether the change was on; None without any.

    `count` is how many days there are in all from the first of the experiment on.
    """
    if not days:
        return None
    first = min(day for day, _, _ in days)
    dots = tuple(
        Dot(LEFT + DAY_WIDTH * ((day - first).days + 0.5), _height(score), is_on)
        for day, score, is_on in days
    )
    end = LEFT + DAY_WIDTH * max(count, 14)
    rules = tuple((_height(score), score) for score in (LOWEST, 4, 7, HIGHEST))
    height = 2 * TOP + POINT_HEIGHT * (HIGHEST - LOWEST)
    return DaysPicture(end, end + LABEL, height, dots, _levels(days), rules)


def _levels(days: Sequence[tuple[date, float, bool]]) -> tuple[Level, ...]:
    means = {}
    for which in (True, False):
        scores = [score for _, score, is_on in days if is_on == which]
        if scores:
            means[which] = sum(scores) / len(scores)
    heights = {which: _height(mean) for which, mean in means.items()}
    apart = _apart(heights)
    return tuple(
        Level(heights[which], apart[which], f"{'with' if which else 'without'} {mean:.1f}", which)
        for which, mean in means.items()
    )


def _apart(heights: dict[bool, float]) -> dict[bool, float]:
    """Heights of two labels, so far apart that both can be read."""
    if len(heights) < 2 or abs(heights[True] - heights[False]) >= POINT_HEIGHT:
        return heights
    middle = (heights[True] + heights[False]) / 2
    upper = heights[True] <= heights[False]
    return {upper: middle - POINT_HEIGHT / 2, not upper: middle + POINT_HEIGHT / 2}


def _height(score: float) -> float:
    return round(TOP + POINT_HEIGHT * (HIGHEST - score), 1)
