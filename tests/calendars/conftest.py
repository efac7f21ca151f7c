"""Reading the small calendars in tests/data/calendars."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from trimtab.calendars.reading import read_calendar
from trimtab.domain.commitments import CalendarReading, CalendarSource

FOLDER = Path(__file__).parents[1] / "data" / "calendars"


@pytest.fixture
def folder() -> Path:
    """Where the small calendars stand."""
    return FOLDER


@pytest.fixture
def read_file() -> Callable[..., CalendarReading]:
    """Reads one of the small calendars, by default for November 2026 in New York."""

    def read(
        name: str,
        first: str = "2026-11-01",
        last: str = "2026-11-30",
        zone: str = "America/New_York",
        **source: Any,
    ) -> CalendarReading:
        content = (FOLDER / name).read_bytes()
        return _read(content, CalendarSource(name, **source), first, last, zone)

    return read


@pytest.fixture
def read_events() -> Callable[..., CalendarReading]:
    """Reads events given as their content lines, each event a string."""

    def read(
        *events: str,
        head: str = "",
        first: str = "2026-11-01",
        last: str = "2026-11-30",
        zone: str = "America/New_York",
        **source: Any,
    ) -> CalendarReading:
        bodies = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
        content = f"BEGIN:VCALENDAR\n{head}{bodies}END:VCALENDAR\n".encode()
        return _read(content, CalendarSource("typed.ics", **source), first, last, zone)

    return read


def _read(
    content: bytes, source: CalendarSource, first: str, last: str, zone: str
) -> CalendarReading:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return read_calendar(content, source, *days, zone)
