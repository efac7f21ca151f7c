"""What the journal needs from the outside: someone who seals, and opens what was sealed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from trimtab.domain.diary import JournalKey, SealedPage


@dataclass(frozen=True, slots=True)
class OpenKey:
    """The journal's own random key, in memory alone; it shows itself nowhere."""

    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FreshKey:
    """A key that was made and is not kept yet, with its recovery key in groups of letters."""

    record: JournalKey
    opened: OpenKey
    recovery: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PagePlace:
    """Where a sealed page belongs; it opens nowhere else."""

    id: str
    day: date
    said_at: datetime


class JournalSealing(Protocol):
    """Seals pages and opens them; wrong keys and changed pages open to None."""

    def make_key(self, place: PagePlace, passphrase: str, hint: str) -> FreshKey:
        """A key of its own under a passphrase and a recovery key. Raises PassphraseError."""
        ...

    def open_by_passphrase(self, record: JournalKey, passphrase: str) -> OpenKey | None:
        """The key that a passphrase opens."""
        ...

    def open_by_recovery(self, record: JournalKey, recovery: str) -> OpenKey | None:
        """The key that a recovery key opens, however it was typed."""
        ...

    def with_passphrase(
        self, record: JournalKey, opened: OpenKey, passphrase: str, hint: str
    ) -> JournalKey:
        """The same key under another passphrase. Raises PassphraseError."""
        ...

    def with_recovery(self, record: JournalKey, opened: OpenKey) -> FreshKey:
        """The same key under another recovery key."""
        ...

    def seal_page(self, opened: OpenKey, place: PagePlace, text: str) -> SealedPage:
        """A page that the key opens."""
        ...

    def open_page(self, opened: OpenKey, page: SealedPage) -> str | None:
        """What a page says."""
        ...

    def seal_draft(self, record: JournalKey, place: PagePlace, text: str) -> SealedPage:
        """A draft that the key opens, sealed without it: the journal may have closed meanwhile."""
        ...

    def open_draft(self, opened: OpenKey, draft: SealedPage) -> str | None:
        """What a draft says."""
        ...
