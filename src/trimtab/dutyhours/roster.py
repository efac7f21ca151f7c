"""A roster in minutes: work counted once, duties, nights, days off and leave."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from trimtab.domain.duty import Rotation, Rulebook
from trimtab.domain.time import (
    MINUTES_PER_DAY,
    Horizon,
    Interval,
    merge_intervals,
    subtract_merged,
)

NIGHT_FROM, NIGHT_TO = 23 * 60, 30 * 60
"""The night lies between 23:00 and 06:00 by the clock (our choice)."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """One calendar entry in minutes from the origin: work, or home call.

    `is_call` says that its title calls it one.
    """

    start: int
    end: int
    is_home_call: bool = False
    is_call: bool = False
    is_moonlighting: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """Work without a break longer than the rulebook allows: [start, end), and the nights in it.

    Nights are numbers of the local day they begin on.
    """

    start: int
    end: int
    day: int
    nights: tuple[int, ...]
    is_call: bool

    @property
    def minutes(self) -> int:
        """Length from its first minute to its last."""
        return self.end - self.start


@dataclass(frozen=True)
class Roster:
    """Everything the rules ask of a calendar, over the local days of `days`.

    `leave` holds numbers of days on which no work begins. The first `known_days` are the whole
    weeks that hold entries, leave or rotations; nothing is known of what follows.
    """

    days: Horizon
    spans: tuple[Span, ...]
    rulebook: Rulebook
    leave: frozenset[int] = frozenset()
    rotations: tuple[Rotation, ...] = ()
    known_days: int = 0

    @property
    def end(self) -> int:
        """The minute after the last."""
        return self.days.minutes

    @cached_property
    def work(self) -> list[Interval]:
        """When work is done: entries that overlap count once."""
        return merge_intervals([Interval(s.start, s.end) for s in self.spans if not s.is_home_call])

    @cached_property
    def home_call(self) -> list[Interval]:
        """When somebody is on call at home."""
        return merge_intervals([Interval(s.start, s.end) for s in self.spans if s.is_home_call])

    @cached_property
    def taken(self) -> list[Interval]:
        """Work and home call together."""
        return merge_intervals([*self.work, *self.home_call])

    @cached_property
    def day_starts(self) -> list[int]:
        """The first minute of each local day, and of the day after the last."""
        return [self.days.day_start(day) for day in range(self.days.days + 1)]

    def day_of(self, minute: int) -> int:
        """Number of the local day that holds a minute."""
        return bisect_right(self.day_starts, minute) - 1

    @cached_property
    def _worked_until(self) -> list[int]:
        """Minutes of work done when each interval of `work` begins, and after the last."""
        return [0, *accumulate(one.minutes for one in self.work)]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.start for one in self.work]

    def worked_before(self, minute: int) -> int:
        """Minutes of work done before a minute."""
        at = bisect_right(self._starts, minute) - 1
        if at < 0:
            return 0
        return self._worked_until[at] + min(self.work[at].end, minute) - self.work[at].start

    def worked(self, start: int, end: int) -> int:
        """Minutes of work in [start, end)."""
        return self.worked_before(end) - self.worked_before(start)

    @cached_property
    def _counted_until(self) -> list[int]:
        """Minutes of work before each day; on leave they are of a duty begun before."""
        return [self.worked_before(start) for start in self.day_starts]

    @cached_property
    def _leave_until(self) -> list[int]:
        return [0, *accumulate(int(day in self.leave) for day in range(self.days.days))]

    def counted_minutes(self, first: int, last: int) -> int:
        """Minutes of work on the days `first`..`last` inclusive."""
        return self._counted_until[last + 1] - self._counted_until[first]

    def counted_days(self, first: int, last: int) -> int:
        """Days `first`..`last` inclusive, leave left out."""
        return last + 1 - first - (self._leave_until[last + 1] - self._leave_until[first])

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Work joined over short gaps, in order."""
        joined = merge_intervals(self.work, self.rulebook.joins_gap_minutes)
        calls = _Touched([s for s in self.spans if s.is_call and not s.is_home_call])
        return tuple(self._duty(one, calls) for one in joined)

    def _duty(self, one: Interval, calls: _Touched) -> Duty:
        nights = tuple(self._nights_in(one))
        is_call = one.minutes >= self.rulebook.call_minutes or calls.has_any_in(one)
        return Duty(one.start, one.end, self.day_of(one.start), nights, is_call)

    def _nights_in(self, one: Interval) -> Iterator[int]:
        """Nights worked in a duty, by the day they begin on."""
        for day in range(self.day_of(one.start) - 1, self.day_of(one.end) + 1):
            night = self.night_of(day)
            start, end = max(one.start, night.start), min(one.end, night.end)
            if end > start and self.worked(start, end) >= self.rulebook.night_minutes:
                yield day

    def night_of(self, day: int) -> Interval:
        """The hours from 23:00 of a day to 06:00 of the next."""
        return Interval(self.days.at_clock(day, NIGHT_FROM), self.days.at_clock(day, NIGHT_TO))

    @cached_property
    def call_nights(self) -> tuple[int, ...]:
        """Nights of in-house call, each once, in order; a night shift is none."""
        found = {night for duty in self.duties if duty.is_call for night in duty.nights}
        return tuple(sorted(found))

    @cached_property
    def home_call_nights(self) -> tuple[int, ...]:
        """Nights on call at home; home call that holds none counts for the day it begins on."""
        found: set[int] = set()
        for one in self.spans:
            if one.is_home_call:
                found.update(self._home_call_nights(Interval(one.start, one.end)))
        return tuple(sorted(found))

    def _home_call_nights(self, one: Interval) -> list[int]:
        days = range(self.day_of(one.start) - 1, self.day_of(one.end) + 1)
        least = self.rulebook.night_minutes
        nights = [day for day in days if self.night_of(day).overlap_minutes(one) >= least]
        return nights or [self.day_of(one.start)]

    @cached_property
    def moonlighting(self) -> tuple[Span, ...]:
        """Moonlighting in the calendar, in order."""
        return tuple(sorted(one for one in self.spans if one.is_moonlighting))

    @cached_property
    def free_of_work(self) -> _Stretches:
        """Stretches without work on days that are not leave."""
        return self._free(self.work)

    @cached_property
    def free_of_everything(self) -> _Stretches:
        """Stretches without work and home call on days that are not leave."""
        return self._free(self.taken)

    def _free(self, busy: Sequence[Interval]) -> _Stretches:
        starts = self.day_starts
        away = [Interval(starts[day], starts[day + 1]) for day in sorted(self.leave)]
        taken = merge_intervals([*busy, *away])
        return _Stretches(subtract_merged(Interval(0, self.end), taken))

    def days_off(self, first: int, last: int, *, home_call_counts: bool) -> int:
        """Stretches of 24 h free whose middle lies in the days `first`..`last`."""
        free = self.free_of_everything if home_call_counts else self.free_of_work
        starts = self.day_starts
        return free.whole_days(starts[first], starts[last + 1])


