"""Commitments at different places with less time between them than the way takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from trimtab.app.overlaps import MEND_KEPT, moment_text, short_name
from trimtab.domain.commitments import Commitment
from trimtab.domain.errors import Problem
from trimtab.domain.published import KEPT_SOURCE
from trimtab.domain.time import Interval
from trimtab.planner.defaults import ON_SITE_KINDS
from trimtab.planner.line import Taken, Week

MOST_TOLD = 5
MEND = (
    "Change the time of one, or ask who could take it; if both are at one place, "
    "give them the same location."
)


@dataclass(frozen=True, slots=True)
class TightWay:
    """Two commitments, one after the other, and minutes the way between them takes."""

    before: Commitment
    after: Commitment
    way_minutes: int

    @property
    def gap_minutes(self) -> int:
        """Minutes between them."""
        return int((self.after.start - self.before.end).total_seconds() // 60)


def find_tight_ways(week: Week) -> list[Problem]:
    """Says of the first few pairs that nobody could go from one to the other in time.

    Once per pair of names, with how often it happens; then how many pairs more there are.
    """
    groups: dict[tuple[str, str], list[TightWay]] = {}
    for pair in _tight_ways(week):
        groups.setdefault((pair.before.name, pair.after.name), []).append(pair)
    zone = ZoneInfo(week.horizon.zone)
    told = [_tell(group, zone) for group in list(groups.values())[:MOST_TOLD]]
    rest = list(groups.values())[MOST_TOLD:]
    if not rest:
        return told
    first = rest[0][0].after
    what = f"{len(rest)} more pairs of events have less time between them than the way takes."
    return [*told, Problem(first.source, first.line, what, "")]


def find_cut_ways(week: Week) -> list[Problem]:
    """Says what a person put over a way in the plan's own calendar: the way is shorter by it."""
    kept = [one for one in week.taken if one.commitment.source == KEPT_SOURCE]
    return [
        _tell_cut(week, way, one, name)
        for way, name in (_ways(week) if kept else ())
        for one in kept
        if way.overlaps(one.interval) and way.end > week.now and way.start < week.horizon.minutes
    ]


def _ways(week: Week) -> Iterator[tuple[Interval, str]]:
    """Each way as long as it takes, and what it leads to or from."""
    for stay in week.stays:
        there = Interval(stay.interval.start - stay.way_there, stay.interval.start)
        back = Interval(stay.interval.end, stay.home_at)
        yield there, f'to "{short_name(stay.commitments[0].name)}"'
        yield back, f'from "{short_name(stay.commitments[-1].name)}"'


def _tell_cut(week: Week, way: Interval, kept: Taken, whither: str) -> Problem:
    left = way.minutes - way.overlap_minutes(kept.interval)
    when = week.horizon.instant_of(way.start).astimezone(ZoneInfo(week.horizon.zone))
    what = (
        f'"{short_name(kept.commitment.name)}" leaves {left} min of the way {whither} '
        f"on {moment_text(when)}; the way takes {way.minutes}."
    )
    return Problem(KEPT_SOURCE, None, what, MEND_KEPT)


def _tight_ways(week: Week) -> Iterator[TightWay]:
    for before, after in _in_turn(week.request.commitments):
        is_past = before.end < week.horizon.instant_of(week.now)
        is_later = after.start >= week.horizon.instant_of(week.horizon.minutes)
        if is_past or is_later or _is_one_place(week, before, after):
            continue
        way = max(week.way_to(before), week.way_to(after))
        pair = TightWay(before, after, way)
        if pair.gap_minutes < way:
            yield pair


def _in_turn(commitments: Iterable[Commitment]) -> Iterator[tuple[Commitment, Commitment]]:
    """Each commitment that begins when nothing else runs, after the last that ended before it."""
    taking = (one for one in commitments if one.takes_the_person and one.start < one.end)
    last: Commitment | None = None
    for one in sorted(taking, key=lambda one: (one.start, one.end, one.name)):
        if last is not None and last.end <= one.start:
            yield last, one
        last = one if last is None else max(last, one, key=_end)


def _end(one: Commitment) -> datetime:
    return one.end.astimezone(UTC)


def _is_one_place(week: Week, one: Commitment, other: Commitment) -> bool:
    """Whether nobody has to travel between two commitments, as far as is known."""
    if one.kind in ON_SITE_KINDS and other.kind in ON_SITE_KINDS:
        return True
    if one.is_remote or other.is_remote or not max(week.way_to(one), week.way_to(other)):
        return True
    places = {each.location.strip().casefold() for each in (one, other)}
    return len(places) == 1 and places != {""}


def _tell(group: list[TightWay], zone: ZoneInfo) -> Problem:
    first = min(group, key=lambda pair: pair.gap_minutes)
    before, after = first.before, first.after
    often = "" if len(group) == 1 else f", {len(group)} times in all"
    when = moment_text(before.end.astimezone(zone))
    what = (
        f'{first.gap_minutes} min between "{short_name(before.name)}" and '
        f'"{short_name(after.name)}" from {when}{often}; the way takes {first.way_minutes}.'
    )
    return Problem(after.source, after.line, what, MEND)
