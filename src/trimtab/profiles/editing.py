"""Change single keys and tables in the text of a profile; every other letter stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from trimtab.domain.errors import Problem, ProfileError
from trimtab.profiles.appending import joined
from trimtab.profiles.checks import find_mismatches
from trimtab.profiles.locator import Path, find_lines, find_spans
from trimtab.profiles.tables import ARRAY_TABLES
from trimtab.profiles.toml_values import TomlValue, key_text, toml_text
from trimtab.profiles.validation import Mistake, validate_tables

BY_HAND = "Change it in the text below the forms, where everything stands as written."
NO_TABLE = "These tables stand in one line, or under dotted keys, which forms cannot change."


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lines of a text and where its keys and values stand."""

    rows: list[str]
    lines: Mapping[Path, int]
    spans: Mapping[Path, tuple[int, int]]
    text: str

    def last_line(self, path: Path) -> int:
        """Number of the last line on which a value, or anything in a table, stands."""
        found = [
            self.text.count("\n", 0, span[1]) + 1
            for inside, span in self.spans.items()
            if inside[: len(path)] == path
        ]
        heads = [line for inside, line in self.lines.items() if inside[: len(path)] == path]
        return max(found + heads)


def set_keys(text: str, table: Path, values: Mapping[str, TomlValue | None]) -> str:
    r"""The text with keys of a table changed, added, or taken away where the value is None.

    `table` is such as ("person",) or ("practice", 2). A single table that is missing is added.
    Raises ProfileError where the table is written in a way that cannot be changed so.

    >>> set_keys('[person]\nname = "A"  # me\n', ("person",), {"name": "B", "role": None})
    '[person]\nname = "B"  # me\n'
    """
    for key, value in values.items():
        text = _set_key(text, table, key, value)
    return text


def _set_key(text: str, table: Path, key: str, value: TomlValue | None) -> str:
    layout = _layout(text)
    if table not in layout.lines:
        return text if value is None else _with_table(text, table, {key: value})
    path = (*table, key)
    if value is not None and path in layout.spans and _stands_plain(layout, path):
        start, end = layout.spans[path]
        return f"{text[:start]}{toml_text(value)}{text[end:]}"
    if path in layout.lines:
        text = _without(layout, path)
        layout = _layout(text)
    return text if value is None else _with_line(layout, table, key, value)


def _with_line(layout: _Layout, table: Path, key: str, value: TomlValue) -> str:
    """The text with one more line at the end of a table's own keys."""
    head = layout.lines[table]
    _check_headed(layout, table)
    depth = len(table) + 1
    own = [path for path in layout.spans if len(path) == depth and path[:-1] == table]
    at = max([head, *(layout.last_line(path) for path in own if layout.lines[path] >= head)])
    line = f"{key_text(key)} = {toml_text(value)}{_ending(layout.text)}"
    rows = list(layout.rows)
    if not rows[at - 1].endswith("\n"):
        rows[at - 1] += _ending(layout.text)
    return "".join([*rows[:at], line, *rows[at:]])


def _without(layout: _Layout, path: Path) -> str:
    """The text without a key and its value, or without a table of its own below a head."""
    first, last = layout.lines[path], layout.last_line(path)
    if not _stands_alone(layout, path, first, last):
        raise ProfileError([Problem("Your profile", first, NO_TABLE, BY_HAND)])
    return "".join([*layout.rows[: first - 1], *layout.rows[last:]])


def add_table(text: str, table: str, values: Mapping[str, TomlValue]) -> str:
    r"""The text with one more table of an array at its end.

    >>> add_table("", "people", {"name": "Ada"})
    '[[people]]\nname = "Ada"\n'
    """
    layout = _layout(text)
    if (table, 0) in layout.lines:
        _check_headed(layout, (table, 0))
    return _with_table(text, (table, 0), values)


def _with_table(text: str, table: Path, values: Mapping[str, TomlValue]) -> str:
    name = str(table[0])
    head = f"[[{name}]]" if name in ARRAY_TABLES else f"[{name}]"
    lines = [head, *(f"{key_text(key)} = {toml_text(value)}" for key, value in values.items())]
    return joined(text, "\n".join(lines) + "\n")


def remove_table(text: str, table: Path) -> str:
    """The text without a table and the remarks within it.

    Raises ProfileError where it stands in one line with others.
    """
    layout = _layout(text)
    _check_headed(layout, table)
    first, last = layout.lines[table], layout.last_line(table)
    rows = layout.rows
    while last < len(rows) and rows[last].lstrip().startswith("#"):
        last += 1
    if last < len(rows) and not rows[last].strip():
        last += 1
    return "".join([*rows[: first - 1], *rows[last:]])


def find_mistakes(text: str) -> tuple[Mistake, ...]:
    """Every mistake in a text that is TOML, each with the path at which it stands."""
    tables, mistakes = validate_tables(tomllib.loads(text))
    mistakes.extend(find_mismatches(tables))
    return tuple(mistakes)


def _layout(text: str) -> _Layout:
    return _Layout(text.splitlines(keepends=True), find_lines(text), find_spans(text), text)


def _check_headed(layout: _Layout, table: Path) -> None:
    line = layout.lines[table]
    if not layout.rows[line - 1].lstrip().startswith("["):
        raise ProfileError([Problem("Your profile", line, NO_TABLE, BY_HAND)])


def _stands_plain(layout: _Layout, path: Path) -> bool:
    """Whether a key has a value of its own, not the keys of a table below it."""
    return not any(
        len(inside) > len(path)
        and inside[: len(path)] == path
        and not _within(layout.spans[path], layout.spans.get(inside))
        for inside in layout.spans
    )


def _within(outer: tuple[int, int], inner: tuple[int, int] | None) -> bool:
    return inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def _stands_alone(layout: _Layout, path: Path, first: int, last: int) -> bool:
    """Whether nothing but this stands on its lines."""
    return not any(
        first <= line <= last and inside[: len(path)] != path and path[: len(inside)] != inside
        for inside, line in layout.lines.items()
    ) and not (layout.lines.get(path[:-1]) == first and path[:-1] != ())


def _ending(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
