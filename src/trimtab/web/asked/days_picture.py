"""The days behind an early warning: what was said of them, the usual before, nights on duty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import quantiles

from trimtab.app.mind.notice_words import MEASURE_WORDS, points, short_day
from trimtab.domain.diary import HIGHEST, LOWEST, Measure, Notice
from trimtab.wellbeing.days import DayScores

WIDTH, HEIGHT = 340, 140
LEFT, RIGHT, TOP, FLOOR = 16, 100, 10, 104
NIGHTS_AT, DATES_AT = 116, 134
DAYS_BEFORE = timedelta(days=42)
FEWEST_FOR_BAND = 6
"""With fewer days before, no band of the usual is drawn."""


@dataclass(frozen=True, slots=True)
class Dot:
    """What was said of one day."""

    x: float
    y: float
    text: str
    is_since: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A word in the picture, at a height or a place across."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysPicture:
    """Scores of days in a box; the band holds the middle half of those before the change."""

    title: str
    words: str
    dots: tuple[Dot, ...]
    nights: tuple[float, ...]
    since: float
    band: tuple[float, float] | None
    band_label: Label | None
    level: Label | None
    first: str
    since_text: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right_end: int = WIDTH - RIGHT
    top: int = TOP
    floor: int = FLOOR
    nights_at: int = NIGHTS_AT
    dates_at: int = DATES_AT

    @property
    def line(self) -> str:
        """The dots as a line."""
        return " ".join(f"{one.x},{one.y}" for one in self.dots)


def first_shown(notice: Notice) -> date:
    """The first day that the picture of a notice holds."""
    return (notice.since or notice.day) - DAYS_BEFORE


def days_picture(notice: Notice, days: Sequence[DayScores], last: date) -> DaysPicture | None:
    """The picture of a notice about one measure, None where no two days tell of it."""
    measure, since = notice.measure, notice.since
    if measure is None or since is None:
        return None
    said = [(one, getattr(one, measure)) for one in days if getattr(one, measure) is not None]
    if len(said) < 2:
        return None
    first = said[0][0].day
    place = _Places(first, max(last, since))
    before = [score for one, score in said if one.day < since]
    band = _middle_half(before)
    return DaysPicture(
        title=f"Your {MEASURE_WORDS[measure]} by day, {LOWEST} to {HIGHEST}",
        words=_words(notice, measure, band),
        dots=tuple(
            Dot(
                place.across(one.day),
                _up(score),
                f"{short_day(one.day)}: {points(score)}",
                one.day >= since,
            )
            for one, score in said
        ),
        nights=tuple(place.across(one.day) for one in days if one.is_night and one.day >= first),
        since=place.across(since),
        band=band and (_up(band[1]), _up(band[0])),
        band_label=band and Label(_up((band[0] + band[1]) / 2) + 3, "usual before"),
        level=None
        if notice.level is None
        else Label(_up(notice.level), f"since: about {points(notice.level)}"),
        first=short_day(first),
        since_text=f"since {short_day(since)}",
        last=short_day(place.last),
    )


def _middle_half(scores: Sequence[float]) -> tuple[float, float] | None:
    if len(scores) < FEWEST_FOR_BAND:
        return None
    low, _, high = quantiles(scores, n=4, method="inclusive")
    return low, high


def _words(notice: Notice, measure: Measure, band: tuple[float, float] | None) -> str:
    usual = (
        f"Half of the days before lay between {points(band[0])} and {points(band[1])}"
        if band
        else ""
    )
    now = "" if notice.level is None else f"since then about {points(notice.level)}"
    said = "; ".join(one for one in (usual, now) if one)
    return f"{MEASURE_WORDS[measure].capitalize()}. {said}." if said else ""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where days stand across the picture."""

    first: date
    last: date

    def across(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _up(score: float) -> float:
    share = (score - LOWEST) / (HIGHEST - LOWEST)
    return round(FLOOR - share * (FLOOR - TOP), 1)
