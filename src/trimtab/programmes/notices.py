"""What is told of a table as a whole, before its rows: what was filled, cut, hidden or open."""

from __future__ import annotations

from trimtab.programmes.grids import MOST_COLUMNS, Grid
from trimtab.programmes.told import Told, rows_text


def tell_grid(grid: Grid, told: Told) -> None:
    """Tell all that is unusual in a table and changes what its rows say."""
    _tell_formulas(grid, told)
    _tell_merged(grid, told)
    _tell_hidden(grid, told)
    _tell_cut(grid, told)
    _tell_quotes(grid, told)


def _tell_formulas(grid: Grid, told: Told) -> None:
    if not grid.unsaved:
        return
    count = len(grid.unsaved)
    hold = f"{count} cells hold formulas" if count > 1 else "One cell holds a formula"
    are = "they are unknown" if count > 1 else "it is unknown"
    what = f"{hold} nobody has reckoned ({rows_text(grid.unsaved)}); {are}."
    mend = "Open the file in a spreadsheet program and save it."
    told.tell("formulas", grid.unsaved[0], what, mend)


def _tell_merged(grid: Grid, told: Told) -> None:
    if not grid.merged:
        return
    count = len(grid.merged)
    has = f"{count} merged cells" if count > 1 else "one merged cell"
    counts = "each counts in all its places" if count > 1 else "it counts in all its places"
    what = f'Sheet "{grid.name}" has {has} ({rows_text(grid.merged)}): {counts}.'
    mend = "Unmerge them to be sure that this is what is meant."
    told.tell("merged", grid.merged[0], what, mend)


def _tell_hidden(grid: Grid, told: Told) -> None:
    if not grid.hidden:
        return
    is_one = len(grid.hidden) == 1
    what = (
        f'Sheet "{grid.name}" hides {rows_text(grid.hidden)}, by a filter or by hand; '
        f"{'it counts' if is_one else 'they count'} like the others."
    )
    mend = f"Delete {'it' if is_one else 'those'} you do not mean, or copy what shows elsewhere."
    told.tell("hidden", grid.hidden[0], what, mend)


def _tell_cut(grid: Grid, told: Told) -> None:
    if grid.cut:
        what = (
            f"Only the first {MOST_COLUMNS} columns are read; "
            f"more stands beyond them in {rows_text(grid.cut)}."
        )
        mend = "Move the columns that matter to the left, or delete some."
        told.tell("cut columns", grid.cut[0], what, mend)


def _tell_quotes(grid: Grid, told: Told) -> None:
    for line in grid.quotes.opened:
        what = 'A quote (") opens in this row and never closes; it is passed over.'
        told.tell("open quote", line, what, "Close it or take it out.")
    for first, last in grid.quotes.spanning:
        what = f"A cell in quotes reaches from row {first} to row {last}; all that is one cell."
        mend = f'If that is not meant, a quote (") in row {first} is one too many or too few.'
        told.tell("spanning quote", first, what, mend)
