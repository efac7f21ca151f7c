"""What the store in memory holds, and a copy of it to go back to."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date

from trimtab.domain.diary import ENTRY_TYPES, Entry
from trimtab.domain.kept import (
    BlockMark,
    Contact,
    Device,
    FeedLink,
    FeedName,
    KeptApplication,
    KeptCalendar,
    KeptPlan,
    KeptProfile,
    SignOut,
    WebSession,
    Win,
)
from trimtab.domain.plans import LastPlan


def no_entries() -> dict[str, dict[str, Entry]]:
    """A diary with nothing in it."""
    return {kind: {} for kind in ENTRY_TYPES}


@dataclass(slots=True)
class Held:
    """Every record, by what it is found with."""

    profiles: list[KeptProfile] = field(default_factory=list)
    plans: list[KeptPlan] = field(default_factory=list)
    last_plans: dict[date, LastPlan] = field(default_factory=dict)
    marks: dict[str, BlockMark] = field(default_factory=dict)
    wins: dict[str, Win] = field(default_factory=dict)
    sign_outs: dict[date, SignOut] = field(default_factory=dict)
    contacts: tuple[Contact, ...] = ()
    calendars: dict[str, KeptCalendar] = field(default_factory=dict)
    application: KeptApplication | None = None
    feed_links: dict[FeedName, FeedLink] = field(default_factory=dict)
    feeds: dict[FeedName, bytes] = field(default_factory=dict)
    devices: dict[str, Device] = field(default_factory=dict)
    sessions: dict[str, WebSession] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    diary: dict[str, dict[str, Entry]] = field(default_factory=no_entries)

    def copied(self) -> Held:
        """The same records, none of which ever changes, in dictionaries and lists of their own."""
        own = {one.name: copy(getattr(self, one.name)) for one in fields(self)}
        return Held(**own | {"diary": {kind: dict(kept) for kind, kept in self.diary.items()}})
