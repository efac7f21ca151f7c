"""Where time went: each minute of a span belongs to the one thing known best, or to none.

What was written down comes before what a timer counted, that before a mark on a block, a mark
before sleep that was said or measured, sleep before what calendars give, and all of them before a
plan that nobody spoke of since: that is planned, and not known. Nothing is counted twice.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Literal, get_args

from trimtab.domain.time import Horizon, Interval

Basis = Literal["written", "timer", "mark", "sleep", "calendar", "plan"]
BASES: tuple[Basis, ...] = get_args(Basis)
"""What may be known of a stretch, the surest first; a plan alone says nothing of what was lived."""

KNOWN: frozenset[Basis] = frozenset(BASES) - {"plan"}
OTHER = "other"
"""Kind of what was written down under a name that no plan knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch [start, end) of aware instants that something is known of, or planned for.

    `said_at` decides between two of one basis: the one said last counts.
    """

    start: datetime
    end: datetime
    name: str
    kind: str
    basis: Basis
    value: str | None = None
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A stretch [start, end) as it was planned, whatever became of it."""

    start: datetime
    end: datetime
    kind: str
    value: str | None = None
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """Minutes [start, end) of the span that belong to one thing."""

    interval: Interval
    name: str
    kind: str
    value: str | None
    basis: Basis

    @property
    def is_known(self) -> bool:
        """Whether it was lived, as far as anybody said or a calendar gives."""
        return self.basis in KNOWN


@dataclass(frozen=True, slots=True)
class TimeOf:
    """Minutes of one value or one kind.

    `planned` are all that were, of the days ahead too. `lived` are known. `unknown` were planned
    and are over, and nobody said what became of them. `left_out` were planned and left out, `ahead`
    are planned from the moment of looking on. `wished` were asked for.
    """

    name: str
    planned: int = 0
    lived: int = 0
    unknown: int = 0
    left_out: int = 0
    ahead: int = 0
    wished: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeAudit:
    """Where the time of a span went, as far as it is known.

    `pieces` lie apart, in order; `lived + unknown + ahead` are `minutes`, all of them. `unplanned`
    are those unknown minutes that no plan held either. `by_basis` says what the lived ones are
    known by.
    """

    span: Horizon
    minutes: int
    pieces: tuple[Piece, ...]
    lived: int
    unknown: int
    unplanned: int
    ahead: int
    by_value: tuple[TimeOf, ...] = ()
    by_kind: tuple[TimeOf, ...] = ()
    by_basis: Mapping[Basis, int] = field(default_factory=dict)

    def of_value(self, name: str) -> TimeOf:
        """What is known of a value; nothing of one that nobody planned or lived."""
        return next((one for one in self.by_value if one.name == name), TimeOf(name))


def audit(
    span: Horizon,
    until: datetime,
    evidence: Iterable[Evidence],
    *,
    planned: Iterable[Planned] = (),
    wished: Mapping[str, int] | None = None,
) -> TimeAudit:
    """Where time went in a span until a moment; what comes after it is ahead.

    `wished` are minutes asked for by value, in the order they are told; others follow by name.
    """
    over = Interval(0, min(max(span.minute_of(until), 0), span.minutes))
    pieces = tuple(_resolve(span, over, evidence))
    lived = sum(one.interval.minutes for one in pieces if one.is_known)
    held = sum(one.interval.minutes for one in pieces)
    asked = wished or {}
    plans = [(_clipped(span, one.start, one.end), one) for one in planned]
    by_value = _Table((one.value, where, one) for where, one in plans)
    by_kind = _Table((one.kind, where, one) for where, one in plans)
    by_basis: Counter[Basis] = Counter()
    for piece in pieces:
        by_value.add(piece.value, piece)
        by_kind.add(piece.kind, piece)
        if piece.is_known:
            by_basis[piece.basis] += piece.interval.minutes
    return TimeAudit(
        span=span,
        minutes=span.minutes,
        pieces=pieces,
        lived=lived,
        unknown=over.minutes - lived,
        unplanned=over.minutes - held,
        ahead=span.minutes - over.minutes,
        by_value=by_value.rows(over.end, asked),
        by_kind=by_kind.rows(over.end, {}),
        by_basis=dict(by_basis),
    )


