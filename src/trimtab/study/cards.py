"""What a deck of cards will ask for: expected answers and minutes of each day to come.

Cards alike move through the days together, by expectation and not by draw: of those due on a day a
share is forgotten, the rest splits into hard, good and easy as the person answers, and each part
comes back after the days its new memory allows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from trimtab.domain.decks import (
    FORECAST_DAYS,
    USUAL_NEW,
    USUAL_RETENTION,
    CardMemory,
    DeckForecast,
    DeckForecastDay,
    DeckReading,
    DeckSource,
    NextState,
)
from trimtab.study.card_pace import Answering, answering_of

STABILITY_STEP = 0.08
"""Cells of memory are as wide in the logarithm of days (our choice; halving it moves totals by less
than a hundredth)."""

DIFFICULTY_STEP = 0.5
SMALLEST = 1e-6
"""Fewer cards than that are nobody's."""

FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
"""Anki spreads intervals by so much of each part of them (measured against its scheduler)."""

MODEL_SPREAD = 0.12
"""A day's minutes differ from the expected by so much besides chance (measured on simulated logs
held out, see docs/benchmarks.md)."""

EIGHT_OF_TEN = 1.2816
Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """What a forecast is asked for: so many days, new cards a day, and the retention aimed at."""

    days: int = FORECAST_DAYS
    new_a_day: int = USUAL_NEW
    reviews_a_day: int | None = None
    new_from: str = "usual"
    retention: float = USUAL_RETENTION


@dataclass(slots=True)
class _Cards:
    """Cards by the day they come back, in cells of memory with the day they were seen last."""

    memory: CardMemory
    answering: Answering
    due: dict[int, dict[tuple[Cell, int], float]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(float))
    )
    known: dict[tuple[Cell, int], tuple[float, tuple[NextState, ...]]] = field(default_factory=dict)

    def add(self, day: int, state: tuple[float, float], seen: int, count: float) -> None:
        """Cards that come back on a day."""
        self.due[day][_cell(*state), seen] += count

    def after(self, cell: Cell, elapsed: int) -> tuple[float, tuple[NextState, ...]]:
        """The share still known of a cell's cards, and what becomes of them by grade."""
        key = cell, elapsed
        found = self.known.get(key)
        if found is None:
            stability, difficulty = _centre(cell)
            recall = self.answering.calibrated(self.memory.recall(stability, elapsed))
            found = recall, self.memory.after(stability, difficulty, elapsed)
            self.known[key] = found
        return found

    def send_back(self, state: NextState, today: int, count: float, last: int) -> None:
        """Put cards where their interval brings them, spread as Anki spreads them."""
        days = _spread_days(state.interval)
        first = today + days[0]
        if first > last:
            return
        share = count / len(days)
        cell = _cell(state.stability, state.difficulty)
        for ahead in days:
            if today + ahead <= last:
                self.due[today + ahead][cell, today] += share


def plan_of(reading: DeckReading, source: DeckSource, days: int = FORECAST_DAYS) -> DeckPlan:
    """What to forecast: as the person says, as the deck says, as was seen, else as is usual."""
    choices = (
        ("said", source.new_a_day),
        ("deck", reading.new_a_day),
        ("seen", _new_seen(reading)),
        ("usual", USUAL_NEW),
    )
    where, new = next((where, new) for where, new in choices if new is not None)
    retention = source.retention or reading.retention or USUAL_RETENTION
    return DeckPlan(days, int(new), reading.reviews_a_day, where, retention)


def forecast_deck(reading: DeckReading, plan: DeckPlan, memory: CardMemory) -> DeckForecast:
    """What each day from the reading's on will ask for, when each is kept up."""
    answering = answering_of(reading, plan.retention)
    cards = _Cards(memory, answering)
    for group in reading.groups:
        if group.due_in < plan.days:
            state = group.stability, group.difficulty
            cards.add(max(0, group.due_in), state, -group.since, group.count)
    backlog = sum(group.count for group in reading.groups if group.due_in < 0)
    days = tuple(_days(reading, plan, cards))
    return DeckForecast(
        days=days,
        new_a_day=plan.new_a_day,
        new_from=plan.new_from,  # type: ignore[arg-type]  # one of plan_of's four
        retention=plan.retention,
        backlog=backlog,
        remarks=reading.remarks,
    )


def _days(reading: DeckReading, plan: DeckPlan, cards: _Cards) -> Iterator[DeckForecastDay]:
    unseen = float(reading.unseen)
    for number in range(plan.days):
        is_today = number == 0
        most = _left(plan.reviews_a_day, reading.done_reviews if is_today else 0)
        asked = _asked(cards, number, most, plan.days)
        failed = _review(cards, asked, number, plan.days - 1)
        reviews = sum(asked.values())
        left = max(0, plan.new_a_day - (reading.done_new if is_today else 0))
        new = min(unseen, left)
        unseen -= new
        _introduce(cards, new, number, plan.days - 1)
        counts = {"review": reviews, "failed": failed, "new": new}
        learning = float(reading.learning) if is_today else 0.0
        waiting = sum(cards.due.get(number + 1, {}).values()) if most is not None else 0.0
        yield _told(reading, number, counts, learning, waiting, cards.answering)


def _left(most: int | None, done: int) -> float | None:
    return None if most is None else float(max(0, most - done))


