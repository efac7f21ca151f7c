"""Records of a delimited text in which a quote may have been left open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from trimtab.calendars.rosters.delimited import read_records

END = "\x1e"
"""A sign no table holds; where it comes back inside a cell, a quote before it was left open."""

MOST_OPEN = 20
"""So many open quotes are taken for signs like others, one by one; beyond, all that follow."""

Record = tuple[int, list[str]]


@dataclass(slots=True)
class Quotes:
    """What quotes did to the rows: the lines of those never closed, and of cells over rows."""

    opened: list[int] = field(default_factory=list)
    spanning: list[tuple[int, int]] = field(default_factory=list)


def records_of(text: str, delimiter: str, quotes: Quotes) -> Iterator[Record]:
    r"""Records with the line each begins on; a quote that is never closed is a sign like others.

    >>> list(records_of('name,state\n"A,OH\nB,TX', ",", Quotes()))
    [(1, ['name', 'state']), (2, ['A', 'OH']), (3, ['B', 'TX'])]
    """
    rest = text.replace("\r\n", "\n").replace("\r", "\n").replace(END, " ")
    above, width = 0, 0
    for tries in range(MOST_OPEN + 1):
        rest = rest.replace('"', "") if tries == MOST_OPEN else rest
        swallowed: Record | None = None
        for line, texts in _until_end(rest, delimiter):
            if line < 0:
                swallowed = -line, texts
                break
            width = width or len(texts)
            _note_span((above + line, texts), (delimiter, width), quotes)
            yield above + line, texts
        if swallowed is None:
            return
        line, texts = swallowed
        rest, at = _without_quote(rest, line, texts)
        quotes.opened.append(above + line + at)
        above += line - 1


def _until_end(text: str, delimiter: str) -> Iterator[Record]:
    """The records of a text; one that a quote kept open until its end has its line below 0."""
    empty: int | None = None
    for line, texts in read_records(f"{text}\n{END}", delimiter):
        if empty is not None:
            if line > empty + 1:  # csv gave up in a cell longer than it takes
                yield -empty, []
                return
            yield empty, []
        empty = None if texts else line
        if texts == [END]:
            return
        if texts and END in texts[-1]:
            yield -line, texts
            return
        if texts:
            yield line, texts
    if empty is not None:
        yield -empty, []


def _without_quote(text: str, line: int, texts: list[str]) -> tuple[str, int]:
    """The text from a line on without the quote that stays open, and how far below that stands."""
    rest = "\n".join(text.split("\n")[line - 1 :])
    cell = texts[-1].partition(END)[0].removesuffix("\n") if texts else ""
    written = '"' + cell.replace('"', '""')
    at = len(rest) - len(written) if rest.endswith(written) else -1
    if at < 0:
        at = rest.partition("\n")[0].rfind('"')
    if at < 0:
        at = rest.find('"')
    return rest[:at] + rest[at + 1 :], rest[:at].count("\n")


def _note_span(record: Record, table: tuple[str, int], quotes: Quotes) -> None:
    """A quoted cell that swallows what look like whole rows is noted."""
    (line, texts), (delimiter, width) = record, table
    for text in texts:
        inner = text.rstrip("\n").split("\n")
        if len(inner) > 1:
            most = max(one.count(delimiter) for one in inner[1:])
            if most + 1 >= max(width, 3) or (most and '"' in text):
                quotes.spanning.append((line, line + len(inner) - 1))
