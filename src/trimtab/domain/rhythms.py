"""What comes back, but not every week: every so many weeks, or once a month."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MOST_WEEKS = 8
USUAL_START = date(2001, 1, 1)
"""A Monday, the first of a month: weeks are counted from it where no start is named."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every so many `weeks`, or once a month; counted from `start`, which is its first turn."""

    weeks: int = 1
    is_monthly: bool = False
    start: date | None = None

    def after(self, day: date) -> date:
        """The next turn after one that was kept on a day.

        >>> Rhythm(weeks=2).after(date(2026, 11, 18)), Rhythm(is_monthly=True).after(
        ...     date(2027, 1, 31)
        ... )
        (datetime.date(2026, 12, 2), datetime.date(2027, 2, 28))
        """
        return months_later(day, 1) if self.is_monthly else day + self.weeks * WEEK

    def turns(self, first: date) -> Iterator[date]:
        """Its turns from its start on that are not before `first`, without end."""
        start = self.start or USUAL_START
        if self.is_monthly:
            gone = max(0, (first.year - start.year) * 12 + first.month - start.month)
            number = gone if months_later(start, gone) >= first else gone + 1
            while True:
                yield months_later(start, number)
                number += 1
        step = self.weeks * WEEK
        turn = start + max(0, -(-(first - start) // step)) * step
        while True:
            yield turn
            turn += step


def months_later(day: date, months: int) -> date:
    """The same day some months later, the last of the month where that has no such day."""
    whole = day.year * 12 + day.month - 1 + months
    year, month = divmod(whole, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def days_of_turns(
    rhythm: Rhythm, first: date, weeks: int, due: date | None = None
) -> frozenset[date]:
    """Days of the weeks from `first` on that hold a turn, all seven of each.

    `due` is the next turn as life has it: after the last that was kept, or again after one that was
    missed; one that has passed falls into the first week. Without it, turns count from the start.

    >>> every_other = Rhythm(weeks=2, start=date(2026, 11, 16))
    >>> sorted(days_of_turns(every_other, date(2026, 11, 23), 2))[0].isoformat()
    '2026-11-30'
    """
    end = first + weeks * WEEK
    turn = next(rhythm.turns(first)) if due is None else max(due, first)
    held: set[int] = set()
    while turn < end:
        held.add((turn - first) // WEEK)
        turn = rhythm.after(turn)
    return frozenset(
        first + number * WEEK + timedelta(days=day) for number in held for day in range(7)
    )
