"""The journal: pages begun, kept as drafts while they are typed, kept for good, read, forgotten.

A draft is a page of its own whose id ends in `.draft`, sealed so that it can be kept while the
journal is closed and read only once it is open.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from trimtab.app.daily.ports import Store
from trimtab.app.mind.journal_keys import Keys, writing_key
from trimtab.app.mind.journal_ports import JournalSealing, PagePlace
from trimtab.domain.diary import JournalKey, SealedPage
from trimtab.domain.journal import Form, ReadPage, Written, form_named, written_on

DRAFT = ".draft"
EMPTY_DRAFTS_STAY = timedelta(hours=12)
"""So long a page that was begun and never written on may still be open somewhere."""


def draft_place(place: PagePlace) -> PagePlace:
    """Where the draft of a page belongs."""
    return PagePlace(f"{place.id}{DRAFT}", place.day, place.said_at)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: where it belongs, its words, and the window it was typed in."""

    place: PagePlace
    written: Written
    by: str = ""


def sealed_draft(
    store: Store, sealing: JournalSealing, keys: Keys, typed: Typed
) -> SealedPage | None:
    """A page as far as it is typed, sealed; None where the journal has no key.

    A draft begun before stays under its key. Raises StoreError.
    """
    place = draft_place(typed.place)
    before = store.entry(SealedPage, place.id)
    known = store.entry(JournalKey, before.key) if before else None
    record = known or writing_key(store, keys)
    if record is None:
        return None
    return replace(sealing.seal_draft(record, place, _text(typed.written)), by=typed.by)


def keep_page(store: Store, sealing: JournalSealing, keys: Keys, typed: Typed) -> bool:
    """Keep a page for good in place of its draft; False where no key is open.

    A page that is changed stays on its day. Raises StoreError.
    """
    place = typed.place
    before = store.entry(SealedPage, place.id)
    key = keys.get(before.key) if before else None
    record = writing_key(store, keys)
    opened = key or (keys.get(record.id) if record else None)
    if opened is None:
        return False
    stands = PagePlace(place.id, before.day, before.said_at) if before else place
    page = sealing.seal_page(opened, stands, _text(typed.written))
    with store.at_once():
        store.keep_entry(replace(page, by=typed.by))
        store.forget_entry(SealedPage, draft_place(place).id)
    return True


def read_page(sealing: JournalSealing, keys: Keys, page: SealedPage) -> ReadPage:
    """A page, opened if it can be; a draft goes by the id of its page."""
    opened = keys.get(page.key)
    is_draft = page.id.endswith(DRAFT)
    opening = sealing.open_draft if is_draft else sealing.open_page
    text = opening(opened, page) if opened else None
    written = None if text is None else _written(text)
    return ReadPage(page.id.removesuffix(DRAFT), page.day, page.said_at, written)


def find_page(store: Store, page_id: str) -> SealedPage | None:
    """The page of an id that a browser sent; drafts are no pages."""
    return None if page_id.endswith(DRAFT) else store.entry(SealedPage, page_id)


def find_draft(store: Store, page_id: str) -> SealedPage | None:
    """The draft of a page."""
    return store.entry(SealedPage, f"{page_id}{DRAFT}")


def pages_kept(store: Store) -> tuple[SealedPage, ...]:
    """Every page, the oldest first; no drafts."""
    return tuple(one for one in store.entries(SealedPage) if not one.id.endswith(DRAFT))


def drafts_kept(store: Store) -> tuple[SealedPage, ...]:
    """Every draft, the oldest first."""
    return tuple(one for one in store.entries(SealedPage) if one.id.endswith(DRAFT))


def unfinished(
    sealing: JournalSealing, keys: Keys, drafts: Iterable[SealedPage]
) -> tuple[ReadPage, ...]:
    """Drafts with something on them; those that cannot be opened are told by their pages."""
    read = (read_page(sealing, keys, one) for one in drafts)
    return tuple(one for one in read if one.written and not one.written.is_empty)


def forget_empty_drafts(store: Store, sealing: JournalSealing, keys: Keys, now: datetime) -> None:
    """Forget pages that were begun some time before a moment and never written on."""
    for draft in drafts_kept(store):
        if now - draft.said_at > EMPTY_DRAFTS_STAY:
            written = read_page(sealing, keys, draft).written
            if written is not None and written.is_empty:
                store.forget_entry(SealedPage, draft.id)


def forget_page(store: Store, page_id: str) -> None:
    """Forget a page and its draft."""
    with store.at_once():
        store.forget_entry(SealedPage, page_id)
        store.forget_entry(SealedPage, f"{page_id}{DRAFT}")


def forget_draft(store: Store, page_id: str) -> None:
    """Forget a draft; the page it was of stays as it was."""
    store.forget_entry(SealedPage, f"{page_id}{DRAFT}")


def begun(form: Form) -> Written:
    """A page with nothing on it."""
    return written_on(form, {})


def _text(written: Written) -> str:
    return json.dumps([written.form, dict(written.words)])


def _written(text: str) -> Written | None:
    """What was sealed; None where a later edition sealed something else."""
    try:
        named, words = json.loads(text)
        form = form_named(named)
        return None if form is None else written_on(form, words)
    except (ValueError, TypeError, AttributeError):
        return None
