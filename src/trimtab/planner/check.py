"""A plan under check: its request, its clock, and how findings name its blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.plans import Block, Plan
from trimtab.domain.time import WEEKDAYS, ClockSpan
from trimtab.planner.line import WeekRequest
from trimtab.planner.wall_clock import Stretch, joined, stretch_of, to_utc


@dataclass(frozen=True, slots=True)
class Check:
    """A plan and its request, with blocks as instants in UTC, for clocks run twice in autumn."""

    plan: Plan
    request: WeekRequest

    @property
    def zone(self) -> ZoneInfo:
        """The person's zone."""
        return ZoneInfo(self.plan.horizon.zone)

    @property
    def planned(self) -> list[Block]:
        """What the planner placed."""
        return [block for block in self.plan.blocks if block.kind != "commitment"]

    @property
    def ahead(self) -> list[Block]:
        """What the planner placed from now on; without a last plan that is everything."""
        return self.not_begun(self.planned)

    def not_begun(self, blocks: Iterable[Block]) -> list[Block]:
        """Those of some blocks that do not belong to what the last plan had before now."""
        if self.request.last is None:
            return list(blocks)
        now = self.now
        return [block for block in blocks if to_utc(block.start) >= now]

    def still_ahead(self, blocks: Iterable[Block]) -> list[Block]:
        """Those of some blocks that begin once nothing is under way any more.

        What goes on with something under way, a habit right after dinner, was had with it.
        """
        if self.request.last is None:
            return list(blocks)
        free_from = self.free_from
        return [block for block in blocks if to_utc(block.start) >= free_from]

    @property
    def now(self) -> datetime:
        """First instant that may be planned."""
        slot = self.plan.slot_minutes
        return self.instant(max(0, -(-self.request.now // slot) * slot))

    @property
    def free_from(self) -> datetime:
        """First instant at which nothing is under way any more, as a re-plan says."""
        return self.now if self.request.last is None else self.instant(self.plan.planned_from)

    def instant(self, minute: int) -> datetime:
        """A minute of the horizon as an instant in UTC."""
        return to_utc(self.plan.horizon.instant_of(minute))

    def week_of(self, block: Block) -> int:
        """Planned week in which a block starts."""
        return (block.start.date() - self.plan.horizon.first_day).days // 7

    def hours(
        self, spans: Iterable[ClockSpan], days: Sequence[str] = WEEKDAYS, zone: str = ""
    ) -> list[Stretch]:
        """Daily spans that start on the given weekdays, as instants, joined where they touch."""
        found = []
        first = self.plan.horizon.first_day - timedelta(days=2)
        for number in range(self.plan.horizon.days + 4):
            day = first + timedelta(days=number)
            if WEEKDAYS[day.weekday()] in days:
                found += [
                    stretch_of(day, span, ZoneInfo(zone) if zone else self.zone) for span in spans
                ]
        return joined(found)


def span_of(block: Block) -> Stretch:
    """A block as instants in UTC."""
    return to_utc(block.start), to_utc(block.end)


def said(block: Block) -> str:
    """A block as findings name it."""
    return f"{block.name} ({block.kind}) {block.start:%a %d %b %H:%M}-{block.end:%H:%M}"


def lies_inside(block: Block, stretches: Iterable[Stretch]) -> bool:
    """Whether a block lies inside one of the stretches."""
    first, last = span_of(block)
    return any(start <= first and last <= end for start, end in stretches)


def parts_touching(block: Block, stretches: Iterable[Stretch]) -> list[Stretch]:
    """The parts of stretches that a block covers."""
    first, last = span_of(block)
    return [
        (max(start, first), min(end, last))
        for start, end in stretches
        if start < last and first < end
    ]
