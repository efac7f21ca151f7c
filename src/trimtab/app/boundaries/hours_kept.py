"""What boundaries kept free in a week, and what they cost, as the plan of the week sees it."""

from __future__ import annotations

from dataclasses import dataclass

from trimtab.app.closed_hours import closed_spans
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import Interval, intersect_intervals, merge_intervals, subtract_intervals

ASLEEP = frozenset({"sleep", "nap", "wind_down"})
WORKED = frozenset({"task", "study"})


@dataclass(frozen=True, slots=True)
class HoursKept:
    """From where the plan begins: waking minutes kept free of work, and what found no place.

    `duty_minutes` are waking minutes inside the boundaries that duty or call took all the same;
    work that an exception let in is neither. `left_out` is what found less time than asked and
    names a boundary among its reasons.
    """

    free_minutes: int
    duty_minutes: int
    left_out: tuple[str, ...] = ()


def hours_kept(plan: Plan, profile: Profile) -> HoursKept | None:
    """What boundaries on work did in the days planned; None without one."""
    closed = closed_spans(plan.horizon, profile.boundaries, {"work"})
    if not closed:
        return None
    if plan.known_since >= plan.horizon.minutes:
        return None
    days = [Interval(plan.known_since, plan.horizon.minutes)]
    closed = intersect_intervals(closed, days)
    asleep = _merged(plan, [one for one in plan.blocks if one.kind in ASLEEP])
    taken = _merged(plan, [one for one in plan.blocks if one.is_fixed and _is_work(one)])
    worked = _merged(plan, [one for one in plan.blocks if one.kind in WORKED])
    awake = [piece for one in closed for piece in subtract_intervals(one, asleep)]
    duty = _minutes(intersect_intervals(awake, taken))
    held = merge_intervals([*taken, *worked])
    free = _minutes([piece for one in awake for piece in subtract_intervals(one, held)])
    return HoursKept(free, duty, _left_out(plan, profile))


def _left_out(plan: Plan, profile: Profile) -> tuple[str, ...]:
    names = [one.name for one in profile.boundaries]
    found = (one for one in plan.unplaced if any(name in one.because for name in names))
    return tuple(dict.fromkeys(one.name for one in found))


def _is_work(block: Block) -> bool:
    return block.origin in {"duty", "clinic", "lecture", "home_call"}


def _merged(plan: Plan, blocks: list[Block]) -> list[Interval]:
    starts = ((plan.horizon.minute_of(one.start), one.minutes) for one in blocks)
    return merge_intervals([Interval(start, start + max(1, minutes)) for start, minutes in starts])


def _minutes(intervals: list[Interval]) -> int:
    return sum(one.minutes for one in intervals)
