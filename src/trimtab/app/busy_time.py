"""When a person is busy, may be busy, and is not to be had: for whoever looks for a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trimtab.app.closed_hours import closed_spans, leave_spans
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import Interval, intersect_intervals, merge_intervals, subtract_intervals

BusyKind = Literal["busy", "tentative", "unavailable"]
FIRM_KINDS = frozenset({"commitment", "travel", "sleep", "protect", "people"})
AWAY_KINDS = frozenset({"commitment", "travel", "sleep", "nap"})
YIELDING_KINDS = frozenset({"buffer", "wind_down"})


@dataclass(frozen=True, slots=True)
class BusySpan:
    """A stretch of one kind, aware local instants [start, end)."""

    kind: BusyKind
    start: datetime
    end: datetime


def busy_spans(plan: Plan, profile: Profile) -> tuple[BusySpan, ...]:
    """Busy time from what is planned on to the end of the plan: merged, by start, none twice.

    Commitments, ways, sleep and time with others are busy; what else is planned can move, and so
    is tentative, as are home call and what a calendar calls tentative. Hours off work and
    days of leave are unavailable.
    """
    firm = merge_intervals(_intervals(plan, (one for one in plan.blocks if _is_firm(one))))
    by_hours = closed_spans(plan.horizon, profile.boundaries, {"work"})
    closed = merge_intervals([*by_hours, *leave_spans(plan, profile)])
    off = [piece for one in closed for piece in subtract_intervals(one, firm)]
    soft = merge_intervals(_intervals(plan, (one for one in plan.blocks if _is_soft(one))))
    may = [piece for one in soft for piece in subtract_intervals(one, [*firm, *off])]
    kinds: tuple[tuple[BusyKind, list[Interval]], ...] = (
        ("busy", firm),
        ("unavailable", off),
        ("tentative", may),
    )
    ahead = [Interval(plan.planned_from, plan.horizon.minutes)]
    found = [(one, kind) for kind, spans in kinds for one in intersect_intervals(spans, ahead)]
    at = plan.horizon.instant_of
    return tuple(BusySpan(kind, at(one.start), at(one.end)) for one, kind in sorted(found))


def away_spans(plan: Plan) -> tuple[tuple[datetime, datetime], ...]:
    """Stretches that commitments, the ways to them and sleep take, merged."""
    taken = [one for one in plan.blocks if one.kind in AWAY_KINDS and not _is_uncertain(one)]
    at = plan.horizon.instant_of
    merged = merge_intervals(_intervals(plan, taken))
    return tuple((at(one.start), at(one.end)) for one in merged)


def _is_firm(block: Block) -> bool:
    return block.kind in FIRM_KINDS and not _is_uncertain(block)


def _is_soft(block: Block) -> bool:
    return not _is_firm(block) and block.kind not in YIELDING_KINDS


def _is_uncertain(block: Block) -> bool:
    """Whether a commitment may not take place, or leaves the person at home."""
    is_tentative = "tentative" in block.note.split("; ")
    return block.is_fixed and (block.origin == "home_call" or is_tentative)


def _intervals(plan: Plan, blocks: Iterable[Block]) -> list[Interval]:
    starts = ((plan.horizon.minute_of(block.start), block.minutes) for block in blocks)
    return [Interval(start, start + max(1, minutes)) for start, minutes in starts]
