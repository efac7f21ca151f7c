"""Rosters pasted from a message or a PDF: lines that name a day and what is on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from trimtab.calendars.rosters.cells import duties_in
from trimtab.calendars.rosters.entries import MOST_ENTRIES, Entry, Found, Spans
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import (
    WEEKDAY,
    DaysFound,
    find_days,
    find_month,
    find_year,
)
from trimtab.calendars.rosters.written_hours import find_hours, find_lone_clock, tidy
from trimtab.calendars.scanning import shorten
from trimtab.domain.errors import Problem

BULLET = re.compile(r"^\s*(?:[-*•·◦‣▪–—>+]|\[[ x]?\])\s*", re.IGNORECASE)  # noqa: RUF001
WEEK_OF = re.compile(r"\b(?:week|block|rota|roster|schedule|period)\b", re.IGNORECASE)
COMMA = re.compile(r"\s*(?:,|;|&|and|und|et)\s*", re.IGNORECASE)
BARE_AFTER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?=\s*(?:[,;&]|and\b|:(?!\d)|$))", re.IGNORECASE)
MOST_LISTED = 31
MOST_TOLD = 8
MOST_LINES = 5000
COLON_CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?"
BETWEEN = r"[\s,;|]+"
TWO_CLOCKS = re.compile(
    rf"(?<![\d:])(?:({COLON_CLOCK}){BETWEEN}({COLON_CLOCK})|([01]\d[0-5]\d|2[0-3][0-5]\d){BETWEEN}"
    r"([01]\d[0-5]\d|2[0-3][0-5]\d))(?![\d:])",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Lines:
    """Reads line by line, remembering a day that stands alone above what is on it."""

    table: Table
    found: Found
    codes: Mapping[str, Spans]
    day: DaysFound | None = None
    odd: list[Cell] = field(default_factory=list)

    def read(self, cell: Cell) -> None:
        """Add what one line says, or keep it to be told."""
        text = BULLET.sub("", cell.text)
        days = find_days(text)
        if days is None:
            self._without_day(cell, text)
            return
        rest = tidy(text[: days.start] + " " + text[days.end :])
        if WEEK_OF.search(rest) and not find_hours(rest).spans:
            self.day = None  # a heading such as "Week of 16 Nov"
        elif rest:
            self.day = days if days.start == 0 else None
            listed, ends = _listed(text, days)
            for one in listed:
                self._add(cell, one, text[: days.start] + " " + text[ends:])
        else:
            self.day = days

    def _without_day(self, cell: Cell, text: str) -> None:
        is_of_another_day = WEEKDAY.match(text) is not None
        if self.day is not None and not is_of_another_day and find_hours(_dashed(text)).spans:
            self._add(cell, self.day, text)
        elif not _is_heading(text):
            self.odd.append(cell)

    def _add(self, cell: Cell, days: DaysFound, text: str) -> None:
        last = days.last if days.last != days.first else None
        for title, spans, unclear in duties_in(_dashed(tidy(text)), self.codes):
            lone = "" if spans else unclear or find_lone_clock(title)
            if lone:
                what = f'"{shorten(lone)}" does not say from when to when, so it takes no time yet.'
                self.found.tell(self.table, cell, what, "Write both, as in 7p-7a or 19:00-07:00.")
            self.found.entries.append(
                Entry(
                    title,
                    days.first,
                    cell.row,
                    self.table.place(cell),
                    spans,
                    last=last,
                    is_told=bool(lone),
                )
            )

    def tell_odd(self) -> None:
        """Name the lines that were not understood."""
        for at, cell in enumerate(self.odd[:MOST_TOLD]):
            what = f'"{shorten(cell.text)}" is not understood and left out.'
            mend = "" if at else "A line names a day and what is on it: Mon 16 Nov 7p-7a MICU."
            self.found.tell(self.table, cell, what, mend)
        left = len(self.odd) - MOST_TOLD
        if left > 0:
            what = f"{left} more lines are not understood and left out."
            self.found.problems.append(Problem(self.found.file, self.odd[MOST_TOLD].row, what, ""))


def _listed(text: str, days: DaysFound) -> tuple[list[DaysFound], int]:
    """Days one after another, as in "11/16, 11/19 and 11/22", and where the last one ends."""
    listed, ends = [days], days.end
    while len(listed) < MOST_LISTED and (comma := COMMA.match(text, ends)) is not None:
        rest = text[comma.end() :]
        after = find_days(rest)
        if after is not None and after.start == 0:
            listed.append(after)
            ends = comma.end() + after.end
            continue
        number = BARE_AFTER.match(rest)
        if number is None or not listed[-1].last.month or not 1 <= int(number[1]) <= 31:
            break
        day = replace(listed[-1].last, day=int(number[1]), weekday=None)
        listed.append(DaysFound(day, day, 0, 0))
        ends = comma.end() + number.end()
    return listed, ends


def _dashed(text: str) -> str:
    """Two clock times side by side, as tables lose their columns when pasted, with a dash."""
    if find_hours(text).spans:
        return text
    return TWO_CLOCKS.sub(lambda found: "-".join(filter(None, found.groups())), text)


def _is_heading(text: str) -> bool:
    """Whether a line only names a month or year, or holds no words."""
    return (
        not re.search(r"\w", text) or find_month(text) is not None or find_year(text) is not None
    ) and not find_hours(text).spans


def read_lines(table: Table, codes: Mapping[str, Spans], found: Found) -> None:
    """Add an entry for each line that names a day; tell each line that is not understood."""
    lines = _Lines(table, found, codes)
    for cell in _joined(table):
        if len(found.entries) >= MOST_ENTRIES:
            break
        lines.read(cell)
    lines.tell_odd()


def _joined(table: Table) -> Iterator[Cell]:
    """One cell for each row, its cells one after another."""
    for row in table.rows[:MOST_LINES]:
        text = " ".join(cell.text for cell in row)
        yield Cell(text, row[0].row, row[0].column)
