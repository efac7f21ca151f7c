"""A slow counter that marks every minute, and shares no code with what it checks.

It knows the American rules without rotations: hours over any four weeks in a row, days off and
calls over four weeks from any Monday, long duties, rest; and England's 72 hours in 168.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from trimtab.domain.commitments import Commitment

Counted = tuple[str, str, int, int]
"""Rule, severity, measured, allowed; days, nights and calls as they are."""

BLOCK = 28
MINUTE = timedelta(minutes=1)
WORKING = {"duty", "clinic", "lecture"}


class MinuteCounter:
    """Every minute from a Monday's midnight on, marked as work and as home call or not."""

    def __init__(
        self, commitments: Sequence[Commitment], zone: str, leave: frozenset[date]
    ) -> None:
        self.zone = ZoneInfo(zone)
        self.leave = leave
        first = min(one.start for one in commitments).astimezone(self.zone).date()
        last = (max(one.end for one in commitments) - MINUTE).astimezone(self.zone).date()
        four_weeks = timedelta(days=BLOCK)
        near = {day for day in leave if first - four_weeks <= day <= last + four_weeks}
        first, last = min({first, *near}), max({last, *near})
        while first.weekday():
            first -= timedelta(days=1)
        days = ((last - first).days // 7 + 1) * 7 + 21
        self.dates = [first + timedelta(days=number) for number in range(days)]
        self.starts = [self.midnight(day) for day in [*self.dates, last_plus(self.dates)]]
        self.origin = datetime.combine(first, datetime.min.time(), self.zone).astimezone(UTC)
        self.work = bytearray(self.starts[-1])
        self.home = bytearray(self.starts[-1])
        self.called = bytearray(self.starts[-1])
        for one in commitments:
            self.mark(one)
        begun = [n for n in range(self.starts[-1]) if self.work[n] and not (n and self.work[n - 1])]
        days = zip(self.dates, self.starts, self.starts[1:], strict=False)
        worked = {on for on, start, end in days if any(start <= n < end for n in begun)}
        self.known = (
            max((on - first).days for on in {last, *leave} if on <= self.dates[-1]) // 7 + 1
        ) * 7
        self.leave = leave - worked
        self.found_middles: list[int] | None = None

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
        """The worst of stretches that overlap, of each rule; short ones only warn."""
        yield from self._worst("weekly_hours", self._hours_beyond, range(self.known), self.known)
        mondays = range(0, len(self.dates), 7)
        yield from self._worst("day_off", self._days_off_beyond, mondays, len(self.dates))
        yield from self._worst("call_frequency", self._calls_beyond, mondays, len(self.dates))

    def _worst(
        self,
        rule: str,
        beyond: Callable[[list[int], int], tuple[int, int, int]],
        begins: Iterable[int],
        known: int,
    ) -> Iterator[Counted]:
        stretches = [range(at, at + BLOCK) for at in begins if at + BLOCK <= known]
        severity = "breach" if stretches else "warning"
        over: list[tuple[int, int, int, int]] = []
        for stretch in stretches or [range(known)]:
            days = [day for day in stretch if self.dates[day] not in self.leave]
            much, measured, allowed = beyond([*stretch], len(days)) if days else (0, 0, 0)
            if much > 0:
                over.append((-much, stretch.start, measured, allowed))
        told: list[int] = []
        for _, at, measured, allowed in sorted(over):
            if all(abs(at - other) >= BLOCK for other in told):
                told.append(at)
                counted = sum(
                    self.dates[d] not in self.leave for d in range(at, min(at + BLOCK, known))
                )
                yield rule, severity if counted >= 7 else "warning", measured, allowed

    def _hours_beyond(self, days: list[int], count: int) -> tuple[int, int, int]:
        total = sum(sum(self.work[self.starts[day] : self.starts[day + 1]]) for day in days)
        return total * 7 - 4800 * count, -(-total * 7 // count), 4800

    def _days_off_beyond(self, days: list[int], count: int) -> tuple[int, int, int]:
        begin, end = self.starts[days[0]], self.starts[days[-1] + 1]
        off = sum(begin <= middle < end for middle in self.middles())
        return count // 7 - off, off, count // 7

    def _calls_beyond(self, days: list[int], count: int) -> tuple[int, int, int]:
        counted = [day for day in days if self.dates[day] not in self.leave]
        nights, most = sum(map(self._is_call_night, counted)), -(-count // 3)
        return nights - most, nights, most

    def middles(self) -> list[int]:
        """The middle of each 24 h free in a row, none of it on leave."""
        if self.found_middles is None:
            self.found_middles = self._walked_middles()
        return self.found_middles

    def _walked_middles(self) -> list[int]:
        away = {day for day, on in enumerate(self.dates) if on in self.leave}
        found: list[int] = []
        free, day = 0, 0
        for minute in range(self.starts[-1] + 1):
            while day < len(self.dates) and self.starts[day + 1] <= minute:
                day += 1
            is_end = minute == self.starts[-1]
            if is_end or self.work[minute] or self.home[minute] or day in away:
                begin = minute - free
                found += [begin + 1440 * number + 720 for number in range(free // 1440)]
                free = 0
            else:
                free += 1
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
        return sum(self.work[self.starts[at] : self.starts[at + BLOCK]]), len(days)

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
