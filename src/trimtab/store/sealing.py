"""Puts the store of a folder under a passphrase, under another, or under none."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from trimtab.domain.errors import StoreError
from trimtab.store.backups import Backups, contents_of
from trimtab.store.failures import DAMAGED, told_plainly
from trimtab.store.keys import Key, is_plain
from trimtab.store.opening import BACKUPS, FILE, NOTHING_KEPT, hold
from trimtab.store.rewriting import remove_strays, rewrite, rewrite_backups


@dataclass(frozen=True, slots=True)
class Rewritten:
    """What was brought under the key, or out of it, and which backups were left as they were."""

    path: Path
    backups: int
    left: tuple[Path, ...]


def put_under(folder: Path, before: Key | None, after: Key | None) -> Rewritten:
    """Write the store of a folder anew under another key or none, then its backups.

    The store comes first: killed at any moment, it opens by the one key or the other, and backups
    that anybody could still read are sealed when a sealed store is opened next. Raises StoreError.
    """
    path = folder / FILE
    if not path.is_file():
        raise StoreError(NOTHING_KEPT.format(folder))
    with ExitStack() as held:
        hold(folder, held)
        with told_plainly():
            found = contents_of(path, before)
        if found is None:
            raise StoreError(DAMAGED)
        rewrite(path, before, after)
        remove_strays(folder, folder / BACKUPS)
        backups = Backups(folder / BACKUPS, path, after).list()
        left = rewrite_backups(backups, before, after)
        if after is not None:
            left += readable_below(folder, left)
    return Rewritten(path, len([one for one in backups if one.path not in left]), left)


def readable_below(folder: Path, known: tuple[Path, ...] = ()) -> tuple[Path, ...]:
    """Databases in a folder and below that anybody can read: damaged ones kept aside, copies."""
    return tuple(
        path
        for path in sorted(folder.rglob("*"))
        if path not in known and path.is_file() and is_plain(path)
    )
