"""Tables of any origin: cells that know where they stand, within bounds that keep reading cheap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

MOST_CELLS = 100_000
MOST_COLUMNS = 400
MOST_SHEETS = 24
LONGEST_CELL = 400
LETTERS = 26

CellValue = date | datetime | time | float | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text without spare space, the typed value a workbook gives, its coordinates.

    Rows and columns count from 1. `lines` are set where the cell was written in several;
    `is_repeated` where a merged cell reaches over its place.
    """

    text: str
    row: int
    column: int
    value: CellValue = None
    lines: tuple[str, ...] = ()
    is_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet, or a whole text file; rows without content are left out.

    `name` is the sheet's, empty for text; `is_turned` where its rows are really columns.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    is_turned: bool = False

    @property
    def is_sheet(self) -> bool:
        """Whether places in it are cells, not lines."""
        return bool(self.name)

    def place(self, cell: Cell) -> str:
        """Where a cell stands: "November!C7" in a workbook, nothing in text, which has lines.

        >>> Table("November", ()).place(Cell("NF", 7, 3))
        'November!C7'
        """
        return f"{self.name}!{column_letters(cell.column)}{cell.row}" if self.name else ""

    def turned(self) -> Table:
        """The table with its columns as rows; each cell still knows where it really stands."""
        columns: dict[int, list[Cell]] = {}
        for row in self.rows:
            for cell in row:
                columns.setdefault(cell.column, []).append(cell)
        rows = tuple(tuple(columns[column]) for column in sorted(columns))
        return Table(self.name, rows, is_turned=True)

    def across(self, cell: Cell) -> int:
        """How far along its row a cell stands."""
        return cell.row if self.is_turned else cell.column


def text_cells(row: int, texts: Iterable[str]) -> tuple[Cell, ...]:
    """The cells of one row that hold something."""
    written = enumerate((text[:LONGEST_CELL] for text in texts), start=1)
    cells = (Cell(" ".join(text.split()), row, at, lines=lines_of(text)) for at, text in written)
    return tuple(cell for cell in cells if cell.text)


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of a text that has several, without spare space; nothing for a single line."""
    lines = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return lines if len(lines) > 1 else ()


def column_letters(column: int) -> str:
    """The name of a column.

    >>> column_letters(3), column_letters(28)
    ('C', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters
