"""Programmes and planned lists as tables that can be read back whole: CSV and workbooks."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from trimtab.domain.applications import LeftOut, ListedProgramme, PlannedList
from trimtab.domain.programmes import FACT_COLUMNS, Fact, Programme
from trimtab.programmes.grids import sleeping_cell
from trimtab.programmes.headings import OWN

Cell = str | float | date | None
Column = Callable[[Programme], Cell]
SHEET = "Programmes"
WIDEST, NARROWEST = 44, 9
"""Columns of a workbook, in letters (our choice)."""

DIGITS = 6
"""Digits of what is estimated: more would say that it is known so well (our choice)."""

_FIXED = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def programmes_to_csv(programmes: Sequence[Programme]) -> str:
    """Programmes with every fact, its source and its day; lines ended by a newline."""
    return rows_to_csv(_table(programmes, {}))


def programmes_to_xlsx(programmes: Sequence[Programme]) -> bytes:
    """The same as a workbook; the same programmes give the same bytes."""
    return rows_to_xlsx(_table(programmes, {}))


def list_to_csv(planned: PlannedList) -> str:
    """A planned list in the order of adding, then every programme that it leaves out.

    What is suggested and estimated stands in columns of its own, so that reading the file back
    takes no estimate for the person's own word, and no signal for sent: it gives the same list.
    """
    return rows_to_csv(_table(*_listed(planned)))


def list_to_xlsx(planned: PlannedList) -> bytes:
    """The same as a workbook; the same list gives the same bytes."""
    return rows_to_xlsx(_table(*_listed(planned)))


def estimated(figure: float | None) -> float | None:
    """An estimate in as many digits as are worth writing; what a person said is never cut so.

    >>> estimated(0.12345678), estimated(1234567.8), estimated(None)
    (0.123457, 1234570.0, None)
    """
    return None if figure is None else float(f"{figure:.{DIGITS}g}")


def all_programmes(planned: PlannedList) -> tuple[Programme, ...]:
    """The programmes of a list, then those that it leaves out, as the person brought them."""
    listed = (one.programme for one in planned.entries)
    return (*listed, *(one.programme for one in planned.left_out))


def _listed(planned: PlannedList) -> tuple[Sequence[Programme], Mapping[str, list[Cell]]]:
    entries, others = planned.entries, planned.left_out
    kept: Mapping[str, Callable[[ListedProgramme], Cell]] = {
        "on_list": lambda _: "yes",
        "suggested_signal": lambda one: one.signal,
        "estimated_chance": lambda one: estimated(one.match.middle),
        "estimated_low": lambda one: estimated(one.match.low),
        "estimated_high": lambda one: estimated(one.match.high),
        "estimated_interview": lambda one: (
            estimated(one.interview.middle) if one.interview else None
        ),
        "estimated_worth": lambda one: estimated(one.worth),
        "gain": lambda one: estimated(one.gain),
        "estimated_cost": lambda one: one.cost,
        "reasons": lambda one: " ".join(one.reasons),
    }
    left: Mapping[str, Callable[[LeftOut], Cell]] = {
        "on_list": lambda _: "no",
        "estimated_chance": lambda one: estimated(one.match.middle) if one.match else None,
        "estimated_low": lambda one: estimated(one.match.low) if one.match else None,
        "estimated_high": lambda one: estimated(one.match.high) if one.match else None,
        "estimated_worth": lambda one: estimated(one.worth),
        "reasons": lambda one: one.because,
    }
    order = [*(float(n) for n in range(1, len(entries) + 1)), *[None for _ in others]]
    shown = {
        name: [*map(cell_of, entries), *map(left.get(name, lambda _: None), others)]
        for name, cell_of in kept.items()
    }
    return all_programmes(planned), {"order": order, **shown}


def _table(
    programmes: Sequence[Programme], extras: Mapping[str, Sequence[Cell]]
) -> list[list[Cell]]:
    """Rows of cells, the headings first; columns nobody fills are left out."""
    columns: dict[str, Column] = {
        "id": lambda one: one.id,
        "name": lambda one: one.name,
        "specialty": lambda one: one.specialty,
        **_own_columns(programmes),
        **_fact_columns(programmes),
    }
    for name in dict.fromkeys(name for one in programmes for name in one.costs):
        columns.setdefault(name, _cost(name))
    head: list[Cell] = [*columns, *extras]
    rows = [
        [*(cell_of(one) for cell_of in columns.values()), *(cells[n] for cells in extras.values())]
        for n, one in enumerate(programmes)
    ]
    return [head, *rows]


def _own_columns(programmes: Iterable[Programme]) -> dict[str, Column]:
    held = tuple(programmes)
    return {name: _own(name) for name in OWN if any(getattr(one, name) is not None for one in held)}


def _own(name: str) -> Column:
    return lambda one: getattr(one, name)


def _cost(name: str) -> Column:
    return lambda one: one.costs.get(name)


def _fact_columns(programmes: Iterable[Programme]) -> dict[str, Column]:
    """A column for each fact anybody has, and for where and when it was read.

    Where all facts of each programme have one source, one column for the row says it.
    """
    held = tuple(programmes)
    beside: dict[str, Callable[[Fact], Cell]] = {
        "source": lambda fact: fact.source,
        "checked": lambda fact: fact.checked,
    }
    of_row = {name for name, said in beside.items() if _is_one_for_each(held, said)}
    columns: dict[str, Column] = {}
    for name in FACT_COLUMNS:
        facts = [one.facts[name] for one in held if name in one.facts]
        if facts:
            columns[name] = _fact(name, _value)
        for word, said in beside.items():
            if word not in of_row and any(map(said, facts)):
                columns[f"{name}_{word}"] = _fact(name, said)
    said_once = {word: _of_row(said) for word, said in beside.items() if word in of_row}
    return {**columns, **said_once}


def _is_one_for_each(programmes: Sequence[Programme], said: Callable[[Fact], Cell]) -> bool:
    """Whether somebody says something, and no programme's facts differ in it."""
    words = [{said(fact) for fact in one.facts.values()} for one in programmes]
    return any(any(each) for each in words) and all(len(each) <= 1 for each in words)


