"""What a deck will ask for, found from what was read of it: for a page, a plan and the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime

from trimtab.domain.decks import (
    FORECAST_DAYS,
    KEPT_DAYS,
    CardMemory,
    DeckForecast,
    DeckOutlook,
    DeckReading,
    DeckSource,
)

MemoryMaker = Callable[[tuple[float, ...], float], CardMemory]
"""The memory model for a deck's parameters and the retention aimed at."""

LOAD_DAYS, LOAD_SPAN = 168, 28
"""Loads are looked at for so many days, in means of so many (our choice)."""

LOADS_NEW = (0, 10, 20, 40)
"""New cards a day whose loads are told beside the deck's own (our choice)."""

NO_MODEL = (
    "The memory model is not installed, so these days go by what is due and by your last two "
    'weeks: pip install "trimtab[deck]".'
)


def forecast(
    reading: DeckReading,
    source: DeckSource,
    make_memory: MemoryMaker | None,
    days: int = FORECAST_DAYS,
) -> DeckForecast:
    """What each day will ask for; without a memory model by what is due and the pace of late."""
    from trimtab.study.cards import forecast_deck, pace_forecast, plan_of  # noqa: PLC0415

    plan = plan_of(reading, source, days)
    if make_memory is None:
        found = pace_forecast(reading, plan)
        return replace(found, remarks=(*found.remarks, NO_MODEL))
    return forecast_deck(reading, plan, make_memory(reading.parameters, plan.retention))


def outlook_of(
    reading: DeckReading,
    source: DeckSource,
    make_memory: MemoryMaker | None,
    now: datetime,
    *,
    beside: tuple[int, ...] | None = LOADS_NEW,
) -> DeckOutlook:
    """What is kept of a deck that was read, with months at its new cards a day and those `beside`.

    Months are left out for None, where nobody will look at them.
    """
    found = forecast(reading, source, make_memory, KEPT_DAYS)
    return DeckOutlook(
        id=source.name,
        day=reading.today,
        said_at=now,
        name=source.name,
        cards=reading.cards,
        unseen=reading.unseen,
        suspended=reading.suspended,
        backlog=found.backlog,
        new_a_day=found.new_a_day,
        retention=found.retention,
        minutes=tuple((round(one.minutes), round(one.low), round(one.high)) for one in found.days),
        reviews=tuple(round(one.reviews) for one in found.days),
        loads=()
        if beside is None
        else loads_of(reading, source, make_memory, {found.new_a_day, *beside}),
        remarks=found.remarks,
        new_shown=found.new_shown,
    )


def loads_of(
    reading: DeckReading, source: DeckSource, make_memory: MemoryMaker | None, new: Iterable[int]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Minutes of an average day in each four weeks, at so many new cards a day or so many.

    Nothing without a memory model, which alone sees so far.
    """
    if make_memory is None or not reading.unseen:
        return ()
    from trimtab.study.cards import forecast_ways, plan_of  # noqa: PLC0415 - numpy waits for a deck

    plan, wanted = plan_of(reading, source, LOAD_DAYS), sorted(new)
    memory = make_memory(reading.parameters, plan.retention)
    found = forecast_ways(reading, plan, memory, wanted)
    return tuple((one, _means(told)) for one, told in zip(wanted, found, strict=True))


def _means(found: DeckForecast) -> tuple[int, ...]:
    starts = range(0, len(found.days), LOAD_SPAN)
    spans = (found.days[start : start + LOAD_SPAN] for start in starts)
    return tuple(round(sum(one.minutes for one in span) / len(span)) for span in spans)


def cards_on(outlook: DeckOutlook, source: DeckSource | None, day: date) -> tuple[int, ...] | None:
    """Minutes of a day with low and high, within what the person lets a day take."""
    found = outlook.on(day)
    most = source.most_minutes if source else None
    if found is None or most is None:
        return found
    return tuple(min(most, one) for one in found)
