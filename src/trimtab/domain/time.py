"""Time as the planner sees it: integer minutes from a named origin, and clock times of day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import islice
from operator import attrgetter
from zoneinfo import ZoneInfo

MINUTES_PER_DAY = 1440
SLOT_MINUTES = 5
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def real_minutes(start: datetime, end: datetime) -> int:
    """Minutes that pass between two moments, also where a clock changes between them.

    >>> new_york = ZoneInfo("America/New_York")
    >>> evening = datetime(2027, 3, 13, 19, 30, tzinfo=new_york)
    >>> real_minutes(evening, datetime(2027, 3, 14, 7, 30, tzinfo=new_york))
    660
    """
    return round((end.astimezone(UTC) - start.astimezone(UTC)).total_seconds() / 60)


def slot_up(minutes: int) -> int:
    """Minutes rounded up to the slot grid.

    >>> slot_up(12), slot_up(15)
    (15, 15)
    """
    return -(-minutes // SLOT_MINUTES) * SLOT_MINUTES


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A half-open stretch [start, end) in minutes from a horizon's origin."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return self.end - self.start

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a minute."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def holds(self, minute: int) -> bool:
        """Whether `minute` lies in [start, end)."""
        return self.start <= minute < self.end

    def overlap_minutes(self, other: Interval) -> int:
        """Minutes shared with `other`."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


def merge_intervals(intervals: list[Interval], gap_minutes: int = 0) -> list[Interval]:
    """Union of intervals, joining those that touch or lie at most `gap_minutes` apart.

    >>> merge_intervals([Interval(5, 9), Interval(0, 5), Interval(20, 30)])
    [Interval(start=0, end=9), Interval(start=20, end=30)]
    """
    merged: list[Interval] = []
    for interval in sorted(intervals, key=attrgetter("start", "end")):
        if merged and interval.start <= merged[-1].end + gap_minutes:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return merged


def subtract_intervals(whole: Interval, taken: list[Interval]) -> list[Interval]:
    """Parts of `whole` that no interval in `taken` covers.

    >>> subtract_intervals(Interval(0, 10), [Interval(2, 4), Interval(8, 12)])
    [Interval(start=0, end=2), Interval(start=4, end=8)]
    """
    return subtract_merged(whole, merge_intervals(taken))


def subtract_merged(whole: Interval, merged: list[Interval]) -> list[Interval]:
    """The same for intervals that are merged already: only those that touch it are looked at.

    >>> subtract_merged(Interval(5, 10), [Interval(0, 1), Interval(2, 6), Interval(20, 30)])
    [Interval(start=6, end=10)]
    """
    free: list[Interval] = []
    cursor = whole.start
    for interval in islice(merged, bisect_right(merged, whole.start, key=attrgetter("end")), None):
        if interval.start > cursor:
            free.append(Interval(cursor, min(interval.start, whole.end)))
        cursor = max(cursor, interval.end)
        if cursor >= whole.end:
            break
    if cursor < whole.end:
        free.append(Interval(cursor, whole.end))
    return [piece for piece in free if piece.minutes > 0]


def intersect_intervals(left: Iterable[Interval], right: Iterable[Interval]) -> list[Interval]:
    """Stretches that lie in an interval of both.

    >>> intersect_intervals([Interval(0, 10)], [Interval(5, 20), Interval(30, 40)])
    [Interval(start=5, end=10)]
    """
    others = list(right)
    pairs = [Interval(max(a.start, b.start), min(a.end, b.end)) for a in left for b in others]
    return [pair for pair in pairs if pair.minutes > 0]


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """A daily span of wall-clock time in minutes after midnight; `end <= start` runs past midnight.

    `start` is in 0..1439, `end` in 1..1440.
    """

    start: int
    end: int

    @property
    def minutes(self) -> int:
        """Length in minutes of clock time."""
        return self.end - self.start if self.end > self.start else self.end + 1440 - self.start

    def __str__(self) -> str:
        end = "24:00" if self.end == MINUTES_PER_DAY else clock_text(self.end)
        return f"{clock_text(self.start)}-{end}"


