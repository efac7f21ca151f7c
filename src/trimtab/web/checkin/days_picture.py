"""Days as small drawings, one for each measure and one for sleep; a day without one is a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.diary import HIGHEST, LOWEST
from trimtab.reports.wording import MONTHS
from trimtab.web.asked.words import day_text
from trimtab.web.checkin.scales import SHORT, WORDS
from trimtab.wellbeing.days import DayScores

WIDTH, HEIGHT = 340.0, 96.0
LEFT, RIGHT, TOP, BOTTOM = 24.0, 6.0, 8.0, 20.0
"""Units of a drawing: room for the scale on the left, and for months below."""

MOST_DOTS = 35
"""Of more days than these only the line is drawn."""

MOST_HOURS = 12
MONTH_APART = 36.0
"""Names of months stand at least so far apart."""


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside the drawing, at a place across or down."""

    place: float
    text: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle: where it begins across and down, how wide and high it is."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """One measure over the days: lines and dots, or bars, with its scale and its words.

    `nights` are the days that go on into a night of duty, as bands behind.
    """

    name: str
    ends: str
    last: str
    summary: str
    scale: tuple[Label, ...]
    months: tuple[Label, ...]
    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    bars: tuple[Bar, ...]
    nights: tuple[Bar, ...]


def draw_days(days: Sequence[DayScores]) -> tuple[Drawing, ...]:
    """The drawings of some days in a row; none where there are none."""
    if not days:
        return ()
    measures = (_measure(days, name, low, high) for name, _, low, high in WORDS)
    return (*measures, _sleep(days))


def _measure(days: Sequence[DayScores], measure: str, low: str, high: str) -> Drawing:
    values = [getattr(one, measure) for one in days]
    points = [
        None if value is None else (_across(days, number), _down(value))
        for number, value in enumerate(values)
    ]
    said = [point for point in points if point is not None]
    runs = _runs(points)
    has_dots = len(days) <= MOST_DOTS
    alone = [run[0] for run in runs if len(run) == 1]
    return Drawing(
        name=SHORT[measure],
        ends=f"1 {low}, 10 {high}",
        last=_last(days, values),
        summary=f"{SHORT[measure]}, from 1 to 10: said on {len(said)} of {len(days)} days",
        scale=(Label(_down(HIGHEST), "10"), Label(_down(LOWEST), "1")),
        months=_months(days),
        lines=tuple(_line(run) for run in runs if len(run) > 1),
        dots=tuple(said if has_dots else alone),
        bars=(),
        nights=_nights(days),
    )


def _sleep(days: Sequence[DayScores]) -> Drawing:
    known = [(n, one.asleep_minutes) for n, one in enumerate(days) if one.asleep_minutes]
    wide = _step(days)
    bars = []
    for number, minutes in known:
        high = round(min(1.0, minutes / 60 / MOST_HOURS) * (HEIGHT - TOP - BOTTOM), 1)
        x = round(_across(days, number) - wide * 0.4, 1)
        bars.append(Bar(x, round(HEIGHT - BOTTOM - high, 1), round(wide * 0.8, 1), high))
    mean = sum(minutes for _, minutes in known) / len(known) / 60 if known else 0
    return Drawing(
        name="Sleep",
        ends="hours that ended on each day",
        last=f"about {mean:.1f} h on average" if known else "",
        summary=f"Sleep in hours: known of {len(known)} of {len(days)} days",
        scale=(Label(TOP, str(MOST_HOURS)), Label(HEIGHT - BOTTOM, "0")),
        months=_months(days),
        lines=(),
        dots=(),
        bars=tuple(bars),
        nights=_nights(days),
    )


def _last(days: Sequence[DayScores], values: Sequence[float | None]) -> str:
    said = [(one.day, value) for one, value in zip(days, values, strict=True) if value is not None]
    return f"{said[-1][1]:.0f} on {day_text(said[-1][0], days[-1].day)}" if said else ""


Point = tuple[float, float]


def _runs(points: Sequence[Point | None]) -> list[list[Point]]:
    """Days in a row that were said: over a gap no line is drawn."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _line(run: Sequence[Point]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in run)


def _step(days: Sequence[DayScores]) -> float:
    return (WIDTH - LEFT - RIGHT) / len(days)


def _across(days: Sequence[DayScores], number: int) -> float:
    return round(LEFT + (number + 0.5) * _step(days), 1)


def _down(value: float) -> float:
    share = (value - LOWEST) / (HIGHEST - LOWEST)
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)


def _nights(days: Sequence[DayScores]) -> tuple[Bar, ...]:
    wide = _step(days)
    high = HEIGHT - TOP - BOTTOM
    return tuple(
        Bar(round(LEFT + number * wide, 1), TOP, round(wide, 1), high)
        for number, one in enumerate(days)
        if one.is_night
    )


def _months(days: Sequence[DayScores]) -> tuple[Label, ...]:
    """The first day, and the first of each month where there is room for its name."""
    labels = [Label(LEFT, _first(days))]
    for number, one in enumerate(days):
        place = round(LEFT + number * _step(days), 1)
        is_near = place - labels[-1].place < MONTH_APART * 1.6
        if one.day.day == 1 and not is_near and place < WIDTH - MONTH_APART:
            labels.append(Label(place, _month(one.day)))
    return tuple(labels)


def _first(days: Sequence[DayScores]) -> str:
    """The first day, by its month alone once its year matters more."""
    first = days[0].day
    name = MONTHS[first.month - 1]
    return f"{name} {first.year}" if first.year < days[-1].day.year else f"{first.day} {name}"


def _month(day: date) -> str:
    name = MONTHS[day.month - 1]
    return f"{name} {day.year}" if day.month == 1 else name
