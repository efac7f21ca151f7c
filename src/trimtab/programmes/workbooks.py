"""Tables of programmes from workbooks: values only, no formula run, merged cells filled."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from trimtab.calendars.rosters.merged import MergedCells
from trimtab.calendars.rosters.tables import MOST_SHEETS
from trimtab.calendars.rosters.workbooks import FAULTS, BrokenWorkbookError, examine_workbook
from trimtab.programmes.grids import (
    MOST_COLUMNS,
    MOST_ROWS,
    ROWS_OF_A_HEADING,
    Grid,
    Row,
    clean_cell,
)
from trimtab.programmes.values import Raw


@dataclass(frozen=True, slots=True)
class Workbook:
    """Its visible sheets; how many merged cells of each were filled; formulas never reckoned."""

    grids: tuple[Grid, ...]
    merged: tuple[int, ...]
    unsaved_formulas: int


def read_workbook(content: bytes) -> Workbook:
    """Every visible sheet as a grid. Raises BrokenWorkbookError."""
    examined = examine_workbook(content)
    # Imported here: only workbooks need it, and it takes a tenth of a second
    from openpyxl import load_workbook  # noqa: PLC0415

    grids, filled = [], []
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        for sheet in sheets[:MOST_SHEETS]:
            part = str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001 - merged cells by part
            rows = list(_rows(sheet))
            filled.append(_fill(rows, examined.merged.get(part, ())))
            grids.append(Grid(sheet.title, tuple(rows)))
    except FAULTS as error:
        why = "This workbook cannot be read: it is broken or not what its name says."
        raise BrokenWorkbookError(why) from error
    return Workbook(tuple(grids), tuple(filled), examined.unsaved_formulas)


def _rows(sheet: Any) -> Iterator[Row]:
    sheet.reset_dimensions()  # some programs state wrong ones
    # Without max_col: openpyxl would fill every row up to it
    rows = sheet.iter_rows(max_row=MOST_ROWS + ROWS_OF_A_HEADING, values_only=True)
    for number, values in enumerate(rows, start=1):
        cells = [_raw(value) for value in values[:MOST_COLUMNS]]
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


def _fill(rows: list[Row], merged: Sequence[MergedCells]) -> int:
    """Repeat each merged cell in every empty place it covers; how many cells were repeated.

    A title is no such cell: one that stands alone in its row, over several columns.
    """
    at = {line: number for number, (line, _) in enumerate(rows)}
    filled = 0
    for one in merged:
        anchor = _cell(rows, at, one.top, one.left)
        if anchor == "" or _is_title(rows[at[one.top]], one):
            continue
        filled += 1
        for line in range(one.top, one.bottom + 1):
            if line in at:
                rows[at[line]] = (line, _repeated(rows[at[line]][1], one, anchor))
    return filled


def _cell(rows: list[Row], at: dict[int, int], line: int, column: int) -> Raw:
    cells = rows[at[line]][1] if line in at else ()
    return cells[column - 1] if column <= len(cells) else ""


def _is_title(row: Row, one: MergedCells) -> bool:
    written = sum(cell != "" for cell in row[1])
    return written == 1 and one.right > one.left


def _repeated(cells: Sequence[Raw], one: MergedCells, anchor: Raw) -> list[Raw]:
    """A row with a merged cell at each empty place of its own columns."""
    full = list(cells)
    for column in range(one.left - 1, min(one.right, len(full))):
        full[column] = anchor if full[column] == "" else full[column]
    return full