def clock_text(minutes: int) -> str:
    """Minutes after midnight as HH:MM.

    >>> clock_text(1275)
    '21:15'
    """
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


@dataclass(frozen=True)
class Horizon:
    """The stretch planned: `days` local days from midnight of `first_day` in zone `zone`.

    Minutes are real elapsed minutes, so a week with a clock change has 167 or 169 hours.
    """

    first_day: date
    days: int
    zone: str

    @cached_property
    def _zone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @cached_property
    def origin(self) -> datetime:
        """Local midnight of the first day, as an instant in UTC."""
        return self._local_midnight(0)

    @cached_property
    def minutes(self) -> int:
        """Length of the whole horizon in real minutes."""
        return self.day_start(self.days)

    def _local_midnight(self, day: int) -> datetime:
        local = datetime.combine(
            self.first_day + timedelta(days=day), datetime.min.time(), self._zone
        )
        return local.astimezone(UTC)

    @cached_property
    def _day_starts(self) -> dict[int, int]:
        return {}

    def day_start(self, day: int) -> int:
        """Minute at which local day number `day` begins (negative before the first)."""
        known = self._day_starts.get(day)
        if known is None:
            known = self.minute_of(self._local_midnight(day))
            self._day_starts[day] = known
        return known

    def day_of(self, minute: int) -> int:
        """Number of the local day that holds `minute`."""
        guess = minute // MINUTES_PER_DAY
        while self.day_start(guess) > minute:
            guess -= 1
        while self.day_start(guess + 1) <= minute:
            guess += 1
        return guess

    def date_of(self, day: int) -> date:
        """Calendar date of local day number `day`."""
        return self.first_day + timedelta(days=day)

    def weekday_of(self, day: int) -> str:
        """Weekday of local day number `day`, as mon, tue and so on."""
        return WEEKDAYS[self.date_of(day).weekday()]

    def minute_of(self, instant: datetime) -> int:
        """Whole minutes from the origin to an aware instant, rounded down."""
        return int((instant - self.origin).total_seconds() // 60)

    def instant_of(self, minute: int) -> datetime:
        """The aware local instant at a minute."""
        return self.to_local(self.origin + timedelta(minutes=minute))

    def to_local(self, instant: datetime) -> datetime:
        """An aware instant on this horizon's clock."""
        return instant.astimezone(self._zone)

    def clock_of(self, minute: int) -> int:
        """Wall-clock minutes after local midnight at a minute."""
        local = self.instant_of(minute)
        return local.hour * 60 + local.minute

    def at_clock(self, day: int, clock_minutes: int) -> int:
        """Minute at which the wall clock of day `day` shows a time; 1440 is the next midnight.

        A time the clock skips maps to the instant just after the change; one it shows twice
        to the first.
        """
        extra_days, within = divmod(clock_minutes, MINUTES_PER_DAY)
        start = self.day_start(day + extra_days)
        if self.day_start(day + extra_days + 1) - start == MINUTES_PER_DAY:
            return start + within
        local = datetime.combine(
            self.date_of(day + extra_days), datetime.min.time(), self._zone
        ).replace(hour=within // 60, minute=within % 60)
        late = self.minute_of(local.astimezone(UTC))
        early = self.minute_of(local.replace(fold=1).astimezone(UTC))
        if early >= late:
            return late
        return next(minute for minute in range(early, late + 1) if self._is_changed(minute))

    def _is_changed(self, minute: int) -> bool:
        """Whether the clock has just sprung forward at a minute."""
        here, before = self.instant_of(minute), self.instant_of(minute - 1)
        return here.utcoffset() != before.utcoffset()

    def span_on(self, day: int, span: ClockSpan) -> Interval:
        """The interval a daily clock span covers when it starts on day `day`."""
        end = span.end if span.end > span.start else span.end + MINUTES_PER_DAY
        return Interval(self.at_clock(day, span.start), self.at_clock(day, end))
