"""How often something happens, as people say it: Tuesdays, every other week, first Monday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from trimtab.domain.time import WEEKDAYS
from trimtab.spoken.clocks import COUNT, DASH, WEEKDAY, count_of
from trimtab.spoken.dates import MONTH, next_weekday, weekday_of
from trimtab.spoken.lines import TypedLine

ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "last": -1,
}  # fmt: skip
ORDINAL = f"(?:{'|'.join(ORDINALS)})"
OF_MONTH = (
    r"(?:\s+(?:of|in)\s+(?:the|each|every|a)\s+month|,?\s+monthly|,?\s+(?:every|each)\s+month)"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


EVERY_OTHER = _words(
    rf"\b(?:(?:every|each)\s+(?:other|second|2nd)|alternat(?:e|ing))\s+"
    rf"(?:weeks?\b(?:\s+on)?|(?={WEEKDAY}(?!{OF_MONTH})))"
)
FORTNIGHTLY = _words(
    r"\b(?:fortnightly|bi-?weekly|every\s+fortnight|once\s+a\s+fortnight)\b(?:\s+on)?"
)
EVERY_SO_MANY = _words(rf"\bevery\s+(?P<count>{COUNT})\s+weeks?\b(?:\s+on)?")
NTH = _words(
    rf"\b(?:(?:every|each|on)\s+)?(?:the\s+)?(?P<one>{ORDINAL})(?:\s*(?:,|and|&|/)\s*(?P<other>{ORDINAL}))?"
    rf"\s+(?P<weekday>{WEEKDAY}){OF_MONTH}?"
)
MONTHLY = _words(r"\b(?:monthly|(?:every|each)\s+month|once\s+a\s+month)\b(?:\s+on)?")
ONE_A_MONTH = _words(
    r"\b(?P<one>one|once|an?|1)\b(?:(?!\b(?:twice|two|three|four|several|times)\b)[^,.;\d]){0,40}?\s"
    r"(?P<often>(?:a|per)\s+month)\b"
)
WEEKLY = _words(r"\b(?:weekly|(?:every|each)\s+week|once\s+a\s+week)\b(?:\s+on)?")
DAILY = _words(r"\b(?:daily|(?:every|each)\s+day|seven\s+days\s+a\s+week)\b")
GROUPS = (
    (_words(r"\b(?:(?:on|every|each)\s+)?(?:weekdays?|working\s+days?|workdays?)\b"), WEEKDAYS[:5]),
    (_words(r"\b(?:(?:on|at|every|each)\s+)?(?:the\s+)?weekends?\b"), WEEKDAYS[5:]),
)
DAY_SPAN = _words(
    rf"(?:\b(?:from|every|each|on)\s+)?\b(?P<first>{WEEKDAY})\s*(?:{DASH}|\bto\b|\bthrough\b|\bthru\b)\s*"
    rf"(?P<last>{WEEKDAY})(?!\s+\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH})"
)
ONE_DAY = _words(rf"(?:\b(?P<lead>every|each|on|this|next|coming|and)\s+)?\b(?P<day>{WEEKDAY})")


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Weekdays of every so many weeks, or of the month when `nths` says which ones."""

    days: tuple[str, ...]
    every_weeks: int = 1
    nths: tuple[int, ...] = ()

    def days_from(self, first: date) -> Iterator[date]:
        """Its days from the first possible one on, without end.

        >>> one = Rhythm(("tue",), nths=(1,)).days_from(date(2026, 11, 4))
        >>> next(one)
        datetime.date(2026, 12, 1)
        """
        start = min(next_weekday(first, day) for day in self.days)
        monday = start - timedelta(start.weekday())
        day = start
        while True:
            is_its_week = (day - monday).days // 7 % self.every_weeks == 0
            if WEEKDAYS[day.weekday()] in self.days and is_its_week and self._is_its_turn(day):
                yield day
            day += timedelta(1)

    def _is_its_turn(self, day: date) -> bool:
        is_last = (day + timedelta(7)).month != day.month
        return not self.nths or (day.day + 6) // 7 in self.nths or (is_last and -1 in self.nths)


def take_day_span(line: TypedLine) -> tuple[str, ...]:
    """Weekdays of "Mon-Fri" and the like; none when there is no such span."""
    found = line.take(DAY_SPAN)
    if found is None:
        return ()
    first, last = (WEEKDAYS.index(weekday_of(found[end])) for end in ("first", "last"))
    return tuple(WEEKDAYS[(first + n) % 7] for n in range((last - first) % 7 + 1))


def take_rhythm(
    line: TypedLine, span: tuple[str, ...], today: date, *, repeats: bool = False
) -> Rhythm | None:
    """The rhythm a line states; None when it names no day that comes back.

    One weekday without "every", in the singular, comes once and is left in the line, unless
    something else says that it `repeats`. "Daily" gives way to any days that are named.
    """
    every = _take_interval(line)
    nths, nth_days = _take_nths(line)
    is_monthly = line.take(MONTHLY) is not None or _is_one_a_month(line)
    says_weekly = line.take(WEEKLY) is not None
    is_daily = line.take(DAILY) is not None
    named = [day for pattern, days in GROUPS if line.take(pattern) for day in days]
    repeats = repeats or bool(
        nths or every > 1 or is_monthly or says_weekly or is_daily or named or span
    )
    before = line.rest
    singles = line.take_all(ONE_DAY)
    days = _in_week_order({*nth_days, *span, *named, *(weekday_of(one["day"]) for one in singles)})
    if is_daily and not days:
        days = WEEKDAYS
    repeats = repeats or len(days) > 1 or any(_is_repeating(one) for one in singles)
    if not days or not repeats:
        line.rest = before
        return None
    if is_monthly and not nths:
        day = min(next_weekday(today, one) for one in days)
        nths = ((day.day + 6) // 7,)
    return Rhythm(days, every, nths)


def _is_one_a_month(line: TypedLine) -> bool:
    """Whether one of something is said to come each month: "one weekend a month"."""
    found = ONE_A_MONTH.search(line.rest)
    if found is not None:
        line.blank(*found.span("one"))
        line.blank(*found.span("often"))
    return found is not None


def _take_nths(line: TypedLine) -> tuple[tuple[int, ...], set[str]]:
    nths: list[int] = []
    days: set[str] = set()
    for found in line.take_all(NTH):
        nths += [ORDINALS[found[part].lower()] for part in ("one", "other") if found[part]]
        days.add(weekday_of(found["weekday"]))
    return tuple(dict.fromkeys(nths)), days


def _take_interval(line: TypedLine) -> int:
    if line.take(EVERY_OTHER) or line.take(FORTNIGHTLY):
        return 2
    found = line.take(EVERY_SO_MANY)
    return max(1, count_of(found["count"])) if found else 1


def _is_repeating(found: re.Match[str]) -> bool:
    is_plural = found["day"].lower().rstrip(".").endswith("days")
    return is_plural or (found["lead"] or "").lower() in {"every", "each"}


def _in_week_order(days: set[str]) -> tuple[str, ...]:
    return tuple(day for day in WEEKDAYS if day in days)
