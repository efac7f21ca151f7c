"""Another name for somebody in the text of a profile, wherever they are named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from trimtab.profiles.locator import Path, find_spans
from trimtab.profiles.toml_values import toml_text

KEPT_WITH = ("practice", "protect")
ANCHORS = ("after", "before")
APOSTROPHES = re.compile("[\N{RIGHT SINGLE QUOTATION MARK}']")


def rename_person(text: str, old: str, new: str) -> str:
    r"""The text with whatever names somebody naming them anew; every other letter stays.

    That is who something is kept with, its own name where it bears theirs and none has the new one,
    what rides on it, who is there in hours of care, whose calls are offered, and a hidden birthday.
    The person's own table is left to whoever asks.

    >>> rename_person('[[protect]]\nname = "Dinner"\nwith = "A"  # us\n', "A", "Ada")
    '[[protect]]\nname = "Dinner"\nwith = "Ada"  # us\n'
    """
    spans = find_spans(text)
    changes = dict(_changes(tomllib.loads(text), old, new))
    for path in sorted(changes, key=lambda one: spans[one], reverse=True):
        start, end = spans[path]
        text = f"{text[:start]}{toml_text(changes[path])}{text[end:]}"
    return text


def kept_with(text: str, name: str) -> tuple[str, ...]:
    r"""What is kept with somebody, by its names, hours of care that they are there in after it.

    >>> kept_with('[[practice]]\nname = "Walk"\nwith = "Ada"\n', "Ada")
    ('Walk',)
    """
    profile = tomllib.loads(text)
    things = [row for key in KEPT_WITH for row in profile.get(key, []) if row.get("with") == name]
    cared = [row for row in profile.get("care", []) if name in _there(row)]
    return tuple(str(row.get("name", "")) for row in (*things, *cared))


def _there(care: Mapping[str, Any]) -> list[str]:
    return [*_listed(care.get("by", [])), *(str(one["name"]) for one in care.get("covers", []))]


def _listed(value: str | list[str]) -> list[str]:
    """Names, of which a profile may write a single one without a list."""
    return [value] if isinstance(value, str) else value


def _place(value: str | list[str], at: int) -> tuple[int, ...]:
    return () if isinstance(value, str) else (at,)


def _changes(profile: Mapping[str, Any], old: str, new: str) -> Iterator[tuple[Path, str]]:
    """Each value that becomes another, by its path."""
    yield from _things(profile, old, new)
    for number, row in enumerate(profile.get("care", [])):
        yield from _of_care(("care", number), row, old, new)
    if profile.get("publish", {}).get("free_for") == old:
        yield ("publish", "free_for"), new
    hidden, birthday = profile.get("days", {}).get("hide", []), f"{old}'s birthday"
    for at, day in enumerate(_listed(hidden)):
        if APOSTROPHES.sub("'", day) == APOSTROPHES.sub("'", birthday):
            yield ("days", "hide", *_place(hidden, at)), new + day[len(old) :]


def _things(profile: Mapping[str, Any], old: str, new: str) -> Iterator[tuple[Path, str]]:
    """What is kept with somebody, its name, and what rides on it."""
    called = _things_called(profile, old, new)
    rows = [(key, *one) for key in KEPT_WITH for one in enumerate(profile.get(key, []))]
    for table, number, row in rows:
        if row.get("with") == old:
            yield (table, number, "with"), new
        keys = ("name", *ANCHORS) if row.get("with") == old else ANCHORS
        for key in keys:
            if row.get(key) in called:
                yield (table, number, key), called[row[key]]


def _of_care(table: Path, row: Mapping[str, Any], old: str, new: str) -> Iterator[tuple[Path, str]]:
    by = row.get("by", [])
    for at, name in enumerate(_listed(by)):
        if name == old:
            yield (*table, "by", *_place(by, at)), new
    for at, cover in enumerate(row.get("covers", [])):
        if cover["name"] == old:
            yield (*table, "covers", at, "name"), new


def _things_called(profile: Mapping[str, Any], old: str, new: str) -> dict[str, str]:
    """What things kept with somebody are called by their new name, unless one is called so."""
    rows = [row for key in KEPT_WITH for row in profile.get(key, [])]
    names = {str(row.get("name", "")) for row in rows}
    word = re.compile(rf"(?<!\w){re.escape(old)}(?!\w)")
    mine = [str(row.get("name", "")) for row in rows if row.get("with") == old]
    called = {name: word.sub(lambda _: new, name) for name in mine}
    return {name: now for name, now in called.items() if name != now and now not in names}
