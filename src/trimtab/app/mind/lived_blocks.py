"""The blocks of past and coming days by the plans of their weeks, as they were lived."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.domain.plans import Block, LastPlan


def lived_blocks(store: Store, first: date, last: date, zone: ZoneInfo) -> tuple[Block, ...]:
    """Blocks that begin on these days, both inclusive, in order, of each day by its last plan.

    A week's plan that was replaced says nothing more of it. What goes on past midnight after the
    last day is whole as far as its plan knew it.
    """
    plans = store.last_plans(first, last)
    newest = _newest(plans, first, last)
    found = (
        block
        for plan in plans
        for block in plan.blocks
        if newest.get(block.start.astimezone(zone).date()) is plan
    )
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def planned_days(store: Store, first: date, last: date) -> frozenset[date]:
    """Which of these days, both inclusive, a plan tells of: of the others nobody knows the work."""
    return frozenset(_newest(store.last_plans(first, last), first, last))


def _newest(plans: Iterable[LastPlan], first: date, last: date) -> Mapping[date, LastPlan]:
    """The last of the plans that cover each day."""
    newest: dict[date, LastPlan] = {}
    for plan in plans:
        days = range(
            max(first, plan.first_day).toordinal(), min(last, plan.last_day).toordinal() + 1
        )
        newest |= {date.fromordinal(number): plan for number in days}
    return newest
