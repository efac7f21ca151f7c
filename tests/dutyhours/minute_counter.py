"""A slow counter that marks every minute, and shares no code with what it checks.

It knows the American rules without rotations: averages over four weeks in a row from a Monday,
days off, long duties, rest, calls; and England's 72 hours in 168.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment

Counted = tuple[str, str, int, int]
"""Rule, severity, measured, allowed; days, nights and calls as they are."""

BLOCK = 28
WORKING = {"duty", "clinic", "lecture"}


class MinuteCounter:
    """Every minute from a Monday's midnight on, marked as work and as home call or not."""

    def __init__(
        self, commitments: Sequence[Commitment], zone: str, leave: frozenset[date]
    ) -> None:
        self.zone = ZoneInfo(zone)
        self.leave = leave
        first = min(one.start for one in commitments).astimezone(self.zone).date()
        last = max(one.end for one in commitments).astimezone(self.zone).date()
        while first.weekday():
            first -= timedelta(days=1)
        days = 0
        while first + timedelta(days=days) <= last or days % BLOCK:
            days += 1
        self.dates = [first + timedelta(days=number) for number in range(days)]
        self.starts = [self.midnight(day) for day in [*self.dates, last_plus(self.dates)]]
        self.origin = datetime.combine(first, datetime.min.time(), self.zone).astimezone(UTC)
        self.work = bytearray(self.starts[-1])
        self.home = bytearray(self.starts[-1])
        self.called = bytearray(self.starts[-1])
        for one in commitments:
            self.mark(one)

    def midnight(self, day: date) -> int:
        """Minutes from the first midnight to another."""
        first = datetime.combine(self.dates[0], datetime.min.time(), self.zone).astimezone(UTC)
        here = datetime.combine(day, datetime.min.time(), self.zone).astimezone(UTC)
        return int((here - first).total_seconds()) // 60

    def clock(self, day: date, hour: int) -> int:
        """Minutes from the first midnight to an hour of a day."""
        local = datetime(day.year, day.month, day.day, hour, tzinfo=self.zone)
        return int((local.astimezone(UTC) - self.origin).total_seconds()) // 60

    def mark(self, one: Commitment) -> None:
        """Mark the minutes of an entry."""
        begin = int((one.start - self.origin).total_seconds()) // 60
        for minute in range(begin, begin + int((one.end - one.start).total_seconds()) // 60):
            if one.kind in WORKING:
                self.work[minute] = 1
                if "call" in one.name.lower():
                    self.called[minute] = 1
            elif one.kind == "home_call":
                self.home[minute] = 1

    def weeks(self) -> list[int]:
        """Minutes worked in each week."""
        return [
            sum(self.work[self.starts[day] : self.starts[day + 7]])
            for day in range(0, len(self.dates), 7)
        ]

    def duties(self) -> list[tuple[int, int]]:
        """Stretches of work in which at most an hour is free at once."""
        found: list[tuple[int, int]] = []
        begun, seen = -1, -1
        for minute, works in enumerate(self.work):
            if not works:
                continue
            if begun < 0:
                begun = minute
            elif minute - seen > 61:
                found.append((begun, seen + 1))
                begun = minute
            seen = minute
        return [*found, (begun, seen + 1)]

    def findings(self) -> list[Counted]:
        """What the American rules find, rolling counts apart."""
        return sorted([*self._blocks(), *self._duties()])

    def _blocks(self) -> Iterator[Counted]:
        for first in range(0, len(self.dates), BLOCK):
            days = [day for day in range(first, first + BLOCK) if self.dates[day] not in self.leave]
            if not days:
                continue
            total = sum(sum(self.work[self.starts[day] : self.starts[day + 1]]) for day in days)
            if total * 7 > 4800 * len(days):
                average, rest = divmod(total * 7, len(days))
                yield "weekly_hours", "breach", average + (rest > 0), 4800
            off, needed = self._days_off(first), len(days) // 7
            if off < needed:
                yield "day_off", "breach", off, needed
            nights = sum(self._is_call_night(day) for day in days)
            most = -(-len(days) // 3)
            if nights > most:
                yield "call_frequency", "breach", nights, most

    def _days_off(self, first: int) -> int:
        """24 h free in a row, none of it on leave, walked from noon before to noon after."""
        begin = max(0, self.starts[first] - 720)
        end = min(self.starts[-1], self.starts[first + BLOCK] + 720)
        away = {day for day, on in enumerate(self.dates) if on in self.leave}
        found, free, day = 0, 0, 0
        for minute in range(begin, end):
            while self.starts[day + 1] <= minute:
                day += 1
            free = 0 if self.work[minute] or self.home[minute] or day in away else free + 1
            if free == 1440:
                found, free = found + 1, 0
        return found

    def _is_call_night(self, day: int) -> bool:
        """Three hours of one call's work between 23:00 and 06:00."""
        begin = self.clock(self.dates[day], 23)
        end = self.clock(self.dates[day] + timedelta(days=1), 6)
        for start, stop in self.duties_found:
            is_call = stop - start >= 1200 or any(self.called[start:stop])
            inside = self.work[max(begin, start) : max(begin, min(end, stop))]
            if is_call and sum(inside) >= 180:
                return True
        return False

    @property
    def duties_found(self) -> list[tuple[int, int]]:
        """The duties, counted once."""
        if not hasattr(self, "_known"):
            self._known = self.duties()
        return self._known

    def _duties(self) -> Iterator[Counted]:
        before: tuple[int, int] | None = None
        for start, stop in self.duties_found:
            if stop - start > 28 * 60:
                yield "continuous_duty", "breach", stop - start, 28 * 60
            if before is not None:
                rest, long = start - before[1], before[1] - before[0] >= 24 * 60
                if long and rest < 14 * 60:
                    yield "rest_after_call", "breach", rest, 14 * 60
                if not long and rest < 8 * 60 and stop - before[0] > 10 * 60:
                    yield "rest_between", "warning", rest, 8 * 60
            before = start, stop

    def rolling_average(self, first: date) -> tuple[int, int]:
        """Minutes of work in the four weeks from a day on, and days that count in them."""
        at = self.dates.index(first)
        days = [day for day in range(at, at + BLOCK) if self.dates[day] not in self.leave]
        return sum(sum(self.work[self.starts[d] : self.starts[d + 1]]) for d in days), len(days)

    def fullest_week(self) -> int:
        """The most minutes of work in any 168 hours."""
        inside = most = 0
        for minute, works in enumerate(self.work):
            inside += works - (self.work[minute - 10_080] if minute >= 10_080 else 0)
            most = max(most, inside)
        return most


def last_plus(dates: Sequence[date]) -> date:
    """The day after the last."""
    return dates[-1] + timedelta(days=1)
