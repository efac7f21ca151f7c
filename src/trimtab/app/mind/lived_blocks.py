"""The blocks of past and coming days by the plans of their weeks, as they were lived."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from trimtab.app.daily.ports import Store
from trimtab.domain.plans import Block, LastPlan

WEEK = timedelta(days=7)


def lived_blocks(store: Store, first: date, last: date, zone: ZoneInfo) -> tuple[Block, ...]:
    """Blocks that begin on these days, both inclusive, in order, of each day by its last plan.

    A week's plan that was replaced says nothing more of it. What goes on past midnight after the
    last day is whole as far as its plan knew it.
    """
    plans = store.last_plans(first, last)
    found: list[Block] = []
    for plan in plans:
        for block in plan.blocks:
            day = block.start.astimezone(zone).date()
            if first <= day <= last and _plan_of(plans, day) is plan:
                found.append(block)
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _plan_of(plans: tuple[LastPlan, ...], day: date) -> LastPlan | None:
    """The last of the plans that cover a day."""
    covering = (one for one in reversed(plans) if one.first_day <= day <= one.last_day)
    return next(covering, None)
