"""What a rule found, in minutes from the origin, and the words it is told in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from trimtab.domain.duty import Basis, Unit
from trimtab.domain.time import Horizon

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule is broken: [start, end), what was measured and what is allowed.

    `is_warning` says that it is none of the rule's own verdicts, `has_leave` that leave was left
    out, `is_odd_stretch` that its rotation is not as long as the rule's own stretch.
    """

    start: int
    end: int
    measured: int
    limit: int
    text: str
    unit: Unit = "minutes"
    basis: Basis = "once"
    name: str = ""
    is_warning: bool = False
    has_leave: bool = False
    is_odd_stretch: bool = False


def hours_text(minutes: int) -> str:
    """Minutes as hours and minutes.

    >>> hours_text(4801), hours_text(59)
    ('80:01', '0:59')
    """
    return f"{minutes // 60}:{minutes % 60:02d}"


def day_text(day: date) -> str:
    """A date.

    >>> day_text(date(2026, 11, 16))
    'Mon 16 Nov'
    """
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def days_text(days: Horizon, first: int, last: int) -> str:
    """A stretch of local days, both inclusive."""
    return f"{day_text(days.date_of(first))} to {day_text(days.date_of(last))}"


def moment_text(days: Horizon, minute: int) -> str:
    """A moment on the clock of the place."""
    local = days.instant_of(minute)
    return f"{day_text(local.date())} {local:%H:%M}"


def span_text(days: Horizon, start: int, end: int) -> str:
    """From one moment to another; the day once where both lie on it."""
    begins, ends = days.instant_of(start), days.instant_of(end)
    is_one_day = begins.date() == ends.date()
    until = f"{ends:%H:%M}" if is_one_day else moment_text(days, end)
    return f"{moment_text(days, start)} to {until}"


def count_text(count: int, one: str = "", many: str = "") -> str:
    """A small number, of things where they are named.

    >>> count_text(1, "duty", "duties"), count_text(12, "night"), count_text(0, "night")
    ('one duty', '12 nights', 'no nights')
    >>> count_text(4)
    'four'
    """
    number = COUNTS[count] if count < len(COUNTS) else str(count)
    return f"{number} {one if count == 1 else many or one + 's'}" if one else number
