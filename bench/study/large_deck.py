"""Times a collection of 28,000 cards: reading it, two weeks, all that is kept, a naive way beside.

Prints the table of docs/benchmarks.md: each figure is the least of some rounds, taken in turn in
one run, so that the ratio holds on a busy machine.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2] / "tests/shared"))
sys.path.insert(0, str(Path(__file__).parents[1]))
from lived_deck import NOW, usual_answers, write_deck

from machine import machine_name
from trimtab.app.study.card_outlook import loads_of, outlook_of
from trimtab.decks.anki import read_anki
from trimtab.decks.memory import fsrs_memory
from trimtab.domain.decks import DeckOutlook, DeckReading, DeckSource, LimitedDeck
from trimtab.study.cards import forecast_deck, plan_of
from trimtab.wiring.deck_apart import read_deck_apart

NEW = (0, 10, 15, 20, 40)
SEEN, UNSEEN, ROUNDS = 22_000, 6_000, 5
DAYS = 14
SEED = 28_000


def main() -> None:
    """Time each part, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_deck(Path(folder, "collection.anki2"), _cards(), usual_answers(60))
        reading = read_anki(path, "deck", "", NOW)
        plan = plan_of(reading, DeckSource())
        memory = fsrs_memory(reading.parameters, plan.retention)
        parts: dict[str, Callable[[], Any]] = {
            "read, in this process": lambda: read_anki(path, "deck", "", NOW),
            "read apart, as the app does": lambda: read_deck_apart(path, "", NOW),
            "naive read: every row, memories through json": lambda: _naive_read(path),
            "two weeks ahead": lambda: forecast_deck(
                reading, plan, fsrs_memory(reading.parameters, plan.retention)
            ),
            "naive two weeks, none forgotten": lambda: _naive_days(reading, memory),
            "six months at five numbers of new cards": lambda: loads_of(
                reading, DeckSource(), fsrs_memory, NEW
            ),
            "all that the app keeps: six weeks and the months": lambda: _kept(reading),
            "the same without a limit on reviews": lambda: _kept(
                replace(reading, limited=_unlimited(reading))
            ),
        }
        least = _timed(parts)
    print(f"{machine_name()}, Python {sys.version.split()[0]}; least of {ROUNDS} rounds in turn\n")
    print("| 28,000 cards | s | s of one core, this process |\n|---|---:|---:|")
    for name, (seconds, own) in least.items():
        print(f"| {name} | {seconds:.2f} | {own:.2f} |")


def _timed(parts: dict[str, Callable[[], Any]]) -> dict[str, tuple[float, float]]:
    """Least seconds of each part, by the clock and of the processor."""
    least = dict.fromkeys(parts, (float("inf"), float("inf")))
    for _ in range(ROUNDS):
        for name, part in parts.items():
            began, own = time.perf_counter(), time.process_time()
            part()
            took = time.perf_counter() - began, time.process_time() - own
            least[name] = min(least[name][0], took[0]), min(least[name][1], took[1])
    return least


def _cards() -> list[tuple[int, int, int, int, int, str]]:
    """Cards as a year of study leaves them: intervals and memories of all sizes."""
    draw = random.Random(SEED)  # noqa: S311
    found = []
    for _ in range(SEEN):
        stability = min(2000.0, draw.lognormvariate(3.2, 1.1))
        interval = max(1, round(stability))
        told = json.dumps({"s": round(stability, 3), "d": round(draw.uniform(1, 10), 2)})
        found.append((2, 2, 2, draw.randint(-3, interval), interval, told))
    return found + [(3, 0, 0, 0, 0, "")] * UNSEEN


def _kept(reading: DeckReading) -> DeckOutlook:
    return outlook_of(reading, DeckSource(), fsrs_memory, NOW, beside=NEW)


def _unlimited(reading: DeckReading) -> tuple[LimitedDeck, ...]:
    return tuple(replace(one, reviews_a_day=None) for one in reading.limited)


def _naive_read(path: Path) -> int:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        rows = database.execute("SELECT * FROM cards").fetchall()
        answers = database.execute("SELECT * FROM revlog").fetchall()
    return sum(json.loads(row[-1] or "{}").get("s", 0) > 0 for row in rows) + len(answers)


def _naive_days(reading: DeckReading, memory: Any) -> float:
    """Every card by itself through two weeks, as if each were known and answered good."""
    reviews = 0.0
    for group in reading.groups:
        for _ in range(group.count):
            day, seen, state = max(0, group.due_in), group.due_in - group.since, group
            stability, difficulty = state.stability, state.difficulty
            while day < DAYS:
                elapsed = max(1, day - seen)
                following = memory.after(stability, difficulty, elapsed)
                reviews += 1
                good = following[2]
                stability, difficulty = good.stability, good.difficulty
                seen, day = day, day + max(1, round(good.interval))
    return reviews


if __name__ == "__main__":
    main()
