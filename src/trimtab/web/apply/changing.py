"""Keys of the applicant's profile changed, with the mistakes that they would bring."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from trimtab.domain.errors import ProfileError
from trimtab.profiles.editing import set_keys
from trimtab.profiles.toml_values import TomlValue
from trimtab.programmes.applicants import find_applicant_mistakes
from trimtab.web.settings.forms import plainly

Changes = Mapping[str, Mapping[str, TomlValue | None]]
"""New values by table and key; None takes a key away."""

OTHERS = ""
"""The key under which mistakes stand that are of no field."""


def changed_profile(text: str, changes: Changes) -> tuple[str, dict[str, str]]:
    """The profile with other values, every other key as it was, and its mistakes by key."""
    try:
        for table, values in changes.items():
            text = set_keys(text, (table,), values)
    except ProfileError as error:
        return text, {OTHERS: " ".join(f"{one.what} {one.mend}" for one in error.problems)}
    return text, mistakes_in(text)


def mistakes_in(text: str) -> dict[str, str]:
    """The mistakes of a profile in the person's words, by the key they are of."""
    found: dict[str, str] = {}
    for one in find_applicant_mistakes(text):
        key = str(one.path[1]) if len(one.path) > 1 else OTHERS
        if one.what.endswith("names no specialty."):
            found.setdefault("specialties", "Say what you apply in.")
        else:
            found.setdefault(key, f"{plainly(one.what, key)} {_mend(one.mend, key)}".strip())
    return found


def _mend(mend: str, key: str) -> str:
    """How to mend a mistake in a field, without the key that only the file needs."""
    if key == "family" and "[latitude, longitude]" in mend:
        return "A larger town near it may be known."  # beside the field's own example
    return mend.replace(f"{key} = ", "")


def tables_of(text: str) -> dict[str, dict[str, Any]]:
    """The tables of a profile as they are written; none where it is no TOML."""
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {name: table for name, table in raw.items() if isinstance(table, dict)}
