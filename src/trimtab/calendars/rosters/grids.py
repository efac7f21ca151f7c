"""Rosters as grids: people down one side, days along the other, codes or hours where they meet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from trimtab.calendars.codes import looks_like_code
from trimtab.calendars.rosters.cells import duties_in, duties_of, is_empty
from trimtab.calendars.rosters.day_headers import Days, day_headers, is_weekdays
from trimtab.calendars.rosters.entries import MOST_ENTRIES, Entry, Found, Spans
from trimtab.calendars.rosters.people import EVERYBODY, choose_person, is_named
from trimtab.calendars.rosters.starts_and_ends import with_starts_and_ends_joined
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import WrittenDay
from trimtab.calendars.rosters.written_hours import find_hours
from trimtab.calendars.scanning import shorten
from trimtab.domain.errors import Problem

LONG_LABEL = 60
TOTALS = re.compile(
    r"total\w*|sum|hours|hrs|count\w*|staffing|coverage|needed|day|date|weekday|week|dow",
    re.IGNORECASE,
)
LETTERS = re.compile(r"[^\W\d_]{2}")
Dated = list[tuple[Cell, WrittenDay]]


@dataclass(slots=True)
class Grid:
    """The labels beside the days, each with its cells below a day, and all the days.

    `hours` are those written between a label and its cells; `lasts` the last day of a column that
    is headed by several, under its first.
    """

    cells: dict[str, Dated] = field(default_factory=dict)
    days: list[WrittenDay] = field(default_factory=list)
    hours: dict[str, Spans] = field(default_factory=dict)
    lasts: dict[WrittenDay, WrittenDay] = field(default_factory=dict)

    def add(self, name: str, cells: Dated) -> None:
        """Add the cells of one row to its label."""
        self.cells.setdefault(name, []).extend(cells)


def find_grid(table: Table) -> Grid | None:
    """The grid a table holds, or None where no row of days stands in it."""
    grid, reader = Grid(), None
    table = with_starts_and_ends_joined(table)
    for row, header in day_headers(table):
        if header.days:
            reader = _Below(table, header.days, grid)
            grid.days += [*header.days.values(), *header.lasts.values()]
            grid.lasts |= {header.days[at]: last for at, last in header.lasts.items()}
        elif reader is not None and not is_weekdays(row):
            reader.read(row)
    _drop_legend(grid)
    return grid if grid.cells else None


@dataclass(slots=True)
class _Below:
    """Reads the rows below one row of days; `parent` heads headings below it."""

    table: Table
    days: Days
    grid: Grid
    name: str = ""
    parent: Cell | None = None

    def read(self, row: Sequence[Cell]) -> None:
        """Add what one row says."""
        begins = min(self.days)
        beside = [cell for cell in row if self.table.across(cell) < begins]
        before = [cell for cell in beside if LETTERS.search(cell.text)]
        if before and len(before[0].text) <= LONG_LABEL:
            self.name = self._name(before)
        cells = [
            (cell, self.days[self.table.across(cell)])
            for cell in row
            if self.table.across(cell) in self.days and not is_empty(cell.text)
        ]
        if not cells or TOTALS.fullmatch(self.name.strip(" :")):
            return
        self.grid.add(self.name, cells)
        hours = [spans for cell in beside[1:] if len(spans := find_hours(cell.text).spans) == 1]
        if hours:
            self.grid.hours[self.name] = hours[0]

    def _name(self, before: Sequence[Cell]) -> str:
        """Who or what a row is of; a turned table may have headings above headings."""
        if not self.table.is_turned:
            return before[0].text
        parent, at = self.parent, self.table.across
        if len(before) > 1:
            self.parent = before[0]
        elif parent is not None and at(before[0]) > at(parent):
            before = [parent, *before]
        else:
            self.parent = None
        return " ".join(dict.fromkeys(cell.text for cell in before))


def _drop_legend(grid: Grid) -> None:
    """A row that is headed by a code of the grid explains it."""
    codes = {cell.text.casefold() for cells in grid.cells.values() for cell, _ in cells}
    for name in list(grid.cells):
        is_code = looks_like_code(name) and name.casefold() in codes
        if is_code and len(grid.cells[name]) <= 2:
            del grid.cells[name]


def read_grid(
    table: Table, grid: Grid, wanted: str, codes: Mapping[str, Spans], found: Found
) -> None:
    """Add an entry for each duty of the person's row."""
    names = [name for name in grid.cells if name]
    if wanted == EVERYBODY:
        rows = chain.from_iterable(grid.cells.values())
        found.entries += [
            Entry(cell.text, day, cell.row, last=grid.lasts.get(day)) for cell, day in rows
        ][:MOST_ENTRIES]
        return
    _tell_ranges(grid, found)
    if wanted and not any(is_named(name, wanted) for name in names):
        named = list(_cells_naming(grid, wanted))
        if named:
            found.evidence += grid.days
            found.remark(f'"{shorten(wanted)}" stands in cells here; what heads them is the duty.')
            found.entries += [_entry(table, grid, *one) for one in named[:MOST_ENTRIES]]
            return
    people = _people_in_cells(grid) or names
    person = choose_person(people, wanted, found.file) if people else ""
    if isinstance(person, Problem):
        found.problems.append(person)
        return
    found.evidence += grid.days
    if person not in grid.cells:
        found.entries += [_entry(table, grid, *one) for one in _cells_naming(grid, person)]
        return
    for cell, day in grid.cells[person][:MOST_ENTRIES]:
        _read_cell(table, grid, (cell, day), codes, found)


def _read_cell(
    table: Table,
    grid: Grid,
    dated: tuple[Cell, WrittenDay],
    codes: Mapping[str, Spans],
    found: Found,
) -> None:
    cell, _ = dated
    for title, spans, unclear in duties_of(cell, codes):
        entry = replace(_entry(table, grid, dated, title, spans), is_told=bool(unclear))
        found.entries.append(entry)
        if unclear:
            what = f'"{shorten(unclear)}" does not say its hours clearly, so it takes no time yet.'
            found.tell(table, cell, what, "Write both, as in 7a-7p or 07:00-19:00.")


def _tell_ranges(grid: Grid, found: Found) -> None:
    if grid.lasts:
        what = "Columns headed by several days give what stands in them to each of those days."
        mend = "If that is not meant, give a column to each day."
        found.problems.append(Problem(found.file, None, what, mend))


def _people_in_cells(grid: Grid) -> list[str]:
    """The names in the cells, where the rows are shifts with their hours beside them."""
    if not grid.hours or len(grid.hours) * 2 < len(grid.cells):
        return []
    texts = [cell.text for cells in grid.cells.values() for cell, _ in cells]
    names = [text for text in texts if not looks_like_code(text) and not find_hours(text).spans]
    return names if len(names) * 2 > len(texts) else []


def _cells_naming(grid: Grid, wanted: str) -> Iterator[tuple[tuple[Cell, WrittenDay], str, Spans]]:
    """Cells that hold the person's name, under the duty their row is headed with."""
    for name, cells in grid.cells.items():
        for cell, day in cells:
            if name and is_named(cell.text, wanted):
                ((title, spans, _),) = list(duties_in(name, {}))[:1]
                yield (cell, day), title, spans or grid.hours.get(name, ())


def _entry(
    table: Table, grid: Grid, dated: tuple[Cell, WrittenDay], title: str, spans: Spans
) -> Entry:
    cell, day = dated
    return Entry(title, day, cell.row, table.place(cell), spans, last=grid.lasts.get(day))
