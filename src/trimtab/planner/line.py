"""The line of time: what is taken, where the person is, and which stretches are free."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from operator import attrgetter

import numpy as np

from trimtab.domain.commitments import Commitment
from trimtab.domain.people import Intensity, Profile, Season
from trimtab.domain.time import (
    SLOT_MINUTES,
    ClockSpan,
    Horizon,
    Interval,
    merge_intervals,
    slot_up,
    subtract_intervals,
    subtract_merged,
)
from trimtab.planner import defaults
from trimtab.planner.arrays import Ints
from trimtab.planner.history import Given, History, Rides, read_history
from trimtab.planner.slots import clock_and_day
from trimtab.planner.spells import Spell, find_spells, unpublished_days
from trimtab.planner.week_request import WeekRequest

__all__ = ["Stay", "Stretch", "Taken", "Week", "WeekRequest"]

TAIL_MINUTES = 12 * 60
"""The line runs on past the horizon so that the last night is planned whole."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A commitment on the line; `interval` in exact minutes."""

    interval: Interval
    commitment: Commitment


@dataclass(frozen=True, slots=True)
class Stay:
    """Commitments at one place with no time to go home between, and the ways there and back."""

    interval: Interval
    way_there: int
    way_back: int
    commitments: tuple[Commitment, ...]
    duty_minutes: int
    is_night: bool
    is_remote: bool

    @property
    def home_at(self) -> int:
        """Minute at which the person is home again."""
        return self.interval.end + self.way_back


@dataclass(frozen=True, slots=True)
class Stretch:
    """Free time on the slot grid, at home or between things on site."""

    interval: Interval
    at_home: bool


