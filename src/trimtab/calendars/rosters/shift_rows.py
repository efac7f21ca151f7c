"""Rosters with one row for each shift, under headings in any spelling and order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from trimtab.calendars.rosters.cells import day_of, is_empty, moment_of
from trimtab.calendars.rosters.entries import MOST_ENTRIES, Entry, Found, Spans
from trimtab.calendars.rosters.headers import OF_EVENTS, Role, plain_heading, role_of
from trimtab.calendars.rosters.people import EVERYBODY, choose_person
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import WrittenDay, read_weekday
from trimtab.calendars.rosters.written_hours import find_hours, read_clock, read_length
from trimtab.calendars.scanning import shorten
from trimtab.domain.commitments import COMMITMENT_KINDS, CommitmentKind
from trimtab.domain.errors import Problem

MOST_ROWS_BEFORE = 30
ENOUGH_DATES = 5
ENOUGH_ROWS = 200
MOST_SHOWN = 8
TITLE: Role = "title"
LETTERS = re.compile(r"[^\W\d_]")
BESIDE_A_DAY = frozenset({"start", "end", "hours", "length", "title", "kind", "name", "last_name"})
CANCELLED = re.compile(r"cancel|declin|delete|denied|rejected|dropped", re.IGNORECASE)
OF_DAYS: tuple[Role, ...] = ("date", "start")
NAMES: tuple[Role, ...] = ("first_name", "name", "last_name")
UNSURE = re.compile(r"tentative|pending|draft|unpublished|requested|proposed", re.IGNORECASE)
YES = frozenset({"true", "yes", "y", "1", "x"})
Row = Mapping[Role, Cell]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the headings stand, and what each column holds; of two alike the first counts."""

    heading_at: int
    roles: dict[int, Role]
    headings: dict[Role, str]
    unused: tuple[str, ...] = ()

    def row(self, cells: tuple[Cell, ...]) -> dict[Role, Cell]:
        """The cells of one row by what they hold."""
        found: dict[Role, Cell] = {}
        for cell in cells:
            role = self.roles.get(cell.column)
            if role is not None and not is_empty(cell.text):
                found.setdefault(role, cell)
        return found

    def is_shift(self, cells: tuple[Cell, ...]) -> bool:
        """Whether a row names the day of a shift; a legend below the list names none."""
        row = self.row(cells)
        return any(
            role in row and _day_in(row[role], is_date=role == "date") is not None
            for role in OF_DAYS
        )


def find_columns(table: Table) -> Columns | None:
    """The headings of a list of shifts, or None where the table is something else."""
    for at, cells in enumerate(table.rows[:MOST_ROWS_BEFORE]):
        roles = {cell.column: role for cell in cells if (role := role_of(cell.text))}
        if len(set(roles.values())) < 2:
            continue
        dated = _with_day(roles, table.rows[at + 1 :])
        if dated is not None and BESIDE_A_DAY & set(dated.values()):
            return _columns(table, at, dated)
    return None


def _columns(table: Table, at: int, roles: dict[int, Role]) -> Columns:
    """The columns below one row; where none is known to hold titles, the only one of words does."""
    cells = table.rows[at]
    below = [cell for row in table.rows[at + 1 :][:ENOUGH_ROWS] for cell in row]
    of_words = {cell.column for cell in below if LETTERS.search(cell.text)}
    unknown = {cell.column for cell in cells if cell.column not in roles}
    if "title" not in roles.values() and len(unknown & of_words) == 1:
        roles = {**roles, **dict.fromkeys(unknown & of_words, TITLE)}
    headings = {roles[cell.column]: cell.text for cell in cells if cell.column in roles}
    used = {cell.column for cell in below} - roles.keys()
    unused = tuple(cell.text for cell in cells if cell.column in used)
    return Columns(at, roles, headings, unused)


def _with_day(
    roles: dict[int, Role], below: tuple[tuple[Cell, ...], ...]
) -> dict[int, Role] | None:
    """The columns with one that holds dates: "Day" may, and so may "Start"."""
    dated = {
        column: _holds_days(column, below, is_date=role == "date") for column, role in roles.items()
    }
    for wanted in ("date", "weekday", "start"):
        for column, role in roles.items():
            if role == wanted and dated[column]:
                given: Role = "start" if wanted == "start" else "date"
                return {**roles, column: given}
    return None


def _day_in(cell: Cell, *, is_date: bool) -> WrittenDay | None:
    """The day in a cell; under a heading of dates a bare 16 is one."""
    return (day_of(cell) if is_date else None) or moment_of(cell)[0]


