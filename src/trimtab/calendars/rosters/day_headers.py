"""Rows of days along the top of a grid or calendar, and the columns each day heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from trimtab.calendars.rosters.cells import day_of
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import (
    DaysFound,
    WrittenDay,
    find_days,
    find_month,
    read_weekday,
)
from trimtab.calendars.rosters.written_hours import tidy

FEWEST_DAYS, FEWEST_BARE, FEWEST_WEEKS = 3, 5, 2
MOST_ALONG = 14
WEEK_NUMBER = re.compile(r"(?:(?:week|wk|block|pay period)\W{0,3}\d{0,2}\W{0,3})?", re.IGNORECASE)
MOST_WEEKS = 60
SHORTEST_MONTH = 28
SHORTEST_RANGE = 6
DIGIT = re.compile(r"\d")
Days = dict[int, WrittenDay]
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Header:
    """The day each column is headed by, the first of several where `lasts` has the last one."""

    days: Days
    lasts: Days = field(default_factory=dict)


def day_headers(table: Table) -> Iterator[tuple[Row, Header]]:
    """Each row with the days it heads columns with; none where it is another row."""
    weeks = _weeks_of_calendar(table)
    for at, row in enumerate(table.rows):
        days = weeks.get(at) or days_along(table, at)
        yield row, Header(days) if days else _ranges_along(table, row)


def _ranges_along(table: Table, row: Row) -> Header:
    """Columns that are each headed by several days in a row: 11/16 - 11/22."""
    found = [(table.across(cell), one) for cell in row if (one := _range_in(cell)) is not None]
    if len(found) < FEWEST_WEEKS or len(found) * 3 < (len(row) - 2) * 2:
        return Header({})
    return Header(
        {column: one.first for column, one in found}, {column: one.last for column, one in found}
    )


def _range_in(cell: Cell) -> DaysFound | None:
    """The days in a row that a cell names and nothing else but the number of their week."""
    if cell.is_repeated or len(cell.text) < SHORTEST_RANGE or not DIGIT.search(cell.text):
        return None
    found = find_days(cell.text)
    if found is None or found.first == found.last:
        return None
    rest = tidy(cell.text[: found.start] + " " + cell.text[found.end :])
    return found if WEEK_NUMBER.fullmatch(rest) else None


def _weeks_of_calendar(table: Table) -> dict[int, Days]:
    """Rows of bare days that go on row by row as in a calendar, however short they are.

    A month's first and last week may be a single day.
    """
    rows = [_Week(at, *found) for at, row in enumerate(table.rows) if (found := _bare_row(row))]
    best: list[_Week] = []
    for begin in range(min(len(rows), MOST_WEEKS)):
        weeks = _following(table, rows[begin : begin + 4 * MOST_WEEKS])
        best = max(best, weeks, key=len)
    if len(best) < FEWEST_WEEKS or all(len(week.days) < FEWEST_BARE for week in best):
        return {}
    above = table.rows[best[0].at - 1] if best[0].at else ()
    named = {table.across(cell): read_weekday(cell.text) for cell in above}
    dated = dict(_turning([pair for week in best for pair in week.days]))
    return {
        week.at: {
            (column := table.across(cell)): replace(dated[cell], weekday=named.get(column))
            for cell, _ in week.days
        }
        for week in best
    }


@dataclass(frozen=True, slots=True)
class _Week:
    """A row of bare days in a row, with what stands before them."""

    at: int
    label: str
    days: list[tuple[Cell, WrittenDay]]


def _bare_row(row: Row) -> tuple[str, list[tuple[Cell, WrittenDay]]] | None:
    """The days of a row that holds few, one after another, and a label at most."""
    if not row or len(row) > MOST_ALONG + 1 or not _is_bare(row[-1]):
        return None
    found = [(cell, day) for cell in row if (day := day_of(cell)) is not None and day.is_bare]
    label = row[0].text if day_of(row[0]) is None else ""
    is_row = 0 < len(found) <= MOST_ALONG and len(found) + bool(label) == len(row)
    is_along = all(_is_next(one, other) for (_, one), (_, other) in pairwise(found))
    return (label, found) if is_row and is_along else None


def _is_bare(cell: Cell) -> bool:
    day = day_of(cell)
    return day is not None and day.is_bare


def _is_next(one: WrittenDay, other: WrittenDay) -> bool:
    return other.day == one.day + 1 or (other.day == 1 and one.day >= SHORTEST_MONTH)


def _following(table: Table, rows: Sequence[_Week]) -> list[_Week]:
    """Rows from the first on that each go on where the one before ended, in the same columns."""
    weeks = [rows[0]]
    columns = {table.across(cell) for cell, _ in rows[0].days}
    for week in rows[1:]:
        both = columns | {table.across(cell) for cell, _ in week.days}
        goes_on = _is_next(weeks[-1].days[-1][1], week.days[0][1])
        if goes_on and week.label == weeks[0].label and len(both) <= MOST_ALONG:
            weeks.append(week)
            columns = both
    return weeks


def is_weekdays(row: Row) -> bool:
    """Whether a row holds weekdays alone."""
    days = sum(read_weekday(cell.text) is not None for cell in row)
    return days >= FEWEST_DAYS and days * 2 > len(row)


def days_along(table: Table, at: int) -> Days:
    """The days one row heads columns with; none where it is another row."""
    row = table.rows[at]
    found = [(cell, day) for cell in row if (day := day_of(cell)) is not None]
    own = sum(not cell.is_repeated for cell, _ in found)
    if own < FEWEST_DAYS or len(found) * 3 < (len(row) - 2) * 2:
        return _week_along(table, at)
    bare = [day for _, day in found if day.is_bare]
    if bare and (len(bare) < min(len(found), FEWEST_BARE) or not _run_on(bare)):
        return {}
    days = {table.across(cell): day for cell, day in _turning(found)}
    return _with_weekdays(table, at, _with_months(table, at, days))


def _run_on(days: Sequence[WrittenDay]) -> bool:
    """Whether bare days follow one another: each the next, or the first of a month."""
    pairs = list(pairwise(days))
    following = sum(later.day == one.day + 1 or later.day == 1 for one, later in pairs)
    return following >= len(pairs) - 1 and len(days) >= FEWEST_BARE


def _turning(found: Sequence[tuple[Cell, WrittenDay]]) -> Iterator[tuple[Cell, WrittenDay]]:
    """Bare days with the months that pass along the row."""
    turn, before = 0, 0
    for cell, day in found:
        turn += day.is_bare and day.day < before
        before = day.day if day.is_bare else 0
        yield cell, replace(day, turn=turn) if day.is_bare and turn else day


def _with_months(table: Table, at: int, days: Days) -> Days:
    """Bare days below more than one month take the month at or before their column."""
    for row in reversed(table.rows[max(0, at - 3) : at]):
        months = [(table.across(cell), find_month(cell.text)) for cell in row]
        named = [(column, month) for column, month in months if month is not None]
        if len(named) < 2:
            continue
        return {column: _in_month(day, column, named) for column, day in days.items()}
    return days


def _in_month(
    day: WrittenDay, column: int, named: Sequence[tuple[int, tuple[int, int | None]]]
) -> WrittenDay:
    if not day.is_bare:
        return day
    month, year = next(
        (month for begins, month in reversed(named) if begins <= column), named[0][1]
    )
    return replace(day, month=month, year=year, turn=0)


def _with_weekdays(table: Table, at: int, days: Days) -> Days:
    """Days with the weekdays of the row above or below."""
    for beside in (at + 1, at - 1):
        if 0 <= beside < len(table.rows) and is_weekdays(table.rows[beside]):
            named = {table.across(cell): read_weekday(cell.text) for cell in table.rows[beside]}
            return {
                column: replace(day, weekday=named.get(column, day.weekday))
                for column, day in days.items()
            }
    return days


def _week_along(table: Table, at: int) -> Days:
    """Columns headed by weekdays alone, in a week that a line above names by one of its days."""
    row = table.rows[at]
    if not is_weekdays(row) or _has_days_beside(table, at):
        return {}
    anchor = next(
        (
            found.first
            for above in reversed(table.rows[max(0, at - 4) : at])
            for cell in above
            if (found := find_days(cell.text)) is not None
        ),
        None,
    )
    if anchor is None:
        return {}
    named = [
        (table.across(cell), day) for cell in row if (day := read_weekday(cell.text)) is not None
    ]
    return {
        column: replace(anchor, plus=at, weekday=None)
        for at, (column, _) in enumerate(named)
        if (named[at][1] - named[0][1]) % 7 == at
    }


def _has_days_beside(table: Table, at: int) -> bool:
    rows = table.rows[max(0, at - 1) : at] + table.rows[at + 1 : at + 2]
    return any(
        sum(day_of(cell) is not None and not cell.is_repeated for cell in row) >= FEWEST_DAYS
        for row in rows
    )