def _resolve(span: Horizon, over: Interval, evidence: Iterable[Evidence]) -> Iterator[Piece]:
    """Give each minute to the surest thing that holds it; minutes that none holds are left out."""
    clipped = ((_clipped(span, one.start, one.end, over.end), one) for one in evidence)
    ranked = sorted(((at, one) for at, one in clipped if at.minutes > 0), key=_rank)
    for owner, at in _owned(over, [at for at, _ in ranked]):
        one = ranked[owner][1]
        yield Piece(at, one.name, one.kind, one.value, one.basis)


def _rank(found: tuple[Interval, Evidence]) -> tuple[object, ...]:
    """The surest first, of one basis what was said last, and an order that repeats."""
    at, one = found
    said = -one.said_at.timestamp() if one.said_at else 0.0
    return BASES.index(one.basis), said, at, one.name, one.kind, one.value or ""


def _owned(over: Interval, ranked: Sequence[Interval]) -> Iterator[tuple[int, Interval]]:
    """Stretches by the first of these that holds them, in order, each as long as it can be."""
    edges = sorted({over.start, over.end, *(edge for at in ranked for edge in (at.start, at.end))})
    begins: dict[int, list[int]] = {}
    for number, at in enumerate(ranked):
        begins.setdefault(at.start, []).append(number)
    active: list[int] = []
    held: tuple[int, Interval] | None = None
    for start, end in pairwise(edges):
        for number in begins.get(start, ()):
            heapq.heappush(active, number)
        while active and ranked[active[0]].end <= start:
            heapq.heappop(active)
        if held and (not active or held[0] != active[0]):
            yield held
            held = None
        if active:
            held = (active[0], Interval(held[1].start if held else start, end))
    if held:
        yield held


def _clipped(span: Horizon, start: datetime, end: datetime, latest: int | None = None) -> Interval:
    """The part of a stretch that lies in the span; an empty one where none does."""
    last = span.minutes if latest is None else latest
    first = min(max(span.minute_of(start), 0), last)
    return Interval(first, max(first, min(span.minute_of(end), last)))


class _Table:
    """Minutes by name, as rows of a table; what has no name stands in none."""

    def __init__(self, planned: Iterable[tuple[str | None, Interval, Planned]]) -> None:
        self._planned: dict[str, list[tuple[Interval, Planned]]] = {}
        self._lived: Counter[str] = Counter()
        self._unknown: Counter[str] = Counter()
        for name, at, one in planned:
            if name is not None:
                self._planned.setdefault(name, []).append((at, one))

    def add(self, name: str | None, piece: Piece) -> None:
        """Count a piece."""
        if name is not None:
            counted = self._lived if piece.is_known else self._unknown
            counted[name] += piece.interval.minutes

    def rows(self, until: int, wished: Mapping[str, int]) -> tuple[TimeOf, ...]:
        """Every name that something was asked, planned or known of."""
        others = {*self._planned, *self._lived, *self._unknown} - set(wished)
        return tuple(
            self._row(name, until, wished.get(name, 0)) for name in (*wished, *sorted(others))
        )

    def _row(self, name: str, until: int, wished: int) -> TimeOf:
        plans = self._planned.get(name, ())
        left_out = sum(at.minutes for at, one in plans if one.is_left_out)
        kept = [at for at, one in plans if not one.is_left_out]
        return TimeOf(
            name,
            planned=left_out + sum(at.minutes for at in kept),
            lived=self._lived[name],
            unknown=self._unknown[name],
            left_out=left_out,
            ahead=sum(max(0, at.end - max(at.start, until)) for at in kept),
            wished=wished,
        )
