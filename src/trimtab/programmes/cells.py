"""Readers of single columns: from a cell as it came to the value a programme keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from trimtab.domain.programmes import FACT_COLUMNS, FactColumn
from trimtab.programmes.columns import Columns
from trimtab.programmes.grids import Row
from trimtab.programmes.signs import Read, Value, careful, has_decimal_commas
from trimtab.programmes.told import Told
from trimtab.programmes.values import (
    Fault,
    Raw,
    is_unknown,
    read_choice,
    read_money,
    read_number,
    read_positive,
    read_share,
    read_signal,
    read_state,
    read_status,
    read_within,
    read_yes,
    text_of,
)

MOST_KEPT = 5000
"""Different cells of a column that are remembered, so that each is understood once."""

_CHANCES = ("chance", "interview_chance")
_MONEY = ("cost", "salary")
_OF_NUMBERS = ("number", "share")
_NUMBERS = (
    *(name for name, fact in FACT_COLUMNS.items() if fact.kind in _OF_NUMBERS),
    *(*_CHANCES, "worth", "cost"),
)
_NO_LIMIT = frozenset(
    {"none", "no limit", "no minimum", "no cutoff", "no cut-off", "no requirement"}
)


@dataclass(slots=True)
class CellReader:
    """Reads one column, remembering cells it has met."""

    column: str
    place: int
    read: Read
    kept: dict[Raw, Value | Fault | None]

    def value_in(self, row: Row, told: Told) -> Value | None:
        """What a row says in this column; None where it is not known, a fault being told."""
        line, cells = row
        raw = cells[self.place] if self.place < len(cells) else ""
        if raw == "":
            return None
        found = self._value(raw)
        if isinstance(found, Fault):
            told.tell(("cell", self.column), line, f"`{self.column}` {found.what}", found.mend)
            return None
        return found

    def _value(self, raw: Raw) -> Value | Fault | None:
        if raw in self.kept:
            return self.kept[raw]
        found = None if is_unknown(raw) else self.read(raw)
        if len(self.kept) < MOST_KEPT:
            self.kept[raw] = found
        return found


@dataclass(frozen=True, slots=True)
class Readers:
    """How each column is read: facts, the person's own words, costs asked for by name."""

    facts: tuple[CellReader, ...]
    own: tuple[CellReader, ...]
    costs: tuple[CellReader, ...]


def make_readers(columns: Columns, rows: Sequence[Row], told: Told) -> Readers:
    """A reader for each column the table has; how its numbers are written is told from all rows."""
    of_numbers = [columns.places[name] for name in _NUMBERS if name in columns.places]
    places = (*of_numbers, *columns.costs.values())
    cells = (row[place] for _, row in rows for place in places if place < len(row))
    in_doubt = ".," if has_decimal_commas(cells) else ""
    in_money = "."  # "1,200" is no sum with a third of a cent, "1.200" may well be 1200

    def reader(name: str, place: int, read: Read) -> CellReader:
        is_money = name in _MONEY or name not in columns.places
        is_number = is_money or name in _NUMBERS
        signs = in_money if is_money else in_doubt
        return CellReader(name, place, careful(name, read, signs) if is_number else read, {})

    places_of = columns.places
    facts, own = _fact_reads(columns, rows, told), _own_reads(columns, rows, told)
    return Readers(
        facts=tuple(reader(name, places_of[name], read) for name, read in facts.items()),
        own=tuple(reader(name, places_of[name], read) for name, read in own.items()),
        costs=tuple(
            reader(name, place, partial(read_money, is_foreign=name in columns.foreign))
            for name, place in columns.costs.items()
        ),
    )


def _fact_reads(columns: Columns, rows: Iterable[Row], told: Told) -> Mapping[str, Read]:
    here = {name: fact for name, fact in FACT_COLUMNS.items() if name in columns.places}
    shares = {name for name, fact in here.items() if fact.kind == "share"}
    percents = find_percents(columns, rows, shares, told)
    return {name: _fact_read(name, fact, columns, percents) for name, fact in here.items()}


def _own_reads(columns: Columns, rows: Iterable[Row], told: Told) -> Mapping[str, Read]:
    percents = find_percents(columns, rows, set(_CHANCES) & set(columns.places), told)
    reads: Mapping[str, Read] = {
        **{name: partial(read_share, is_percent=name in percents) for name in _CHANCES},
        "worth": read_positive,
        "cost": partial(read_money, is_foreign="cost" in columns.foreign),
        "signal": read_signal,
        "status": read_status,
    }
    return {name: read for name, read in reads.items() if name in columns.places}


def _fact_read(name: str, fact: FactColumn, columns: Columns, percents: set[str]) -> Read:
    if name == "salary":
        return partial(_salary, is_foreign=name in columns.foreign)
    if name == "state":
        return read_state
    reads: Mapping[str, Read] = {
        "number": partial(_number, column=fact),
        "share": partial(read_share, is_percent=name in percents),
        "choice": partial(read_choice, column=fact),
        "yes": read_yes,
        "text": text_of,
    }
    return reads[fact.kind]


def _number(raw: Raw, column: FactColumn) -> float | Fault | None:
    """A number in its bounds; that there is no limit is nothing a programme record can say."""
    says_none = isinstance(raw, str) and raw.casefold() in _NO_LIMIT
    return None if says_none else read_within(raw, column)


def _salary(raw: Raw, *, is_foreign: bool) -> float | Fault:
    found = read_money(raw, is_foreign=is_foreign)
    return found if isinstance(found, Fault) else read_within(raw, FACT_COLUMNS["salary"])


def find_percents(columns: Columns, rows: Iterable[Row], names: set[str], told: Told) -> set[str]:
    """Columns of shares whose bare numbers count in hundredths.

    A heading with a % says so, unless a workbook kept fractions below it. Without one, a column
    of whole numbers of which none can be a share is read so, and that is told; a chance is not.
    """
    rows = tuple(rows)
    found = set()
    for name in sorted(names):
        bare = [
            value for _, cells in rows if (value := _bare(cells, columns.places[name])) is not None
        ]
        are_fractions = any(0 < value < 1 for value in bare)
        if name in columns.percents:
            if not (are_fractions and max(bare) <= 1):
                found.add(name)
            if are_fractions and max(bare) > 1:
                what = f"`{name}` holds {max(bare):g} and numbers below 1; all are per cent."
                told.tell(
                    "percent", None, what, "Write 40 for four in ten, below a heading with %."
                )
        elif name not in _CHANCES and bare and not are_fractions and 1 < max(bare) <= 100:
            found.add(name)
            what = f"`{name}` holds whole numbers up to {max(bare):g}; they are read as per cent."
            told.tell("percent", None, what, "Write 45 % or 0.45 to be sure.")
    return found


def _bare(cells: Sequence[Raw], place: int) -> float | None:
    """A number without a sign behind it."""
    raw = cells[place] if place < len(cells) else ""
    if isinstance(raw, str) and (not raw or not raw[-1].isdigit()):
        return None
    value = read_number(raw)
    return None if isinstance(value, Fault) else value
