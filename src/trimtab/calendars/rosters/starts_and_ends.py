"""Grids that write the start and the end of a shift in two cells, under In and Out."""

from __future__ import annotations

from dataclasses import replace

from trimtab.calendars.rosters.cells import day_of, is_empty, moment_of
from trimtab.calendars.rosters.headers import role_of
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_hours import read_clock

FEWEST_PAIRS = 2
MOST_ROWS_BEFORE = 30
Row = tuple[Cell, ...]


def with_starts_and_ends_joined(table: Table) -> Table:
    """The table with each start and its end as one cell, whether side by side or below."""
    rows = _joined_rows(table, _joined_columns(table))
    return table if rows is table.rows else replace(table, rows=rows)


def _joined_columns(table: Table) -> tuple[Row, ...]:
    """Rows whose columns alternate between In and Out below one day."""
    for at, row in enumerate(table.rows[1:MOST_ROWS_BEFORE], start=1):
        ins = sorted(table.across(cell) for cell in row if role_of(cell.text) == "start")
        outs = sorted(table.across(cell) for cell in row if role_of(cell.text) == "end")
        days = [cell for cell in table.rows[at - 1] if day_of(cell) is not None]
        if min(len(ins), len(outs), len(days)) >= FEWEST_PAIRS and len(ins) == len(outs):
            heads = {table.across(cell) for cell in days if not cell.is_repeated}
            pairs = {out: _head(heads, start) for start, out in zip(ins, outs, strict=True)}
            pairs |= {start: _head(heads, start) for start in ins}
            below = (_joined_row(table, one, pairs) for one in table.rows[at + 1 :])
            return (*table.rows[:at], *below)
    return table.rows


def _head(heads: set[int], column: int) -> int:
    """The column of the day that heads one below it, which may stand over the second of a pair."""
    before = [head for head in heads if head <= column]
    return max(before) if before else min(heads)


def _joined_row(table: Table, row: Row, pairs: dict[int, int]) -> Row:
    joined: dict[int, Cell] = {}
    for cell in row:
        column = pairs.get(table.across(cell), table.across(cell))
        known = joined.get(column)
        joined[column] = _at(table, _joined(known, cell) if known else cell, column)
    return tuple(joined[column] for column in sorted(joined))


def _at(table: Table, cell: Cell, across: int) -> Cell:
    return replace(cell, row=across) if table.is_turned else replace(cell, column=across)


def _joined_rows(table: Table, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows with what a row of ends says joined to the row of starts above it."""
    joined: list[Row] = []
    is_found = rows is not table.rows
    starts: Row | None = None
    for row in rows:
        side = _side_of(row)
        if side == "end" and starts is not None:
            joined[-1] = _both(table, starts, row)
            is_found, starts = True, None
            continue
        starts = row if side == "start" else None
        joined.append(row)
    return tuple(joined) if is_found else table.rows


def _side_of(row: Row) -> str:
    """Whether a label says that a row holds starts or ends, and it holds clock times."""
    sides = [role for cell in row if (role := role_of(cell.text)) in {"start", "end"}]
    if len(sides) != 1 or not any(_clock(cell) for cell in row):
        return ""
    return sides[0] or ""


def _both(table: Table, starts: Row, ends: Row) -> Row:
    across = table.across
    below = {across(cell): cell for cell in ends}
    both = {across(cell): cell for cell in starts}
    columns = sorted(both.keys() | below.keys())
    kept: list[Cell] = []
    for column in columns:
        cells = [one[column] for one in (both, below) if column in one]
        if not any(role_of(cell.text) in {"start", "end"} for cell in cells):
            kept.append(_joined(*cells) if len(cells) > 1 else cells[0])
    return tuple(kept)


def _joined(start: Cell, end: Cell) -> Cell:
    """One cell of both: a span where both are clock times, else all that they say."""
    begins, ends = _clock(start), _clock(end)
    if begins and ends:
        return replace(start, text=f"{begins}-{ends}", value=None, lines=())
    texts = dict.fromkeys(cell.text for cell in (start, end) if not is_empty(cell.text))
    return replace(start, text=" ".join(texts) or start.text, value=None, lines=())


def _clock(cell: Cell) -> str | None:
    text = moment_of(cell)[1]
    return text if text and read_clock(text) is not None and not text.isalpha() else None
