"""Moments that tests of the diary name."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")


def at(day: int, clock: str) -> datetime:
    """A moment of November 2026 in New York, in UTC as the clock of the app gives it."""
    return datetime.fromisoformat(f"2026-11-{day:02d}T{clock}").replace(tzinfo=ZONE).astimezone(UTC)
