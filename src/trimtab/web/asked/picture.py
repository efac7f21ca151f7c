"""Scores over time as one calm line: every one taken, and where the published bands begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from trimtab.domain.diary import Instrument, QuestionnaireTaken
from trimtab.web.asked.words import day_text, number_text
from trimtab.wellbeing.instruments import questionnaire, score

WIDTH, HEIGHT = 320, 120
LEFT, RIGHT, TOP, BOTTOM = 10, 112, 12, 18
"""Room around the line; names of bands stand at its right."""

SAME_LINE: dict[Instrument, Instrument] = {"phq-9": "phq-8"}
"""The PHQ-9 is drawn by its first eight questions, so that both make one line."""

NOTE = "The PHQ-9 is drawn by its first eight questions, so that it makes one line with the PHQ-8."


@dataclass(frozen=True, slots=True)
class Dot:
    """One score: its place, and the day and number in words."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class BandLine:
    """Where a band begins, with its name."""

    y: float
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresPicture:
    """A line of scores in a box of `width` by `height`, in words for who cannot see it.

    `note` says why a score stands on the line of another questionnaire; `last` is empty where all
    are of one day.
    """

    title: str
    dots: tuple[Dot, ...]
    bands: tuple[BandLine, ...]
    first: str
    last: str
    note: str = ""
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right_end: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM

    @property
    def points(self) -> str:
        """The line as an SVG takes it."""
        return " ".join(f"{dot.x},{dot.y}" for dot in self.dots)

    @property
    def words(self) -> str:
        """Every score in one sentence."""
        return "; ".join(dot.text for dot in self.dots)


def line_of(name: Instrument) -> Instrument:
    """The instrument by whose scale a score is drawn."""
    return SAME_LINE.get(name, name)


def scores_of(
    taken: Sequence[QuestionnaireTaken], name: Instrument
) -> tuple[tuple[date, float], ...]:
    """The day and number of every score that belongs on a line, in order."""
    drawn = line_of(name)
    found = [(one.day, _drawn_score(one)) for one in taken if line_of(one.instrument) == drawn]
    return tuple((day, points) for day, points in found if points is not None)


def _drawn_score(taken: QuestionnaireTaken) -> float | None:
    if taken.instrument in SAME_LINE:
        drawn = SAME_LINE[taken.instrument]
        return score(drawn, taken.answers[: len(questionnaire(drawn).items)])
    return taken.score


def picture_of(taken: Sequence[QuestionnaireTaken], name: Instrument) -> ScoresPicture | None:
    """The picture of one line, None with fewer than two scores."""
    scores = scores_of(taken, name)
    if len(scores) < 2:
        return None
    line = line_of(name)
    asked = questionnaire(line)
    first, last = scores[0][0], scores[-1][0]
    span = (last - first).days
    places = [(day - first).days / span for day, _ in scores] if span else _evenly(len(scores))
    is_other = any(one.instrument in SAME_LINE for one in taken if line_of(one.instrument) == line)
    return ScoresPicture(
        title=f"{asked.title}, 0 to {asked.highest}",
        dots=tuple(
            Dot(
                _across(place),
                _up(points / asked.highest),
                f"{day_text(day, last)}: {number_text(points)}",
            )
            for place, (day, points) in zip(places, scores, strict=True)
        ),
        bands=tuple(BandLine(_up(band.least / asked.highest), band.name) for band in asked.bands),
        first=day_text(first, last),
        last=day_text(last, last) if span else "",
        note=NOTE if is_other else "",
    )


def _evenly(count: int) -> list[float]:
    """Places of scores of one day, in the order they were taken."""
    return [number / (count - 1) for number in range(count)]


def _across(share: float) -> float:
    return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _up(share: float) -> float:
    return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)
