"""What a command hands over: files, whole or not at all, or words on the screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from trimtab.disk import write_whole

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
