"""The example person's desk before any plan: for rooms that show none, and quick to lay."""

from __future__ import annotations

from sample_desk import FOLDER, TUESDAY_AT_TEN, FixedPlanning, desk_over

from trimtab.domain.kept import KeptCalendar
from trimtab.store.in_memory import InMemoryStore
from trimtab.web.desk import Desk


def unplanned_desk(planning=None) -> Desk:
    """A desk with the example's profile and calendars."""
    store = InMemoryStore()
    store.keep_profile((FOLDER / "profile.toml").read_text(), TUESDAY_AT_TEN)
    for path in sorted(FOLDER.glob("*.ics")):
        store.keep_calendar(KeptCalendar(path.name, path.read_bytes(), TUESDAY_AT_TEN))
    return desk_over(store, planning or FixedPlanning(None))
