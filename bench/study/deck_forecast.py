"""Forecasts of a deck's days against what they then took, on simulated lives held out.

Prints the table of docs/benchmarks.md.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent))
from simulated_deck import Life, LivedDeck, live

from trimtab.decks.anki import read_anki
from trimtab.decks.memory import fsrs_memory
from trimtab.domain.decks import DeckReading, DeckSource
from trimtab.study.cards import forecast_deck, pace_forecast, plan_of

LIVES = {
    "20 new a day, 90 days": Life(seed=1),
    "20 new a day, 120 days, aims at 85 %": Life(seed=2, days=120, retention=0.85),
    "40 new a day, 60 days": Life(seed=3, days=60, new_a_day=40),
    "10 new a day, 120 days, forgets more": Life(seed=4, days=120, new_a_day=10, worse=0.7),
    "30 new a day, 90 days, at most 150 reviews": Life(seed=5, new_a_day=30, reviews_a_day=150),
    "20 new a day, 90 days, misses a day in five": Life(seed=6, missed_share=0.2),
    "20 new a day, misses held out too": Life(seed=7, misses_held_out=True, missed_share=0.15),
}


def main() -> None:
    """Live each life, forecast, and print how far off each way was."""
    print(
        "| life | minutes a day | error of a day % | error of the 14 days % | within the range "
        "| due counts: day %, 14 days % | mean of 14 days before: day %, 14 days % | s |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    wanted = sys.argv[1:]
    for name, life in LIVES.items():
        if not wanted or str(life.seed) in wanted:
            with tempfile.TemporaryDirectory() as folder:
                print(_row(name, live(Path(folder), life)), flush=True)


def _row(name: str, lived: LivedDeck) -> str:
    # Anki's day of the copy is the day after the last it was opened on, as the machine counts
    reading = read_anki(lived.path, "deck", "", datetime.now(ZoneInfo("UTC")))
    plan = plan_of(reading, DeckSource())
    began = time.perf_counter()
    found = forecast_deck(reading, plan, fsrs_memory(reading.parameters, plan.retention))
    took = time.perf_counter() - began
    told = [one.minutes for one in found.days]
    within = sum(
        one.low <= minutes <= one.high
        for one, minutes in zip(found.days, lived.minutes, strict=True)
    )
    due = [one.minutes for one in pace_forecast(reading, plan).days]
    lately = _lately(reading)
    return (
        f"| {name} | {statistics.fmean(lived.minutes):.0f} | {_by_day(told, lived.minutes):.0f} "
        f"| {_in_all(told, lived.minutes):+.0f} | {within} of 14 "
        f"| {_by_day(due, lived.minutes):.0f}, {_in_all(due, lived.minutes):+.0f} "
        f"| {_by_day(lately, lived.minutes):.0f}, {_in_all(lately, lived.minutes):+.0f} "
        f"| {took:.3f} |"
    )


def _lately(reading: DeckReading) -> list[float]:
    days = reading.days[-14:]
    return [sum(one.minutes for one in days) / 14] * 14


def _by_day(told: Sequence[float], lived: Sequence[float]) -> float:
    pairs = [(a, b) for a, b in zip(told, lived, strict=True) if b > 0]
    return 100 * statistics.fmean(abs(a - b) / b for a, b in pairs)


def _in_all(told: Sequence[float], lived: Sequence[float]) -> float:
    return 100 * (sum(told) / sum(lived) - 1)


if __name__ == "__main__":
    main()
