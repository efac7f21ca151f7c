"""Moments that say their offset from UTC, put on the person's clock."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, tzinfo

from trimtab.calendars.rosters.tables import Cell, Table

WITH_OFFSET = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)[T ](?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d{1,9})?)?"
    r"\s?(?:(?P<utc>Z|UTC)|(?P<offset>[+-]\d\d):?(?P<minutes>[0-5]\d))(?![\w:])"
)


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
    """A text with its moments on the clock of `zone`.

    >>> from zoneinfo import ZoneInfo
    >>> local_text("2026-11-17T00:00:00Z", ZoneInfo("America/New_York"))
    '2026-11-16 19:00'
    """

    def local(found: re.Match[str]) -> str:
        offset = "+00:00" if found["utc"] else f"{found['offset']}:{found['minutes']}"
        try:
            moment = datetime.fromisoformat(f"{found['day']}T{found['clock']}{offset}")
            return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"
        except (ValueError, OverflowError):
            return found.group()

    return WITH_OFFSET.sub(local, text)
