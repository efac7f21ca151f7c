"""Write a shared file, and read it back as strictly as whoever takes it will."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trimtab.domain.errors import Problem
from trimtab.domain.sharing import CODE, SINGLES, Shared, SharedThing
from trimtab.profiles.sharing import form
from trimtab.profiles.sharing.reading import read_shared
from trimtab.profiles.toml_values import key_text, toml_text


def write_shared(shared: Shared, file: str) -> tuple[bytes, tuple[Problem, ...]]:
    """The file, with everything that would keep others from taking it."""
    content = "\n".join(_lines(shared)).encode()
    return content, read_shared(content, file)[1]


def _lines(shared: Shared) -> Iterator[str]:
    yield form.FIRST_LINE
    yield f"[{form.HEAD}]"
    yield f"version = {form.VERSION}"
    yield f"title = {toml_text(shared.title)}"
    if shared.role:
        yield f"role = {toml_text(shared.role)}"
    yield ""
    for table in SINGLES:
        yield from _table(f"[{table}]", (one for one in shared.things if one.table == table))
    for table in form.ARRAYS:
        for thing in shared.things:
            if thing.table == table:
                yield from _table(f"[[{table}]]", (thing,))
    codes = [one for one in shared.things if one.table == CODE]
    if codes:
        yield f"[{form.CODES}]"
        yield from (f"{key_text(one.name)} = {toml_text(one.values['hours'])}" for one in codes)
        yield ""


def _table(head: str, things: Iterable[SharedThing]) -> Iterator[str]:
    for thing in things:
        yield head
        yield from (f"{key_text(key)} = {toml_text(value)}" for key, value in thing.values.items())
        yield ""
