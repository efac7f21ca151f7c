"""Fifty sentences to be found nowhere, and the search for them in whatever was written."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

MANY = 50


def mark(number: int) -> str:
    """What is searched for of a sentence: letters that no encoding of a form changes."""
    return f"quillwort{number:02d}lantern"


def sentence(number: int) -> str:
    """A sentence as somebody might write it, with its mark."""
    return f"I cried in the stairwell, {mark(number)}, & told nobody: “fine”."


def shapes(words: str) -> Iterator[bytes]:
    """The words as files hold them: plain, in two bytes a letter, in base64 at any offset."""
    plain = words.encode()
    yield plain
    yield words.encode("utf-16-le")
    yield words.upper().encode()
    for ahead in range(3):
        coded = base64.b64encode(b"\0" * ahead + plain)
        yield coded[4 if ahead else 0 : -4]


def contents(path: Path) -> Iterator[bytes]:
    """What a file holds; of an archive also what is packed in it."""
    content = path.read_bytes()
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())


def found_below(folder: Path, words: Iterable[str]) -> set[tuple[str, str]]:
    """Which words stand in which file, by its name too."""
    wanted = [(one, tuple(shapes(one))) for one in words]
    found = set()
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.is_symlink():
            continue
        held = (*contents(path), str(path.relative_to(folder)).encode())
        for one, looks in wanted:
            if any(look in content for content in held for look in looks):
                found.add((one, path.name))
    return found
