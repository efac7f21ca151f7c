"""Predicted alertness as a small drawing for each day: a band, the line in it, and sleep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from trimtab.domain.body import Alertness
from trimtab.reports.alert_words import AlertDay, day_text
from trimtab.reports.wording import date_text

WIDTH, HEIGHT = 288.0, 48.0
"""Units of a drawing: five minutes across, a sixth of a point of the scale down."""

LEAST_SLEEPY, SLEEPIEST = 1.0, 9.0
HALF_HOUR = 30


@dataclass(frozen=True, slots=True)
class AlertView:
    """One day's drawing: SVG points of the bands and lines awake, and spans asleep in units.

    `column` says under which day of its week it stands: of days that were over none is drawn.
    """

    column: int
    heading: str
    text: str
    sentence: str
    bands: tuple[str, ...]
    lines: tuple[str, ...]
    asleep: tuple[tuple[float, float], ...]


def draw_day(day: AlertDay) -> AlertView:
    """The drawing of a day; the sleepier, the higher."""
    runs = list(_runs(day.points))
    awake = [_closed(run) for is_asleep, run in runs if not is_asleep]
    return AlertView(
        column=day.column,
        heading=date_text(day.date),
        text=day.text,
        sentence=day_text(day),
        bands=tuple(_band(run) for run in awake),
        lines=tuple(" ".join(_at(x, point.kss) for x, point in run) for run in awake),
        asleep=tuple(_span(run) for is_asleep, run in runs if is_asleep),
    )


Placed = tuple[float, Alertness]


def _runs(points: Sequence[Alertness]) -> Iterator[tuple[bool, list[Placed]]]:
    """Points in a row that are all asleep or all awake, each with its place across."""
    placed = [(_across(point), point) for point in points]
    for is_asleep, run in groupby(placed, key=lambda one: one[1].is_asleep):
        yield is_asleep, list(run)


def _closed(run: Sequence[Placed]) -> list[Placed]:
    """A run drawn on to the end of its last half-hour."""
    across, last = run[-1]
    return [*run, (min(WIDTH, across + HALF_HOUR / 5), last)]


def _span(run: Sequence[Placed]) -> tuple[float, float]:
    """Where a run begins across, and how wide it is."""
    return run[0][0], run[-1][0] - run[0][0] + HALF_HOUR / 5


def _across(point: Alertness) -> float:
    return (point.time.hour * 60 + point.time.minute) / 5


def _at(across: float, kss: float) -> str:
    down = (SLEEPIEST - kss) / (SLEEPIEST - LEAST_SLEEPY) * HEIGHT
    return f"{across:g},{down:.1f}"


def _band(run: Iterable[Placed]) -> str:
    placed = list(run)
    above = [_at(x, point.high) for x, point in placed]
    below = [_at(x, point.low) for x, point in reversed(placed)]
    return " ".join([*above, *below])
