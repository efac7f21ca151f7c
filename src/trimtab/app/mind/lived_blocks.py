"""The blocks of past and coming days by the plans of their weeks, as they were lived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.domain.plans import Block, LastPlan


def lived_blocks(
    store: Store, first: date, last: date, zone: ZoneInfo, *, before: LastPlan | None = None
) -> tuple[Block, ...]:
    """Blocks that begin on these days, both inclusive, in order, of each day by its last plan.

    A week's plan that was replaced says nothing more of it. What goes on past midnight after the
    last day is whole as far as its plan knew it. `before` tells of days that no plan does.
    """
    plans = _plans(store, first, last, before)
    newest = _newest(plans, first, last)
    found = [
        (plan, block)
        for plan in plans
        for block in plan.blocks
        if newest.get(block.start.astimezone(zone).date()) is plan
    ]
    whole = [block for plan, block in found if plan is before]
    lived = (b for plan, b in found if plan is before or not _is_rest_of_any(b, whole))
    return tuple(sorted(lived, key=lambda one: (one.start, one.end)))


def _is_rest_of_any(block: Block, whole: Sequence[Block]) -> bool:
    """Whether it is what a plan holds, from its first midnight on, of a duty that began before."""
    return block.kind == "commitment" and any(
        one.start < block.start < one.end == block.end for one in whole
    )


def planned_days(
    store: Store, first: date, last: date, *, before: LastPlan | None = None
) -> frozenset[date]:
    """Which of these days, both inclusive, a plan tells of: of the others nobody knows the work."""
    return frozenset(_newest(_plans(store, first, last, before), first, last))


def _plans(store: Store, first: date, last: date, before: LastPlan | None) -> tuple[LastPlan, ...]:
    """The plans of these days, each later one instead of those before it."""
    return (*((before,) if before else ()), *store.last_plans(first, last))


def _newest(plans: Iterable[LastPlan], first: date, last: date) -> Mapping[date, LastPlan]:
    """The last of the plans that cover each day."""
    newest: dict[date, LastPlan] = {}
    for plan in plans:
        days = range(
            max(first, plan.first_day).toordinal(), min(last, plan.last_day).toordinal() + 1
        )
        newest |= {date.fromordinal(number): plan for number in days}
    return newest
