"""Whether a block that is gone is still asked for: something of its kind is short that day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from trimtab.domain.plans import Block
from trimtab.domain.time import Interval
from trimtab.planner.done import left_by
from trimtab.planner.explain import is_short
from trimtab.planner.history import Known
from trimtab.planner.line import Week
from trimtab.planner.problem import Item, Problem
from trimtab.planner.reasons import Reasons
from trimtab.planner.sleep_day import DAY_TURNS_AT
from trimtab.planner.solve import Solution


@dataclass(frozen=True)
class StillMissing:
    """A solved week, asked of blocks of the last plan that are gone."""

    week: Week
    problem: Problem
    solution: Solution

    def __call__(self, block: Block) -> bool:
        """Whether what the block was for is missing from the week."""
        day = self._day_of(block)
        return any(
            self._is_beyond(item) or is_short(self._reasons, number)
            for number, item in enumerate(self.problem.items)
            if _is_for(item, block) and item.day in {None, day}
        )

    def _is_beyond(self, item: Item) -> bool:
        """Whether it belongs to the night after the last day, of which nothing is told."""
        return item.kind == "sleep" and (item.day or 0) >= self.week.horizon.days

    @cached_property
    def _reasons(self) -> Reasons:
        return Reasons.after(self.week, self.problem, self.solution)

    def _day_of(self, block: Block) -> int | None:
        """The day that items of the block would name: of notes, that on which the duty ends.

        Sleep from the evening on belongs to the next day. None of notes that nothing leaves.
        """
        horizon = self.week.horizon
        start, end = horizon.minute_of(block.start), horizon.minute_of(block.end)
        if block.is_notes:
            taken = left_by(self.week, Known(block, Interval(start, end)))
            return None if taken is None else horizon.day_of(taken.interval.end)
        day = horizon.day_of(start)
        is_evening = block.kind == "sleep" and start >= horizon.at_clock(day, DAY_TURNS_AT)
        return day + is_evening


def _is_for(item: Item, block: Block) -> bool:
    """Whether an item is what a block was for; a nap makes up for sleep."""
    if block.kind in {"sleep", "nap"}:
        return item.kind == "sleep"
    is_same = (item.kind, item.name) == (block.kind, block.name)
    return is_same and bool(item.said) == block.is_notes and item.wanted_minutes > 0
