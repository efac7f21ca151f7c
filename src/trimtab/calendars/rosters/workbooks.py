"""Workbooks (.xlsx): values only, no formula evaluated, within bounds on size, sheets and cells."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from trimtab.calendars.rosters.merged import MergedCells, find_merged, repeat_merged
from trimtab.calendars.rosters.tables import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_SHEETS,
    Cell,
    CellValue,
    Table,
    lines_of,
)

MOST_UNPACKED_BYTES = 64 * 2**20
MOST_ROWS = 20_000
MOST_PARTS = 2000
# A formula saved without its value: a program wrote it that calculates nothing
UNSAVED = re.compile(rb"</f>\s*(?:<v\s*/>|<v>\s*</v>|</c>)|<f[^>]{0,400}/>\s*(?:<v\s*/>|</c>)")
CELL_ROW = re.compile(rb"<(?:\w{1,20}:)?c\s[^>]{0,200}?\br=[\"'][A-Z]{1,3}([0-9]{1,7})[\"']")
HIDDEN_ROW = re.compile(
    rb"<(?:\w{1,20}:)?row\s[^>]{0,400}?\bhidden=[\"'](?:1|true)[\"'][^>]{0,400}>"
)
ROW_START = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
# What zipfile, the XML parser and openpyxl raise when they meet a broken file
FAULTS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


class BrokenWorkbookError(Exception):
    """A workbook cannot be opened; `why` says it for the person."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class ExaminedSheet:
    """What only a sheet's own text tells, in rows counted from 1.

    Its merged cells; the row of each formula without a saved value; the rows that are hidden.
    """

    merged: tuple[MergedCells, ...] = ()
    unsaved: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """What the text of each part that is a sheet tells."""

    sheets: Mapping[str, ExaminedSheet]

    @property
    def unsaved_formulas(self) -> int:
        """How many formulas have no saved value."""
        return sum(len(one.unsaved) for one in self.sheets.values())

    def sheet(self, part: str) -> ExaminedSheet:
        """What is told of one part, by its name inside the file."""
        return self.sheets.get(part.lstrip("/"), ExaminedSheet())


@dataclass(slots=True)
class Workbook:
    """Sheets of a workbook as tables; `cut` where something was too large to read whole."""

    tables: list[Table] = field(default_factory=list)
    is_cut: bool = False
    unsaved_formulas: int = 0


def read_workbook(content: bytes) -> Workbook:
    """Read every visible sheet. Raises BrokenWorkbookError."""
    examined = examine_workbook(content)
    # Imported here: only workbooks need it, and it takes a tenth of a second
    from openpyxl import load_workbook  # noqa: PLC0415

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        found = Workbook(unsaved_formulas=examined.unsaved_formulas)
        sheets = [one for one in book.worksheets if one.sheet_state == "visible"]
        found.is_cut = len(sheets) > MOST_SHEETS
        room = MOST_CELLS
        for sheet in sheets[:MOST_SHEETS]:
            rows, room = _rows(sheet, room)
            # openpyxl reads merged cells only where it reads whole books at once
            part = str(sheet._worksheet_path)  # noqa: SLF001
            rows, room = repeat_merged(rows, examined.sheet(part).merged, room)
            found.is_cut = found.is_cut or room <= 0
            found.tables.append(Table(sheet.title, rows))
    except FAULTS as error:
        why = "This workbook cannot be read: it is broken or not what its name says."
        raise BrokenWorkbookError(why) from error
    return found


def examine_workbook(content: bytes) -> Examined:
    """What only the sheets' own text tells, after refusing what would unpack too large.

    Raises BrokenWorkbookError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            _refuse(parts)
            names = [one.filename for one in parts if SHEET.fullmatch(one.filename)]
            told = {name: _examined_sheet(packed.read(name)) for name in names}
    except FAULTS as error:
        why = "This workbook is cut short or broken."
        raise BrokenWorkbookError(why) from error
    return Examined(told)


def _examined_sheet(sheet: bytes) -> ExaminedSheet:
    return ExaminedSheet(find_merged(sheet), find_unsaved(sheet), find_hidden(sheet))


def find_unsaved(sheet: bytes) -> tuple[int, ...]:
    """The row of each formula a sheet's XML has no value for.

    >>> find_unsaved(b'<row r="7"><c r="A7"><f>1/2</f></c></row>')
    (7,)
    """
    rows: list[int] = []
    last = 0
    for formula in UNSAVED.finditer(sheet):
        *_, row = [rows[-1] if rows else 1, *_cell_rows(sheet, last, formula.end())]
        rows.append(row)
        last = formula.start()
    return tuple(rows)


def _cell_rows(sheet: bytes, start: int, end: int) -> Iterator[int]:
    return (int(one[1]) for one in CELL_ROW.finditer(sheet, start, end))


def find_hidden(sheet: bytes) -> tuple[int, ...]:
    """The rows a sheet's XML hides, by hand or by a filter.

    >>> find_hidden(b'<row r="6" hidden="1"><c/></row><row r="7"><c/></row>')
    (6,)
    """
    rows = (ROW_START.search(one[0]) for one in HIDDEN_ROW.finditer(sheet))
    return tuple(int(one[1]) for one in rows if one)


def _refuse(parts: Sequence[zipfile.ZipInfo]) -> None:
    """Raise BrokenWorkbookError for what is too large, or no workbook at all."""
    if len(parts) > MOST_PARTS or sum(one.file_size for one in parts) > MOST_UNPACKED_BYTES:
        why = f"Unpacked, this workbook has more than {MOST_UNPACKED_BYTES // 2**20} MiB."
        raise BrokenWorkbookError(why)
    if not any(one.filename == "xl/workbook.xml" for one in parts):
        why = "This is a packed file, but no Excel workbook (.xlsx)."
        raise BrokenWorkbookError(why)


def _rows(sheet: Any, room: int) -> tuple[tuple[tuple[Cell, ...], ...], int]:
    """Rows with content, and how many more cells may be read."""
    rows = []
    sheet.reset_dimensions()  # some programs state wrong ones
    for number, values in enumerate(
        sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True), start=1
    ):
        row = tuple(_cells(number, values))
        room -= len(row)
        if room <= 0:
            break
        if row:
            rows.append(row)
    return tuple(rows), room


def _cells(number: int, values: tuple[Any, ...]) -> Iterator[Cell]:
    for column, value in enumerate(values, start=1):
        if value is None or isinstance(value, bool):
            continue
        text = _text(value)
        if text:
            lines = lines_of(value[:LONGEST_CELL]) if isinstance(value, str) else ()
            yield Cell(text, number, column, _value(value), lines)


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        at_midnight = (value.hour, value.minute) == (0, 0)
        return value.date().isoformat() if at_midnight else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}" if 0 <= minutes <= 2880 else ""
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(str(value)[:LONGEST_CELL].split())


def _value(value: Any) -> CellValue:
    if isinstance(value, int | float):
        return float(value) if abs(value) < 10**9 else None
    return value if isinstance(value, date | time) else None
