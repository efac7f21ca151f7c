"""Legends: rows and lines of a roster that say which hours a code stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trimtab.calendars.codes import NOT_DUTY, looks_like_code
from trimtab.calendars.kinds import kind_of
from trimtab.calendars.rosters.cells import moment_of
from trimtab.calendars.rosters.entries import Spans
from trimtab.calendars.rosters.shift_rows import find_columns
from trimtab.calendars.rosters.tables import Cell, Table
from trimtab.calendars.rosters.written_days import find_days
from trimtab.calendars.rosters.written_hours import find_hours, read_clock
from trimtab.domain.commitments import CommitmentKind

CODE = r"[A-Z][A-Z0-9/&+-]{0,7}"
HEADING = re.compile(r"^\W{0,3}(?:key|legend|codes?|shifts?)\b\s*[:=-]\s*", re.IGNORECASE)
BEGINS = re.compile(rf"(?<![\w/-])(?P<code>{CODE})\s?(?P<sign>[=:])\s?(?!\d\d\b\s*$)")
MOST_IN_ROW = 5
MOST_CODES = 60
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a legend says of one code; no spans for a free day."""

    code: str
    spans: Spans
    kind: CommitmentKind | None = None


@dataclass(slots=True)
class Legend:
    """What all legends of a roster say, and the rows that say it, by sheet and row."""

    meanings: dict[str, Meaning] = field(default_factory=dict)
    rows: set[tuple[str, int]] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)

    def add(self, meaning: Meaning) -> None:
        """Add what one place says; a code of which two places differ means neither."""
        known = self.meanings.setdefault(meaning.code, meaning)
        if known.spans != meaning.spans:
            self.disputed.add(meaning.code)

    def settled(self) -> Iterator[Meaning]:
        """The codes of which every place says the same."""
        return (one for code, one in self.meanings.items() if code not in self.disputed)


def find_legend(tables: Sequence[Table]) -> Legend:
    """What the rows and lines outside the roster itself say of its codes."""
    legend = Legend()
    used = Counter(cell.text for table in tables for row in table.rows for cell in row)
    used_in_lines = used + Counter(
        cell.text.rsplit(" ", 1)[-1] for table in tables for (cell, *_) in table.rows
    )
    for table in tables:
        columns = find_columns(table)
        for row in table.rows:
            if columns is not None and columns.is_shift(row):
                continue
            own = [cell for cell in row if not cell.is_repeated]
            said = list(_in_cells(own, used)) or list(_in_text(own, used_in_lines))
            if said and len(legend.meanings) < MOST_CODES:
                legend.rows.add((table.name, row[0].row))
                for meaning in said:
                    legend.add(meaning)
    return legend


def _in_cells(row: Sequence[Cell], used: Counter[str]) -> Iterator[Meaning]:
    """A code, and beside it hours, two clock times or words for a free day."""
    if not 2 <= len(row) <= MOST_IN_ROW or not looks_like_code(row[0].text):
        return
    code, beside = row[0].text, row[1:]
    if used[code] < 2 or any(find_days(cell.text) for cell in beside):
        return
    words = " ".join(cell.text for cell in beside)
    spans = [span for cell in beside for span in find_hours(cell.text).spans]
    clocks = [clock for cell in beside if read_clock(clock := moment_of(cell)[1]) is not None]
    if not spans and len(clocks) == 2:
        spans = list(find_hours("-".join(clocks)).spans)
    if len(spans) == 1 or (not spans and NOT_DUTY.search(words)):
        yield _meaning(code, tuple(spans), words)


def _in_text(row: Sequence[Cell], used: Counter[str]) -> Iterator[Meaning]:
    """Codes with their hours in one text: D = 0700-1900; N = 1900-0700."""
    if len(row) != 1 or find_days(row[0].text) is not None:
        return
    text = HEADING.sub("", row[0].text)
    begins = list(BEGINS.finditer(text))
    for at, found in enumerate(begins):
        ends = begins[at + 1].start() if at + 1 < len(begins) else len(text)
        said = text[found.end() : ends].strip(" ,;|")
        spans = find_hours(said).spans
        is_pair = found["sign"] == "=" or used[found["code"]] > 0
        if is_pair and (len(spans) == 1 or (not spans and NOT_DUTY.search(said))):
            yield _meaning(found["code"], spans, said)


def _meaning(code: str, spans: Spans, words: str) -> Meaning:
    is_home_call = kind_of(words, None) == "home_call"
    return Meaning(code, spans, "home_call" if is_home_call and spans else None)
