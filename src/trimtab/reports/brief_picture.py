"""Hours by week as bars that read in grey."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.app.briefs.figures import BriefFigures
from trimtab.reports.wording import hours_text

WIDTH, HEIGHT, TOP = 640, 160, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: where it stands and how high, its hours, its first day."""

    x: float
    y: float
    width: float
    height: float
    hours: str
    day: str
    is_ahead: bool


@dataclass(frozen=True, slots=True)
class WeeksPicture:
    """Bars in a box of `WIDTH` by `HEIGHT`, zero at the bottom."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    height: int = HEIGHT + 24
    base: int = HEIGHT


def weeks_picture(figures: BriefFigures) -> WeeksPicture | None:
    """The weeks that are known as a whole; None where there are fewer than two."""
    weeks = [week for week in figures.weeks if week.is_whole]
    most = max((week.minutes for week in weeks), default=0)
    if len(weeks) < 2 or not most:
        return None
    step = WIDTH / len(weeks)
    bars = []
    for number, week in enumerate(weeks):
        high = (HEIGHT - TOP) * week.minutes / most
        bars.append(
            Bar(
                x=round(number * step + step * 0.1, 1),
                y=round(HEIGHT - high, 1),
                width=round(step * 0.8, 1),
                height=round(high, 1),
                hours=f"{hours_text(week.minutes)} h",
                day=f"{week.monday.day} {week.monday:%b}",
                is_ahead=week.is_ahead,
            )
        )
    return WeeksPicture(tuple(bars))
