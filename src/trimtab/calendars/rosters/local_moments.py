"""Moments that say their offset from UTC, put on the person's clock."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from trimtab.calendars.rosters.tables import Cell, Table

WITH_OFFSET = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?P<sep>[T ])(?P<clock>\d\d:\d\d)"
    r"(?P<seconds>:\d\d(?:\.\d{1,9})?)?\s?"
    r"(?:(?P<utc>Z|UTC)|(?P<offset>[+-]\d\d)(?P<colon>:?)(?P<minutes>[0-5]\d))(?![\w:])"
)
FARTHEST_WEST, FARTHEST_EAST = timedelta(hours=-12), timedelta(hours=14)


def with_local_moments(table: Table, zone: tzinfo) -> Table:
    """The table with every moment that states its offset written as local time."""
    rows = tuple(tuple(_local_cell(cell, zone) for cell in row) for row in table.rows)
    return replace(table, rows=rows)


def _local_cell(cell: Cell, zone: tzinfo) -> Cell:
    if "T" not in cell.text and ":" not in cell.text:
        return cell
    text = local_text(cell.text, zone)
    return cell if text == cell.text else replace(cell, text=text)


def local_text(text: str, zone: tzinfo) -> str:
    """A text with its moments on the clock of `zone`; hours such as 19:00-07:00 stay hours.

    >>> from zoneinfo import ZoneInfo
    >>> local_text("2026-11-17T00:00:00Z", ZoneInfo("America/New_York"))
    '2026-11-16 19:00'
    >>> local_text("2026-11-16 19:00-07:00", ZoneInfo("America/New_York"))
    '2026-11-16 19:00-07:00'
    """

    def local(found: re.Match[str]) -> str:
        if _is_span(found):
            return found.group().replace("T", " ")
        offset = "+00:00" if found["utc"] else f"{found['offset']}:{found['minutes']}"
        try:
            moment = datetime.fromisoformat(f"{found['day']}T{found['clock']}{offset}")
            return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
        except (ValueError, OverflowError):
            return found.group()

    return WITH_OFFSET.sub(local, text)


def _is_span(found: re.Match[str]) -> bool:
    """Whether what looks like an offset is the end of a span: 2026-11-16 19:00-07:00."""
    if found["utc"]:
        return False
    hours, minutes = int(found["offset"]), int(found["minutes"])
    offset = timedelta(hours=hours, minutes=-minutes if found["offset"][0] == "-" else minutes)
    if not FARTHEST_WEST <= offset <= FARTHEST_EAST:
        return True
    is_written_as_offset = found["seconds"] or found["sep"] == "T" or not found["colon"]
    return found["offset"][0] == "-" and not is_written_as_offset
