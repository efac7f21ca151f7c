"""Staying in place: what a re-plan gives candidates that equal blocks of the last plan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from trimtab.domain.plans import Block
from trimtab.domain.time import Interval
from trimtab.planner import defaults
from trimtab.planner.arrays import Floats, Ints
from trimtab.planner.budgets import Budget, at_least
from trimtab.planner.history import Known, is_sitting
from trimtab.planner.ledger import Ledger
from trimtab.planner.line import Week
from trimtab.planner.patterns import choices_at
from trimtab.planner.problem import Group, Part, Problem
from trimtab.planner.settled import begun_free

Thing = tuple[str, str, str, bool]
STABILITY = defaults.STABILITY


def keep_last_plan(ledger: Ledger) -> None:
    """Make staying where the last plan had it worth something, and hold what must stay.

    Works on the finished groups, so that whoever writes candidates need not know of it.
    """
    keeper = _Keeper(ledger, by_thing(ledger.week.history.ahead), kept_free_starts(ledger.week))
    if keeper.ahead or keeper.free:
        ledger.draft.groups = [keeper.kept(group) for group in ledger.draft.groups]


def kept_free_starts(week: Week) -> set[int]:
    """Places on the side line of what the last plan keeps free and has not begun."""
    last = week.request.last
    if last is None or not last.kept_free:
        return set()
    minute = week.horizon.minute_of
    kept = {(one.kind, Interval(minute(one.start), minute(one.end))) for one in last.kept_free}
    return {at for at, one in choices_at(week).items() if (one.kind, one.hours) in kept}


def thing_of(block: Block | Part) -> Thing:
    """What a block is, apart from when and how long: its kind, name, origin, and whether dosed."""
    return (block.kind, block.name, block.origin, block.dose is None)


def by_thing(ahead: Sequence[Known]) -> dict[Thing, list[Known]]:
    """What lay ahead in the last plan, by what it is."""
    found: dict[Thing, list[Known]] = defaultdict(list)
    for known in ahead:
        found[thing_of(known.block)].append(known)
    return found


@dataclass(slots=True)
class _Keeper:
    ledger: Ledger
    ahead: dict[Thing, list[Known]]
    free: set[int]
    held: dict[Known, int] = field(default_factory=dict)

    def kept(self, group: Group) -> Group:
        if group.shape.parts and not any(thing_of(one) in self.ahead for one in group.shape.parts):
            return group
        staying = np.zeros(group.starts.size)
        uses = list(group.uses)
        if not group.shape.parts and self.free:
            staying += STABILITY.stay * np.isin(group.starts, list(self.free))
        reach = Interval(int(group.starts.min()), int(group.starts.max()))
        for part in group.shape.parts:
            for known in self._near(part, reach):
                shares = shares_of(self.ledger.week, known, part, group.starts)
                if not shares.any():
                    continue
                staying += STABILITY.stay * shares
                if self._is_held(known):
                    budgets = np.where(shares > 0, self._budget(known), -1)
                    uses.append((budgets.astype(np.int32), shares))
        if not staying.any():
            return group
        return replace(group, worth=group.worth + staying, uses=tuple(uses), staying=staying)

    def _near(self, part: Part, starts: Interval) -> Iterator[Known]:
        """Blocks of the same thing that some start could keep, as far as a glance can tell."""
        first, last = starts.start + part.start, starts.end + part.start
        limit, minutes = self.ledger.week.horizon.minutes, part.end - part.start
        for known in self.ahead.get(thing_of(part), ()):
            hours = known.interval
            if hours.start > last:
                return
            if hours.end < first:
                continue
            is_piece = is_sitting(known.block)
            if hours.start < first and not is_piece:
                continue
            if hours.end >= limit or minutes == hours.minutes or is_piece:
                yield known

    def _is_held(self, known: Known) -> bool:
        return known.is_pinned or self.ledger.week.history.is_next(known)

    def _budget(self, known: Known) -> int:
        if known not in self.held:
            self.held[known] = self.ledger.draft.add_budget(_hold(known))
        return self.held[known]


def _hold(known: Known) -> Budget:
    """A limit that asks for a block where it was: a must when pinned, a lesser one when next."""
    slope = STABILITY.pinned_slope if known.is_pinned else STABILITY.next_slope
    name = f"{known.block.shown_name} stays at {known.interval.start}"
    return at_least(name, 1, 1, slope)


def shares_of(week: Week, known: Known, part: Part, starts: Ints) -> Floats:
    """How much of a block each start of a part keeps: all of it, a piece of a sitting, or none.

    What runs past the horizon is seen up to its end, as the last plan showed it.
    """
    interval, limit = known.interval, week.horizon.minutes
    if not is_sitting(known.block):
        start = interval.start - part.start
        is_whole = min(start + part.end, limit) == interval.end
        return np.where(starts == start, float(is_whole), 0.0)
    first, last = starts + part.start, np.minimum(starts + part.end, limit)
    inside = (first >= interval.start) & (last <= interval.end)
    return np.where(inside, (last - first) / interval.minutes, 0.0)


@dataclass(frozen=True, slots=True)
class Kept:
    """Candidates that keep blocks of the last plan; `is_whole` when they keep all of it."""

    chosen: tuple[int, ...]
    is_whole: bool


def kept_choice(week: Week, problem: Problem) -> Kept:
    """The last plan as candidates of a problem, as far as they are there and fit together."""
    near = np.flatnonzero(problem.staying > 0)
    order = near[np.lexsort((-problem.arrays.worth[near], -problem.staying[near]))]
    keeping = _Keeping.of(week, problem)
    for j in order.tolist():
        keeping.take_whole(j)
    for known in sorted(keeping.missing, key=lambda one: one.interval):
        if is_sitting(known.block):
            keeping.take_pieces(known, order.tolist())
    free = kept_free_starts(week)
    for j in order.tolist():
        if problem.start_minute(j) in free:
            keeping.take_free(j)
            free.discard(problem.start_minute(j))
    asked = len(week.request.last.kept_free) if week.request.last else 0
    is_whole = not keeping.missing and keeping.free == asked - len(begun_free(week))
    return Kept(tuple(sorted(keeping.chosen)), is_whole)


@dataclass(slots=True)
class _Keeping:
    week: Week
    problem: Problem
    missing: set[Known]
    starts: Sequence[int]
    ends: Sequence[int]
    places: Mapping[tuple[Thing, Interval], Sequence[Known]]
    chosen: list[int] = field(default_factory=list)
    spans: list[Interval] = field(default_factory=list)
    totals: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    free: int = 0

    @classmethod
    def of(cls, week: Week, problem: Problem) -> _Keeping:
        """Nothing kept yet; all starts and ends of what lay ahead, in order, and what lay where."""
        ahead = week.history.ahead
        starts = sorted(known.interval.start for known in ahead)
        ends = sorted(known.interval.end for known in ahead)
        places: dict[tuple[Thing, Interval], list[Known]] = defaultdict(list)
        for known in ahead:
            places[thing_of(known.block), known.interval].append(known)
        return cls(week, problem, set(ahead), starts, ends, places)

    def take_free(self, j: int) -> None:
        """Take the choice to keep a stretch free, if the work kept leaves it so."""
        if self._fits(j):
            self._take(j)
            self.free += 1

    def take_whole(self, j: int) -> None:
        """Take a candidate all of whose visible parts are blocks not yet kept."""
        start, limit = self.problem.start_minute(j), self.week.horizon.minutes
        parts = [part for part in self.problem.parts_of(j) if start + part.start < limit]
        if self.problem.staying[j] < STABILITY.stay * len(parts) - 1e-9:
            return
        mine = {known for part in parts for known in self._blocks_of(part, start)}
        if len(mine) >= len(parts) > 0 and self._leaves_others(j, mine) and self._fits(j):
            self._take(j)
            self.missing -= mine

    def _leaves_others(self, j: int, mine: set[Known]) -> bool:
        """Whether a candidate takes the place of no other block, its break included."""
        whole = self.problem.span_of(j)
        begun, over = bisect_left(self.starts, whole.end), bisect_right(self.ends, whole.start)
        return begun - over == sum(known.interval.overlaps(whole) for known in mine)

    def _blocks_of(self, part: Part, start: int) -> list[Known]:
        """The block not yet kept that a part equals; none or one."""
        hours = Interval(start + part.start, min(start + part.end, self.week.horizon.minutes))
        same = self.places.get((thing_of(part), hours), ())
        return [known for known in same if known in self.missing][:1]

    def take_pieces(self, known: Known, pool: Sequence[int]) -> None:
        """Take sittings that make up a block one after the other, if some do."""
        near = [j for j in pool if self._is_piece(j, known) and self._fits(j)]
        pieces = [j for j in near if self._leaves_others(j, {known})]
        found = self._tiling(pieces, known.interval)
        if found and all(map(self._fits, found)):
            for j in found:
                self._take(j)
            self.missing.remove(known)

    def _is_piece(self, j: int, known: Known) -> bool:
        start = self.problem.start_minute(j)
        return any(
            thing_of(part) == thing_of(known.block)
            and known.interval.contains(Interval(start + part.start, start + part.end))
            for part in self.problem.parts_of(j)
        )

    def _tiling(self, pieces: Sequence[int], hours: Interval) -> list[int]:
        """Pieces that fill the hours without a gap; empty when none do."""
        for j in pieces:
            end = self.problem.start_minute(j) + self.problem.parts_of(j)[0].end
            if self.problem.start_minute(j) != hours.start:
                continue
            if end == hours.end:
                return [j]
            rest = self._tiling(pieces, Interval(end, hours.end))
            if rest and self.problem.end_minute(j) == end:
                return [j, *rest]
        return []

    def _fits(self, j: int) -> bool:
        span = self.problem.span_of(j)
        at = bisect_left(self.spans, span)
        if any(span.overlaps(other) for other in self.spans[max(0, at - 1) : at + 1]):
            return False
        return all(
            self.totals[budget] + coefficient <= self.problem.budgets[budget].high + 1e-7
            for budget, coefficient in self.problem.uses_of(j)
        )

    def _take(self, j: int) -> None:
        self.chosen.append(j)
        insort(self.spans, self.problem.span_of(j))
        for budget, coefficient in self.problem.uses_of(j):
            self.totals[budget] += coefficient