@dataclass(frozen=True)
class Week:
    """Everything the candidate writers need to know about the time ahead."""

    request: WeekRequest

    @property
    def profile(self) -> Profile:
        """The person's profile."""
        return self.request.profile

    @property
    def horizon(self) -> Horizon:
        """The days planned."""
        return self.request.horizon

    @property
    def now(self) -> int:
        """First minute that may be planned, on the slot grid: when what is under way has ended."""
        return self.history.busy_until

    @cached_property
    def history(self) -> History:
        """What the last plan says of this week; nothing when there is none."""
        now = min(max(0, slot_up(self.request.now)), self.horizon.minutes)
        ways = [
            way
            for stay in self.stays
            for way in (
                Interval(stay.interval.start - stay.way_there, stay.interval.start),
                Interval(stay.interval.end, stay.home_at),
            )
        ]
        practices = self.profile.practices
        rides = Rides(
            after=frozenset(one.name for one in practices if one.after is not None),
            before=frozenset(one.name for one in practices if one.before is not None),
        )
        given = Given(tuple(self.busy), tuple(ways), rides)
        return read_history(self.request.last, self.horizon, now, given)

    @cached_property
    def known_from(self) -> int:
        """First minute of which it is known what was planned: now, or earlier by the last plan."""
        last = self.request.last
        if last is None or last.known_from is None:
            return 0 if last is not None else self.now
        return min(max(0, self.horizon.minute_of(last.known_from)), self.now)

    def day_hours(self, day: int) -> Interval:
        """A local day from midnight to midnight."""
        return Interval(self.horizon.day_start(day), self.horizon.day_start(day + 1))

    @property
    def line_minutes(self) -> int:
        """Length of the line, tail included."""
        return self.horizon.minutes + TAIL_MINUTES

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        """All commitments by start, exact minutes, home call included."""
        found = [Taken(self._interval(c), c) for c in self.request.commitments]
        return tuple(sorted(found, key=lambda t: (t.interval, t.commitment.name)))

    def _interval(self, commitment: Commitment) -> Interval:
        """Whole minutes that hold a commitment, seconds at its end rounded up."""
        last = self.horizon.minute_of(commitment.end - timedelta(microseconds=1)) + 1
        return Interval(self.horizon.minute_of(commitment.start), last)

    @cached_property
    def busy(self) -> list[Interval]:
        """When commitments take the person."""
        return merge_intervals([t.interval for t in self.taken if t.commitment.takes_the_person])

    @cached_property
    def spells(self) -> tuple[Spell, ...]:
        """Heavy spells on these days and beside them."""
        roster = (*self.request.roster, *self.request.commitments)
        return find_spells(self.profile, self.horizon, dict.fromkeys(roster))

    @cached_property
    def days_before_spells(self) -> frozenset[date]:
        """Days just before a heavy spell."""
        return frozenset(day for spell in self.spells for day in spell.before) - self._heavy_days

    @cached_property
    def days_after_spells(self) -> frozenset[date]:
        """Days just after a heavy spell."""
        return frozenset(day for spell in self.spells for day in spell.after) - self._heavy_days

    @cached_property
    def light_days(self) -> frozenset[date]:
        """The first day after each heavy spell, which holds no tasks unless they are due."""
        return frozenset(spell.after[0] for spell in self.spells)

    @cached_property
    def _heavy_days(self) -> frozenset[date]:
        return frozenset(
            spell.first + timedelta(days=number)
            for spell in self.spells
            for number in range((spell.last - spell.first).days + 1)
        )

    @cached_property
    def intensities(self) -> tuple[Intensity, ...]:
        """How heavy the season is on each local day of the line."""
        dates = (self.horizon.date_of(day) for day in range(self.horizon.days + 2))
        return tuple(self.profile.intensity_on(date) for date in dates)

    @cached_property
    def unpublished(self) -> dict[date, Season]:
        """Days whose roster is not out yet, each with its season."""
        roster = (*self.request.roster, *self.request.commitments)
        return unpublished_days(self.profile, self.horizon, roster, self.request.days_off)

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Stretches of work: on-site ones grouped where going home between is not worth it."""
        groups: list[list[Taken]] = []
        latest: dict[bool, list[Taken]] = {}  # remote work between two shifts parts nothing
        for item in self.taken:
            if not self._makes_a_stay(item.commitment):
                continue
            is_remote = item.commitment.is_remote
            if is_remote in latest and self._joins(latest[is_remote], item):
                latest[is_remote].append(item)
            else:
                latest[is_remote] = [item]
                groups.append(latest[is_remote])
        return tuple(self._stay(group) for group in groups)

    def _makes_a_stay(self, commitment: Commitment) -> bool:
        works = commitment.kind in defaults.ON_SITE_KINDS and commitment.takes_the_person
        return works or self.way_to(commitment) > 0

    def _joins(self, group: Sequence[Taken], item: Taken) -> bool:
        ways = self.way_to(group[-1].commitment) + self.way_to(item.commitment)
        at_home = 0 if item.commitment.is_remote else defaults.GO_HOME_GAP
        return item.interval.start - _end(group) < ways + at_home

    def way_to(self, commitment: Commitment) -> int:
        """Minutes one way to a commitment; 0 when nobody travels."""
        commute = self.profile.person.commute_minutes
        if commitment.is_remote or not commitment.takes_the_person:
            return 0
        if commitment.way_minutes is not None:
            return slot_up(commitment.way_minutes)
        if commitment.kind in defaults.ON_SITE_KINDS:
            return commute
        if commitment.kind == "appointment" or _is_elsewhere(commitment.location):
            return slot_up(int(commute * defaults.TRAVEL_ELSEWHERE))
        return 0

    def _stay(self, group: Sequence[Taken]) -> Stay:
        interval = Interval(group[0].interval.start, _end(group))
        duty = [t.interval for t in group if t.commitment.kind in {"duty", "clinic"}]
        way = max(self.way_to(t.commitment) for t in group)
        return Stay(
            interval=interval,
            way_there=way,
            way_back=way,
            commitments=tuple(t.commitment for t in group),
            duty_minutes=sum(piece.minutes for piece in merge_intervals(duty)),
            is_night=any(self.is_night_duty(t.interval) for t in group),
            is_remote=group[0].commitment.is_remote,
        )

    def is_night_duty(self, interval: Interval) -> bool:
        """Whether an interval covers enough of some night to turn sleep into the day."""
        days = range(self.horizon.day_of(interval.start) - 1, self.horizon.day_of(interval.end) + 1)
        return any(
            self.horizon.span_on(day, defaults.NIGHT_DUTY).overlap_minutes(interval)
            >= defaults.NIGHT_DUTY_MINUTES
            for day in days
        )

    def eats_on_duty(self, meal: defaults.MealDefaults, day: int, taken: Taken) -> bool:
        """Whether a long on-site commitment covers a meal's usual hour on a day."""
        is_long = taken.interval.minutes >= defaults.MEAL_ON_DUTY_FROM
        is_on_site = self.way_to(taken.commitment) > 0 or taken.commitment.kind == "duty"
        return (
            is_long and is_on_site and taken.interval.holds(self.horizon.at_clock(day, meal.best))
        )

    @cached_property
    def travel(self) -> tuple[Interval, ...]:
        """Ways to and from each stay, where no other commitment already takes that time."""
        wanted = []
        for stay in self.stays:
            there = Interval(stay.interval.start - stay.way_there, stay.interval.start)
            back = Interval(stay.interval.end, stay.home_at)
            wanted += [way for way in (there, back) if way.minutes > 0]
        return tuple(
            piece
            for way in merge_intervals(wanted)
            for piece in subtract_intervals(way, self.busy)
            if piece.end > self.now and piece.start < self.horizon.minutes
        )

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """Free stretches from now to the end of the line."""
        whole = Interval(self.now, self.line_minutes)
        free = subtract_intervals(whole, [*self.busy, *self.travel])
        found = []
        for piece in free:
            interval = Interval(slot_up(piece.start), piece.end // SLOT_MINUTES * SLOT_MINUTES)
            at_home = not any(stay.interval.contains(piece) for stay in self._away)
            if interval.minutes >= SLOT_MINUTES:
                found.append(Stretch(interval, at_home))
        return tuple(found)

    def stretch_ends(self, starts: Ints) -> Ints:
        """End of the free stretch that holds each start."""
        firsts = np.array([stretch.interval.start for stretch in self.stretches])
        ends = np.array([stretch.interval.end for stretch in self.stretches])
        return ends[np.searchsorted(firsts, starts, side="right") - 1] if starts.size else starts

    @cached_property
    def _away(self) -> list[Stay]:
        return [stay for stay in self.stays if not stay.is_remote]

    @cached_property
    def free_minutes(self) -> int:
        """Minutes of the horizon still ahead that no commitment takes."""
        whole = Interval(self.now, self.horizon.minutes)
        return sum(piece.minutes for piece in subtract_intervals(whole, self.busy))

    def committed_minutes(self, interval: Interval) -> int:
        """Minutes of `interval` that commitments take."""
        first = bisect_right(self.busy, interval.start, key=attrgetter("end"))
        last = bisect_left(self.busy, interval.end, key=attrgetter("start"))
        return sum(piece.overlap_minutes(interval) for piece in self.busy[first:last])

    @cached_property
    def clock(self) -> Ints:
        """Wall-clock minutes after midnight at each slot of the line."""
        return self._per_slot[0]

    @cached_property
    def day(self) -> Ints:
        """Local day number at each slot of the line."""
        return self._per_slot[1]

    @cached_property
    def number(self) -> Ints:
        """Number of the planned week at each slot of the line, the tail's that of the last."""
        return np.minimum(self.day, self.horizon.days - 1) // 7

    @cached_property
    def _per_slot(self) -> tuple[Ints, Ints]:
        return clock_and_day(self.horizon, self.line_minutes)

    def windows(self, spans: Sequence[ClockSpan], days: Sequence[str]) -> list[Interval]:
        """Daily clock spans on the given weekdays as intervals, the evening before included."""
        asked = (tuple(spans), tuple(days))
        if asked not in self._windows:
            found = []
            for day in range(-1, self.horizon.days):
                if self.horizon.weekday_of(day) in days:
                    found += [self.horizon.span_on(day, span) for span in spans]
            self._windows[asked] = tuple(merge_intervals(found))
        return list(self._windows[asked])

    @cached_property
    def _windows(self) -> dict[tuple[tuple[ClockSpan, ...], tuple[str, ...]], tuple[Interval, ...]]:
        """Windows asked for before: many things keep to the same hours."""
        return {}

    @cached_property
    def off_hours(self) -> dict[tuple[str, ...], tuple[Interval, ...]]:
        """Hours that boundaries of some kinds close, as far as asked for before."""
        return {}

    def free_within(
        self, windows: Sequence[Interval], *, at_home: bool = False, avoid: Sequence[Interval] = ()
    ) -> list[Interval]:
        """Parts of `windows` that are free before the horizon ends and touch nothing to avoid."""
        found = []
        limit = self.horizon.minutes
        merged = merge_intervals(list(avoid))
        ends = list(accumulate((window.end for window in windows), max))
        firsts = list(accumulate((window.start for window in reversed(windows)), min))[::-1]
        for stretch in self.stretches:
            if at_home and not stretch.at_home:
                continue
            begin, finish = stretch.interval.start, min(stretch.interval.end, limit)
            near = slice(bisect_right(ends, begin), bisect_left(firsts, finish))
            for window in windows[near]:
                start, end = max(window.start, begin), min(window.end, finish)
                if end > start:
                    found += subtract_merged(Interval(start, end), merged)
        return found


def _is_elsewhere(location: str) -> bool:
    """Whether a place was given and it is not the person's home."""
    return bool(location.strip()) and location.strip().lower() not in defaults.HOME_NAMES


def _end(group: Sequence[Taken]) -> int:
    return max(item.interval.end for item in group)
