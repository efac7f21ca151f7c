"""Merged cells of a workbook: what stands in one holds for every place it reaches over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from trimtab.calendars.rosters.tables import LETTERS, Cell

MERGED = re.compile(
    rb"<(?:\w{1,20}:)?mergeCell\s+ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']"
)
MOST_MERGED = 5000
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class MergedCells:
    """First and last row and column of one merged cell, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


def find_merged(sheet: bytes) -> tuple[MergedCells, ...]:
    """The merged cells a sheet's XML names.

    >>> find_merged(b'<mergeCell ref="B4:E4"/>')
    (MergedCells(top=4, left=2, bottom=4, right=5),)
    """
    found = islice(MERGED.finditer(sheet), MOST_MERGED)
    return tuple(
        MergedCells(int(one[2]), _column(one[1]), int(one[4]), _column(one[3])) for one in found
    )


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * LETTERS + letter - ord("A") + 1
    return number


def repeat_merged(rows: Rows, merged: Sequence[MergedCells], room: int) -> tuple[Rows, int]:
    """The rows with each merged cell at every empty place it covers; how many more may be read.

    Nothing is repeated beyond the last row and column that hold something, and no title: one that
    reaches over every column, above all rows of several cells.
    """
    if not merged or not rows:
        return rows, room
    places = {(cell.row, cell.column): cell for row in rows for cell in row}
    lowest = max(row for row, _ in places)
    widest = max(column for _, column in places)
    first = min((row[0].row for row in rows if len(row) > 1), default=lowest)
    for one in merged:
        anchor = places.get((one.top, one.left))
        is_title = one.right >= widest and one.top < first
        if anchor is None or anchor.is_repeated or is_title:
            continue
        for row in range(one.top, min(one.bottom, lowest) + 1):
            for column in range(one.left, min(one.right, widest) + 1):
                if (row, column) not in places and room > 0:
                    room -= 1
                    places[row, column] = replace(anchor, row=row, column=column, is_repeated=True)
    return _in_rows(places), room


def _in_rows(places: dict[tuple[int, int], Cell]) -> Rows:
    rows: dict[int, list[Cell]] = {}
    for (row, _), cell in sorted(places.items(), key=lambda one: one[0]):
        rows.setdefault(row, []).append(cell)
    return tuple(map(tuple, rows.values()))
