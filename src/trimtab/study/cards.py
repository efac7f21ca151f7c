"""What a deck of cards will ask for: expected answers and minutes of each day to come.

Cards alike move through the days together, by expectation and not by draw: of those due on a day a
share is forgotten, the rest splits into hard, good and easy as the person answers, and each part
comes back after the days its new memory allows.
"""

from __future__ import annotations

import math
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
from trimtab.study.card_flow import CardFlow
from trimtab.study.card_limits import Allowance, Limits, limits_of, new_without_reviews
from trimtab.study.card_pace import Answering, answering_of

MODEL_SPREAD = 0.12
"""A day's minutes differ from the expected by so much besides chance (measured on simulated logs
held out, see docs/benchmarks.md)."""

SOON_DAYS = 5
HELD = 0.75
"""Where a limit of reviews lets fewer of the new cards through it is told (our choice)."""

EIGHT_OF_TEN = 1.2816
WAYS_AT_ONCE = 8
"""Numbers of new cards, by decks with limits of their own, that go together; more take turns."""

FINE_DAYS = 60
"""Forecasts of more days go by coarser cells of memory."""


@dataclass(frozen=True, slots=True)
class DeckPlan:
    """What a forecast is asked for: so many days, new cards a day, and the retention aimed at."""

    days: int = FORECAST_DAYS
    new_a_day: int = USUAL_NEW
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
    return DeckPlan(days, int(new), where, retention)


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
    """The same at each of these numbers of new cards a day, some of them in one go."""
    answering = answering_of(reading, _expected_recall(reading, memory) or plan.retention)
    table = cells or Cells(memory, FINE if plan.days <= FINE_DAYS else COARSE)
    limits = limits_of(reading)
    at_once = max(1, WAYS_AT_ONCE // len(limits.heads))
    found = []
    for begin in range(0, len(new_a_day), at_once):
        some = new_a_day[begin : begin + at_once]
        days = [
            *_days(
                reading,
                plan.days,
                limits.new_at(some, reading.new_a_day),
                (table, limits, answering),
            )
        ]
        for one, told in zip(some, zip(*days, strict=True), strict=True):
            found.append(_told_deck(reading, replace(plan, new_a_day=one), limits, told))
    return tuple(found)


def _told_deck(
    reading: DeckReading, plan: DeckPlan, limits: Limits, days: tuple[DeckForecastDay, ...]
) -> DeckForecast:
    return DeckForecast(
        days=days,
        new_a_day=plan.new_a_day,
        new_from=plan.new_from,  # type: ignore[arg-type]  # one of plan_of's four
        retention=plan.retention,
        backlog=sum(group.count for group in reading.groups if group.due_in < 0),
        remarks=reading.remarks,
        new_shown=_new_shown(reading, plan, limits, days),
    )


def _new_shown(
    reading: DeckReading, plan: DeckPlan, limits: Limits, days: Sequence[DeckForecastDay]
) -> int | None:
    """New cards of an average day of the first two weeks; None where its limit keeps few out."""
    near = days[:FORECAST_DAYS]
    most = limits.new_at((plan.new_a_day,), reading.new_a_day)
    shown = sum(one.new for one in near)
    if shown >= HELD * new_without_reviews(limits, most, len(near)):
        return None
    return round(shown / len(near))


def _put_all(reading: DeckReading, flow: CardFlow, limits: Limits) -> None:
    """The cards that are there, on the day they are due on; what is overdue is due today."""
    soon = [one for one in reading.groups if one.due_in < flow.days]
    cells = flow.cells.of([one.stability for one in soon], [one.difficulty for one in soon])
    due = np.maximum(np.array([one.due_in for one in soon], np.int64), 0)
    since = np.array([one.since for one in soon], np.int64)
    counts = np.array([one.count for one in soon], float)
    lanes = limits.lane_of[np.array([one.deck for one in soon], np.int64)]
    is_in = lanes == np.arange(len(limits.heads))[:, np.newaxis]
    by_lane = np.where(is_in, counts, 0.0).repeat(flow.ways // len(limits.heads), axis=0)
    flow.put(due, flow.cells.rows_after(cells, due + since), by_lane)


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
    reading: DeckReading, days: int, most_new: Floats, by: tuple[Cells, Limits, Answering]
) -> Iterator[tuple[DeckForecastDay, ...]]:
    """Each day, at every number of new cards that is wanted."""
    cells, limits, answering = by
    shape = len(limits.heads), most_new.shape[1]
    flow = CardFlow(cells, days, shape[0] * shape[1])
    _put_all(reading, flow, limits)
    allowance = Allowance(limits, most_new, new_count_as_reviews=reading.new_count_as_reviews)
    first = cells.first()
    for number in range(days):
        is_today = number == 0
        rows, counts = flow.take(number)
        due = counts.sum(axis=1).reshape(shape)
        share = allowance.reviews(due, is_today=is_today)
        counts = _held(flow, rows, counts, share.reshape(-1, 1))
        failed = _review(flow, answering, (rows, counts), number).reshape(shape)
        new = allowance.new(is_today=is_today)
        flow.send_back(first, np.outer(new, answering.first), number)
        learning = float(reading.learning) if is_today else 0.0
        parts = [one.sum(axis=0) for one in (due * share, failed, new, due * (1 - share))]
        yield tuple(
            _told(reading, number, counted, learning, waits, answering)
            for *counted, waits in np.stack(parts, axis=1).tolist()
        )


def _held(flow: CardFlow, rows: Ints, counts: Floats, share: Floats) -> Floats:
    """The share of a day's cards that it holds; the rest waits for the next."""
    if (share >= 1).all():
        return counts
    flow.hold_back(rows, counts * (1 - share))
    return counts * share


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
    limits = limits_of(reading)
    most = limits.new_at((plan.new_a_day,), reading.new_a_day)
    allowance = Allowance(limits, most, new_count_as_reviews=reading.new_count_as_reviews)
    due = np.zeros((plan.days + 1, len(limits.heads), 1))
    for group in reading.groups:
        due[min(max(0, group.due_in), plan.days), limits.lane_of[group.deck]] += group.count
    days = []
    for number in range(plan.days):
        share = allowance.reviews(due[number], is_today=number == 0)
        due[number + 1] += due[number] * (1 - share)
        waits, reviews = ((due[number] * one).sum() for one in (1 - share, share))
        new = allowance.new(is_today=number == 0).sum()
        counts = (float(reviews), float(reviews * (1 - plan.retention)), float(new))
        learning = float(reading.learning) if number == 0 else 0.0
        days.append(_told(reading, number, counts, learning, float(waits), answering))
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
