"""A week for who shares a home with somebody: at work, at a desk, on call, asleep by day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import ClockSpan

AT_WORK = frozenset({"duty", "clinic", "lecture"})
DESK_KINDS = frozenset({"task", "study"})
SLEEP_KINDS = frozenset({"sleep", "nap"})
BREAK_KINDS = frozenset({"meal", "practice"})
JOINED = timedelta(minutes=14)
SHORTEST_BREAK, LONGEST_BREAK = timedelta(minutes=15), timedelta(hours=2)
"""What lies between two stretches at a desk is a break; longer, and the person is simply at home
(our choice)."""

SHORTEST = timedelta(minutes=30)
"""Work at a desk for fewer minutes, such as one call back, shows on no card (our choice)."""

BY_DAY = ClockSpan(5 * 60, 20 * 60)
"""Sleep that begins in these hours is sleep by day, which a household is told (our choice)."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """What touches a day: stretches at work, on call from home, at a desk, and asleep by day.

    Each is whole, whatever day it began on. Breaks are what lies free between two stretches at a
    desk.
    """

    day: date
    work: tuple[Span, ...] = ()
    call: tuple[Span, ...] = ()
    desk: tuple[Span, ...] = ()
    breaks: tuple[Span, ...] = ()
    asleep: tuple[Span, ...] = ()


def working_days(plan: Plan) -> tuple[WorkingDay, ...]:
    """Every day of a plan, one without work too."""
    horizon, fixed = plan.horizon, [one for one in plan.blocks if one.is_fixed]
    work = _joined(plan, [one for one in fixed if one.origin in AT_WORK])
    call = _joined(plan, [one for one in fixed if one.origin == "home_call"])
    at_desk = [one for one in plan.blocks if one.kind in DESK_KINDS]
    desk = [one for one in _joined(plan, at_desk) if one[1] - one[0] >= SHORTEST]
    asleep = [_span(plan, one) for one in plan.blocks if _is_sleep_by_day(plan, one)]
    breaks = list(_breaks(plan, desk))
    return tuple(
        WorkingDay(day, *(_touching(day, one) for one in (work, call, desk, breaks, asleep)))
        for day in (horizon.date_of(number) for number in range(horizon.days))
    )


def _touching(day: date, spans: Iterable[Span]) -> tuple[Span, ...]:
    midnight = datetime.min.time()
    return tuple(
        (start, end)
        for start, end in spans
        if start.date() <= day and end.replace(tzinfo=None) > datetime.combine(day, midnight)
    )


def _is_sleep_by_day(plan: Plan, block: Block) -> bool:
    start = plan.horizon.to_local(block.start)
    begins = start.hour * 60 + start.minute
    return (
        block.kind in SLEEP_KINDS
        and BY_DAY.start <= begins < BY_DAY.end
        and block.end - block.start >= SHORTEST
    )


def _breaks(plan: Plan, desk: list[Span]) -> Iterator[Span]:
    """Gaps between stretches at a desk in which nothing else is on but a meal or a practice."""
    others = [one for one in plan.blocks if one.kind not in BREAK_KINDS | DESK_KINDS]
    for (_, start), (end, _) in pairwise(desk):
        if SHORTEST_BREAK <= end - start <= LONGEST_BREAK and not any(
            one.start < end and start < one.end for one in others
        ):
            yield start, end


def _joined(plan: Plan, blocks: list[Block]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(_span(plan, one) for one in blocks):
        if found and start - found[-1][1] <= JOINED:
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _span(plan: Plan, block: Block) -> Span:
    return plan.horizon.to_local(block.start), plan.horizon.to_local(block.end)
