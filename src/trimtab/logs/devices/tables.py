"""Sleep in tables: Withings, Oura, Sleep as Android, and any table of starts and ends."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from trimtab.domain.errors import Problem
from trimtab.logs.devices.pieces import Piece, Pieces
from trimtab.logs.sleep_log import ENDS, SHAPE, STARTS, WRITE_MOMENT

MORE_STARTS = (*STARTS, "bedtime start", "bedtime_start", "start time", "start_time", "starttime")
MORE_ENDS = (*ENDS, "bedtime end", "bedtime_end", "end time", "end_time", "endtime")
SECONDS_ASLEEP = ("total sleep duration", "total_sleep_duration")
MINUTES_ASLEEP = ("minutes asleep", "minutesasleep", "minutes_asleep")
ZONES = ("tz",)
DEVICES = ("device",)
SEPARATORS = ",;\t"
OF_ANDROID = re.compile(r"^(\d\d)\. (\d\d)\. (\d{4}) (\d?\d:\d\d)$")
"""As Sleep as Android writes: 25. 04. 2026 23:12."""

MOST_NAME_LETTERS = 80
LOOKED_AHEAD = 4096
TOO_LONG = "a row is longer than a table's."


@dataclass(frozen=True, slots=True)
class _Columns:
    start: int
    end: int
    seconds: int | None
    minutes: int | None
    zone: int | None
    device: int | None


def read_table(text: str, pieces: Pieces, zone: tzinfo, device: str) -> None:
    """The sleeps of a table; moments without an offset are in the zone of their row, or `zone`."""
    head = text.lstrip("\ufeff\r\n ")[:LOOKED_AHEAD].split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.count)
    columns: _Columns | None = None
    for line, cells in _rows(text, separator, pieces):
        found = _columns(cells)
        if found is not None:  # Sleep as Android writes its headings anew before each row
            columns = found
        elif columns is not None and any(cell.strip() for cell in cells):
            _read_row(line, cells, columns, (pieces, zone, device))
    if columns is None:
        pieces.wrong.append(
            Problem(pieces.file, None, "it has no columns of starts and ends.", SHAPE)
        )


def _rows(text: str, separator: str, pieces: Pieces) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator)
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error:
            pieces.refuse(rows.line_num, TOO_LONG, "Left out; the rest is used.")
            continue
        yield rows.line_num, cells


def _columns(cells: Sequence[str]) -> _Columns | None:
    head = [cell.strip().lower() for cell in cells]
    start, end = _column(head, MORE_STARTS), _column(head, MORE_ENDS)
    if start is None or end is None:
        return None
    seconds, minutes = _column(head, SECONDS_ASLEEP), _column(head, MINUTES_ASLEEP)
    zone, device = _column(head, ZONES), _column(head, DEVICES)
    return _Columns(start, end, seconds, minutes, zone, device)


def _column(head: Sequence[str], names: Sequence[str]) -> int | None:
    return next((head.index(name) for name in names if name in head), None)


def _read_row(
    line: int, cells: Sequence[str], columns: _Columns, into: tuple[Pieces, tzinfo, str]
) -> None:
    pieces, zone, device = into
    zone = _zone(_cell(cells, columns.zone)) or zone
    device = _cell(cells, columns.device)[:MOST_NAME_LETTERS] or device
    written = _cell(cells, columns.start), _cell(cells, columns.end)
    start, end = (_moment(one, zone) for one in written)
    if start is None or end is None:
        unread = written[0] if start is None else written[1]
        pieces.refuse(line, f"{unread[:40]!r} is not a moment.", WRITE_MOMENT)
        return
    minutes = _number(_cell(cells, columns.minutes))
    if minutes is None:
        seconds = _number(_cell(cells, columns.seconds))
        minutes = None if seconds is None else seconds / 60
    whole = None if minutes is None else round(minutes)
    piece = Piece(start.timestamp(), end.timestamp(), "asleep", device, whole)
    pieces.add(piece, line, written[0][:40])


def _cell(cells: Sequence[str], column: int | None) -> str:
    return cells[column].strip() if column is not None and column < len(cells) else ""


def _zone(named: str) -> tzinfo | None:
    try:
        return ZoneInfo(named) if named else None
    except (ValueError, OSError):
        return None


def _number(written: str) -> float | None:
    try:
        number = float(written)
    except ValueError:
        return None
    return number if 0 <= number < 1e6 else None


def _moment(written: str, zone: tzinfo) -> datetime | None:
    android = OF_ANDROID.match(written)
    if android:
        day, month, year, clock = android.groups()
        written = f"{year}-{month}-{day} {clock.zfill(5)}"
    try:
        moment = datetime.fromisoformat(written)
        moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
        moment.timestamp()
    except (ValueError, OverflowError):
        return None
    return moment
