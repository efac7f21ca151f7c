"""Text with columns: its encoding, its delimiter and its quotes told from the bytes alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from trimtab.calendars.rosters.tables import MOST_CELLS, MOST_COLUMNS, Cell, Table, text_cells

DELIMITERS = ",;\t|"
ENOUGH_LINES = 60
QUOTED = re.compile(r'"[^"]*"')
LONGEST_FIELD = 2**20
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f]")
SAMPLE, FEW = 4000, 50


def is_plain_text(text: str) -> bool:
    r"""Whether a text holds hardly any control characters, as no picture or program does.

    >>> is_plain_text("Mon 7a-7p\n"), is_plain_text("\x02\x07\x1bMon")
    (True, False)
    """
    sample = text[:SAMPLE].replace("\0", "")
    return len(CONTROL.findall(sample)) * FEW <= len(sample)


def find_delimiter(text: str) -> str | None:
    r"""The sign that parts columns: the one most lines have equally often; None in plain text.

    >>> find_delimiter("Date;Shift\n16.11.2026;NF\n17.11.2026;NF\n")
    ';'
    """
    lines = [line for line in text.splitlines()[:ENOUGH_LINES] if line.strip()]
    scores = {sign: _evenness(lines, sign) for sign in DELIMITERS}
    best = max(DELIMITERS, key=scores.__getitem__)
    return best if scores[best] > 0 else None


def _evenness(lines: list[str], sign: str) -> float:
    """How many lines agree on a count of this sign, more columns weighing a little."""
    counts = [QUOTED.sub("", line[:LONGEST_FIELD]).count(sign) for line in lines]
    usual = max(set(counts), key=lambda count: (counts.count(count), count), default=0)
    agreeing = sum(count >= usual for count in counts)
    if not usual or agreeing < 2 or agreeing * 2 < len(lines):
        return 0.0
    return agreeing / len(lines) + min(usual, 20) / 100


def read_table(text: str, delimiter: str) -> tuple[Table, bool]:
    """The table, its rows numbered by the lines they begin on; and whether it was cut."""
    rows: list[tuple[Cell, ...]] = []
    cells, is_cut = 0, False
    for number, texts in read_records(text, delimiter):
        row = text_cells(number, texts[:MOST_COLUMNS])
        is_cut = is_cut or len(texts) > MOST_COLUMNS
        cells += len(row)
        if cells > MOST_CELLS:
            return Table("", tuple(rows)), True
        if row:
            rows.append(row)
    return Table("", tuple(rows)), is_cut


def read_records(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the number of the line each begins on; what csv refuses is read line by line."""
    csv.field_size_limit(LONGEST_FIELD)
    lines = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter, skipinitialspace=True)
    began = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error:
            record = []
        yield began, record
        began = reader.line_num + 1
