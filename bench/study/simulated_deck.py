"""A person who keeps up a deck, day by day, with Anki's own scheduler: a log to learn from.

Anki's scheduler goes by the clock of the machine. So after each day the whole collection is put one
day into the past, which to Anki is as if a night had gone by.
"""

from __future__ import annotations

import math
import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DAY_SECONDS = 86400
LONGEST_DAY = 3000
USUAL_DECAY = 0.1542
SECONDS = {1: 14.0, 2: 11.0, 3: 7.0, 4: 4.5}
"""Median seconds of an answer by its grade, in this simulated life."""


@dataclass(frozen=True, slots=True)
class Life:
    """How the person studies; `worse` is taken from the log-odds of knowing a card."""

    seed: int = 1
    days: int = 90
    held_out: int = 14
    cards: int = 4000
    new_a_day: int = 20
    retention: float = 0.9
    missed_share: float = 0.12
    misses_held_out: bool = False
    worse: float = 0.25
    noise: float = 0.5
    reviews_a_day: int = 9999


@dataclass(slots=True)
class LivedDeck:
    """The collection as it was before the days held out, and what those days then took."""

    path: Path
    minutes: list[float] = field(default_factory=list)
    reviews: list[int] = field(default_factory=list)


def live(folder: Path, life: Life) -> LivedDeck:
    """Study for days, copy the collection, study on, and tell what the days after it took."""
    path, draw = folder / "collection.anki2", random.Random(life.seed)  # noqa: S311
    _begin(path, life)
    for _ in range(life.days):
        if draw.random() >= life.missed_share:
            _study(path, life, draw)
        _night(path)
    lived = LivedDeck(folder / "before.anki2")
    lived.path.write_bytes(path.read_bytes())
    for _ in range(life.held_out):
        is_missed = life.misses_held_out and draw.random() < life.missed_share
        minutes, reviews = (0.0, 0) if is_missed else _study(path, life, draw)
        lived.minutes.append(minutes)
        lived.reviews.append(reviews)
        _night(path)
    return lived


def _begin(path: Path, life: Life) -> None:
    from anki.collection import Collection  # noqa: PLC0415 - it takes a second

    collection = Collection(str(path))
    collection.set_config("fsrs", True)
    config: Any = collection.decks.get_config(1)  # type: ignore[arg-type]
    config["new"]["perDay"] = life.new_a_day
    config["rev"]["perDay"] = life.reviews_a_day
    config["desiredRetention"] = life.retention
    collection.decks.update_config(config)
    kind: Any = collection.models.by_name("Basic")
    for number in range(life.cards):
        note = collection.new_note(kind)
        note["Front"], note["Back"] = f"question {number}", "answer"
        collection.add_note(note, 1)  # type: ignore[arg-type]
    collection.close()


def _study(path: Path, life: Life, draw: random.Random) -> tuple[float, int]:
    """One day until nothing is left: its minutes, and how many reviews it held."""
    from anki.collection import Collection  # noqa: PLC0415 - it takes a second

    collection = Collection(str(path))
    taken, reviews = 0.0, 0
    for _ in range(LONGEST_DAY):
        queued = collection.sched.get_queued_cards()
        if not queued.cards:
            break
        first = queued.cards[0]
        card = collection.get_card(first.card.id)  # type: ignore[arg-type]
        grade = _grade(first, life, draw)
        seconds = min(60.0, SECONDS[grade] * math.exp(draw.gauss(0, 0.55)))
        card.start_timer()
        answer = collection.sched.build_answer(card=card, states=first.states, rating=grade - 1)
        answer.milliseconds_taken = round(seconds * 1000)
        collection.sched.answer_card(answer)
        taken += seconds
        reviews += first.queue == 2
    collection.close()
    return taken / 60, reviews


def _grade(queued: Any, life: Life, draw: random.Random) -> int:
    """A grade: known as the model says, less by a constant, give or take how cards differ."""
    if queued.queue == 0:
        return draw.choices((1, 2, 3, 4), (25, 8, 60, 7))[0]
    if queued.queue == 1:
        return draw.choices((1, 3), (12, 88))[0]
    recall = _recall(queued.card)
    odds = math.log(recall / (1 - recall)) - life.worse + draw.gauss(0, life.noise)
    if draw.random() > 1 / (1 + math.exp(-odds)):
        return 1
    return draw.choices((2, 3, 4), (10, 82, 8))[0]


def _recall(card: Any) -> float:
    """The share known now, by what Anki keeps of the card."""
    stability, decay = card.memory_state.stability, card.decay or USUAL_DECAY
    elapsed = max(0.0, (time.time() - card.last_review_time_secs) / DAY_SECONDS)
    factor = 0.9 ** (-1 / decay) - 1
    return min(0.999, max(0.05, (1 + factor * elapsed / stability) ** -decay))


def _night(path: Path) -> None:
    """Put everything one day into the past."""
    with closing(sqlite3.connect(path)) as database, database:
        database.create_collation("unicase", lambda a, b: (a > b) - (a < b))
        database.execute("UPDATE col SET crt = crt - ?", (DAY_SECONDS,))
        database.execute("UPDATE revlog SET id = -(id - ?)", (DAY_SECONDS * 1000,))
        database.execute("UPDATE revlog SET id = -id")
        database.execute("UPDATE cards SET due = due - ? WHERE queue = 1", (DAY_SECONDS,))
        database.execute(
            "UPDATE cards SET data = json_set(data, '$.lrt', json_extract(data, '$.lrt') - ?) "
            "WHERE json_extract(data, '$.lrt') IS NOT NULL",
            (DAY_SECONDS,),
        )