class _Stretches:
    """Free stretches as the middles of the whole days in each, the first from where it begins."""

    def __init__(self, stretches: Iterable[Interval]) -> None:
        half = MINUTES_PER_DAY // 2
        self._middles = [
            middle
            for one in stretches
            for middle in range(one.start + half, one.end - half + 1, MINUTES_PER_DAY)
        ]

    def whole_days(self, start: int, end: int) -> int:
        """Stretches of 24 h with their middle in [start, end)."""
        return bisect_left(self._middles, end) - bisect_left(self._middles, start)


class _Touched:
    """Spans in order, to ask whether any lies in an interval."""

    def __init__(self, spans: Collection[Span]) -> None:
        self._starts = sorted(one.start for one in spans)

    def has_any_in(self, one: Interval) -> bool:
        """Whether a span begins in it."""
        at = bisect_left(self._starts, one.start)
        return at < len(self._starts) and self._starts[at] < one.end


def runs_of(days: Iterable[int]) -> list[tuple[int, int]]:
    """First and last of each run of numbers that follow one another.

    >>> runs_of([1, 2, 3, 7, 9, 10])
    [(1, 3), (7, 7), (9, 10)]
    """
    runs: list[tuple[int, int]] = []
    for day in sorted(set(days)):
        if runs and day == runs[-1][1] + 1:
            runs[-1] = runs[-1][0], day
        else:
            runs.append((day, day))
    return runs
