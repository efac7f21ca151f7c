"""Take back what was taken from a shared file; what was changed since stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from trimtab.domain.sharing import CODE, SINGLES, Taken
from trimtab.profiles.appending import check_sound
from trimtab.profiles.editing import add_table, remove_table, set_keys
from trimtab.profiles.sharing import form
from trimtab.profiles.sharing.taking import FILE, served_values

Part = tuple[str, str, int]
"""A part of a profile: its table, its name there, and of a code the number of its calendar."""


def taken_parts(before: str, after: str) -> tuple[Part, ...]:
    """Everything that differs between a profile before a file was taken and after.

    Values come last: one that was added goes only where nothing serves it any more.
    """
    old, new = _parts(before), _parts(after)
    differing = (part for part in {**new, **old} if old.get(part) != new.get(part))
    return tuple(sorted(differing, key=lambda part: part[0] == "values"))


def taken_names(before: str, after: str) -> tuple[str, ...]:
    """The same by name."""
    return _names(taken_parts(before, after))


def standing_names(
    before: str, after: str, now: str, *, is_undone: bool = False
) -> tuple[str, ...]:
    """What was taken and still stands as it was taken, or what is back as it was before."""
    wanted, present = _parts(before if is_undone else after), _parts(now)
    parts = taken_parts(before, after)
    return _names(part for part in parts if present.get(part) == wanted.get(part))


def _names(parts: Iterable[Part]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name or table for table, name, _ in parts))


def put_back(before: str, after: str, now: str) -> Taken:
    """The profile as it is now without what came between two of its earlier texts.

    Where nothing changed since, that is the earlier text letter for letter; else parts that stand
    as they were taken. Raises ProfileError where something said since needs what would go.
    """
    if now == after:
        return Taken(before, taken_names(before, after))
    old, new, present = _parts(before), _parts(after), _parts(now)
    gone = []
    for part in taken_parts(before, after):
        if present.get(part) == new.get(part):
            changed = _with(now, part, old.get(part))
            if changed != now:
                gone.append(part)
            now = changed
    check_sound(now, FILE)
    return Taken(now, _names(gone))


def _parts(text: str) -> dict[Part, Any]:
    raw = tomllib.loads(text)
    parts: dict[Part, Any] = {}
    for table in form.ARRAYS:
        parts |= {(table, row["name"], 0): row for row in raw.get(table, [])}
    for table in SINGLES:
        parts |= {(table, key, 0): value for key, value in raw.get(table, {}).items()}
    for number, calendar in enumerate(raw.get("calendar", [])):
        codes = calendar.get("codes", {})
        parts |= {(CODE, code, number): hours for code, hours in codes.items()}
    return parts


def _with(text: str, part: Part, value: Any) -> str:
    """The text with a part as it was, which is None where there was none."""
    table, name, number = part
    raw = tomllib.loads(text)
    if value is None and table == "values" and name in served_values(raw):
        return text
    if table in SINGLES:
        return set_keys(text, (table,), {name: value})
    if table == CODE:
        codes = {key: hours for key, hours in _codes(raw, number) if key != name}
        codes |= {} if value is None else {name: value}
        return set_keys(text, ("calendar", number), {"codes": codes or None})
    at = next((at for at, row in enumerate(raw.get(table, [])) if row["name"] == name), None)
    if at is None:
        return text if value is None else add_table(text, table, value)
    if value is None:
        return remove_table(text, (table, at))
    return set_keys(text, (table, at), {**dict.fromkeys(raw[table][at]), **value})


def _codes(raw: Mapping[str, Any], number: int) -> Iterator[tuple[str, Any]]:
    calendars = raw.get("calendar", [])
    yield from calendars[number].get("codes", {}).items() if number < len(calendars) else ()
