"""Read a table of programmes in whatever shape a person has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from trimtab.calendars.rosters.delimited import is_plain_text
from trimtab.calendars.rosters.workbooks import BrokenWorkbookError
from trimtab.domain.encodings import decode
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme
from trimtab.domain.specialties import SPECIALTIES, plain_specialty
from trimtab.profiles.scalars import suggest
from trimtab.programmes.columns import Columns, find_columns
from trimtab.programmes.grids import MOST_ROWS, Grid, grid_of_text
from trimtab.programmes.notices import tell_grid
from trimtab.programmes.rows import count_programmes, read_rows
from trimtab.programmes.told import Told, quoted
from trimtab.programmes.workbooks import read_workbook

MOST_BYTES = 20 * 2**20
PACKED = b"PK\x03\x04"
SHOWN_HEADINGS, MOST_HEADINGS = 8, 40
_EXAMPLE = "id,name,state,specialty"
_OTHER_FORMATS = (
    (b"\xd0\xcf\x11\xe0", "This is a workbook of the old kind (.xls)."),
    (b"%PDF", "This is a PDF."),
    (b"\x89PNG", "This is a picture."),
    (b"\xff\xd8\xff", "This is a picture."),
)
_HEADINGS = "The reference page on programmes lists the headings that are understood."
_ALL_SAID = frozenset({"chance", "worth"})
_PLACES = frozenset({"state", "location", "country", "latitude"})
_SAVE = "Save it as .xlsx or .csv, or copy the table and paste it as text."


def read_programmes(
    content: bytes | str,
    file: str,
    *,
    specialties: Sequence[str] = (),
    cost_columns: Collection[str] = (),
) -> tuple[tuple[Programme, ...], tuple[Problem, ...]]:
    """Programmes in a CSV file, a workbook or a pasted table, and all that could not be used.

    `specialties` are those applied in: rows of others are told and left out, and where there is
    no column of specialties every row is of the first. `cost_columns` are headings of numbers to
    keep in `costs`. What is not known stays unknown; a row with a mistake keeps its other cells.
    """
    told = Told(file)
    grid, columns = _table(content, cost_columns, told)
    if grid is None or columns is None:
        return (), told.problems()
    wanted = tuple(plain_specialty(one) for one in specialties)
    _tell_columns(grid, columns, wanted, told)
    rows = grid.rows[: MOST_ROWS + columns.heading_row + 1]
    if len(rows) < len(grid.rows):
        what = f"Only the first {MOST_ROWS} rows are read."
        told.tell("cut", rows[-1][0], what, "Keep the rows you would apply to.")
    usual = wanted[0] if wanted else ""
    found = tuple(read_rows(rows, columns, usual, told))
    for name in cost_columns:
        _tell_missing_costs(name, grid, columns, told)
    if not found:
        told.tell("none", None, "No programme stands in this table.", f"Head it with {_EXAMPLE}.")
    return _wanted_only(found, wanted, told), told.problems()


def _table(
    content: bytes | str, cost_columns: Collection[str], told: Told
) -> tuple[Grid | None, Columns | None]:
    """The grid that holds programmes, with its columns; why there is none is told."""
    grids = _grids(content, told)
    found = [(grid, find_columns(grid, cost_columns)) for grid in grids]
    named = [(grid, one) for grid, one in found if one is not None and one.names_programmes]
    if named:
        best = max(named, key=lambda one: (len(one[1].places) > 1, count_programmes(*one)))
        tell_grid(best[0], told)
        _tell_other_sheets(best[0], [grid for grid, _ in named], told)
        return best
    if grids:
        _tell_no_names(found, told)
        for grid in grids:
            tell_grid(grid, told)
    return None, None


def _grids(content: bytes | str, told: Told) -> tuple[Grid, ...]:
    if isinstance(content, str):
        return _text_grid(content, told)
    if len(content) > MOST_BYTES:
        told.tell("size", None, f"It is larger than {MOST_BYTES // 2**20} MiB.", "Send fewer rows.")
        return ()
    if content.startswith(PACKED):
        return _sheets(content, told)
    for start, what in _OTHER_FORMATS:
        if content.startswith(start):
            told.tell("format", None, what, _SAVE)
            return ()
    text, is_foreign = decode(content)
    if is_foreign:
        what = "It is not in UTF-8; it is read as Western European (cp1252)."
        told.tell("encoding", None, what, 'Save it as "CSV UTF-8" where names look odd.')
    return _text_grid(text, told)


def _text_grid(text: str, told: Told) -> tuple[Grid, ...]:
    if not text.strip("\ufeff \t\r\n"):
        told.tell("empty", None, "There is nothing in it.", f"Head a table with {_EXAMPLE}.")
        return ()
    if not is_plain_text(text):
        told.tell("format", None, "This is no text.", _SAVE)
        return ()
    return (grid_of_text(text),)


def _sheets(content: bytes, told: Told) -> tuple[Grid, ...]:
    try:
        grids = read_workbook(content)
    except BrokenWorkbookError as error:
        told.tell("format", None, error.why, "Save it anew, or export the sheet as .csv.")
        return ()
    if not grids:
        what = "This workbook shows no sheet of cells."
        told.tell("format", None, what, "Unhide the sheet with the programmes, and save it.")
    return grids


def _tell_other_sheets(best: Grid, named: Sequence[Grid], told: Told) -> None:
    others = [f'"{grid.name}"' for grid in named if grid is not best]
    if others:
        what = f'Sheet "{best.name}" is read; {" and ".join(others)} also look like programmes.'
        told.tell("sheets", None, what, "Put all programmes into one sheet to have them together.")


def _tell_no_names(found: Sequence[tuple[Grid, Columns | None]], told: Told) -> None:
    """Say which columns are missing, with those that are there."""
    columns = next((one for _, one in found if one is not None), None)
    if columns is None:
        what = "No row of headings was found, and no column of states or specialties beside names."
        told.tell("headings", None, what, f"Head the table with {_EXAMPLE}.")
        return
    known = ", ".join(sorted(columns.places))
    unread = _listed(columns.unread)
    what = f"No column names the programmes. Understood: {known}." + (
        f" Not understood: {unread}." if unread else ""
    )
    told.tell("headings", None, what, 'Head the column of names with "name".')


def _listed(headings: Sequence[str], most: int = SHOWN_HEADINGS) -> str:
    shown = [quoted(one) for one in headings[:most]]
    left = len(headings) - len(shown)
    return ", ".join(shown) + (f" and {left} more" if left else "")


def _tell_columns(grid: Grid, columns: Columns, wanted: tuple[str, ...], told: Told) -> None:
    if columns.heading_row < 0:
        known = ", ".join(sorted(columns.places, key=columns.places.__getitem__))
        what = f"The table has no row of headings; its columns are taken for {known}."
        told.tell("headings", None, what, "Write the headings above them to be sure.")
    if columns.unread:
        what = f"Not understood and not used: {_listed(columns.unread)}."
        told.tell("unread", grid.rows[columns.heading_row][0], what, _HEADINGS)
    for used, other in columns.doubled:
        what = (
            f"Two columns say the same: {quoted(used)} is used, and the later {quoted(other)} not."
        )
        told.tell("doubled", grid.rows[columns.heading_row][0], what, "Keep the one you mean.")
    if wanted and not columns.places.keys() & _PLACES and not columns.places.keys() >= _ALL_SAID:
        what = "There is no column of states; ties to a state and distances cannot count."
        told.tell("state", None, what, 'Add a column headed "state", as in OH.')
    if "specialty" not in columns.places:
        taken = (
            f"every row is taken for {wanted[0]}, as you apply in it"
            if wanted
            else ("it stays unknown")
        )
        what = f"There is no column of specialties; {taken}."
        told.tell("specialty", None, what, 'Add a column headed "specialty" if that is not so.')


def _tell_missing_costs(name: str, grid: Grid, columns: Columns, told: Told) -> None:
    if name in columns.costs:
        return
    row = grid.rows[columns.heading_row][1] if columns.heading_row >= 0 else []
    headings = [cell for cell in row if isinstance(cell, str) and cell]
    here = f"The columns are {_listed(headings, MOST_HEADINGS)}." if headings else "It has none."
    what = f"There is no column headed {quoted(name)} to take costs from. {here}"
    told.tell("costs", None, what, suggest(name, headings, "Name one of them."))


def _wanted_only(
    found: tuple[Programme, ...], wanted: tuple[str, ...], told: Told
) -> tuple[Programme, ...]:
    """Programmes in a specialty that is applied in; of others, each specialty is told once."""
    if not wanted:
        return found
    others = Counter(one.specialty for one in found if one.specialty not in wanted)
    for specialty, count in others.items():
        first = next(one.line for one in found if one.specialty == specialty)
        rows = f"{count} rows are" if count > 1 else "One row is"
        what = f"{rows} of {specialty or 'no specialty'}, which you do not apply in; left out."
        told.tell("other specialties", first, what, _specialty_mend(specialty, wanted))
    return tuple(one for one in found if one.specialty in wanted)


def _specialty_mend(specialty: str, wanted: tuple[str, ...]) -> str:
    add = f'To apply in it too, write specialties = ["{wanted[0]}", "{specialty}"].'
    return add if specialty in SPECIALTIES else suggest(specialty, SPECIALTIES, add)
