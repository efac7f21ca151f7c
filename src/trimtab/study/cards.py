"""What a deck of cards will ask for: expected answers and minutes of each day to come.

Cards alike move through the days together, by expectation and not by draw: of those due on a day a
share is forgotten, the rest splits into hard, good and easy as the person answers, and each part
comes back after the days its new memory allows.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
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
from trimtab.study.card_flow import SMALLEST, CardFlow
from trimtab.study.card_pace import Answering, answering_of

MODEL_SPREAD = 0.12
"""A day's minutes differ from the expected by so much besides chance (measured on simulated logs
held out, see docs/benchmarks.md)."""

SOON_DAYS = 5
HELD = 0.75
"""Where a limit of reviews lets fewer of the new cards through it is told (our choice)."""

EIGHT_OF_TEN = 1.2816
FINE_DAYS = 60
"""Forecasts of more days go by coarser cells of memory."""


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """What a forecast is asked for: so many days, new cards a day, and the retention aimed at."""

    days: int = FORECAST_DAYS
    new_a_day: int = USUAL_NEW
    reviews_a_day: int | None = None
    new_from: str = "usual"
    retention: float = USUAL_RETENTION


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
    return forecast_ways(reading, plan, memory, (plan.new_a_day,), cells)[0]


def forecast_ways(
    reading: DeckReading,
    plan: DeckPlan,
    memory: CardMemory,
    new_a_day: Sequence[int],
    cells: Cells | None = None,
) -> tuple[DeckForecast, ...]:
    """The same at each of these numbers of new cards a day, in one go."""
    answering = answering_of(reading, _expected_recall(reading, memory) or plan.retention)
    table = cells or Cells(memory, FINE if plan.days <= FINE_DAYS else COARSE)
    flow = CardFlow(table, plan.days, len(new_a_day))
    _put_all(reading, flow)
    days = _days(reading, plan, np.array(new_a_day, float), (flow, answering))
    return tuple(
        _told_deck(reading, replace(plan, new_a_day=one), told)
        for one, told in zip(new_a_day, zip(*days, strict=True), strict=True)
    )


def _told_deck(
    reading: DeckReading, plan: DeckPlan, days: tuple[DeckForecastDay, ...]
) -> DeckForecast:
    return DeckForecast(
        days=days,
        new_a_day=plan.new_a_day,
        new_from=plan.new_from,  # type: ignore[arg-type]  # one of plan_of's four
        retention=plan.retention,
        backlog=sum(group.count for group in reading.groups if group.due_in < 0),
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


def _put_all(reading: DeckReading, flow: CardFlow) -> None:
    """The cards that are there, on the day they are due on; what is overdue is due today."""
    soon = [one for one in reading.groups if one.due_in < flow.days]
    cells = flow.cells.of([one.stability for one in soon], [one.difficulty for one in soon])
    due = np.maximum(np.array([one.due_in for one in soon], np.int64), 0)
    since = np.array([one.since for one in soon], np.int64)
    counts = np.array([one.count for one in soon], float)
    flow.put(due, flow.cells.rows_after(cells, due + since), counts)


def _expected_recall(reading: DeckReading, memory: CardMemory) -> float | None:
    """The share the model expects to be known of cards that come due, the soonest of them."""
    soon = [group for group in reading.groups if 0 <= group.due_in < SOON_DAYS]
    total = sum(group.count for group in soon)
    known = (
        group.count * memory.recall(group.stability, max(1, group.since + group.due_in))
        for group in soon
    )
    return sum(known) / total if total else None


def _days(
    reading: DeckReading, plan: DeckPlan, wanted: Floats, by: tuple[CardFlow, Answering]
) -> Iterator[tuple[DeckForecastDay, ...]]:
    """Each day, at every number of new cards that is wanted."""
    flow, answering = by
    unseen = np.full(len(wanted), float(reading.unseen))
    first = flow.cells.first()
    for number in range(plan.days):
        is_today = number == 0
        most = _left(reading, plan, is_today=is_today)
        waiting, rows, counts = _asked(flow, number, most)
        failed = _review(flow, answering, (rows, counts), number)
        reviews = counts.sum(axis=1)
        new = np.minimum(unseen, np.maximum(0.0, wanted - (reading.done_new if is_today else 0)))
        if most is not None and reading.new_count_as_reviews:
            new = np.maximum(0.0, np.minimum(new, most - reviews))
        unseen -= new
        flow.send_back(first, np.outer(new, answering.first), number)
        learning = float(reading.learning) if is_today else 0.0
        yield tuple(
            _told(reading, number, counted, learning, waits, answering)
            for *counted, waits in np.stack([reviews, failed, new, waiting], axis=1).tolist()
        )


def _left(reading: DeckReading, plan: DeckPlan, *, is_today: bool) -> float | None:
    """How many reviews a day's limit still allows; None without one."""
    if plan.reviews_a_day is None:
        return None
    done = reading.done_reviews + reading.done_new * reading.new_count_as_reviews
    return float(max(0, plan.reviews_a_day - (done if is_today else 0)))


def _asked(flow: CardFlow, number: int, most: float | None) -> tuple[Floats, Ints, Floats]:
    """How many wait for the next day, and the cards of a day up to its limit, a share of each."""
    rows, counts = flow.take(number)
    total = counts.sum(axis=1)
    if most is None or (total <= most).all():
        return np.zeros(len(total)), rows, counts
    share = most / np.maximum(total, max(most, SMALLEST))[:, np.newaxis]
    flow.hold_back(rows, counts * (1 - share))
    return np.maximum(0.0, total - most), rows, counts * share


def _review(flow: CardFlow, answering: Answering, asked: tuple[Ints, Floats], today: int) -> Floats:
    """Answer a day's cards and send them back; gives how many were forgotten."""
    rows, counts = asked
    known = counts * answering.calibrated(flow.cells.recall[rows])
    shares = [counts - known, *(known * share for share in answering.passed)]
    following = flow.cells.following[rows]
    for grade, share in enumerate(shares):
        flow.send_back(following[:, grade], share, today)
    forgotten: Floats = shares[0].sum(axis=1)
    return forgotten


def _told(  # noqa: PLR0913, PLR0917 - one sum of a day's parts
    reading: DeckReading,
    number: int,
    counts: Sequence[float],
    learning: float,
    waiting: float,
    answering: Answering,
) -> DeckForecastDay:
    reviews, failed, new = counts
    parts = answering.parts(reviews, failed, new, learning)
    seconds = sum(count * pace.seconds for count, pace in parts)
    chance = sum(count * (pace.seconds**2 + pace.spread**2) for count, pace in parts)
    spread = math.sqrt(chance + (MODEL_SPREAD * seconds) ** 2)
    low = max(0.0, seconds - EIGHT_OF_TEN * spread)
    return DeckForecastDay(
        day=reading.today + timedelta(days=number),
        reviews=reviews,
        new=new,
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
        counts = (due[number], due[number] * (1 - plan.retention), new)
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
