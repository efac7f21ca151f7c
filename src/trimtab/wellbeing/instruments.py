"""Questionnaires whose licence lets them stand here: items, scores and bands as published.

A score is a number and the band its authors named, never a verdict on somebody. What was checked of
each stands in docs/methods/questionnaires.md, the items themselves in instruments.toml.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from trimtab.domain.diary import INSTRUMENTS, Instrument
from trimtab.domain.errors import TrimtabError

Answers = Sequence[int | None]
MOST_POINTS_REVERSED = 100
STEP_UP: dict[Instrument, tuple[Instrument, int]] = {"phq-2": ("phq-8", 2), "gad-2": ("gad-7", 3)}
"""Which longer questionnaire a short one leads to, and from which score."""


class AnswersError(TrimtabError):
    """Answers that no questionnaire of that name could have."""

    def __init__(self, name: str, what: str) -> None:
        self.name, self.what = name, what
        super().__init__(f"{name}: {what} Answer again on its own page.")


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer: its published words, and the points it counts."""

    words: str
    points: int


@dataclass(frozen=True, slots=True)
class Item:
    """One question with its answers; `is_reversed` where the most points count the least."""

    text: str
    choices: tuple[Choice, ...]
    is_reversed: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of scores from `least` on, as the authors named it."""

    least: float
    name: str


@dataclass(frozen=True, slots=True)
class Licence:
    """What may be done with an instrument, and whom to name."""

    says: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """One instrument, whole.

    The answers count over the last `window_days` days, none where the authors name no window, and
    are not asked for again within `gap_days`. A score needs answers to `needs` items at least.
    `figure` is one sentence on how well it finds what it was made to find, empty where no source
    was seen. `safety_item` counts from 1; `see_someone_from` is the score at which somebody should
    be seen this week.
    """

    name: Instrument
    title: str
    about: str
    stem: str
    window_days: int
    gap_days: int
    items: tuple[Item, ...]
    scoring: Literal["sum", "mean"]
    needs: int
    bands: tuple[Band, ...]
    bands_from: str
    figure: str
    licence: Licence
    safety_item: int | None = None
    see_someone_from: int | None = None

    @property
    def highest(self) -> int:
        """The highest score there is."""
        most = [max(choice.points for choice in item.choices) for item in self.items]
        return sum(most) if self.scoring == "sum" else max(most)

    def band(self, score: float) -> Band:
        """The band a score lies in.

        >>> questionnaire("phq-8").band(9).name, questionnaire("phq-8").band(10).name
        ('mild', 'moderate')
        """
        return [band for band in self.bands if band.least <= score][-1]


def questionnaire(name: Instrument) -> Questionnaire:
    """The questionnaire of a name."""
    return questionnaires()[name]


@cache
def questionnaires() -> dict[Instrument, Questionnaire]:
    """Every questionnaire by its name, in the order of `INSTRUMENTS`."""
    rows = {row["name"]: row for row in _written()["instrument"]}
    return {name: _read(rows[name]) for name in INSTRUMENTS}


def score(name: Instrument, answers: Answers) -> float | None:
    """The score of answers, None where too few were given for the published rule.

    >>> score("phq-2", (1, 2)), score("phq-2", (1, None))
    (3.0, None)
    >>> score("cbi-personal", (75, 50, 25, None, None, None))
    50.0
    """
    asked = questionnaire(name)
    check(name, answers)
    given = _points(asked, answers)
    if len(given) < asked.needs:
        return None
    return float(sum(given)) if asked.scoring == "sum" else sum(given) / len(given)


def check(name: Instrument, answers: Answers) -> None:
    """Raise AnswersError where answers are none of that questionnaire."""
    items = questionnaire(name).items
    if len(answers) != len(items):
        raise AnswersError(name, f"it has {len(items)} questions, and {len(answers)} came.")
    for number, (item, answer) in enumerate(zip(items, answers, strict=True), 1):
        if answer is not None and answer not in {choice.points for choice in item.choices}:
            raise AnswersError(name, f"question {number} has no such answer.")


def asks_for_safety(name: Instrument, answers: Answers) -> bool:
    """Whether the answer on being better off dead is anything but "Not at all".

    >>> asks_for_safety("phq-9", (0,) * 8 + (1,)), asks_for_safety("phq-9", (3,) * 8 + (0,))
    (True, False)
    """
    number = questionnaire(name).safety_item
    return number is not None and (answers[number - 1] or 0) > 0


def is_to_see_someone(name: Instrument, answers: Answers) -> bool:
    """Whether answers call for a person soon: by their sum, or by that on being better off dead.

    Whatever was left out counts as nothing.

    >>> is_to_see_someone("gad-7", (3, 3, 3, 3, 3, None, None))
    True
    >>> is_to_see_someone("phq-9", (0,) * 8 + (1,))
    True
    """
    if asks_for_safety(name, answers):
        return True
    asked = questionnaire(name)
    least = asked.see_someone_from
    return least is not None and sum(_points(asked, answers)) >= least


def longer_after(name: Instrument, points: float | None) -> Instrument | None:
    """The longer questionnaire that a short one's score leads to, None where it does not.

    >>> longer_after("phq-2", 2), longer_after("gad-2", 2), longer_after("gad-2", None)
    ('phq-8', None, None)
    """
    longer, least = STEP_UP.get(name, (None, 0))
    return longer if points is not None and points >= least else None


def _points(asked: Questionnaire, answers: Answers) -> list[int]:
    """What each answer given counts."""
    return [
        MOST_POINTS_REVERSED - answer if item.is_reversed else answer
        for item, answer in zip(asked.items, answers, strict=True)
        if answer is not None
    ]


def _read(row: dict[str, Any]) -> Questionnaire:
    plain = (
        "name", "title", "about", "stem", "window_days", "gap_days", "scoring", "needs", "figure",
        "bands_from",
    )  # fmt: skip
    licence = _written()["licences"][row["licence"]]
    return Questionnaire(
        **{key: row[key] for key in plain},
        items=tuple(_item(row, number, text) for number, text in enumerate(row["items"], 1)),
        bands=tuple(Band(least, name) for least, name in row["bands"]),
        licence=Licence(licence["says"], licence["credit"]),
        safety_item=row.get("safety_item"),
        see_someone_from=row.get("see_someone_from"),
    )


def _item(row: dict[str, Any], number: int, text: str) -> Item:
    is_by_degree = number in row.get("by_degree", ())
    kind = _written()["choices"]["to_what_degree" if is_by_degree else row["choices"]]
    choices = tuple(map(Choice, kind["words"], kind["points"]))
    return Item(text, choices, is_reversed=number in row.get("reversed", ()))


@cache
def _written() -> dict[str, Any]:
    text = (files("trimtab.wellbeing") / "instruments.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
