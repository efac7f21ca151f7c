"""Anki's log of answers: how many a day, how long each takes, how often each grade."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from trimtab.decks.collection import MOST_ANSWERS, Collection
from trimtab.decks.options import Chosen
from trimtab.domain.decks import GRADES, AnswerKind, DeckDay, Pace

LOOKED_BACK = 60
"""Days of the log that say how answering goes (our choice)."""

CAPPED = 4.0
"""An answer counts for at most so many times the median of its kind and grade (our choice)."""

LONGEST_SECONDS = 600
KINDS: dict[int, AnswerKind] = {0: "learn", 1: "review", 2: "relearn", 3: "review"}
EARLY = 3
"""Kind of answers to cards that were not due: their minutes count, their grades do not."""


@dataclass(frozen=True, slots=True)
class Answered:
    """What the log tells; `by_day` are reviews, seconds and new cards, the last day today."""

    paces: tuple[Pace, ...]
    first_grades: tuple[int, ...]
    by_day: tuple[tuple[int, float, int], ...]

    def days(self, today: date) -> tuple[DeckDay, ...]:
        """The days that have been, from the first on which there was an answer."""
        back = len(self.by_day) - 1
        found = [
            DeckDay(today - timedelta(days=back - number), reviews, seconds / 60, new)
            for number, (reviews, seconds, new) in enumerate(self.by_day)
        ]
        begun = next(
            (n for n, one in enumerate(found) if one.reviews or one.introduced), len(found)
        )
        return tuple(found[begun:-1])


def answered(collection: Collection, chosen: Chosen, begins: Sequence[datetime]) -> Answered:
    """The log since the first of these beginnings of days. Raises UnreadableDeckError."""
    starts = [round(one.timestamp() * 1000) for one in begins]
    rows = _rows(collection, chosen, starts[0])
    seconds: dict[tuple[AnswerKind, int], list[float]] = defaultdict(list)
    grades: Counter[tuple[AnswerKind, int]] = Counter()
    first: Counter[int] = Counter()
    by_day = [[0, 0.0, 0] for _ in starts]
    for at, grade, taken, before, kind in rows:
        if grade not in GRADES or kind not in KINDS:
            continue
        took = min(LONGEST_SECONDS, max(0, taken) / 1000)
        day = by_day[bisect_right(starts, at) - 1]
        day[0] += kind == 1
        day[1] += took
        seconds[KINDS[kind], grade].append(took)
        if kind != EARLY:
            grades[KINDS[kind], grade] += 1
        if kind == 0 and before == 0:
            first[grade] += 1
            day[2] += 1
    paces = tuple(
        Pace(kind, grade, grades[kind, grade], *_usual(took))
        for (kind, grade), took in sorted(seconds.items())
    )
    days = tuple((int(a), b, int(c)) for a, b, c in by_day)
    return Answered(paces, tuple(first[one] for one in GRADES), days)


def _rows(collection: Collection, chosen: Chosen, since: int) -> list[tuple[Any, ...]]:
    question = (
        "SELECT revlog.id, revlog.ease, revlog.time, revlog.lastIvl, revlog.type, "
        "CASE cards.odid WHEN 0 THEN cards.did ELSE cards.odid END "
        "FROM revlog LEFT JOIN cards ON cards.id = revlog.cid "
        "WHERE revlog.id >= ? ORDER BY revlog.id DESC LIMIT ?"
    )
    rows = collection.rows(question, (since, MOST_ANSWERS))
    return [
        row[:5]
        for row in rows
        if chosen.place(row[5]) is not None and all(type(one) is int for one in row[:5])
    ]


def _usual(took: list[float]) -> tuple[float, float]:
    """Mean and spread of seconds, long breaks counted as a multiple of the median."""
    ordered = sorted(took)
    most = CAPPED * max(1.0, ordered[len(ordered) // 2])
    held = [min(one, most) for one in ordered]
    mean = sum(held) / len(held)
    spread = math.sqrt(sum((one - mean) ** 2 for one in held) / len(held))
    return round(mean, 3), round(spread, 3)
