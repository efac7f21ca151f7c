"""Grids that lost their columns when they were pasted from a PDF: a line of days, names below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from trimtab.calendars.codes import NOT_DUTY, looks_like_code
from trimtab.calendars.rosters.entries import Found
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import (
    MOST_SEEN,
    DaysFound,
    find_days,
    find_each_days,
)
from trimtab.calendars.rosters.written_hours import find_hours, tidy
from trimtab.calendars.scanning import shorten

FEWEST_DAYS = 3
MOST_NAME_WORDS = 5
LETTERS = re.compile(r"[^\W\d_]{2}")
EMPTY = re.compile(r"[-\u2013\u2014._]+")
Row = tuple[Cell, ...]


def find_pasted_grids(lines: Table, found: Found) -> list[Table]:
    """The lines that are no part of a grid, and a table for each line of days with rows below it.

    A row with fewer or more entries than there are days is told and left out.
    """
    if not _is_bounded(lines):
        return [lines]
    left: list[Row] = []
    grids: list[list[Row]] = []
    days: Row = ()
    for row in lines.rows:
        header = _days_along(row[0])
        cells = _row_below(row[0], len(days) - 1) if days else None
        if header:
            days, cells = header, None
            grids.append([header])
        elif cells:
            grids[-1].append(cells)
        elif days and _is_row(row[0]):
            _tell_uneven(row[0], len(days) - 1, found)
        else:
            left.append(row)
    used = [Table("", tuple(rows)) for rows in grids if len(rows) > 1]
    unused = [_line(lines, rows[0]) for rows in grids if len(rows) == 1]
    rest = replace(lines, rows=tuple(sorted([*left, *unused], key=lambda row: row[0].row)))
    return [*used, rest] if used else [lines]


def _is_bounded(lines: Table) -> bool:
    """Whether the days of all lines are few enough to look for rows of them."""
    seen = 0
    for row in lines.rows:
        seen += len(find_each_days(row[0].text))
        if seen > MOST_SEEN:
            return False
    return True


def _line(lines: Table, header: Row) -> Row:
    return next(row for row in lines.rows if row[0].row == header[0].row)


def _days_along(cell: Cell) -> Row:
    """The cells of a line that holds three days or more and, before them, one label at most."""
    days = list(find_each_days(cell.text))
    if len(days) < FEWEST_DAYS or any(one.first != one.last for one in days):
        return ()
    between = [cell.text[one.end : other.start] for one, other in pairwise(days)]
    label = tidy(cell.text[: days[0].start])
    if any(map(str.strip, [*between, cell.text[days[-1].end :]])) or len(label.split()) > 2:
        return ()
    return _cells(cell, [label or "Name", *(_text(cell, day) for day in days)])


def _text(cell: Cell, day: DaysFound) -> str:
    return cell.text[day.start : day.end]


def _cells(cell: Cell, texts: Sequence[str]) -> Row:
    return tuple(Cell(text, cell.row, at) for at, text in enumerate(texts, start=1))


def _row_below(cell: Cell, days: int) -> Row | None:
    """A name and an entry for each day; None where the line is something else."""
    words = cell.text.split()
    name, entries = words[:-days], words[-days:]
    if not _is_name(name) or not all(map(_is_entry, entries)):
        return None
    return _cells(cell, [" ".join(name), *entries])


def _is_name(words: Sequence[str]) -> bool:
    name = " ".join(words)
    return (
        0 < len(words) <= MOST_NAME_WORDS
        and LETTERS.search(name) is not None
        and not any(sign in name for sign in "=:")
        and find_days(name) is None
    )


def _is_entry(word: str) -> bool:
    """Whether a word is a code, hours or a dash, as the cells of a grid are."""
    is_code = looks_like_code(word) and any(map(str.isalpha, word))
    return (
        is_code
        or NOT_DUTY.fullmatch(word) is not None
        or bool(find_hours(word).spans)
        or EMPTY.fullmatch(word) is not None
    )


def _is_row(cell: Cell) -> bool:
    """Whether a line is a name and two entries or more, though not one for each day."""
    words = cell.text.split()
    entries = [word for word in words if _is_entry(word)]
    return len(entries) > 1 and len(words) > len(entries) and _is_name(words[:1])


def _tell_uneven(cell: Cell, days: int, found: Found) -> None:
    what = (
        f'"{shorten(cell.text)}" does not have one entry for each of the {days} days above, so '
        "what is on which day is not clear; it is left out."
    )
    mend = "Write a dash for each empty day, or give the file itself."
    found.tell(Table("", ()), cell, what, mend)
