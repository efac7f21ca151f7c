"""What a command hands over: files, whole or not at all, or words on the screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from trimtab.disk import write_whole
from trimtab.domain.errors import ForeignFileError, UnreadableFileError

STANDARD_OUTPUT = Path("-")
PAGE_LINES = 5
"""Lines by which a page is known as one of ours: its policy is among them."""

FIRST_KEYS = 4
"""Keys by which one JSON of ours is known from another."""


def write_or_show(
    contents: Mapping[Path, bytes], show: Callable[[], None], *, is_private: bool = False
) -> None:
    """Write each file, and show the words unless something is printed in their place.

    Private files hold what the store keeps, perhaps sealed: nobody else may read them.
    What has the path "-" is printed. Raises ForeignFileError, before anything is written, where
    a file would replace one of another kind, UnreadableFileError and UnwritableFileError.
    """
    files = {path: content for path, content in contents.items() if path != STANDARD_OUTPUT}
    for path, content in files.items():
        _refuse_another_kind(path, content)
    for path, content in files.items():
        write_whole(path, content, is_private=is_private)
    if STANDARD_OUTPUT in contents:
        click.echo(contents[STANDARD_OUTPUT], nl=False)
    else:
        show()
    if files:
        tell(f"Written: {', '.join(map(str, files))}")


def refuse_sharing(outputs: Iterable[tuple[str, Path | None]]) -> None:
    """Raise a usage error where two outputs, each by its option, go to one place."""
    known: dict[Path, str] = {}
    for option, path in outputs:
        if path is None:
            continue
        place = path if path == STANDARD_OUTPUT else path.resolve()
        if place in known:
            both = f"{known[place]} and {option}"
            mend = "cannot share standard output. Name a file for all but one."
            one_file = "name one file. Give each its own."
            raise click.UsageError(f"{both} {mend if place == STANDARD_OUTPUT else one_file}")
        known[place] = option


def _refuse_another_kind(path: Path, content: bytes) -> None:
    """A file is replaced by its like alone, so that no slip costs a profile or a roster."""
    try:
        standing = path.read_bytes() if path.is_file() else b""
    except OSError as error:
        raise UnreadableFileError(str(path), (error.strerror or str(error)).lower()) from error
    if standing.strip() and _kind_of(standing) != _kind_of(content):
        raise ForeignFileError(str(path), "something else")


def _kind_of(content: bytes) -> tuple[object, ...]:
    """What tells kinds of files apart: first keys of JSON, first lines of all else."""
    if content.lstrip()[:1] == b"{":
        try:
            return ("json", *list(json.loads(content))[:FIRST_KEYS])
        except (ValueError, RecursionError):
            return ("json",)
    lines = content.split(b"\n", PAGE_LINES)
    is_page = content[:1] == b"<"
    return tuple(line.strip() for line in lines[: PAGE_LINES if is_page else 1])


def as_json(content: Mapping[str, Any], indent: int | None = 2) -> bytes:
    """JSON-ready data as the bytes of a file."""
    return (json.dumps(content, ensure_ascii=False, indent=indent) + "\n").encode()


def tell(*sentences: str) -> None:
    """Say each sentence on standard error, empty ones left out."""
    for sentence in filter(None, sentences):
        click.echo(sentence, err=True)
