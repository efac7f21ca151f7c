"""Tables of programmes from workbooks: values only, no formula run, merged cells filled."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from trimtab.calendars.rosters.merged import MergedCells
from trimtab.calendars.rosters.tables import MOST_SHEETS
from trimtab.calendars.rosters.workbooks import (
    FAULTS,
    BrokenWorkbookError,
    Examined,
    ExaminedSheet,
    examine_workbook,
)
from trimtab.programmes.grids import (
    MOST_COLUMNS,
    MOST_ROWS,
    ROWS_OF_A_HEADING,
    Grid,
    Row,
    clean_cell,
)
from trimtab.programmes.values import Raw

MOST_FILLED = 5_000_000
"""Places that merged cells may cover in a sheet (our choice)."""


def read_workbook(content: bytes) -> tuple[Grid, ...]:
    """Every visible sheet as a grid. Raises BrokenWorkbookError."""
    examined = examine_workbook(content)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl's, of parts that are left out
            return tuple(_grids(content, examined))
    except FAULTS as error:
        why = "This workbook cannot be read: it is broken or not what its name says."
        raise BrokenWorkbookError(why) from error


def _grids(content: bytes, examined: Examined) -> Iterator[Grid]:
    # Imported here: only workbooks need it, and it takes a tenth of a second
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
    for sheet in sheets[:MOST_SHEETS]:
        part = examined.sheet(str(sheet._worksheet_path))  # noqa: SLF001 - told by part
        yield _grid(sheet, part)


def _grid(sheet: Any, part: ExaminedSheet) -> Grid:
    cut: list[int] = []
    rows = list(_rows(sheet, cut))
    merged = _fill(rows, part.merged)
    lines = {line for line, _ in rows}
    return Grid(
        name=sheet.title,
        rows=tuple(rows),
        cut=tuple(cut),
        merged=merged,
        unsaved=part.unsaved,
        hidden=tuple(line for line in part.hidden if line in lines),
    )


def _rows(sheet: Any, cut: list[int]) -> Iterator[Row]:
    """Rows with content; `cut` takes those that reach beyond the columns that are read."""
    sheet.reset_dimensions()  # some programs state wrong ones
    # Without max_col: openpyxl would fill every row up to it
    rows = sheet.iter_rows(max_row=MOST_ROWS + ROWS_OF_A_HEADING, values_only=True)
    for number, values in enumerate(rows, start=1):
        cells = [_raw(value) for value in values[:MOST_COLUMNS]]
        if any(_raw(value) != "" for value in values[MOST_COLUMNS:]):
            cut.append(number)
        if any(cell != "" for cell in cells):
            yield number, cells


def _raw(value: Any) -> Raw:
    """What a workbook keeps, as one of the few things a cell can be."""
    if value is None or isinstance(value, str):
        return clean_cell(value or "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value if isinstance(value, date) else _span(value)


def _span(value: Any) -> Raw:
    return value.total_seconds() / 3600 if isinstance(value, timedelta) else clean_cell(str(value))


def _fill(rows: list[Row], merged: Sequence[MergedCells]) -> tuple[int, ...]:
    """Repeat each merged cell in every empty place it covers; the rows those begin in.

    A title is no such cell: one that stands alone in its row, over several columns.
    """
    at = {line: number for number, (line, _) in enumerate(rows)}
    widest = max((len(cells) for _, cells in rows), default=0)
    filled, room = [], MOST_FILLED
    for one in merged:
        anchor = _cell(rows, at, one.top, one.left)
        if anchor == "" or _is_title(rows[at[one.top]], one):
            continue
        filled.append(one.top)
        reach = min(one.right, widest)
        lowest = min(one.bottom, rows[-1][0])
        room -= (lowest + 1 - one.top) * (reach + 1 - one.left)
        if room < 0:
            raise BrokenWorkbookError("Its merged cells cover too much to be followed.")
        for line in range(one.top, lowest + 1):
            if line in at:
                full = _repeated(rows[at[line]][1], range(one.left - 1, reach), anchor)
                rows[at[line]] = (line, full)
    return tuple(filled)


def _cell(rows: list[Row], at: dict[int, int], line: int, column: int) -> Raw:
    cells = rows[at[line]][1] if line in at else ()
    return cells[column - 1] if column <= len(cells) else ""


def _is_title(row: Row, one: MergedCells) -> bool:
    written = sum(cell != "" for cell in row[1])
    return written == 1 and one.right > one.left


def _repeated(cells: Sequence[Raw], places: range, anchor: Raw) -> list[Raw]:
    """A row with a merged cell at each empty place of its own columns."""
    full = [*cells, *[""] * (places.stop - len(cells))]
    for column in places:
        full[column] = anchor if full[column] == "" else full[column]
    return full
