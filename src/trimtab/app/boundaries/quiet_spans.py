"""When a phone is to keep still: sleep, hours without screens, meals and what is protected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from trimtab.app.closed_hours import closed_spans
from trimtab.app.daily.day_now import with_last_night
from trimtab.app.family_view import WAKING_UP
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.privacy import is_private
from trimtab.domain.quiet import QuietPart
from trimtab.domain.time import (
    Horizon,
    Interval,
    intersect_intervals,
    merge_intervals,
    subtract_intervals,
)

KINDS = {
    "sleep": frozenset({"sleep", "nap"}),
    "meals": frozenset({"meal"}),
    "protected": frozenset({"protect"}),
}
QUIET = "Quiet"
BRIDGED = 10
"""Minutes between two quiet stretches that stay quiet too, where nothing is due (our choice)."""

NAMES: dict[QuietPart, str] = {"sleep": "Sleep", "screens": "No screens"}


@dataclass(frozen=True, slots=True)
class QuietSpan:
    """A stretch to be left in peace, aware local instants [start, end), and what it may say."""

    start: datetime
    end: datetime
    name: str = QUIET


def quiet_spans(plan: Plan, profile: Profile) -> tuple[QuietSpan, ...]:
    """Quiet stretches of the days planned, by start; without names those near each other are one.

    Duty, home call and the ways between are never quiet, whatever is chosen: somebody must be able
    to reach who is on duty. Every quiet stretch stands alone, so none is told twice. The last night
    is quiet to its end: a phone that rings at midnight wakes whom the plan has asleep.
    """
    horizon, plan = plan.horizon, with_last_night(plan)
    taken = [_interval(horizon, one) for one in plan.blocks if one.is_fixed]
    named: list[tuple[Interval, str]] = []
    for part in profile.quiet.parts:
        for one, name in _of_part(plan, profile, part):
            free = subtract_intervals(one, [*taken, *(each for each, _ in named)])
            named += [(piece, name) for piece in free]
    asleep = [_interval(horizon, one).end for one in plan.blocks if one.kind == "sleep"]
    whole = [Interval(0, max(horizon.minutes, *asleep, 0))]
    if not profile.quiet.names:
        merged = intersect_intervals(merge_intervals([one for one, _ in named], BRIDGED), whole)
        pieces = [piece for one in merged for piece in subtract_intervals(one, taken)]
        return tuple(_span(horizon, one, QUIET) for one in pieces)
    found = [(piece, name) for one, name in named for piece in intersect_intervals([one], whole)]
    return tuple(_span(horizon, one, name) for one, name in sorted(found))


def is_taken_by_work(plan: Plan, profile: Profile, since: datetime) -> bool:
    """Whether nothing is quiet after an instant though something would be without duty and call."""
    own = replace(plan, blocks=tuple(one for one in plan.blocks if not one.is_fixed))
    quiet, would_be = (
        any(span.end > since for span in quiet_spans(one, profile)) for one in (plan, own)
    )
    return would_be and not quiet


def _of_part(plan: Plan, profile: Profile, part: QuietPart) -> Iterable[tuple[Interval, str]]:
    if part == "screens":
        yield from ((one, NAMES[part]) for one in _without_screens(plan, profile))
        return
    for block in plan.blocks:
        if block.kind in KINDS[part]:
            name = QUIET if is_private(block, profile) else NAMES.get(part, block.shown_name)
            yield _interval(plan.horizon, block), name


def _without_screens(plan: Plan, profile: Profile) -> list[Interval]:
    """Winding down, waking up, and hours that a boundary closes to screens."""
    around = [
        _interval(plan.horizon, one)
        for one in plan.blocks
        if one.kind == "wind_down" or (one.kind == "buffer" and one.name == WAKING_UP)
    ]
    return merge_intervals([*around, *closed_spans(plan.horizon, profile.boundaries, {"screens"})])


def _interval(horizon: Horizon, block: Block) -> Interval:
    return Interval(
        horizon.minute_of(block.start),
        max(horizon.minute_of(block.start) + 1, horizon.minute_of(block.end)),
    )


def _span(horizon: Horizon, one: Interval, name: str) -> QuietSpan:
    start, end = map(horizon.instant_of, (one.start, one.end))
    return QuietSpan(horizon.to_local(start), horizon.to_local(end), name)
