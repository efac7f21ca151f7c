"""From the rows of a table to programmes, telling what each row cannot say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from trimtab.domain.programmes import Fact, Programme, Signal, Status
from trimtab.programmes.cells import CellReader, Readers, make_readers
from trimtab.programmes.columns import Columns
from trimtab.programmes.consistency import drop_impossible
from trimtab.programmes.grids import Grid, Row, headings_in
from trimtab.programmes.identities import Identity, Register, cell_text, identity_of
from trimtab.programmes.states import state_code
from trimtab.programmes.told import Told, quoted
from trimtab.programmes.values import Fault, Raw, read_day, read_yes

_FOOTER = re.compile(
    r"(?:grand )?total\b|sum\b|source\b|sources\b|page \d|printed\b|exported\b|generated\b|©"
    r"|copyright\b|note\b|notes\b|last updated\b|updated\b|count\b|average\b|mean\b|\*|end of",
    re.IGNORECASE,
)
FEWEST_COLUMNS = 3
"""From so many columns on, a row with one cell alone is a title or a footer."""

_PLACE = re.compile(r"(?P<city>.+?),\s*(?P<state>[^,]+)")


_VISAS: Mapping[tuple[bool | None, ...], str] = {
    (True, True): "both",
    (True, False): "j1",
    (False, True): "h1b",
    (False, False): "none",
}


def read_rows(
    rows: Sequence[Row], columns: Columns, usual_specialty: str, told: Told
) -> Iterator[Programme]:
    """Programmes below the row of headings, in the order they stand in."""
    body = rows[columns.heading_row + 1 :]
    readers = make_readers(columns, body, told)
    register = Register(told)
    for row in body:
        if _is_beside(row, columns, told):
            continue
        identity = identity_of(row, columns, usual_specialty)
        if identity is None:
            what = "This row names no programme; it is left out."
            told.tell("nameless", row[0], what, "Give it a name or an id.")
            continue
        _tell_further_cells(row, columns, told)
        if "specialty" in columns.places and not cell_text(row, columns, "specialty"):
            what = f"This row says no specialty; it is taken for {usual_specialty or 'unknown'}."
            told.tell("no specialty", row[0], what, "Fill the cell if that is not so.")
        if (chosen := register.admit(identity)) is not None:
            yield _programme(row, columns, readers, (identity, chosen), told)


def _tell_further_cells(row: Row, columns: Columns, told: Told) -> None:
    """A name with a comma outside quotes moves all that stands after it."""
    line, cells = row
    if columns.headings and any(cell != "" for cell in cells[columns.width :]):
        what = f"This row has {len(cells)} cells and the table {columns.width} headings."
        told.tell("cells", line, what, "Put a text that holds the delimiter between quotes.")


def count_programmes(grid: Grid, columns: Columns) -> int:
    """How many rows of a table name a programme, each counted as often as it stands there."""
    body = grid.rows[columns.heading_row + 1 :]
    return sum(
        not (_is_heading(cells, columns) or _is_title(cells, columns))
        and identity_of((line, cells), columns, "") is not None
        for line, cells in body
    )


def _is_beside(row: Row, columns: Columns, told: Told) -> bool:
    """Whether a row is a heading said again, a title between rows, or a footer; those are told."""
    line, cells = row
    if _is_heading(cells, columns):
        return True
    if not _is_title(cells, columns):
        return False
    first = next(cell for cell in cells if cell != "")
    what = f"This row holds only {quoted(str(first))} and is taken for a title or a footer."
    told.tell("beside", line, what, "Give it a specialty or a state if it is a programme.")
    return True


def _is_heading(cells: Sequence[Raw], columns: Columns) -> bool:
    written = [cell for cell in cells if cell != ""]
    return written[0] in columns.headings and headings_in(cells) * 2 > len(written)


def _is_title(cells: Sequence[Raw], columns: Columns) -> bool:
    """Whether a row stands between programmes: one cell alone, or the words of a footer."""
    written = [cell for cell in cells if cell != ""]
    first = written[0]
    is_lone = len(written) == 1 and len(columns.places) >= FEWEST_COLUMNS
    return is_lone or (len(written) <= 2 and isinstance(first, str) and bool(_FOOTER.match(first)))


def _programme(
    row: Row, columns: Columns, readers: Readers, known: tuple[Identity, str], told: Told
) -> Programme:
    identity, chosen = known
    own: dict[str, Any] = {one.column: one.value_in(row, told) for one in readers.own}
    costs = {one.column: one.value_in(row, told) for one in readers.costs}
    facts = _facts(row, columns, readers.facts, identity, told)
    drop_impossible(facts, own, row[0], told)
    return Programme(
        id=chosen,
        name=identity.name,
        specialty=identity.specialty,
        facts=facts,
        chance=own.get("chance"),
        interview_chance=own.get("interview_chance"),
        worth=own.get("worth"),
        cost=own.get("cost"),
        costs={name: cast("float", value) for name, value in costs.items() if value is not None},
        signal=cast("Signal | None", own.get("signal")),
        status=cast("Status | None", own.get("status")),
        line=row[0],
    )


def _facts(
    row: Row, columns: Columns, readers: Sequence[CellReader], identity: Identity, told: Told
) -> dict[str, Fact]:
    """What the row knows, each with its own source and day, else with those of the row."""
    usual = cell_text(row, columns, "source"), _day(row, columns.places.get("checked"), told)
    found: dict[str, Fact] = {}
    for reader in readers:
        value = reader.value_in(row, told)
        if value is not None:
            found[reader.column] = Fact(value, *_beside(row, columns, reader.column, usual, told))
    for name, text in _implied(row, columns, identity).items():
        found.setdefault(name, Fact(text, *usual))
    return found


def _beside(
    row: Row, columns: Columns, name: str, usual: tuple[str, date | None], told: Told
) -> tuple[str, date | None]:
    if name not in columns.sources and name not in columns.checked:
        return usual
    source = _text_at(row, columns.sources.get(name))
    day = _day(row, columns.checked.get(name), told)
    return (source or usual[0], day or usual[1])


def _text_at(row: Row, place: int | None) -> str:
    return "" if place is None else cell_text(row, Columns(-1, {"": place}), "")


def _day(row: Row, place: int | None, told: Told) -> date | None:
    if place is None or place >= len(row[1]) or not _text_at(row, place):
        return None
    day = read_day(row[1][place])
    if isinstance(day, Fault):
        told.tell("checked", row[0], f"The day it was checked {day.what}", day.mend)
        return None
    return day


def _implied(row: Row, columns: Columns, identity: Identity) -> Mapping[str, str]:
    """Facts that stand inside other cells: "Columbus, OH", "Surgery (preliminary)".

    Two columns of visas, each yes or no, make one fact where both are known.
    """
    found = {"track": identity.track} if identity.track else {}
    if visa := _VISAS.get(tuple(_is_taken(row, columns, one) for one in ("takes_j1", "takes_h1b"))):
        found["visa"] = visa
    if match := _PLACE.fullmatch(cell_text(row, columns, "location")):
        found["city"] = match["city"]
        found["state"] = state_code(match["state"]) or match["state"].strip()
    return found


def _is_taken(row: Row, columns: Columns, name: str) -> bool | None:
    """What a column of one visa says, None where it is not known."""
    said = read_yes(text) if (text := cell_text(row, columns, name)) else None
    return said if isinstance(said, bool) else None
