"""Working hours and breaks of a week, for who shares a home with somebody at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from trimtab.domain.plans import Block, Plan

AT_WORK = frozenset({"duty", "clinic", "lecture"})
DESK_KINDS = frozenset({"task", "study"})
JOINED = timedelta(minutes=14)
SHORTEST_BREAK, LONGEST_BREAK = timedelta(minutes=15), timedelta(hours=2)
"""What lies between is a break; longer, and the person is simply at home (our choice)."""

SHORTEST = timedelta(minutes=15)
"""Work for fewer minutes, such as one call back, shows on no card (our choice)."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class WorkingDay:
    """Stretches at work that begin on a day, and breaks between them."""

    day: date
    work: tuple[Span, ...]
    breaks: tuple[Span, ...]


def working_days(plan: Plan) -> tuple[WorkingDay, ...]:
    """Every day of a plan, one without work too: calendars' work, tasks and study alike."""
    stretches = tuple(one for one in _joined(plan) if one[1] - one[0] >= SHORTEST)
    horizon = plan.horizon
    found = []
    for day in (horizon.date_of(number) for number in range(horizon.days)):
        work = tuple(one for one in stretches if one[0].date() == day)
        between = tuple((end, start) for (_, end), (start, _) in pairwise(work))
        breaks = tuple(one for one in between if SHORTEST_BREAK <= one[1] - one[0] <= LONGEST_BREAK)
        found.append(WorkingDay(day, work, breaks))
    return tuple(found)


def _joined(plan: Plan) -> Iterator[Span]:
    spans = sorted(
        (plan.horizon.to_local(one.start), plan.horizon.to_local(one.end))
        for one in plan.blocks
        if _is_work(one)
    )
    held: Span | None = None
    for start, end in spans:
        if held is not None and start - held[1] <= JOINED:
            held = held[0], max(held[1], end)
            continue
        if held is not None:
            yield held
        held = start, end
    if held is not None:
        yield held


def _is_work(block: Block) -> bool:
    return block.kind in DESK_KINDS or (block.is_fixed and block.origin in AT_WORK)