def _asked(
    cards: _Cards, number: int, most: float | None, days: int
) -> Mapping[tuple[Cell, int], float]:
    """Cards of a day up to its limit, the longest waiting first; the rest waits for the next."""
    due = cards.due.pop(number, {})
    total = sum(due.values())
    if most is None or total <= most:
        return due
    share = most / total
    if number + 1 < days:
        for key, count in due.items():
            cards.due[number + 1][key] += count * (1 - share)
    return {key: count * share for key, count in due.items()}


def _review(
    cards: _Cards, asked: Mapping[tuple[Cell, int], float], today: int, last: int
) -> float:
    """Answer a day's cards and send them back; gives how many were forgotten."""
    failed = 0.0
    for (cell, seen), count in asked.items():
        if count < SMALLEST:
            continue
        recall, states = cards.after(cell, today - seen)
        forgotten = count * (1 - recall)
        failed += forgotten
        cards.send_back(states[0], today, forgotten, last)
        for share, state in zip(cards.answering.passed, states[1:], strict=True):
            if share:
                cards.send_back(state, today, count * recall * share, last)
    return failed


def _introduce(cards: _Cards, new: float, today: int, last: int) -> None:
    """Show new cards, which come back as their first grade and the steps after it allow."""
    if new <= 0:
        return
    for share, state in zip(cards.answering.first, cards.memory.first(), strict=True):
        if share:
            cards.send_back(state, today, new * share, last)


def _told(  # noqa: PLR0913, PLR0917 - one sum of a day's parts
    reading: DeckReading,
    number: int,
    counts: Mapping[str, float],
    learning: float,
    waiting: float,
    answering: Answering,
) -> DeckForecastDay:
    parts = answering.parts(counts["review"], counts["failed"], counts["new"], learning)
    seconds = sum(count * pace.seconds for count, pace in parts)
    chance = sum(count * (pace.seconds**2 + pace.spread**2) for count, pace in parts)
    spread = math.sqrt(chance + (MODEL_SPREAD * seconds) ** 2)
    low = max(0.0, seconds - EIGHT_OF_TEN * spread)
    return DeckForecastDay(
        day=reading.today + timedelta(days=number),
        reviews=counts["review"],
        new=counts["new"],
        answers=sum(count for count, _ in parts),
        minutes=seconds / 60,
        low=low / 60,
        high=(seconds + EIGHT_OF_TEN * spread) / 60,
        waiting=waiting,
    )


def _cell(stability: float, difficulty: float) -> Cell:
    return (
        round(math.log(max(stability, 0.01)) / STABILITY_STEP),
        round(difficulty / DIFFICULTY_STEP),
    )


def _centre(cell: Cell) -> tuple[float, float]:
    return math.exp(cell[0] * STABILITY_STEP), min(10.0, max(1.0, cell[1] * DIFFICULTY_STEP))


def _spread_days(interval: float) -> range:
    """The days among which cards of an interval come back, each as likely.

    >>> list(_spread_days(1.2)), list(_spread_days(3.0)), list(_spread_days(10.0))
    ([1], [2, 3, 4], [8, 9, 10, 11, 12])
    """
    if interval < FUZZ_RANGES[0][0]:
        return range(max(1, round(interval)), max(1, round(interval)) + 1)
    parts = (
        factor * max(0.0, min(interval, end) - start) for start, end, factor in FUZZ_RANGES
    )
    delta = 1.0 + sum(parts)
    low, high = max(2, round(interval - delta)), round(interval + delta)
    return range(low, max(low, high) + 1)


def _new_seen(reading: DeckReading) -> int | None:
    """New cards of a usual day of the last two weeks on which the deck was opened."""
    since = reading.today - timedelta(days=FORECAST_DAYS)
    seen = sorted(one.introduced for one in reading.days if since <= one.day < reading.today)
    return seen[len(seen) // 2] if len(seen) >= 3 else None


def pace_forecast(reading: DeckReading, plan: DeckPlan) -> DeckForecast:
    """What is due by day at the pace of late: no card is forgotten, and none comes back."""
    answering = answering_of(reading, plan.retention)
    unseen = float(reading.unseen)
    due: dict[int, float] = defaultdict(float)
    for group in reading.groups:
        due[max(0, group.due_in)] += group.count
    days = []
    for number in range(plan.days):
        done = reading.done_new if number == 0 else 0
        new = min(unseen, max(0, plan.new_a_day - done))
        unseen -= new
        counts = {
            "review": due[number],
            "failed": due[number] * (1 - plan.retention),
            "new": new,
        }
        learning = float(reading.learning) if number == 0 else 0.0
        days.append(_told(reading, number, counts, learning, 0.0, answering))
    return DeckForecast(
        tuple(_at_least_lately(days, reading)),
        plan.new_a_day,
        plan.new_from,  # type: ignore[arg-type]  # one of plan_of's four
        plan.retention,
        "pace",
        sum(group.count for group in reading.groups if group.due_in < 0),
        reading.remarks,
    )


def _at_least_lately(
    days: Iterable[DeckForecastDay], reading: DeckReading
) -> Iterator[DeckForecastDay]:
    """Days after tomorrow, of which little is due yet, as those of the last two weeks were."""
    since = reading.today - timedelta(days=FORECAST_DAYS)
    lately = [one.minutes for one in reading.days if since <= one.day < reading.today]
    mean = sum(lately) / len(lately) if lately else 0.0
    for number, one in enumerate(days):
        if number < 2 or one.minutes >= mean:
            yield one
        else:
            yield DeckForecastDay(
                one.day, one.reviews, one.new, one.answers, mean, 0.6 * mean, 1.4 * mean
            )
