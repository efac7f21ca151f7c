"""What is now, what comes next, and when to leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from trimtab.app.daily.day_now import later, minutes_between
from trimtab.domain.plans import Block, Plan

LEAVE_WITHIN = timedelta(hours=12)
"""How far ahead it is worth saying when to leave (our choice)."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """When to leave, and what for: what begins at the end of the way, None on the way home."""

    way: Block
    goal: Block | None


@dataclass(frozen=True, slots=True)
class NowNext:
    """The moment: what runs (None in open time), what runs beside it, what comes, when to leave.

    `goal` is what a way that is under way leads to, None on the way home.
    `until` is when what runs ends, or open time does; None where nothing more is planned.
    """

    moment: datetime
    block: Block | None
    beside: tuple[Block, ...]
    until: datetime | None
    next: Block | None
    leaving: Leaving | None
    goal: Block | None = None

    @property
    def minutes_left(self) -> int:
        """Real minutes until then, 0 where nothing more is planned."""
        return 0 if self.until is None else minutes_between(self.moment, self.until)


def now_and_next(plan: Plan, now: datetime) -> NowNext:
    """What a plan says of a moment."""
    moment = plan.horizon.to_local(now)
    running = [one for one in plan.blocks if one.start <= now < one.end]
    running.sort(key=lambda one: (one.start, not one.is_fixed))
    block = running[0] if running else None
    ahead = [one for one in plan.blocks if one.start > now]
    following = _following(ahead, block)
    until = block.end if block else (following.start if following else None)
    return NowNext(
        moment,
        block,
        tuple(running[1:]),
        until,
        following,
        _leaving(plan, ahead, moment),
        _goal(plan, block) if block and block.kind == "travel" else None,
    )


def _following(ahead: list[Block], block: Block | None) -> Block | None:
    """The first thing after what runs; what only begins beside it is no next thing."""
    after = [one for one in ahead if block is None or one.start >= block.end]
    return next(iter(after), None)


def _leaving(plan: Plan, ahead: list[Block], moment: datetime) -> Leaving | None:
    """The next way to somewhere or home that begins before long."""
    ways = (one for one in ahead if one.kind == "travel")
    way = next(ways, None)
    if way is None or way.start > later(moment, LEAVE_WITHIN):
        return None
    return Leaving(way, _goal(plan, way))


def _goal(plan: Plan, way: Block) -> Block | None:
    return next((one for one in plan.blocks if one.is_fixed and one.start == way.end), None)
