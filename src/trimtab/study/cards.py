"""What a deck of cards will ask for: expected answers and minutes of each day to come.

Cards alike move through the days together, by expectation and not by draw: of those due on a day a
share is forgotten, the rest splits into hard, good and easy as the person answers, and each part
comes back after the days its new memory allows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np

from trimtab.domain.decks import (
    FORECAST_DAYS,
    USUAL_NEW,
    USUAL_RETENTION,
    CardMemory,
    DeckForecast,
    DeckForecastDay,
    DeckReading,
    DeckSource,
)
from trimtab.study.card_cells import COARSE, FINE, Cells, Floats, Ints
from trimtab.study.card_pace import Answering, answering_of

MODEL_SPREAD = 0.12
"""A day's minutes differ from the expected by so much besides chance (measured on simulated logs
held out, see docs/benchmarks.md)."""

SOON_DAYS = 5
HELD = 0.75
"""Where a limit of reviews lets fewer of the new cards through it is told (our choice)."""

SMALLEST = 1e-6
"""Fewer cards than that are nobody's."""

EIGHT_OF_TEN = 1.2816
FINE_DAYS = 60
"""Forecasts of more days go by coarser cells of memory."""

SEEN_RANGE = 2**14
NONE = np.zeros(0, np.int64)


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
    """Cards by the day they come back: cells of memory, the day they were seen last, how many."""

    cells: Cells
    answering: Answering
    days: int
    due: dict[int, list[tuple[Ints, Ints, Floats]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, day: int) -> tuple[Ints, Ints, Floats]:
        """The cards of a day, alike ones together: cells, days seen, counts."""
        parts = self.due.pop(day, [])
        if not parts:
            return NONE, NONE, np.zeros(0)
        cells, seen, counts = (np.concatenate(one) for one in zip(*parts, strict=True))
        keys = cells * SEEN_RANGE + (seen + SEEN_RANGE // 2)
        alike, where = np.unique(keys, return_inverse=True)
        return (
            alike // SEEN_RANGE,
            alike % SEEN_RANGE - SEEN_RANGE // 2,
            np.bincount(where, counts, len(alike)).astype(float),
        )

    def put(self, day: int, part: tuple[Ints, Ints, Floats]) -> None:
        """Cards that come back on a day; those beyond the last are let go."""
        if day < self.days:
            self.due[day].append(part)

    def send_back(self, following: Ints, counts: Floats, today: int) -> None:
        """Put cards answered alike on the days among which their interval brings them back."""
        first, last, cells = following.T
        within = (first < self.days - today) & (counts > SMALLEST)
        first, last, cells = first[within], last[within], cells[within]
        share = counts[within] / (last - first + 1)
        seen = np.full(len(cells), today, np.int64)
        for ahead in range(1, min(self.days - today, int(last.max(initial=0)) + 1)):
            here = (first <= ahead) & (ahead <= last)
            if here.any():
                self.put(today + ahead, (cells[here], seen[here], share[here]))


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


def forecast_deck(
    reading: DeckReading, plan: DeckPlan, memory: CardMemory, cells: Cells | None = None
) -> DeckForecast:
    """What each day from the reading's on will ask for, when each is kept up.

    `cells` are those of an earlier forecast with the same memory, which makes this one quicker.
    """
    answering = answering_of(reading, _expected_recall(reading, memory) or plan.retention)
    table = cells or Cells(memory, FINE if plan.days <= FINE_DAYS else COARSE)
    cards = _Cards(table, answering, plan.days)
    for day, part in _by_day(reading, table, plan.days):
        cards.put(day, part)
    backlog = sum(group.count for group in reading.groups if group.due_in < 0)
    days = tuple(_days(reading, plan, cards))
    return DeckForecast(
        days=days,
        new_a_day=plan.new_a_day,
        new_from=plan.new_from,  # type: ignore[arg-type]  # one of plan_of's four
        retention=plan.retention,
        backlog=backlog,
        remarks=reading.remarks,
        new_shown=_new_shown(reading, plan, days),
    )


def _new_shown(reading: DeckReading, plan: DeckPlan, days: Sequence[DeckForecastDay]) -> int | None:
    """New cards of an average day of the first two weeks; None where its limit keeps few out."""
    near = days[:FORECAST_DAYS]
    wanted = min(reading.unseen, plan.new_a_day * len(near))
    shown = sum(one.new for one in near)
    if plan.reviews_a_day is None or shown >= HELD * wanted:
        return None
    return round(shown / len(near))


def _by_day(
    reading: DeckReading, cells: Cells, days: int
) -> Iterator[tuple[int, tuple[Ints, Ints, Floats]]]:
    """The cards that are there, by the day they are due on; what is overdue is due today."""
    soon = [one for one in reading.groups if one.due_in < days]
    if not soon:
        return
    due = np.maximum(np.array([one.due_in for one in soon], np.int64), 0)
    where = cells.of([one.stability for one in soon], [one.difficulty for one in soon])
    seen = -np.array([one.since for one in soon], np.int64)
    counts = np.array([one.count for one in soon], float)
    for day in np.unique(due).tolist():
        here = due == day
        yield day, (where[here], seen[here], counts[here])


def _expected_recall(reading: DeckReading, memory: CardMemory) -> float | None:
    """The share the model expects to be known of cards that come due, the soonest of them."""
    soon = [group for group in reading.groups if 0 <= group.due_in < SOON_DAYS]
    total = sum(group.count for group in soon)
    known = (
        group.count * memory.recall(group.stability, max(1, group.since + group.due_in))
        for group in soon
    )
    return sum(known) / total if total else None


def _days(reading: DeckReading, plan: DeckPlan, cards: _Cards) -> Iterator[DeckForecastDay]:
    unseen = float(reading.unseen)
    for number in range(plan.days):
        is_today = number == 0
        done_new = reading.done_new if is_today else 0
        most = _left(reading, plan, is_today=is_today)
        waiting, asked = _asked(cards, number, most)
        failed = _review(cards, asked, number)
        reviews = float(asked[2].sum())
        new = min(unseen, max(0.0, float(plan.new_a_day - done_new)))
        if most is not None and reading.new_count_as_reviews:
            new = max(0.0, min(new, most - reviews))
        unseen -= new
        _introduce(cards, new, number)
        counts = {"review": reviews, "failed": failed, "new": new}
        learning = float(reading.learning) if is_today else 0.0
        yield _told(reading, number, counts, learning, waiting, cards.answering)


def _left(reading: DeckReading, plan: DeckPlan, *, is_today: bool) -> float | None:
    """How many reviews a day's limit still allows; None without one."""
    if plan.reviews_a_day is None:
        return None
    done = reading.done_reviews + reading.done_new * reading.new_count_as_reviews
    return float(max(0, plan.reviews_a_day - (done if is_today else 0)))


def _asked(
    cards: _Cards, number: int, most: float | None
) -> tuple[float, tuple[Ints, Ints, Floats]]:
    """How many wait for the next day, and the cards of a day up to its limit, a share of each."""
    cells, seen, counts = cards.take(number)
    total = float(counts.sum())
    if most is None or total <= most:
        return 0.0, (cells, seen, counts)
    share = most / total
    cards.put(number + 1, (cells, seen, counts * (1 - share)))
    return total - most, (cells, seen, counts * share)


def _review(cards: _Cards, asked: tuple[Ints, Ints, Floats], today: int) -> float:
    """Answer a day's cards and send them back; gives how many were forgotten."""
    cells, seen, counts = asked
    if not len(cells):
        return 0.0
    table = cards.cells
    keys, where = np.unique(table.keys(cells, today - seen), return_inverse=True)
    counts = np.bincount(where, counts, len(keys)).astype(float)
    rows = table.rows_of(keys)
    recall = cards.answering.calibrated(np.array([table.recall[row] for row in rows.tolist()]))
    forgotten = counts * (1 - recall)
    following = table.following_of(rows)
    cards.send_back(following[:, 0], forgotten, today)
    for grade, share in enumerate(cards.answering.passed, start=1):
        cards.send_back(following[:, grade], counts * recall * share, today)
    return float(forgotten.sum())


def _introduce(cards: _Cards, new: float, today: int) -> None:
    """Show new cards, which come back as their first grade allows."""
    following = cards.cells.following_of(np.array([cards.cells.new()], np.int64))
    for grade, share in enumerate(cards.answering.first):
        cards.send_back(following[:, grade], np.array([new * share]), today)


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
