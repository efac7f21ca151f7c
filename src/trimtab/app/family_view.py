"""What family sees of a plan: when somebody is busy, free for a call, and home. No details."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from trimtab.app.closed_hours import closed_to_calls
from trimtab.app.outings import ways_of
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, Plan
from trimtab.domain.privacy import is_private
from trimtab.domain.time import (
    Horizon,
    Interval,
    intersect_intervals,
    merge_intervals,
    subtract_intervals,
)

FamilyKind = Literal["busy", "free", "home", "rest", "together"]
SHORTEST_CALL = 15
"""Minutes below which time between two things is no time for a call (our choice)."""

HOME_MINUTES = 15
"""How long coming home is shown, since programs hide what takes no time (our choice)."""

QUIET_KINDS = frozenset({"meal", "wind_down"})
"""Neither shown nor free for a call: family knows dinners, and need not plan around them."""

DAY_BEGINS = timedelta(hours=5)
"""Coming home before this hour belongs to the day before (our choice)."""

WAKING_UP = "Slow start"
"""The buffer in which nobody should be rung; others are open."""

REST_KINDS = frozenset({"sleep", "nap"})


@dataclass(frozen=True, slots=True)
class FamilySpan:
    """A stretch family sees, aware local instants [start, end); `name` only of what is shared.

    `until` is when somebody who came home leaves again the same day, None where they stay.
    """

    kind: FamilyKind
    start: datetime
    end: datetime
    name: str = ""
    until: datetime | None = None


def family_spans(plan: Plan, profile: Profile) -> tuple[FamilySpan, ...]:
    """What family sees, by start: merged, so that no single block can be told."""
    view = _View(plan, profile)
    spans = [*view.busy(), *view.rest(), *view.together(), *view.free(), *view.homecomings()]
    return tuple(sorted(spans, key=lambda one: (plan.horizon.minute_of(one.start), one.kind)))


@dataclass(frozen=True, slots=True)
class _View:
    plan: Plan
    profile: Profile

    @property
    def horizon(self) -> Horizon:
        return self.plan.horizon

    def busy(self) -> Iterator[FamilySpan]:
        """Everything that is not shown otherwise, short gaps closed."""
        taken = [
            self._interval(block)
            for block in self.plan.blocks
            if block.kind not in QUIET_KINDS | {"buffer"}
            and not _is_home_call(block)
            and not self._is_shown(block)
        ]
        shown = [self._interval(block) for block in self.plan.blocks if self._is_shown(block)]
        for merged in merge_intervals(taken, SHORTEST_CALL - 1):
            yield from self._spans("busy", subtract_intervals(merged, shown))

    def rest(self) -> Iterator[FamilySpan]:
        """Sleep, where family is to know."""
        sleeps = [self._interval(block) for block in self.plan.blocks if self._is_rest(block)]
        yield from self._spans("rest", merge_intervals(sleeps))

    def together(self) -> Iterator[FamilySpan]:
        """What is shared with someone, by its name, where family is to know."""
        for block in self.plan.blocks:
            if self._is_together(block):
                yield FamilySpan("together", block.start, block.end, block.name)

    def free(self) -> Iterator[FamilySpan]:
        """Waking time that nothing takes, outside hours closed to calls as People tells them."""
        ahead = Interval(self.plan.planned_from, self.horizon.minutes)
        taken = [self._interval(block) for block in self.plan.blocks if not _is_open(block)]
        taken += closed_to_calls(self.profile, self.horizon)
        free = subtract_intervals(ahead, taken)
        awake = self._awake()
        if awake is not None:
            free = intersect_intervals(free, awake)
        yield from self._spans("free", [one for one in free if one.minutes >= SHORTEST_CALL])

    def homecomings(self) -> Iterator[FamilySpan]:
        """The last way home of each day, and when the person leaves again that day."""
        end = self.horizon.instant_of(self.horizon.minutes)
        ways = list(ways_of(self.plan))
        last: dict[date, tuple[Block, Block | None]] = {}
        for number, (way, leads_home) in enumerate(ways):
            after = ways[number + 1][0] if number + 1 < len(ways) else None
            if way.end < end and leads_home:
                last[self._day_of(way.end)] = way, after
        for day, (way, after) in last.items():
            leaves = after.start if after and after.start > way.end else None
            leaves = leaves if leaves and self._day_of(leaves) == day else None
            start = self.horizon.to_local(way.end)
            later = self.horizon.instant_of(self.horizon.minute_of(way.end) + HOME_MINUTES)
            until = self.horizon.to_local(leaves) if leaves else None
            yield FamilySpan("home", start, later, until=until)

    def _day_of(self, moment: datetime) -> date:
        return (self.horizon.to_local(moment) - DAY_BEGINS).date()

    def _is_shown(self, block: Block) -> bool:
        return self._is_rest(block) or self._is_together(block)

    def _is_rest(self, block: Block) -> bool:
        return "rest" in self.profile.publishing.family_shows and block.kind in REST_KINDS

    def _is_together(self, block: Block) -> bool:
        if "people" not in self.profile.publishing.family_shows:
            return False
        practices, protects = self.profile.practices, self.profile.protects
        names = {one.name for one in practices if one.with_person is not None}
        names |= {one.name for one in protects if one.with_person is not None}
        return block.name in names and not block.is_fixed and not is_private(block, self.profile)

    def _awake(self) -> list[Interval] | None:
        """When the one a call is offered to is awake, on their own clock; None for anybody."""
        name = self.profile.publishing.free_for
        person = next((one for one in self.profile.people if one.name == name), None)
        if person is None:
            return None
        theirs = Horizon(self.horizon.first_day, self.horizon.days, person.time_zone)
        shift = (theirs.origin - self.horizon.origin) // timedelta(minutes=1)
        spans = [theirs.span_on(day, person.awake) for day in range(-2, self.horizon.days + 2)]
        return merge_intervals([Interval(one.start + shift, one.end + shift) for one in spans])

    def _interval(self, block: Block) -> Interval:
        start = self.horizon.minute_of(block.start)
        return Interval(start, start + max(1, block.minutes))

    def _spans(self, kind: FamilyKind, intervals: Iterable[Interval]) -> Iterator[FamilySpan]:
        for one in intervals:
            start, end = map(self.horizon.instant_of, (one.start, one.end))
            yield FamilySpan(kind, start, end)


def _is_open(block: Block) -> bool:
    """Whether a call may fall into a block."""
    is_open_buffer = block.kind == "buffer" and block.name != WAKING_UP
    return is_open_buffer or _is_home_call(block)


def _is_home_call(block: Block) -> bool:
    """Whether the block leaves the person at home and free to talk."""
    return block.is_fixed and block.origin == "home_call"
