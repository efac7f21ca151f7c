"""Rosters as grids: people down one side, days along the other, codes or hours where they meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from trimtab.calendars.codes import looks_like_code
from trimtab.calendars.rosters.cells import day_of, duties_in, is_empty
from trimtab.calendars.rosters.entries import MOST_ENTRIES, Entry, Found, Spans
from trimtab.calendars.rosters.people import EVERYBODY, choose_person, is_named
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import (
    WrittenDay,
    find_days,
    find_month,
    read_weekday,
)
from trimtab.calendars.scanning import shorten
from trimtab.domain.errors import Problem

FEWEST_DAYS, FEWEST_BARE = 3, 5
LONG_LABEL = 60
TOTALS = re.compile(
    r"total\w*|sum|hours|hrs|count\w*|staffing|coverage|needed|day|date|weekday|week|dow",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]{2}")
Days = dict[int, WrittenDay]


@dataclass(slots=True)
class Grid:
    """The labels beside the days, each with its cells below a day, and all the days."""

    cells: dict[str, list[tuple[Cell, WrittenDay]]] = field(default_factory=dict)
    days: list[WrittenDay] = field(default_factory=list)

    def add(self, name: str, cells: list[tuple[Cell, WrittenDay]]) -> None:
        """Add the cells of one row to its label."""
        self.cells.setdefault(name, []).extend(cells)


def find_grid(table: Table) -> Grid | None:
    """The grid a table holds, or None where no row of days stands in it."""
    grid, days, name = Grid(), Days(), ""
    for at, row in enumerate(table.rows):
        header = _days_along(table, at)
        if header:
            days, name = header, ""
            grid.days += header.values()
            continue
        if not days or _is_weekdays(row):
            continue
        label, cells = _split(table, row, days)
        if label is not None:
            name = label.text
        if cells and not TOTALS.fullmatch(name.strip(" :")):
            grid.add(name, cells)
    _drop_legend(grid)
    return grid if grid.cells else None


def _split(
    table: Table, row: Sequence[Cell], days: Days
) -> tuple[Cell | None, list[tuple[Cell, WrittenDay]]]:
    """The label of a row, which stands before the days, and its cells below them."""
    begins = min(days)
    before = [cell for cell in row if table.across(cell) < begins and LETTERS.search(cell.text)]
    label = before[0] if before and len(before[0].text) <= LONG_LABEL else None
    cells = [
        (cell, days[table.across(cell)])
        for cell in row
        if table.across(cell) in days and not is_empty(cell.text)
    ]
    return label, cells


def _drop_legend(grid: Grid) -> None:
    """A row that is headed by a code of the grid explains it."""
    codes = {cell.text.casefold() for cells in grid.cells.values() for cell, _ in cells}
    for name in list(grid.cells):
        is_code = looks_like_code(name) and name.casefold() in codes
        if is_code and len(grid.cells[name]) <= 2:
            del grid.cells[name]


def _is_weekdays(row: Sequence[Cell]) -> bool:
    days = sum(read_weekday(cell.text) is not None for cell in row)
    return days >= FEWEST_DAYS and days * 2 > len(row)


def _days_along(table: Table, at: int) -> Days:
    """The days a row heads columns with; none where it is another row."""
    row = table.rows[at]
    found = [(cell, day) for cell in row if (day := day_of(cell)) is not None]
    if len(found) < FEWEST_DAYS or len(found) * 3 < (len(row) - 2) * 2:
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
        yield cell, replace(day, turn=turn) if day.is_bare else day


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
        if 0 <= beside < len(table.rows) and _is_weekdays(table.rows[beside]):
            named = {table.across(cell): read_weekday(cell.text) for cell in table.rows[beside]}
            return {
                column: replace(day, weekday=named.get(column, day.weekday))
                for column, day in days.items()
            }
    return days


def _week_along(table: Table, at: int) -> Days:
    """Columns headed by weekdays alone, in a week that a line above names by one of its days."""
    row = table.rows[at]
    if not _is_weekdays(row) or _has_days_beside(table, at):
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
    return any(sum(day_of(cell) is not None for cell in row) >= FEWEST_DAYS for row in rows)


def read_grid(
    table: Table, grid: Grid, wanted: str, codes: Mapping[str, Spans], found: Found
) -> None:
    """Add an entry for each duty of the person's row."""
    names = [name for name in grid.cells if name]
    if wanted == EVERYBODY:
        rows = chain.from_iterable(grid.cells.values())
        found.entries += [Entry(cell.text, day, cell.row) for cell, day in rows][:MOST_ENTRIES]
        return
    if wanted and not any(is_named(name, wanted) for name in names):
        named = list(_cells_naming(grid, wanted))
        if named:
            found.evidence += grid.days
            found.remark(f'"{shorten(wanted)}" stands in cells here; what heads them is the duty.')
            found.entries += [_entry(table, *one) for one in named[:MOST_ENTRIES]]
            return
    person = choose_person(names, wanted, found.file) if names else ""
    if isinstance(person, Problem):
        found.problems.append(person)
        return
    found.evidence += grid.days
    for cell, day in grid.cells[person][:MOST_ENTRIES]:
        for title, spans, unclear in duties_in(cell.text, codes):
            entry = replace(_entry(table, cell, day, title, spans), is_told=bool(unclear))
            found.entries.append(entry)
            if unclear:
                what = (
                    f'"{shorten(unclear)}" does not say its hours clearly, so it takes no time yet.'
                )
                found.tell(table, cell, what, "Write both, as in 7a-7p or 07:00-19:00.")


def _cells_naming(grid: Grid, wanted: str) -> Iterator[tuple[Cell, WrittenDay, str, Spans]]:
    """Cells that hold the person's name, under the duty their row is headed with."""
    for name, cells in grid.cells.items():
        for cell, day in cells:
            if name and is_named(cell.text, wanted):
                ((title, spans, _),) = list(duties_in(name, {}))[:1]
                yield cell, day, title, spans


def _entry(table: Table, cell: Cell, day: WrittenDay, title: str, spans: Spans) -> Entry:
    return Entry(title, day, cell.row, table.place(cell), spans)
