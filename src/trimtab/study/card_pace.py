"""How a person answers cards: how often each grade, how long each takes, how many tries."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from trimtab.domain.decks import AnswerKind, DeckReading, Pace

USUAL_SECONDS = {"learn": 12.0, "review": 8.0, "relearn": 10.0}
"""Seconds of an answer where the log says nothing (our choice)."""

USUAL_FIRST = (0.2, 0.05, 0.65, 0.1)
USUAL_PASSED = (0.08, 0.85, 0.07)
"""Shares of hard, good and easy among cards that are known, where the log says nothing (ours)."""

USUAL_STEPS = {"learn": 2.2, "relearn": 1.15}
"""Answers that a new and a forgotten card take on their day, where the log says nothing (ours)."""

PRIOR = 20
"""What is usual weighs as so many answers beside those of the log (our choice)."""

SUREST = 0.995
TRUSTED = 200
"""From so many reviews on, half of what they say of forgetting is believed (our choice)."""


@dataclass(frozen=True, slots=True)
class Answering:
    """A person's answers: shares by grade, paces by kind, tries on a day.

    `first` are the shares of a new card's first grades, `passed` of hard, good and easy among
    those known; `odds` is what is added to the log-odds of knowing a card.
    """

    first: tuple[float, ...]
    passed: tuple[float, ...]
    paces: dict[tuple[AnswerKind, int], Pace]
    steps: dict[AnswerKind, float]
    odds: float = 0.0

    def calibrated(self, recall: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The shares known as this person's log has it."""
        held = np.clip(recall, 0.0001, 0.9999)
        shares: npt.NDArray[np.float64] = 1 / (1 + (1 - held) / held * math.exp(-self.odds))
        return shares

    def parts(
        self, reviews: float, failed: float, new: float, learning: float
    ) -> tuple[tuple[float, Pace], ...]:
        """How many answers of a day are of each kind and grade."""
        known = max(0.0, reviews - failed)
        found = [(failed, self.paces["review", 1])]
        found += [
            (known * share, self.paces["review", grade])
            for grade, share in zip((2, 3, 4), self.passed, strict=True)
        ]
        found += self._tries("learn", new * self.steps["learn"] + learning)
        found += self._tries("relearn", failed * self.steps["relearn"])
        return tuple(found)

    def _tries(self, kind: AnswerKind, count: float) -> Iterator[tuple[float, Pace]]:
        paces = [self.paces[kind, grade] for grade in (1, 2, 3, 4)]
        total = sum(pace.count for pace in paces)
        for pace in paces:
            share = pace.count / total if total else float(pace.grade == 3)
            yield count * share, pace


def answering_of(reading: DeckReading, expected: float) -> Answering:
    """How the person answers, from the log, with what is usual where it says little.

    `expected` is the share of reviews that the memory model expects to be known.
    """
    counts = {(pace.kind, pace.grade): pace.count for pace in reading.paces}
    review = [counts.get(("review", grade), 0) for grade in (1, 2, 3, 4)]
    return Answering(
        first=_shares(reading.first_grades, USUAL_FIRST),
        passed=_shares(review[1:], USUAL_PASSED),
        paces={
            (kind, grade): _pace(reading.paces, kind, grade)
            for kind in ("learn", "review", "relearn")
            for grade in (1, 2, 3, 4)
        },
        steps={
            "learn": _steps(counts, "learn", reading.introduced),
            "relearn": _steps(counts, "relearn", review[0]),
        },
        odds=_odds(review, expected),
    )


def _shares(counts: Iterable[int], usual: tuple[float, ...]) -> tuple[float, ...]:
    seen = list(counts) or [0] * len(usual)
    weights = [count + PRIOR * share for count, share in zip(seen, usual, strict=True)]
    return tuple(weight / sum(weights) for weight in weights)


def _steps(counts: dict[tuple[AnswerKind, int], int], kind: AnswerKind, cards: int) -> float:
    """Answers of a kind for each card that was new, or forgotten."""
    answers = sum(counts.get((kind, grade), 0) for grade in (1, 2, 3, 4))
    return (answers + PRIOR * USUAL_STEPS[kind]) / (cards + PRIOR)


def _pace(paces: Iterable[Pace], kind: AnswerKind, grade: int) -> Pace:
    """The seconds of a kind and grade, drawn to those of the kind where there are few."""
    of_kind = [pace for pace in paces if pace.kind == kind and pace.count]
    total = sum(pace.count for pace in of_kind)
    seconds = sum(pace.count * pace.seconds for pace in of_kind)
    mean = (seconds + PRIOR * USUAL_SECONDS[kind]) / (total + PRIOR)
    own = next((pace for pace in of_kind if pace.grade == grade), Pace(kind, grade, 0, 0.0))
    drawn = (own.count * own.seconds + PRIOR * mean) / (own.count + PRIOR)
    return Pace(kind, grade, own.count, drawn, own.spread or drawn / 2)


def _odds(review: list[int], expected: float) -> float:
    """How far this person's log-odds of knowing a card lie from the model's, as far as is known."""
    total = sum(review)
    if not total:
        return 0.0
    expected = min(SUREST, max(1 - SUREST, expected))
    known = (total - review[0] + PRIOR * expected) / (total + PRIOR)
    told = math.log(known / (1 - known)) - math.log(expected / (1 - expected))
    return told * total / (total + TRUSTED)
