"""Keys of the journal: what opens them, and how they change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from trimtab.app.daily.ports import Store
from trimtab.app.mind.journal_ports import JournalSealing, OpenKey
from trimtab.domain.diary import JournalKey, SealedPage

Keys = Mapping[str, OpenKey]
"""Keys that are open, by their ids; more than one where an export of another journal came in."""


def has_key(store: Store) -> bool:
    """Whether the journal has a key of its own, without which nothing can be written."""
    return store.newest_entry(JournalKey) is not None


def open_by_passphrase(store: Store, sealing: JournalSealing, passphrase: str) -> Keys:
    """Every key that a passphrase opens; none where it is wrong. Raises PassphraseError."""
    return _opened(store, lambda one: sealing.open_by_passphrase(one, passphrase))


def open_by_recovery(store: Store, sealing: JournalSealing, recovery: str) -> Keys:
    """Every key that a recovery key opens; none where it is wrong."""
    return _opened(store, lambda one: sealing.open_by_recovery(one, recovery))


def _opened(store: Store, opens: Callable[[JournalKey], OpenKey | None]) -> Keys:
    found = (opens(one) for one in store.entries(JournalKey))
    return {one.id: one for one in found if one is not None}


def change_passphrase(
    store: Store, sealing: JournalSealing, keys: Keys, passphrase: str, hint: str
) -> None:
    """Put every open key under another passphrase; pages stay as they are.

    Raises PassphraseError, StoreError.
    """
    with store.at_once():
        for record in store.entries(JournalKey):
            if record.id in keys:
                opened = keys[record.id]
                store.keep_entry(sealing.with_passphrase(record, opened, passphrase, hint))


def writing_key(store: Store, keys: Keys) -> JournalKey | None:
    """The key that new pages go under: the newest that is open, else the newest of all."""
    records = store.entries(JournalKey)
    opened = [one for one in records if one.id in keys]
    found = opened or list(records)
    return found[-1] if found else None


def hint_kept(store: Store) -> str:
    """The person's own hint at the passphrase."""
    record = store.newest_entry(JournalKey)
    return record.hint if record else ""


def forget_journal(store: Store) -> None:
    """Forget every page, every draft and every key."""
    with store.at_once():
        store.forget_entries(SealedPage)
        store.forget_entries(JournalKey)
