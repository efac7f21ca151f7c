"""Brings a backup back: checked first, what stands kept aside, one file in place of the other."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from trimtab.disk import OWN_FILE, OWN_FOLDER
from trimtab.domain.errors import StoreError
from trimtab.store.backups import Backups, check_backup, copy_whole, sync_to_disk
from trimtab.store.failures import NO_ACCESS
from trimtab.store.keys import Key
from trimtab.store.opening import BACKUPS, FILE, hold, open_store
from trimtab.store.rewriting import copy_under, settle

INCOMING = ".incoming.sqlite3"
LOGS = ("-wal", "-shm")


@dataclass(frozen=True, slots=True)
class RestoreKeys:
    """What opens a backup and what stands; None where that is plain, or nobody has its key."""

    backup: Key | None = None
    standing: Key | None = None

    @property
    def after(self) -> Key | None:
        """The key it is under afterwards: what was sealed never comes back readable by itself."""
        return self.standing or self.backup


def restore(
    backup: Path, folder: Path, now: datetime, keys: RestoreKeys = RestoreKeys()
) -> Path | None:
    """Bring a backup back and say where what stood there is kept; None where nothing did.

    Raises StoreError, with everything as it was, where the backup is not whole or another process
    uses what is kept.
    """
    check_backup(backup, keys.backup)
    with ExitStack() as held:
        hold(folder, held)
        incoming, standing = folder / INCOMING, folder / FILE
        if keys.after == keys.backup:
            copy_whole(backup, incoming, keys.backup)
        else:
            copy_under(backup, incoming, keys.backup, keys.after)
        kept = _keep_aside(standing, Backups(folder / BACKUPS, standing, keys.standing), now, keys)
        try:
            incoming.replace(standing)
            sync_to_disk(folder)
        except OSError:
            raise StoreError(NO_ACCESS) from None
    # An earlier edition's is brought up to date, and readable backups are sealed where this is
    open_store(folder, lambda: now, key=keys.after).close()
    return kept


def _keep_aside(standing: Path, backups: Backups, now: datetime, keys: RestoreKeys) -> Path | None:
    """Keep what stands, and leave its file without a log that the next one could take for its own.

    A damaged one is kept as it is, log and all; so is a sealed one of which nobody has the key.
    """
    if not standing.exists():
        return None
    try:
        kept = backups.back_up(now, because="before-restore").path
        settle(standing, keys.standing)
    except StoreError:
        aside = f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        return _move_aside(standing, backups.folder / aside)
    return kept


def _move_aside(standing: Path, folder: Path) -> Path:
    """The file stays until another takes its place; its log goes first."""
    try:
        folder.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
        kept = folder / standing.name
        shutil.copyfile(standing, kept)
        kept.chmod(OWN_FILE)
        for ending in LOGS:
            log = standing.with_name(standing.name + ending)
            if log.exists():
                log.replace(folder / log.name)
    except OSError:
        raise StoreError(NO_ACCESS) from None
    return kept
