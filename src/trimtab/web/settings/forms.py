"""A table of the profile as a form: what stands in its fields, and what a filled-in one says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from starlette.datastructures import FormData

from trimtab.domain.errors import ProfileError
from trimtab.domain.plain_letters import without_steering
from trimtab.profiles.editing import add_table, find_mistakes, set_keys
from trimtab.profiles.locator import Path
from trimtab.profiles.renaming import rename_person
from trimtab.profiles.toml_values import TomlValue
from trimtab.web.settings.field_shapes import Field, Section, UnreadableTextError
from trimtab.web.settings.leaning import text_chosen
from trimtab.web.settings.typing import read_typed, shown

TWICE = re.compile(r"Two \[\[\w+\]\] tables are named ")
OTHER_NAME = "Another one has that name already. Give this one a name of its own."
LONGEST_NAME = 120
TOO_LONG = f"A name has {LONGEST_NAME} letters at most here. Give it a shorter one."
KEY = re.compile(r"`(\w+)`")


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled in: texts by key, what they change, mistakes by key, and others.

    `notes` stand beside fields, by key, without being mistakes. `renamed` is the new name of
    somebody, where others named them and name them anew.
    """

    texts: Mapping[str, str]
    text: str = ""
    mistakes: Mapping[str, str] = field(default_factory=dict)
    others: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    renamed: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether it can be kept."""
        return not self.mistakes and not self.others

    def told(self, fields: Iterable[Field]) -> list[Field]:
        """The fields with the notes before their hints."""
        return [
            replace(one, hint=f"{self.notes[one.key]} {one.hint}".strip())
            if one.key in self.notes
            else one
            for one in fields
        ]

    def is_about(self, fields: Iterable[Field]) -> bool:
        """Whether a mistake or a note stands beside one of these fields."""
        return any(self.mistakes.get(one.key) or one.key in self.notes for one in fields)


def rows_of(text: str, section: Section) -> list[dict[str, Any]]:
    """The tables of a section as they stand in a profile's text, one for a single table."""
    found = tomllib.loads(text).get(section.table, [] if section.is_list else {})
    return list(found) if section.is_list else [found]


def texts_of(section: Section, row: Mapping[str, Any]) -> dict[str, str]:
    """What stands in each field of a table."""
    return {one.key: shown(one, row.get(one.key)) for one in section.fields}


def texts_in(section: Section, form: FormData) -> dict[str, str]:
    """What was typed into each field."""
    return {one.key: _typed_in(one, form) for one in section.fields}


def fill(text: str, section: Section, number: int | None, form: FormData) -> Filled:
    """The profile's text with a filled-in form in it; `number` None adds a table.

    What is wrong with fields that can be read is told beside what cannot be read of others.
    """
    rows = rows_of(text, section)
    before = texts_of(section, {} if number is None else rows[number])
    texts = texts_in(section, form)
    changed = [one for one in section.fields if is_other(one, texts[one.key], before[one.key])]
    values, unread = _read(changed, texts)
    place: Path = (section.table, len(rows) if number is None else number)
    table = place if section.is_list else (section.table,)
    try:
        left_out = dict.fromkeys(unread.keys() - {"name"})  # others may name this one
        following = text if number is None else _renamed(text, section, rows[number], values)
        after = _changed(following, section, table, {**values, **left_out}, is_new=number is None)
    except ProfileError as error:
        said = () if unread else tuple(f"{one.what} {one.mend}" for one in error.problems)
        return Filled(texts, mistakes=unread, others=said)
    renamed = texts["name"] if following != text else ""
    return _checked(Filled(texts, after, unread, renamed=renamed), section, table)


def _renamed(
    text: str, section: Section, row: Mapping[str, Any], values: Mapping[str, TomlValue | None]
) -> str:
    """The text with a new name of somebody wherever they are named, but in their own table."""
    old, new = row.get("name"), values.get("name")
    is_named_anew = section.table == "people" and old and new
    return rename_person(text, str(old), str(new)) if is_named_anew else text


def _changed(
    text: str,
    section: Section,
    table: Path,
    values: Mapping[str, TomlValue | None],
    *,
    is_new: bool,
) -> str:
    if is_new:
        known = {key: value for key, value in values.items() if value is not None}
        return add_table(text, section.table, known)
    return set_keys(text, table, values)


def _checked(filled: Filled, section: Section, table: Path) -> Filled:
    """The form with every mistake that its profile would hold, those of its keys beside them.

    What names a field that could not be read stays unsaid: it may be mended with it.
    """
    keys = {one.key for one in section.fields}
    mistakes = dict(filled.mistakes)
    others = []
    for one in find_mistakes(filled.text):
        if set(KEY.findall(f"{one.what} {one.mend}")) & filled.mistakes.keys():
            continue
        key = str(one.path[len(table)]) if len(one.path) > len(table) else ""
        if one.path[: len(table)] == table and key in keys:
            mistakes.setdefault(key, _said(plainly(one.what, key), one.mend, section))
        elif one.path == table and (lacking := _lacking(one.what, keys)):
            mistakes.setdefault(lacking, "This cannot be left empty.")
        else:
            others.append(_said(one.what, one.mend, section))
    return replace(filled, mistakes=mistakes, others=tuple(others))


def _said(what: str, mend: str, section: Section) -> str:
    """A mistake in the form's own words: keys by their labels, and no tables."""
    if TWICE.match(what):
        return OTHER_NAME
    labels = {one.key: one.label for one in section.fields}
    said = f"{what} {mend}"
    return KEY.sub(lambda key: f"“{labels[key[1]]}”" if key[1] in labels else key[0], said)


def plainly(what: str, key: str) -> str:
    """A mistake without the words that only the file needs."""
    _, found, rest = what.partition("] ")
    is_about = what.startswith(f"`{key}`") and found
    said = rest.lstrip('"') if is_about else what
    if is_about and said.startswith(("is ", "has ", "names ")):
        return f"It {said}"
    for verb in (" is ", " has ", " names ", " gives "):
        if is_about and verb in said:
            return f"It{verb}{said.partition(verb)[2]}"
    return what


def _lacking(what: str, keys: set[str]) -> str:
    return next((key for key in keys if what.endswith(f"has no `{key}`.")), "")


def _typed_in(one: Field, form: FormData) -> str:
    if one.typed == "days":
        return ", ".join(str(day) for day in form.getlist(one.key))
    if one.typed == "weights" and one.key not in form:
        return text_chosen(one.key, form)
    text = str(form.get(one.key) or "")
    return without_steering(text.replace("\r\n", "\n")).strip()


def is_other(one: Field, typed: str, before: str) -> bool:
    """Whether a field says something else; a mark that was never set and is not set is none."""
    if one.typed == "flag" and not before and typed != "yes":
        return False
    if one.typed == "weights":  # in whatever order
        return sorted(typed.split(", ")) != sorted(before.split(", "))
    return typed != before


def _read(
    fields: list[Field], texts: Mapping[str, str]
) -> tuple[dict[str, TomlValue | None], dict[str, str]]:
    values: dict[str, TomlValue | None] = {}
    mistakes: dict[str, str] = {}
    for one in fields:
        if one.key == "name" and len(texts[one.key]) > LONGEST_NAME:
            mistakes[one.key] = TOO_LONG
            continue
        try:
            values[one.key] = read_typed(one, texts[one.key])
        except UnreadableTextError as error:
            mistakes[one.key] = str(error)
    return values, mistakes
