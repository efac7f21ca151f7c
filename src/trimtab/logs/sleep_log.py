"""A sleep log as CSV: one row for each sleep, with when it began and when it ended."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from trimtab.domain.body import Sleep, SleepLog
from trimtab.domain.errors import Problem, UnreadableFileError

STARTS = ("start", "sleep.start", "asleep", "sleep_start", "bedtime", "from", "fell asleep")
ENDS = ("end", "sleep.end", "awake", "sleep_end", "wake", "wake time", "to", "woke up")
SHAPE = (
    'Write a first row "start,end" and one row for each sleep: 2026-11-16T23:00,2026-11-17T07:00'
)
LONGEST_HOURS = 24
WRITE_MOMENT = "Write it as 2026-11-16T23:00."


@dataclass(frozen=True, slots=True)
class _Row:
    """A row's line in the file and its two cells."""

    line: int
    start: str
    end: str


def read_sleep_log(content: bytes, file: str, zone: tzinfo) -> SleepLog:
    """The sleeps of a table; moments without an offset are in `zone`.

    Rows that cannot be used are problems with their line; the rest counts. Of two sleeps that
    overlap the later one is left out. Raises UnreadableFileError when the table is none.
    """
    problems: list[Problem] = []
    sleeps: list[tuple[_Row, Sleep]] = []
    for row in _rows(content, file):
        found = _sleep_of(row, zone)
        if isinstance(found, Sleep):
            sleeps.append((row, found))
        else:
            problems.append(Problem(file, row.line, *found))
    sleeps.sort(key=lambda one: one[1].start)
    kept: list[Sleep] = []
    for row, sleep in sleeps:
        if kept and sleep.start < kept[-1].end:
            what = f"the sleep from {row.start} begins before the one before it has ended."
            problems.append(Problem(file, row.line, what, "Left out; correct one of the two."))
        else:
            kept.append(sleep)
    problems.sort(key=lambda problem: problem.line or 0)
    return SleepLog(tuple(kept), tuple(problems))


def _rows(content: bytes, file: str) -> Iterator[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFileError(file, "it is not text in UTF-8") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=False)
    head = [cell.strip().lower() for cell in next(reader, [])]
    start, end = _column(head, STARTS), _column(head, ENDS)
    if start is None or end is None:
        raise UnreadableFileError(file, f"it has no columns of starts and ends. {SHAPE}")
    for cells in reader:
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * len(head)]
            yield _Row(reader.line_num, padded[start].strip(), padded[end].strip())


def _column(head: Sequence[str], names: Sequence[str]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _sleep_of(row: _Row, zone: tzinfo) -> Sleep | tuple[str, str]:
    """The sleep of a row, or what is wrong with it and how to mend that."""
    start, end = _moment(row.start, zone), _moment(row.end, zone)
    if start is None or end is None:
        return f"{(row.start if start is None else row.end)!r} is not a moment.", WRITE_MOMENT
    hours = (end - start).total_seconds() / 3600
    if hours <= 0:
        return f"the sleep from {row.start} ends before it starts.", "Left out; swap the two."
    if hours > LONGEST_HOURS:
        return f"the sleep from {row.start} lasts {hours:.0f} h.", "Left out; look at its dates."
    return Sleep(start, end)


def _moment(written: str, zone: tzinfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
