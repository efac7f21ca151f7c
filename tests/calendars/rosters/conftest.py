"""Reading small rosters given as text, tables or bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from trimtab.calendars.content_reading import read_content
from trimtab.calendars.contents import Content
from trimtab.domain.commitments import CalendarReading, CalendarSource


@pytest.fixture
def read() -> Callable[..., CalendarReading]:
    """Reads a roster, by default for November 2026 in New York."""

    def read_roster(
        content: str | bytes,
        name: str = "roster.csv",
        first: str = "2026-11-01",
        last: str = "2026-11-30",
        zone: str = "America/New_York",
        **source: Any,
    ) -> CalendarReading:
        as_bytes = content.encode() if isinstance(content, str) else content
        days = date.fromisoformat(first), date.fromisoformat(last)
        return read_content(
            Content(as_bytes, name, name), CalendarSource(name, **source), *days, zone
        )

    return read_roster


@pytest.fixture
def told() -> Callable[..., list[str]]:
    """Each event as its day, hours, name and kind, on the clock of a zone."""

    def tell(reading: CalendarReading, zone: str = "America/New_York") -> list[str]:
        here = ZoneInfo(zone)
        return [
            f"{one.start.astimezone(here):%d %b %H:%M}-{one.end.astimezone(here):%H:%M} "
            f"{one.name} {one.kind}"
            for one in reading.commitments
        ]

    return tell


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """A workbook of sheets given as rows of values."""
    from openpyxl import Workbook  # noqa: PLC0415

    def write(**sheets: Sequence[Sequence[Any]]) -> bytes:
        book = Workbook()
        book.remove(book.active)
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(list(row))
        packed = io.BytesIO()
        book.save(packed)
        return packed.getvalue()

    return write
