"""Which of the missing things the person left out, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trimtab.planner.done import left_by
from trimtab.planner.history import Known
from trimtab.planner.line import Week
from trimtab.planner.losses import day_name
from trimtab.planner.problem import Item
from trimtab.planner.sentences import listed


def left_out_text(week: Week, items: Iterable[Item]) -> str:
    """Says on which days the person left these out; empty when they did not."""
    wanted = list(items)
    starts = (
        known.interval.start
        for known in week.history.skipped
        if any(_is_of(week, known, item) for item in wanted)
    )
    names = dict.fromkeys(day_name(week, start) for start in sorted(starts))
    return f"You left it out on {listed(names)}." if names else ""


def _is_of(week: Week, known: Known, item: Item) -> bool:
    """Whether a block left out was one of an item: of notes, those of the duty that left them."""
    is_same = (known.block.kind, known.block.name) == (item.kind, item.name)
    if not is_same or known.block.is_notes != bool(item.said):
        return False
    return item.day is None or item.day in _days(week, known)


def _days(week: Week, known: Known) -> Iterator[int]:
    if not known.block.is_notes:
        yield week.horizon.day_of(known.interval.start)
        return
    taken = left_by(week, known)
    if taken is not None:
        yield week.horizon.day_of(taken.interval.end)