def _holds_days(column: int, below: tuple[tuple[Cell, ...], ...], *, is_date: bool) -> bool:
    cells = [cell for row in below[:200] for cell in row if cell.column == column]
    dates = sum(_day_in(cell, is_date=is_date) is not None for cell in cells)
    return dates > 0 and (is_date or dates * 2 >= min(len(cells), ENOUGH_DATES))


def read_shifts(table: Table, columns: Columns, wanted: str, found: Found) -> None:
    """Add an entry for each row that is the person's."""
    found.says_titles = plain_heading(columns.headings.get("title", "shift")) in OF_EVENTS
    rows = [columns.row(cells) for cells in table.rows[columns.heading_at + 1 :]]
    rows = [row for row in rows if row]
    _remark_unused(columns, found)
    person = _person(rows, wanted, found)
    if person is None:
        return
    if person:
        rows = _with_names_carried(table, rows, person, found)
    reader = _Rows(table, found)
    for row in rows[:MOST_ENTRIES]:
        if not person or _name(row) == person:
            reader.read(row)
        elif "date" in row and (day := day_of(row["date"])) is not None:
            found.evidence.append(day)
    reader.tell_rest()


def _person(rows: list[dict[Role, Cell]], wanted: str, found: Found) -> str | None:
    """The name to look for; nothing where no names stand, None where it cannot be told."""
    names = [name for name in map(_name, rows) if name]
    if not names or wanted == EVERYBODY:
        return ""
    person = choose_person(names, wanted, found.file)
    if isinstance(person, Problem):
        found.problems.append(person)
        return None
    return person


def _remark_unused(columns: Columns, found: Found) -> None:
    if columns.unused:
        listed = ", ".join(f'"{shorten(text)}"' for text in columns.unused[:MOST_SHOWN])
        more = len(columns.unused) - MOST_SHOWN
        found.remark(f"Columns not used: {listed}{f' and {more} more' if more > 0 else ''}.")


def _with_names_carried(
    table: Table, rows: list[dict[Role, Cell]], person: str, found: Found
) -> list[dict[Role, Cell]]:
    """Rows without a name belong to the name above them, which is told where it is the person's."""
    complete: list[dict[Role, Cell]] = []
    above: dict[Role, Cell] = {}
    carried: list[Cell] = []
    before: list[Cell] = []
    for row in rows:
        named = {role: row[role] for role in NAMES if role in row}
        is_shift = "date" in row or "start" in row
        if not named and is_shift:
            carried += [next(iter(row.values()))] if _name(above) == person else []
            before += [] if above else [next(iter(row.values()))]
        above = named or above
        complete.append({**row, **above} if is_shift else row)
    mend = "Write the name in every row if that is wrong."
    if carried:
        what = f"{_rows_from_here(carried)} without a name counts as {shorten(person)}'s."
        found.tell(table, carried[0], what, mend)
    if before:
        what = f"{_rows_from_here(before)} names nobody and is left out."
        found.tell(table, before[0], what, "Write the name in every row.")
    return complete


def _rows_from_here(cells: list[Cell]) -> str:
    return "This row" if len(cells) == 1 else f"Each of {len(cells)} rows from here on"


def _name(row: Row) -> str:
    parts = (row.get("first_name"), row.get("name"), row.get("last_name"))
    return " ".join(cell.text for cell in parts if cell)