def _of_row(said: Callable[[Fact], Cell]) -> Column:
    return lambda one: next(map(said, one.facts.values()), None)


def _fact(name: str, cell_of: Callable[[Fact], Cell]) -> Column:
    return lambda one: cell_of(one.facts[name]) if name in one.facts else None


def _value(fact: Fact) -> Cell:
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    return fact.value


def rows_to_csv(rows: Sequence[Sequence[Cell]]) -> str:
    """Rows of cells as CSV, texts that a spreadsheet would run put to sleep."""
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\n").writerows([_text(cell) for cell in row] for row in rows)
    return table.getvalue()


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return sleeping_cell(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if cell == int(cell) else repr(cell)


def rows_to_xlsx(rows: Sequence[Sequence[Cell]], title: str = SHEET) -> bytes:
    """The same as a workbook; the same rows give the same bytes."""
    # Imported here: only workbooks need it, and it takes a tenth of a second
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append([sleeping_cell(one) if isinstance(one, str) else one for one in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"
    for number, column in enumerate(zip(*rows, strict=True), start=1):
        widest = max(len(_text(cell)) for cell in column)
        width = min(WIDEST, max(NARROWEST, widest + 2))
        sheet.column_dimensions[get_column_letter(number)].width = width
    return _same_bytes(_saved(book))


def _saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _same_bytes(content: bytes) -> bytes:
    """The workbook without the moment it was written at."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w") as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "docProps/core.xml":
                text = _TIMES.sub(rb"\g<1>2026-01-01T00:00:00Z", text)
            new.writestr(zipfile.ZipInfo(part.filename, _FIXED), text, zipfile.ZIP_DEFLATED)
    return held.getvalue()
