"""One more row for a table of programmes in text, in the columns that the table has."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence

from trimtab.calendars.rosters.delimited import is_plain_text
from trimtab.domain.encodings import decode
from trimtab.programmes.columns import Columns, find_columns
from trimtab.programmes.grids import (
    ROWS_OF_A_HEADING,
    SPACES,
    Grid,
    delimiter_of,
    grid_of_text,
    sleeping_cell,
)

PACKED = b"PK\x03\x04"


def with_row(content: bytes, cells: Mapping[str, str]) -> bytes | None:
    r"""A table in text with one more row below; all that stands in it stays as it is.

    `cells` are by the names of columns; an "id" is written only below a heading that says "id".
    None where it is no text, or where it lacks a column for one of the cells. Whether the row is
    understood shows when the table is read again: a quote may stay open above it.

    >>> with_row(b"State;Program;My notes\nOH;A;x", {"name": "B; C", "state": "TX"})
    b'State;Program;My notes\nOH;A;x\nTX;"B; C";\n'
    """
    text, _ = decode(content)
    if content.startswith(PACKED) or not is_plain_text(text):
        return None
    head = "\n".join(text.splitlines()[:ROWS_OF_A_HEADING])
    grid = grid_of_text(head)
    columns = find_columns(grid)
    row = _row(grid, columns, cells) if columns else None
    if row is None:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    before = "" if text.endswith(("\n", "\r")) else end
    more = f"{before}{_line(row, delimiter_of(head), head)}{end}"
    if content.removeprefix(BOM_UTF8) == text.encode():
        return content + more.encode()
    return BOM_UTF8 + f"{text}{more}".encode()  # its own encoding may lack the signs of a name


def _row(grid: Grid, columns: Columns, cells: Mapping[str, str]) -> list[str] | None:
    headings = grid.rows[columns.heading_row][1] if columns.heading_row >= 0 else ()
    places = {name: columns.places[name] for name in cells if name in columns.places}
    if "id" in places and str(headings[places["id"]]).strip().casefold() != "id":
        del places["id"]  # a code that others gave is not ours to make up
    if any(cell and name not in places for name, cell in cells.items() if name != "id"):
        return None
    row = [""] * max(columns.width, *(place + 1 for place in places.values()))
    for name, place in places.items():
        row[place] = sleeping_cell(cells[name])
    return row


def _line(row: Sequence[str], delimiter: str, head: str) -> str:
    """A row as the table parts its own; below columns of spaces, tabs part it."""
    if delimiter == SPACES:
        return "\t".join(row)
    held = io.StringIO(newline="")
    csv.writer(held, delimiter=delimiter, lineterminator="").writerow(row)
    line = held.getvalue()
    return f"| {line} |" if delimiter == "|" and head.lstrip().startswith("|") else line
