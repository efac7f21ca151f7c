"""Brings a backup back: checked first, what stands kept aside, one file in place of the other."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

from trimtab.disk import OWN_FILE, OWN_FOLDER
from trimtab.domain.errors import StoreError
from trimtab.store.backups import Backups, check_backup, copy_whole, sync_to_disk
from trimtab.store.connections import connect_sqlite
from trimtab.store.failures import NO_ACCESS, told_plainly
from trimtab.store.opening import BACKUPS, FILE, hold, open_store

INCOMING = ".incoming.sqlite3"
LOGS = ("-wal", "-shm")


def restore(backup: Path, folder: Path, now: datetime) -> Path | None:
    """Bring a backup back and say where what stood there is kept; None where nothing did.

    Raises StoreError, with everything as it was, where the backup is not whole or another process
    uses what is kept.
    """
    check_backup(backup)
    with ExitStack() as held:
        hold(folder, held)
        incoming, standing = folder / INCOMING, folder / FILE
        copy_whole(backup, incoming)
        kept = _keep_aside(standing, folder / BACKUPS, now)
        try:
            incoming.replace(standing)
            sync_to_disk(folder)
        except OSError:
            raise StoreError(NO_ACCESS) from None
    open_store(folder, lambda: now).close()  # an earlier edition's is brought up to date
    return kept


def _keep_aside(standing: Path, backups: Path, now: datetime) -> Path | None:
    """Keep what stands, and leave its file without a log that the next one could take for its own.

    A damaged one is kept as it is, log and all.
    """
    if not standing.exists():
        return None
    try:
        kept = Backups(backups, standing).back_up(now, because="before-restore").path
        with told_plainly(), closing(connect_sqlite(standing, "rw")) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    except StoreError:
        return _move_aside(standing, backups / f"damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
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
