"""Connects what is kept, its backups and its export to the real parts behind them, for bootstrap.

Imports stand inside functions, so that other commands wait for none of these parts.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from trimtab.cli.services import Finding, Keeping
from trimtab.disk import OWN_FILE, OWN_FOLDER
from trimtab.domain.errors import (
    ForeignFileError,
    MissingPartError,
    Problem,
    StoreError,
    TrimtabError,
)
from trimtab.wiring.unlocking import folder_of, key_of

if TYPE_CHECKING:
    from trimtab.domain.kept import KeptPlan
    from trimtab.store.keys import Key
    from trimtab.store.sql_store import SqlStore

FIXED_SQLITE = (3, 51, 3)
LITTLE_ROOM = 200 * 2**20
STANDING = "Passphrase of what is kept now (empty if you lost it; it is kept aside, still sealed)"
BACKED_UP = "Passphrase of the backup"
ITSELF = "{} is what is kept itself, so it is left as it is. Name another file."
LOOKED_INTO = "Passphrase of what is kept (empty to leave it closed)"


def keeping() -> Keeping:
    """Every port of the commands for what is kept."""
    return Keeping(
        back_up=back_up,
        restore=restore,
        export=export_kept,
        bring_in=import_kept,
        is_anything_kept=is_anything_kept,
    )


def back_up(folder: Path | None, file: Path | None, now: datetime) -> Path:
    """Make a backup beside the others, or as a file, and say where it is. Raises StoreError."""
    from trimtab.store.backups import Backups, check_backup, copy_whole
    from trimtab.store.keys import is_part_of, is_sealed
    from trimtab.store.opening import BACKUPS, FILE, NOTHING_KEPT

    place = folder_of(folder)
    standing = place / FILE
    if not standing.is_file():
        raise StoreError(NOTHING_KEPT.format(place))
    if file is not None and is_part_of(file, standing):
        raise StoreError(ITSELF.format(file))
    key = key_of(standing)
    if file is None:
        return Backups(place / BACKUPS, standing, key).back_up(now).path
    if file.exists():
        try:
            check_backup(file, key if is_sealed(file) else None)
        except StoreError:
            raise ForeignFileError(str(file), "no backup of this store") from None
    copy_whole(standing, file, key)
    return file


def restore(folder: Path | None, file: Path, now: datetime) -> Path | None:
    """Bring a backup back, and say where what stood there is kept. Raises StoreError.

    Whoever no longer has the passphrase of what stands there may leave it out.
    """
    from trimtab.store.keys import is_part_of
    from trimtab.store.opening import FILE
    from trimtab.store.restoring import RestoreKeys, restore

    place = folder_of(folder)
    if is_part_of(file, place / FILE):
        raise StoreError(ITSELF.format(file))
    standing = key_of(place / FILE, STANDING, may_lack=True)
    backup = key_of(file, BACKED_UP, known=standing)
    return restore(file, place, now, RestoreKeys(backup, standing))


def export_kept(
    folder: Path | None,
    now: datetime,
    journal_too: bool = False,  # noqa: FBT001, FBT002 - the port's own shape
) -> bytes:
    """Everything kept, as an archive, the journal only if asked for. Raises StoreError."""
    from trimtab.store.exporting import export_all
    from trimtab.store.opening import FILE, read_store

    place = folder_of(folder)
    store = read_store(place, key=key_of(place / FILE))
    try:
        return export_all(store, now, show_kept, journal_too=journal_too)
    finally:
        store.close()


def import_kept(folder: Path | None, content: bytes, now: datetime) -> tuple[Problem, ...]:
    """Replace what is kept by an export; what stood there becomes a backup. Raises StoreError."""
    from trimtab.store.opening import FILE, open_store

    place = folder_of(folder)
    store = open_store(place, lambda: now, key=key_of(place / FILE))
    try:
        return bring_back(store, content, now)
    finally:
        store.close()


def bring_back(
    store: SqlStore, content: bytes, now: datetime, tell: Callable[[str], object] = str
) -> tuple[Problem, ...]:
    """Replace what an open store keeps by an export, after a backup; `tell` hears each step.

    Raises StoreError, and whatever `tell` raises to stop it; then nothing has changed.
    """
    from trimtab.store.importing import import_all

    return import_all(
        store,
        content,
        now,
        check_profile,
        prepare=lambda: store.back_up(now, because="before-import"),
        tell=tell,
    )


def is_anything_kept(folder: Path | None) -> bool:
    """Whether an import would replace something."""
    from trimtab.store.opening import FILE

    return (folder_of(folder) / FILE).is_file()


def show_kept(kept: KeptPlan, profile_text: str) -> Mapping[str, bytes]:
    """The plan that stands for other programs: as JSON, and as a calendar."""
    from trimtab.calendars.published.publishing import published_feeds
    from trimtab.cli.files import as_json
    from trimtab.profiles.reading import read_profile
    from trimtab.reports.plan_json import plan_to_json

    shown = {"plan.json": as_json(plan_to_json(kept.plan))}
    profile, _ = read_profile(profile_text, "profile.toml")
    if profile is not None:
        feeds = published_feeds(kept.plan, profile, kept.made_at, ("ics",), {})
        shown["week.ics"] = feeds["ics"]
    return shown


def check_profile(text: str) -> Sequence[Problem]:
    """Every mistake that would keep the text of a profile from being used."""
    from trimtab.profiles.reading import read_profile

    return read_profile(text, "profile.toml")[1]


def examine_kept(folder: Path | None = None) -> Iterator[Finding]:
    """What `trimtab doctor` reports of what is kept."""
    from trimtab.store.opening import BACKUPS, FILE

    place = folder_of(folder)
    standing = place / FILE
    yield _find_engine(standing)
    if not standing.is_file():
        yield Finding("Kept", f"nothing yet; it will be in {place}")
        return
    yield from _find_whole(standing)
    yield _find_access(place, standing)
    yield _find_backup(place / BACKUPS, standing)
    yield _find_room(place)


def _find_engine(standing: Path) -> Finding:
    import sqlite3

    from trimtab.store.keys import is_sealed, sqlcipher

    if is_sealed(standing):
        with contextlib.suppress(MissingPartError):  # told where it is looked into
            return Finding("SQLite", f"{sqlcipher().sqlite_version}, the one in SQLCipher")
    version = sqlite3.sqlite_version
    if sqlite3.sqlite_version_info >= FIXED_SQLITE:
        return Finding("SQLite", version)
    return Finding(
        "SQLite",
        f"{version}, which can damage a file when two connections write at once; Trimtab writes "
        "with one.",
    )


def _find_whole(standing: Path) -> Iterator[Finding]:
    """Whether it is whole, and whether it is sealed; without its passphrase only the latter."""
    from trimtab.store.keys import is_sealed
    from trimtab.store.sealing import readable_below

    if not is_sealed(standing):
        yield _find_whole_by(standing, None)
        return
    try:
        key = key_of(standing, LOOKED_INTO, may_lack=True)
    except TrimtabError as error:
        yield Finding("Kept", f"{standing}: under a passphrase.", str(error))
    else:
        closed = Finding("Kept", f"{standing}: under a passphrase, and not looked into")
        yield _find_whole_by(standing, key) if key else closed
    for path in readable_below(standing.parent):
        yield Finding("Sealed", f"all but {path}, which anybody can read.", "Delete that file.")


def _find_whole_by(standing: Path, key: Key | None) -> Finding:
    from trimtab.store.backups import contents_of, journal_mode_of
    from trimtab.store.failures import told_plainly

    remedy = "Bring back the last backup with `trimtab restore FILE`."
    try:
        with told_plainly():
            held, mode = contents_of(standing, key), journal_mode_of(standing, key)
    except StoreError as error:
        return Finding("Kept", f"{standing}: {error}")
    if held is None:
        return Finding("Kept", f"{standing} is damaged.", remedy)
    log = standing.with_name(f"{standing.name}-wal")
    megabytes = sum(path.stat().st_size for path in (standing, log) if path.exists()) / 1e6
    rows = sum(held.rows.values())
    whole = "whole, under a passphrase" if key else "whole"
    return Finding("Kept", f"{standing}: {whole}, {rows} rows, {megabytes:.1f} MB, journal {mode}")


def _find_access(place: Path, standing: Path) -> Finding:
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (place, standing)]
    words = f"folder {modes[0]:04o}, file {modes[1]:04o}"
    is_open = modes[0] & ~OWN_FOLDER or modes[1] & ~OWN_FILE
    if not is_open or os.name == "nt":
        return Finding("Readable", f"for you alone ({words})")
    remedy = f"Close it with: chmod 700 {place}; chmod 600 {standing}"
    return Finding("Readable", f"for others too ({words}).", remedy)


def _find_backup(backups: Path, standing: Path) -> Finding:
    from trimtab.store.backups import Backups

    known = Backups(backups, standing)
    last, tried = known.last_verified(), known.last_attempt()
    failed = f" The last try failed: {tried.problem}" if tried and tried.problem else ""
    if last is None:
        return Finding("Last backup", f"none.{failed}", "Make one with `trimtab backup`.")
    made = f"{last.made_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return Finding(
        "Last backup", f"{made}, checked, one of {len(known.list())}: {last.path}{failed}"
    )


def _find_room(place: Path) -> Finding:
    import shutil

    free = shutil.disk_usage(place).free
    words = f"{free / 1e9:.1f} GB free"
    if free >= LITTLE_ROOM:
        return Finding("Room", words)
    return Finding("Room", f"{words}.", "Make some: backups and plans need a few megabytes.")
