"""Take a plan as one's own, and tell later what is new since."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

from trimtab.app.daily.ports import Store
from trimtab.domain.kept import KeptPlan
from trimtab.domain.plans import Block, BlockKind, LastPlan, Move, Plan

TAKEN = "taken_plan"
"""Setting that holds name, kind and hours of each block ahead when a plan was taken last."""

KINDS = frozenset(get_args(BlockKind))


@dataclass(frozen=True, slots=True)
class News:
    """What moved since a plan was taken, and the first day of a week that is new altogether."""

    moves: tuple[Move, ...] = ()
    new_from: date | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.moves and self.new_from is None


def accept_plan(store: Store, kept: KeptPlan) -> None:
    """Take the plan that stands as one's own."""
    with store.at_once():
        store.accept_plan(kept.revision)
        store.keep_setting(TAKEN, _written(kept.plan))


def begin_comparing(store: Store, kept: KeptPlan) -> None:
    """Tell from now on what is new since this plan, where it counts as taken."""
    if kept.is_accepted:
        store.keep_setting(TAKEN, _written(kept.plan))


def news_since_taken(store: Store, kept: KeptPlan, now: datetime) -> News:
    """What is new since the plan was taken last; nothing where none was taken yet.

    Of days that are planned no more nothing is told, nor of what is over by now.
    """
    horizon = kept.plan.horizon
    taken = _read(store.settings().get(TAKEN, ""), kept.plan)
    if taken is None or not kept.is_accepted:
        return News()
    moves = _moves_of_shared_days(taken, kept.plan)
    known = tuple(one for one in moves if not _is_over(one, now))
    after = max(horizon.first_day, taken.last_day + timedelta(days=1))
    return News(known, after if after <= horizon.date_of(horizon.days - 1) else None)


def _moves_of_shared_days(taken: LastPlan, plan: Plan) -> tuple[Move, ...]:
    """What moved on the days of both: a night that only one of them goes on with is cut in both."""
    from trimtab.planner.moves import find_moves  # noqa: PLC0415 - the planner loads when needed

    horizon = plan.horizon
    days = min((taken.last_day - horizon.first_day).days + 1, horizon.days)
    if days <= 0:
        return ()
    first, end = horizon.instant_of(0), horizon.instant_of(horizon.day_start(days))
    blocks = plan.as_last().within(first, end).blocks
    return find_moves(taken.within(first, end), replace(plan, blocks=blocks))


def _is_over(move: Move, now: datetime) -> bool:
    """Whether it is over wherever it stood and stands."""
    return all(one.end <= now for one in (move.was, move.now) if one is not None)


def _written(plan: Plan) -> str:
    rows = [
        [one.kind, one.name, one.origin, _text(one.start), _text(one.end), one.mark == "pinned"]
        for one in plan.blocks
    ]
    days = [plan.horizon.first_day.isoformat(), plan.horizon.days]
    return json.dumps({"days": days, "blocks": rows})


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _read(text: str, plan: Plan) -> LastPlan | None:
    """What was taken, on the clock of the plan; None where nothing was."""
    if not text:
        return None
    kept = json.loads(text)
    blocks = tuple(_block(row, plan) for row in kept["blocks"] if row[0] in KINDS)
    first_day, days = kept["days"]
    return LastPlan(plan.person, date.fromisoformat(first_day), days, blocks)


def _block(row: list[str], plan: Plan) -> Block:
    kind, name, origin, start, end, is_pinned = row
    at, until = (plan.horizon.to_local(datetime.fromisoformat(text)) for text in (start, end))
    mark = "pinned" if is_pinned else None
    return Block(at, until, name, kind, origin=origin, mark=mark)  # type: ignore[arg-type]
