"""What the last plan says: what has happened before now, what is under way, what lay ahead."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from trimtab.domain.plans import Block, LastPlan
from trimtab.domain.practices import BoundaryKind, Practice, Protect
from trimtab.domain.tasks import Task
from trimtab.domain.time import SLOT_MINUTES, Horizon, Interval, subtract_intervals

SLOW_START = "Slow start"
FOLLOWERS = {
    "wind_down": lambda block: block.kind == "sleep",
    "sleep": lambda block: block.kind == "buffer" and block.name == SLOW_START,
    "nap": lambda block: block.kind == "buffer" and block.name == SLOW_START,
}
"""What belongs to a block of a kind when it follows at once: a night is one thing."""

NEXT_MINUTES = 60
"""What the last plan had within so many minutes from now keeps its place."""

Matches = Callable[[Block], bool]


@dataclass(frozen=True, slots=True)
class Known:
    """A block of the last plan on this week's line."""

    block: Block
    interval: Interval

    @property
    def is_pinned(self) -> bool:
        """Whether the person asked that it stay."""
        return self.block.mark == "pinned"


@dataclass(frozen=True, slots=True)
class Rides:
    """Names of practices that stand right after, or right before, what they are stacked on."""

    after: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Given:
    """What decides how far the last plan went: commitments, ways to them, and what is one thing."""

    busy: tuple[Interval, ...] = ()
    ways: tuple[Interval, ...] = ()
    rides: Rides = field(default_factory=Rides)


@dataclass(frozen=True, slots=True)
class History:
    """The last plan seen from now.

    `done` was planned before now and is taken as done; what is under way is part of it, up to
    its end `busy_until`. `ahead` was planned from now on, by start; `skipped` was left out.
    """

    now: int
    busy_until: int
    done: tuple[Known, ...] = ()
    ways: tuple[Known, ...] = ()
    ahead: tuple[Known, ...] = ()
    skipped: tuple[Known, ...] = ()

    def is_next(self, known: Known) -> bool:
        """Whether something ahead was to begin within the next hour."""
        return known.interval.start < self.now + NEXT_MINUTES

    def done_where(self, matches: Matches) -> list[Known]:
        """What is done of something."""
        return [known for known in self.done if matches(known.block)]

    def done_minutes(self, matches: Matches) -> int:
        """Minutes done of something."""
        return sum(known.interval.minutes for known in self.done_where(matches))

    def skipped_where(self, matches: Matches) -> list[Known]:
        """What was left out of something."""
        return [known for known in self.skipped if matches(known.block)]

    def is_ahead_on(self, matches: Matches, day: Interval) -> bool:
        """Whether the last plan had something ahead on a day."""
        first, last = (bisect_left(self.ahead, at, key=_start) for at in (day.start, day.end))
        return any(matches(one.block) for one in self.ahead[first:last])

    def kept_lengths(self, matches: Matches) -> list[int]:
        """How long blocks of something were to last."""
        return sorted({k.interval.minutes for k in self.ahead if matches(k.block)})


def _start(known: Known) -> int:
    return known.interval.start


def read_history(
    last: LastPlan | None,
    horizon: Horizon,
    now: int,
    given: Given,
) -> History:
    """The last plan seen from minute `now` of a horizon."""
    if last is None:
        return History(now, now)
    known = _on_line(last.blocks, horizon)
    things = [one for one in known if one.block.kind != "travel"]
    done = list(_begun(things, now, [*given.busy, *given.ways], given.rides))
    busy_until = max([now, *(one.interval.end for one in done)])
    return History(
        now=now,
        busy_until=min(busy_until, horizon.minutes),
        done=tuple(done),
        ways=tuple(_ways(known, now, given.busy)),
        ahead=tuple(k for k in things if k.interval.start >= max(now, busy_until)),
        skipped=tuple(_on_line(last.skipped, horizon)),
    )


def _on_line(blocks: Iterable[Block], horizon: Horizon) -> list[Known]:
    """What was planned in the horizon, by start; commitments are read from their calendars."""
    found = [
        Known(block, Interval(horizon.minute_of(block.start), horizon.minute_of(block.end)))
        for block in blocks
        if not block.is_fixed
    ]
    inside = Interval(0, horizon.minutes)
    kept = [one for one in found if inside.contains(one.interval) and one.interval.minutes > 0]
    return sorted(kept, key=lambda one: one.interval)


def _begun(
    things: Sequence[Known], now: int, taken: Sequence[Interval], rides: Rides
) -> Iterator[Known]:
    """Things begun before now, and the rest of what is one with them; each till it was cut."""
    last: Known | None = None
    for one in things:
        if one.interval.start >= now and not _follows(last, one, rides):
            continue
        last = _uncut(one, taken)
        if last is not None:
            yield last


def _follows(last: Known | None, one: Known, rides: Rides) -> bool:
    if last is None or last.interval.end != one.interval.start:
        return False
    if one.block.name in rides.after or last.block.name in rides.before:
        return True
    follows = FOLLOWERS.get(last.block.kind)
    return follows is not None and follows(one.block)


def _uncut(one: Known, taken: Sequence[Interval]) -> Known | None:
    """A thing up to where a commitment or a way ended it; None when it never began."""
    free = subtract_intervals(one.interval, list(taken))
    if not free or free[0].start != one.interval.start:
        return None
    end = free[0].end if free[0] == one.interval else free[0].end // SLOT_MINUTES * SLOT_MINUTES
    return replace(one, interval=Interval(one.interval.start, end)) if end > free[0].start else None


def _ways(known: Sequence[Known], now: int, busy: Sequence[Interval]) -> Iterator[Known]:
    """Ways that lie behind now, where no commitment takes their time since."""
    for one in known:
        if one.block.kind == "travel" and one.interval.start < now:
            behind = Interval(one.interval.start, min(one.interval.end, now))
            yield from (replace(one, interval=i) for i in subtract_intervals(behind, list(busy)))


def is_of_practice(practice: Practice) -> Matches:
    """Tells blocks of a practice."""
    kinds = {"practice", "people", "study"}
    return lambda b: b.name == practice.name and b.kind in kinds and b.dose is not None


def is_of_protect(protect: Protect) -> Matches:
    """Tells blocks of something protected."""
    return lambda b: b.name == protect.name and b.kind == "protect"


def is_of_task(task: Task) -> Matches:
    """Tells sittings of a task."""
    return lambda b: b.name == task.name and is_sitting(b) and not b.origin


def is_of_notes(name: str) -> Matches:
    """Tells the notes that a duty or clinic of that name leaves."""
    return lambda b: b.name == name and b.is_notes


def is_of_messages(block: Block) -> bool:
    """Tells blocks in which messages are answered."""
    return block.origin == "messages"


def is_sitting(block: Block) -> bool:
    """Whether a block is a sitting of a task, of notes or of messages."""
    return block.kind in {"task", "study"} and block.dose is None


def is_covered(block: Block, kind: BoundaryKind) -> bool:
    """Whether a boundary of a kind speaks of a block."""
    if kind == "calls":
        return block.kind == "people"
    if kind == "study":
        return block.kind == "study"
    return is_sitting(block) if kind == "work" else block.kind in {"task", "study"}
