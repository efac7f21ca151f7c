"""Take a plan as one's own, and tell later what is new since."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import get_args

from trimtab.app.daily.ports import Store
from trimtab.domain.kept import KeptPlan
from trimtab.domain.plans import Block, BlockKind, LastPlan, Move, Plan

TAKEN = "taken_plan"
"""Setting that holds name, kind and hours of each block ahead when a plan was taken last."""

KINDS = frozenset(get_args(BlockKind))


def accept_plan(store: Store, kept: KeptPlan, now: datetime) -> None:
    """Take the plan that stands as one's own, as it is seen now."""
    with store.at_once():
        store.accept_plan(kept.revision)
        store.keep_setting(TAKEN, _written(kept.plan, now))


def news_since_taken(store: Store, kept: KeptPlan) -> tuple[Move, ...] | None:
    """What moved since the plan was taken last; None where none was taken yet."""
    from trimtab.planner.moves import find_moves  # noqa: PLC0415 - the planner loads when needed

    taken = _read(store.settings().get(TAKEN, ""), kept.plan)
    if taken is None or not kept.is_accepted:
        return None
    return find_moves(taken, kept.plan, lambda _: True)


def _written(plan: Plan, now: datetime) -> str:
    rows = [
        [one.kind, one.name, one.origin, _text(one.start), _text(one.end), one.mark == "pinned"]
        for one in plan.blocks
        if one.end > now
    ]
    days = [plan.horizon.first_day.isoformat(), plan.horizon.days]
    return json.dumps({"days": days, "blocks": rows})


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _read(text: str, plan: Plan) -> LastPlan | None:
    """What was taken of the days that the plan still covers; None where nothing was."""
    if not text:
        return None
    kept = json.loads(text)
    blocks = tuple(_block(row, plan) for row in kept["blocks"] if row[0] in KINDS)
    first_day = plan.horizon.first_day
    return LastPlan(plan.person, first_day, plan.horizon.days, blocks)


def _block(row: list[str], plan: Plan) -> Block:
    kind, name, origin, start, end, is_pinned = row
    at, until = (plan.horizon.to_local(datetime.fromisoformat(text)) for text in (start, end))
    mark = "pinned" if is_pinned else None
    return Block(at, until, name, kind, origin=origin, mark=mark)  # type: ignore[arg-type]
