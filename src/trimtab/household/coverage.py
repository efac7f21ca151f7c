"""Who is there in each hour of care: an interval problem, solved exactly between changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import Literal

from trimtab.domain.time import Interval, merge_intervals
from trimtab.household.presence import Presence
from trimtab.household.spans import common, without

State = Literal["covered", "alone", "tentative", "unknown", "gap"]


@dataclass(frozen=True, slots=True)
class Watch:
    """A stretch of care with the same people there throughout: surely, perhaps, and unknown."""

    interval: Interval
    there: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def state(self) -> State:
        """How safe it is: several there, one alone, only a tentative shift away, unknown, nobody.

        It is unknown where only somebody whose roster does not tell could be there.
        """
        if self.there:
            is_alone = len(self.there) == 1 and not (self.perhaps or self.unknown)
            return "alone" if is_alone else "covered"
        if self.perhaps:
            return "tentative"
        return "unknown" if self.unknown else "gap"


def watches(wanted: Iterable[Interval], people: Sequence[Presence]) -> tuple[Watch, ...]:
    """The hours wanted by who is there, as long stretches as can be.

    >>> nanny = Presence("Nanny", (Interval(0, 60),))
    >>> [(one.interval.start, one.state) for one in watches([Interval(30, 90)], [nanny])]
    [(30, 'alone'), (60, 'gap')]
    """
    found: list[Watch] = []
    cuts = sorted({edge for one in people for span in _spans(one) for edge in _edges(span)})
    for whole in merge_intervals(list(wanted)):
        inside = cuts[bisect_right(cuts, whole.start) : bisect_left(cuts, whole.end)]
        edges = [whole.start, *inside, whole.end]
        for start, end in pairwise(edges):
            found.append(_watch(Interval(start, end), people))
    return tuple(_joined(found))


def _spans(one: Presence) -> tuple[Interval, ...]:
    return (*one.home, *one.perhaps, *one.unknown)


def _edges(span: Interval) -> tuple[int, int]:
    return span.start, span.end


def _watch(interval: Interval, people: Sequence[Presence]) -> Watch:
    at = interval.start
    return Watch(
        interval,
        there=tuple(one.name for one in people if _holds(one.home, at)),
        perhaps=tuple(one.name for one in people if _holds(one.perhaps, at)),
        unknown=tuple(one.name for one in people if _holds(one.unknown, at)),
    )


def _holds(spans: Sequence[Interval], minute: int) -> bool:
    """Whether one of some spans, in order and apart, holds a minute."""
    at = bisect_right(spans, minute, key=attrgetter("start")) - 1
    return at >= 0 and spans[at].holds(minute)


def _joined(found: Iterable[Watch]) -> list[Watch]:
    """Neighbours with the same people as one."""
    joined: list[Watch] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.interval.end == one.interval.start and _alike(last, one):
            span = Interval(last.interval.start, one.interval.end)
            joined[-1] = Watch(span, one.there, one.perhaps, one.unknown)
        else:
            joined.append(one)
    return joined


def _alike(one: Watch, other: Watch) -> bool:
    return (one.there, one.perhaps, one.unknown) == (other.there, other.perhaps, other.unknown)


def in_state(found: Iterable[Watch], *states: State) -> list[Interval]:
    """The stretches in some states, those that touch joined."""
    return merge_intervals([one.interval for one in found if one.state in states])


def only_one(wanted: Iterable[Interval], name: str, people: Sequence[Presence]) -> list[Interval]:
    """Hours in which somebody is there and nobody else surely is."""
    mine = next((one.home for one in people if one.name == name), ())
    others = [span for one in people if one.name != name for span in one.home]
    return without(common(wanted, mine), others)


def minutes_closed(gaps: Iterable[Interval], there: Iterable[Interval]) -> int:
    """Minutes of gaps in which somebody would be there."""
    return sum(one.minutes for one in common(gaps, there))
