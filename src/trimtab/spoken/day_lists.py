"""Several days of one month, and whole weeks, as people write them: 3rd and 17th, Dec 8-10."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from trimtab.spoken.clocks import DASH
from trimtab.spoken.dates import DATE, DAY, FROM_WORDS, MONTH, YEAR, read_date
from trimtab.spoken.lines import TypedLine

NUMBER = r"[0-3]?\d(?:st|nd|rd|th)?"
RANGE = rf"(?:{DASH}|\bto\b|\bthrough\b|\bthru\b)"
LIST = r"(?:,|,?\s*\band\b|&)"
NO_CLOCK = r"(?![\d:%]|\.\d|\s?(?:[ap]\.?\s?m\b|h\b|o'?clock|hours?\b|min))"
DAY_FIRST = re.compile(
    rf"(?:\bon\s+)?(?:\bthe\s+)?(?<![\d.:/])(?P<others>{NUMBER}\s*(?:(?:{RANGE}|{LIST})\s*(?:the\s+)?"
    rf"{NUMBER}\s*){{0,8}}?(?:{RANGE}|{LIST}))\s*(?:the\s+)?{DAY}\s+(?:of\s+)?(?P<month>{MONTH}){YEAR}",
    re.IGNORECASE,
)
MONTH_FIRST = re.compile(
    rf"(?:\bon\s+)?\b(?P<month_first>{MONTH})\s+(?P<others>{NUMBER}\s*"
    rf"(?:{RANGE}|(?:,\s*{NUMBER}\s*){{0,8}}{LIST}(?<!,))\s*)"
    rf"(?P<day_last>{NUMBER}){NO_CLOCK}{YEAR.replace('year', 'year_last')}",
    re.IGNORECASE,
)
WEEK_OF = re.compile(
    rf"\b(?:(?:(?P<from>{FROM_WORDS})|for|in|during|on|over)\s+)?(?:the\s+)?(?:whole\s+|entire\s+)?week\s+"
    rf"(?:of|beginning|commencing|starting)\s+(?:on\s+)?(?:the\s+)?{DATE}",
    re.IGNORECASE,
)
NEAR_WEEK = re.compile(
    r"(?<!until )(?<!till )(?<!through )(?<!thru )(?<!by )(?<!of )(?<!after )(?<!before )"
    r"\b(?:(?:for|in|during|on|over)\s+)?(?:(?:all|the\s+whole|the\s+entire)\s+(?:of\s+)?)?"
    r"(?P<lead>this|next|the\s+following)\s+(?P<unit>week|month)\b(?!\s+after)",
    re.IGNORECASE,
)


def take_day_lists(line: TypedLine, today: date) -> set[date]:
    """Days of a month in one list or range, the month before or after them.

    >>> sorted(day.day for day in take_day_lists(TypedLine("the 3rd and 17th of May"), date.min))
    [3, 17]
    >>> sorted(day.day for day in take_day_lists(TypedLine("May 8-10"), date.min))
    [8, 9, 10]
    """
    found: set[date] = set()
    for pattern in (DAY_FIRST, MONTH_FIRST):
        for match in line.take_all(pattern):
            found.update(_days_of(line, match, today))
    return found


def _days_of(line: TypedLine, match: re.Match[str], today: date) -> Iterator[date]:
    """The days before the last one, each so many days before it, and the last."""
    last = read_date(line, match, today)
    yield last
    numbers = [int(number) for number in re.findall(r"\d+", match["others"])]
    joins = re.findall(rf"{RANGE}|{LIST}", match["others"], re.IGNORECASE)
    for number, join, following in zip(numbers, joins, [*numbers[1:], last.day], strict=True):
        first = _day_before(last, number)
        yield first
        if re.fullmatch(RANGE, join, re.IGNORECASE):
            length = (_day_before(last, following) - first).days
            yield from (first + timedelta(ahead) for ahead in range(length))


def _day_before(last: date, number: int) -> date:
    """A day of the month of `last`, or of the month before where the number is greater."""
    if number <= last.day:
        return last.replace(day=max(1, number))
    before = last.replace(day=1) - timedelta(1)
    return before.replace(day=min(number, before.day))


def take_week_of(line: TypedLine, today: date) -> tuple[date, date | None] | None:
    """First and last day of "the week of 7 December"; the first alone when it starts with it.

    >>> [day.day for day in take_week_of(TypedLine("the week of December 9"), date(2026, 11, 16))]
    [7, 13]
    """
    named = line.take(WEEK_OF)
    if named is None:
        return None
    day = read_date(line, named, today)
    first = day if day.weekday() == 6 else day - timedelta(day.weekday())
    return max(first, today), None if named["from"] else first + timedelta(6)


def take_near_week(line: TypedLine, today: date) -> tuple[date, date] | None:
    """First and last day of this week, next week or next month, not before today.

    >>> [day.day for day in take_near_week(TypedLine("next week"), date(2026, 11, 16))]
    [23, 29]
    """
    near = line.take(NEAR_WEEK)
    if near is None:
        return None
    is_this = near["lead"].lower() == "this"
    if near["unit"].lower() == "week":
        monday = today - timedelta(today.weekday()) + timedelta(0 if is_this else 7)
        return max(monday, today), monday + timedelta(6)
    month = today.replace(day=1) if is_this else _next_month(today)
    return max(month, today), _next_month(month) - timedelta(1)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(32)).replace(day=1)
