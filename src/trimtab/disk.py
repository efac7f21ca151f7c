"""Files on this machine: written whole or not at all, private ones for the person alone."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from trimtab.domain.errors import BusyError, UnwritableFileError

OWN_FOLDER, OWN_FILE = 0o700, 0o600


def data_folder(environment: Mapping[str, str]) -> Path:
    """Where what Trimtab remembers is kept: TRIMTAB_DATA, or the system's place for such files.

    It may not exist yet. Nothing in it is needed to plan from files.
    """
    if given := environment.get("TRIMTAB_DATA"):
        return Path(given).expanduser().absolute()
    return _system_folder(environment, "XDG_DATA_HOME", ".local/share", "Application Support")


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Where what can be made again is kept; deleting it loses nothing. It may not exist yet."""
    if given := environment.get("TRIMTAB_DATA"):
        return Path(given).expanduser().absolute() / "cache"
    return _system_folder(environment, "XDG_CACHE_HOME", ".cache", "Caches")


def _system_folder(environment: Mapping[str, str], xdg: str, usual: str, on_mac: str) -> Path:
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA") or Path.home() / "AppData/Local"
        return Path(local) / "Trimtab" / ("" if xdg == "XDG_DATA_HOME" else "Cache")
    named = Path(environment.get(xdg) or "")
    if named.is_absolute():
        return named / "trimtab"
    if sys.platform == "darwin":
        return Path.home() / "Library" / on_mac / "Trimtab"
    return Path.home() / usual / "trimtab"


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only this person may read, in folders that only they may enter.

    Whole or not at all. Raises UnwritableFileError.
    """
    try:
        missing = [folder for folder in path.parents if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=OWN_FOLDER, exist_ok=True)
        _replace(path, content, OWN_FILE)
    except OSError as error:
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error


def write_whole(path: Path, content: bytes, *, is_private: bool = False) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one, never a part.

    A private file only this person may read. Links are followed; devices and pipes are written to
    directly. Raises UnwritableFileError.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
        else:
            _replace(target, content, OWN_FILE if is_private else _mode_for(target))
    except OSError as error:
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error


def _replace(target: Path, content: bytes, mode: int) -> None:
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _mode_for(target: Path) -> int:
    """Permissions the file has, or what the person's umask gives a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextlib.contextmanager
def held_alone(path: Path) -> Iterator[None]:
    """Hold a lock file for as long as this lasts; the system lets go of it when a process ends.

    Raises BusyError where another process holds it, UnwritableFileError.
    """
    if not path.exists():
        write_private(path, b"")
    with path.open("r+b") as file:
        try:
            _lock(file)
        except BlockingIOError as error:
            raise BusyError from error
        yield


def _lock(file: BinaryIO) -> None:
    """Lock a file or raise BlockingIOError; closing the file lets go of it."""
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 - exists there alone

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        import fcntl  # noqa: PLC0415 - exists there alone

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