@dataclass(slots=True)
class _Rows:
    """Reads row by row, remembering the day given last."""

    table: Table
    found: Found
    day: WrittenDay | None = None
    carried: int = 0
    undated: list[Cell] = field(default_factory=list)
    bare: list[Cell] = field(default_factory=list)

    def read(self, row: Row) -> None:
        """Add what one row says."""
        day = self._day(row)
        anchor = next(iter(row.values()))
        if day is None:
            self.undated.append(anchor)
            return
        title = self._title(row)
        spans, unclear = _spans(row)
        if not title and not spans and not unclear:
            self.bare.append(anchor)
            return
        if unclear:
            what = f'"{shorten(unclear)}" does not say its hours clearly, so it takes no time yet.'
            self.found.tell(self.table, anchor, what, "Write both, as in 7a-7p or 07:00-19:00.")
        self.carried += "date" not in row and day is self.day and _is_dayless(row)
        last = self._end_day(row)
        state = row["status"].text if "status" in row else ""
        self.found.entries.append(
            Entry(
                title or "Duty",
                day,
                anchor.row,
                self.table.place(row.get("title") or row.get("date") or anchor),
                spans,
                last=last if not spans else None,
                ends_on=last if spans else None,
                kind=_kind(row),
                location=row["location"].text if "location" in row else "",
                is_cancelled=bool(CANCELLED.search(state)),
                is_tentative=bool(UNSURE.search(state)),
                is_told=bool(unclear),
            )
        )

    def _day(self, row: Row) -> WrittenDay | None:
        for role in ("date", "start"):
            cell = row.get(role)
            day = _day_in(cell, is_date=role == "date") if cell else None
            if day is not None:
                weekday = read_weekday(row["weekday"].text) if "weekday" in row else None
                self.day = replace(day, weekday=weekday) if weekday is not None else day
                return self.day
        if "date" in row or self.day is None:
            return None
        return self.day

    def _end_day(self, row: Row) -> WrittenDay | None:
        for role in ("end_date", "end"):
            cell = row.get(role)
            day = moment_of(cell)[0] if cell else None
            if day is not None and not day.is_bare:
                return replace(day, plus=-1) if _ends_before_it(row) else day
        return None

    @staticmethod
    def _title(row: Row) -> str:
        """The title without hours written into it, else the kind or the place."""
        for role in ("title", "kind", "location"):
            if role in row:
                hours = find_hours(row[role].text)
                return hours.rest or row[role].text
        return row["hours"].text if "hours" in row else ""

    def tell_rest(self) -> None:
        """Say which rows had no day, and that days were carried down."""
        if self.carried:
            self.found.remark("Rows without a day belong to the day above them.")
        if self.bare:
            count = len(self.bare)
            rows = "This row names a day" if count == 1 else f"{count} rows from here on name days"
            what = f"{rows} and no duty that is understood, so nothing of it is used."
            self.found.tell(self.table, self.bare[0], what, "If it is a free day, that is right.")
        if self.undated:
            count = len(self.undated)
            rows = "this row" if count == 1 else f"{count} rows from here on"
            shown = shorten(self.undated[0].text)
            what = f'No day can be read in {rows} ("{shown}"), so nothing of it is used.'
            self.found.tell(self.table, self.undated[0], what, "Write the day as 2026-11-16.")


def _ends_before_it(row: Row) -> bool:
    """Whether a whole day ends at the midnight its end day begins with, as programs export it."""
    is_all_day = "all_day" in row and row["all_day"].text.lower() in YES
    return is_all_day and "end" in row and read_clock(moment_of(row["end"])[1]) == 0


def _is_dayless(row: Row) -> bool:
    return "start" not in row or moment_of(row["start"])[0] is None


def _spans(row: Row) -> tuple[Spans, str]:
    """Hours of a row, and what of them is unclear."""
    if "all_day" in row and row["all_day"].text.lower() in YES:
        return (), ""
    start, end = _clock(row.get("start")), _clock(row.get("end"))
    if start and not end:
        return _from_start(row, start)
    texts = [f"{start} - {end}"] if start and end else []
    texts += [row[role].text for role in ("hours", "title", "kind") if role in row]
    texts += [moment_of(row["date"])[1]] if "date" in row else []
    unclear = ""
    for text in texts:
        hours = find_hours(text)
        if hours.spans:
            return hours.spans, ""
        unclear = unclear or hours.unclear
    return (), unclear or (f"{start}-{end}" if start and end else "")


def _from_start(row: Row, start: str) -> tuple[Spans, str]:
    """Hours of a row without an end: its start may be a span, or its length stand beside it."""
    written = find_hours(start)
    if written.spans:
        return written.spans, ""
    begins = read_clock(start)
    lengths = (read_length(row[role].text) for role in ("length", "hours") if role in row)
    length = next((length for length in lengths if length), None)
    if begins is None or length is None:
        return (), start
    begins %= 1440
    ends = begins + length
    return ((begins, ends if length >= 1440 else ends % 1440 or 1440),), ""


def _clock(cell: Cell | None) -> str:
    """The clock time in a cell of starts or ends, without its day."""
    return moment_of(cell)[1] if cell is not None and _has_clock(cell) else ""


def _has_clock(cell: Cell) -> bool:
    rest = moment_of(cell)[1]
    return bool(rest) and (read_clock(rest) is not None or bool(find_hours(rest).spans))


def _kind(row: Row) -> CommitmentKind | None:
    """A kind written letter for letter, as "home call" or "duty"."""
    text = row["kind"].text.strip().lower().replace(" ", "_") if "kind" in row else ""
    return cast("CommitmentKind", text) if text in COMMITMENT_KINDS else None
