"""What a command hands over: files, whole or not at all, or words on the screen."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from trimtab.domain.errors import UnwritableFileError

STANDARD_OUTPUT = Path("-")


def write_or_show(contents: Mapping[Path, bytes], show: Callable[[], None]) -> None:
    """Write each file, and show the words unless something is printed in their place.

    What has the path "-" is printed. Raises UnwritableFileError.
    """
    files = {path: content for path, content in contents.items() if path != STANDARD_OUTPUT}
    for path, content in files.items():
        write_whole(path, content)
    if STANDARD_OUTPUT in contents:
        click.echo(contents[STANDARD_OUTPUT], nl=False)
    else:
        show()
    if files:
        tell(f"Written: {', '.join(map(str, files))}")


def as_json(content: Mapping[str, Any], indent: int | None = 2) -> bytes:
    """JSON-ready data as the bytes of a file."""
    return (json.dumps(content, ensure_ascii=False, indent=indent) + "\n").encode()


def tell(*sentences: str) -> None:
    """Say each sentence on standard error, empty ones left out."""
    for sentence in filter(None, sentences):
        click.echo(sentence, err=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a crash leaves the old file or the new one, never a part.

    Links are followed; devices and pipes are written to directly. Raises UnwritableFileError.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(content)
        else:
            _replace(target, content)
    except OSError as error:
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error


def _replace(target: Path, content: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).chmod(_mode_for(target))
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
