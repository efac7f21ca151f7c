"""Weeks, months and seasons to look back at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from trimtab.domain.people import Season

SpanKind = Literal["week", "month", "season"]
SPAN_KINDS: tuple[SpanKind, ...] = get_args(SpanKind)
ONE_DAY = timedelta(days=1)
LONGEST = timedelta(days=366)
"""A season that goes on for longer is looked back at year by year, from its start."""

MONTHS_A_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Span:
    """Days to look back at, both inclusive; `season` names the one they are."""

    kind: SpanKind
    first: date
    last: date
    season: str = ""


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def span_of(kind: SpanKind, day: date, seasons: Sequence[Season] = ()) -> Span:
    """The week, month or season that holds a day; of a life without seasons its three months.

    >>> found = span_of("month", date(2026, 2, 11))
    >>> str(found.first), str(found.last)
    ('2026-02-01', '2026-02-28')
    """
    if kind == "week":
        return Span(kind, monday_of(day), monday_of(day) + timedelta(days=6))
    if kind == "month":
        return Span(kind, day.replace(day=1), _month_after(day, 1) - ONE_DAY)
    return _season(day, seasons)


def _season(day: date, seasons: Sequence[Season]) -> Span:
    held = [one for one in seasons if one.start <= day <= one.end]
    if held:
        first = held[-1].start
        while day - first >= LONGEST:
            first += LONGEST
        return Span("season", first, min(held[-1].end, first + LONGEST - ONE_DAY), held[-1].name)
    quarter = _month_after(day, -((day.month - 1) % MONTHS_A_QUARTER))
    first = max([quarter, *(one.end + ONE_DAY for one in seasons if one.end < day)])
    end = _month_after(quarter, MONTHS_A_QUARTER) - ONE_DAY
    return Span(
        "season", first, min([end, *(one.start - ONE_DAY for one in seasons if one.start > day)])
    )


def _month_after(day: date, months: int) -> date:
    """The first of a month so many months on.

    >>> str(_month_after(date(2026, 11, 16), 2)), str(_month_after(date(2026, 2, 3), -1))
    ('2027-01-01', '2026-01-01')
    """
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)
