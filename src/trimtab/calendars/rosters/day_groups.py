"""Days of a line that share what is on them: lists, rows, moments and weekdays of a known week."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from trimtab.calendars.rosters.entries import Spans
from trimtab.calendars.rosters.written_days import (
    DASH,
    WEEKDAY,
    WEEKDAYS,
    DaysFound,
    WrittenDay,
    find_each_days,
)
from trimtab.calendars.rosters.written_hours import find_hours, find_moments

COMMA = re.compile(r"(?:\s*(?:[,;&/+]|\b(?:and|und|et|y)\b))+\s*", re.IGNORECASE)
BARE_AFTER = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:[,;&]|(?:and|und|et)\b|:(?!\d)|$))", re.IGNORECASE
)
LEADING = re.compile(rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?:{COMMA.pattern}))+", re.IGNORECASE)
ROW = re.compile(DASH, re.IGNORECASE)
SHORT_NAME = 2
MOST_LISTED = 31


@dataclass(frozen=True, slots=True)
class DayGroup:
    """Days one after another, and where in the line they stand.

    `spans` and `ends_on` are given where the line says from which moment to which.
    """

    days: tuple[DaysFound, ...]
    start: int
    end: int
    spans: Spans = ()
    ends_on: WrittenDay | None = None


def find_groups(text: str) -> list[DayGroup]:
    """The days a line names, those that are listed together in one group.

    >>> [len(group.days) for group in find_groups("11/16, 11/17 and 11/20 D, 11/23 N")]
    [3, 1]
    """
    marks, groups = list(find_each_days(text)), []
    while marks:
        group = _moments(text, marks) or _list(text, marks)
        groups.append(group)
        marks = [mark for mark in marks if mark.start >= group.end]
    return groups


def _moments(text: str, marks: list[DaysFound]) -> DayGroup | None:
    """Two days with a clock time each and a dash between: 16 Nov 19:00 - 17 Nov 07:00."""
    if len(marks) < 2 or any(mark.first != mark.last for mark in marks[:2]):
        return None
    one, other = marks[:2]
    found = find_moments(text[one.end : other.start], text[other.end :])
    if found is None:
        return None
    span, length = found
    return DayGroup((one,), one.start, other.end + length, (span,), other.first)


def _list(text: str, marks: list[DaysFound]) -> DayGroup:
    """Days one after another, as in "11/16, 11/19 and 11/22" or "Nov 16, 19 and 22"."""
    days = [marks[0]]
    end, ahead = marks[0].end, marks[1:]
    while len(days) < MOST_LISTED and (comma := COMMA.match(text, end)) is not None:
        if ahead and ahead[0].start == comma.end():
            days.append(ahead.pop(0))
            end = days[-1].end
            continue
        number = BARE_AFTER.match(text, comma.end())
        if number is None or not days[-1].last.month or not 1 <= int(number[1]) <= 31:
            break
        day = replace(days[-1].last, day=int(number[1]), weekday=None)
        days.append(DaysFound(day, day, *number.span()))
        end = number.end()
    return _with_numbers_before(text, DayGroup(tuple(_in_month(days)), marks[0].start, end))


def _in_month(days: list[DaysFound]) -> Iterator[DaysFound]:
    """Bare days before a later day of a named month are of its month: Sat 21st / Sun 22nd Nov."""
    for at, found in enumerate(days):
        later = next((one.first for one in days[at:] if not one.first.is_bare), None)
        if found.first.is_bare and later and later.month and found.last.day < later.day:
            ends = (found.first, found.last)
            first, last = (replace(day, month=later.month, year=later.year) for day in ends)
            yield replace(found, first=first, last=last)
        else:
            yield found


def _with_numbers_before(text: str, group: DayGroup) -> DayGroup:
    """Numbers that begin a line, before a day of a named month: 16, 17 and 18 Nov."""
    first = group.days[0].first
    leading = LEADING.fullmatch(text[: group.start].lstrip())
    if leading is None or not first.month:
        return group
    numbers = [int(number) for number in re.findall(r"\d+", leading.group())]
    if sorted({0, *numbers, first.day}) != [0, *numbers, first.day]:
        return group
    days = [replace(first, day=number, weekday=None) for number in numbers]
    found = [DaysFound(day, day, 0, 0) for day in days]
    return replace(group, days=(*found, *group.days), start=0)


def find_weekdays(text: str, week: WrittenDay) -> DayGroup | None:
    """The weekdays that begin a line, as days of the week that begins on a known day.

    >>> group = find_weekdays("Mon, Wed-Fri: 7p-7a", WrittenDay(16, 11))
    >>> [(found.first.on, found.last.on) for found in group.days], group.end
    ([(0, 0), (2, 4)], 12)
    """
    days: list[DaysFound] = []
    end, at = 0, 0
    while len(days) <= len(set(WEEKDAYS.values())) and (match := WEEKDAY.match(text, at)):
        if not _is_meant(text, match):
            break
        first = last = _day_on(week, match)
        end = match.end("weekday")
        dash = ROW.match(text, end)
        other = WEEKDAY.match(text, dash.end()) if dash else None
        if other:
            last, end = _day_on(week, other), other.end("weekday")
        days.append(DaysFound(first, last, match.start(), end))
        comma = COMMA.match(text, end)
        if comma is None:
            break
        at = comma.end()
    return DayGroup(tuple(days), 0, end) if days else None


def _day_on(week: WrittenDay, match: re.Match[str]) -> WrittenDay:
    return replace(week, on=WEEKDAYS[match["weekday"].lower()], weekday=None)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a weekday: of two letters, as "so", only before a sign or hours."""
    if len(match["weekday"]) > SHORT_NAME:
        return True
    after = text[match.end("weekday") :].lstrip()
    return not after[:1].isalpha() and (not after or not after[0].isdecimal() or _begins(after))


def _begins(after: str) -> bool:
    hours = find_hours(after)
    return bool(hours.spans) and not after.startswith(hours.rest[:1] or " ")
