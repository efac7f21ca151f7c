"""Tables of programmes from text: delimited files, markdown, columns held apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from trimtab.calendars.rosters.delimited import find_delimiter
from trimtab.programmes.headings import read_heading
from trimtab.programmes.quotes import Quotes, records_of
from trimtab.programmes.values import Raw

MOST_ROWS = 25_000
MOST_COLUMNS = 200
LONGEST_CELL = 2000
ROWS_OF_A_HEADING = 40
"""Where at most the heading row stands, title lines above it (our choice)."""

FORMULA = ("=", "+", "-", "@")
"""How cells begin that a spreadsheet would run."""

SPACES = "  "
_RULE = re.compile(r":?-{2,}:?|=+|\+?(?:[-=]+\+)+")
_APART = re.compile(r"\t|\s{2,}")
_TOKEN = re.compile(r"\S+(?:\s\S+)*")

Row = tuple[int, Sequence[Raw]]
"""A row: the line it stands in, and its cells."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet (or a whole text, without a name); rows without content are left out.

    By their lines: `cut` are rows that reach beyond the columns that are read, `merged` where
    merged cells begin that were filled, `unsaved` formulas nobody reckoned, `hidden` rows;
    `quotes` says which were left open.
    """

    name: str
    rows: tuple[Row, ...]
    cut: tuple[int, ...] = ()
    merged: tuple[int, ...] = ()
    unsaved: tuple[int, ...] = ()
    hidden: tuple[int, ...] = ()
    quotes: Quotes = field(default_factory=Quotes)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a text tells while it is parted: rows that are cut, quotes that are open."""

    cut: list[int] = field(default_factory=list)
    quotes: Quotes = field(default_factory=Quotes)


def clean_cell(text: str) -> str:
    r"""A cell without spare space, control characters and the quote that keeps formulas asleep.

    >>> clean_cell("  Ohio\n State "), clean_cell("'=1+1")
    ('Ohio State', '=1+1')
    """
    if text.isalnum():  # most cells: nothing to clean
        return text[:LONGEST_CELL]
    plain = " ".join(text[:LONGEST_CELL].split())
    if not plain.isprintable():
        plain = " ".join("".join(sign if sign.isprintable() else " " for sign in plain).split())
    return plain[1:] if plain.startswith("'") and plain.lstrip("'").startswith(FORMULA) else plain


def sleeping_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula; `clean_cell` brings it back.

    >>> sleeping_cell("=1+1"), sleeping_cell("Ohio")
    ("'=1+1", 'Ohio')
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def grid_of_text(text: str) -> Grid:
    """The table in a text, its columns parted so that most headings are understood."""
    text = text.removeprefix("\ufeff")
    beside = Beside()
    rows = tuple(_parted(text, delimiter_of(text), beside))
    return Grid("", rows, cut=tuple(beside.cut), quotes=beside.quotes)


def delimiter_of(text: str) -> str:
    """The sign that parts the columns of a text so that most headings are understood."""
    head = "\n".join(text.split("\n")[:ROWS_OF_A_HEADING])
    usual = find_delimiter(text) or SPACES
    signs: tuple[str, ...] = (usual, *"\t;|,", SPACES)
    return max(signs, key=lambda sign: _understood(head, sign))


def _understood(head: str, delimiter: str) -> int:
    """How many headings the best row holds if columns were parted so."""
    return max((headings_in(row) for _, row in _parted(head, delimiter, Beside())), default=0)


def headings_in(row: Iterable[Raw]) -> int:
    """How many different columns a row names, if it is a row of headings."""
    named = (read_heading(cell) for cell in row if isinstance(cell, str))
    return len({(one.column, one.beside) for one in named if one and one.column})


def _parted(text: str, delimiter: str, beside: Beside) -> Iterator[Row]:
    """Rows with content; `beside` takes what else is to be said of them."""
    is_spaced = delimiter == SPACES
    lines = _spaced(text) if is_spaced else records_of(text, delimiter, beside.quotes)
    for line, texts in lines:
        row = [clean_cell(one) for one in texts[:MOST_COLUMNS]]
        if any(map(clean_cell, texts[MOST_COLUMNS:])):
            beside.cut.append(line)
        if delimiter == "|":
            row = _without_edges(row)
        written = [cell for cell in row if cell]
        if written and not all(map(_RULE.fullmatch, written)):
            yield line, row


def _without_edges(row: list[str]) -> list[str]:
    """A row of markdown without what stands outside its first and last sign."""
    return row[1 if row and not row[0] else 0 : -1 if len(row) > 1 and not row[-1] else None]


def _spaced(text: str) -> Iterator[tuple[int, list[str]]]:
    """Rows whose columns are held apart by spaces; a gap is told by what stands above it."""
    starts: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        tokens = [(one.start(), one.group()) for one in _TOKEN.finditer(line.expandtabs(8))]
        if "\t" in line:
            yield number, _APART.split(line.strip("\n"))
        elif len(tokens) >= len(starts):
            starts = [at for at, _ in tokens] if not starts and len(tokens) > 1 else starts
            yield number, [words for _, words in tokens]
        else:
            yield number, _below(tokens, starts)


def _below(tokens: Sequence[tuple[int, str]], starts: Sequence[int]) -> list[str]:
    """The tokens of a row that has fewer than the first: each under the heading it begins at."""
    row = [""] * len(starts)
    for start, words in tokens:
        at = max((n for n, left in enumerate(starts) if left <= start + 1), default=0)
        row[at] = f"{row[at]} {words}".strip()
    return row
