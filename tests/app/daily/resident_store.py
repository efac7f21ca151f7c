"""A store that holds what the resident of the examples keeps."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from trimtab.domain.kept import KeptCalendar
from trimtab.store.in_memory import InMemoryStore

EXAMPLE = Path(__file__).parents[3] / "examples" / "resident-nights"
MONDAY = datetime(2026, 11, 16, 13, 0, tzinfo=UTC)


def store_of_example() -> InMemoryStore:
    """A store with the resident's profile and calendars, and no plan yet."""
    store = InMemoryStore()
    store.keep_profile((EXAMPLE / "profile.toml").read_text(encoding="utf-8"), MONDAY)
    for path in EXAMPLE.glob("*.ics"):
        store.keep_calendar(KeptCalendar(path.name, path.read_bytes(), MONDAY))
    return store
