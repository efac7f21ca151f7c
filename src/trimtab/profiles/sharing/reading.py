"""Read a shared file: everything that is wrong with it, or what it holds."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from trimtab.domain.errors import Problem
from trimtab.domain.privacy import fold
from trimtab.domain.sharing import CODE, SINGLES, Shared, SharedThing
from trimtab.profiles.checks import find_mismatches
from trimtab.profiles.locator import Path
from trimtab.profiles.reading import locate_mistakes, syntax_problem
from trimtab.profiles.scalars import show, suggest
from trimtab.profiles.sharing import form
from trimtab.profiles.sharing.bounds import find_absurd
from trimtab.profiles.sharing.letters import LONGEST_NAME, is_hidden, word_fault
from trimtab.profiles.tables import SECTIONS
from trimtab.profiles.validation import Mistake, label_of, validate_singles, validate_tables

MOST_TOLD = 12
DEEPEST = 4
PLAIN = "Write plain words there, or leave it out."
NOT_TAKEN = "A shared file holds {}. Take `{}` out of it."
CALENDAR = ("calendar", 0, form.CODES)


def read_shared(content: bytes, file: str) -> tuple[Shared | None, tuple[Problem, ...]]:
    """What a shared file holds, or None with everything that keeps it from being taken.

    It is refused as a whole: what hides one hostile word may hide another.
    """
    text, problems = _text_of(content, file)
    if problems:
        return None, problems
    try:
        raw = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return None, (_not_toml(text, file, error),)
    for look in (_outside, _words, _mistakes):
        mistakes = list(look(raw))
        if mistakes:
            return None, locate_mistakes(text, file, mistakes)[:MOST_TOLD]
    return _shared(raw), ()


def _text_of(content: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a file that is small, UTF-8, and hides nothing."""
    if len(content) > form.MOST_BYTES:
        size = f"It has {len(content) // 1024} KiB; a shared file has {form.MOST_BYTES // 1024}."
        return "", (Problem(file, None, size, "It is something else, or holds too much."),)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return "", (Problem(file, None, "This is not text in UTF-8.", "Ask for the file again."),)
    if not text.strip():
        return "", (Problem(file, None, "Nothing is in it.", "Paste the whole file."),)
    return text, tuple(_hidden(text, file))[:MOST_TOLD]


def _hidden(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        found = next((letter for letter in line if letter != "\t" and is_hidden(letter)), "")
        if found:
            what = f"The hidden letter U+{ord(found):04X} stands here; words with it can deceive."
            yield Problem(file, number, what, "Take it out, or ask for the file again.")
        elif len(line) > form.LONGEST_LINE:
            what = f"This line has {len(line)} letters; {form.LONGEST_LINE} have a place."
            yield Problem(file, number, what, "Break lists into lines.")


def _not_toml(text: str, file: str, error: Exception) -> Problem:
    problem = syntax_problem(text, file, error)
    if form.HEAD not in text:
        what = "This is no file shared from Trimtab."
        return Problem(file, problem.line, what, "Such a file begins with a table [share].")
    return problem


def _outside(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    """Whether it is such a file, of a version that is known, with known tables in bounds."""
    if _is_deep(raw):
        yield Mistake((), "It is nested too deeply.", "Ask for the file again.")
        return
    if form.HEAD not in raw:
        what = "This is no file shared from Trimtab: it has no [share]."
        yield Mistake((), what, "Begin it with [share] and version = 1.")
        return
    for key in raw:
        if key in form.SECTIONS:
            continue
        listed = NOT_TAKEN.format(", ".join(form.SECTIONS[1:]), key if _is_bare(key) else "it")
        if key in SECTIONS:
            yield Mistake((key,), f"`{key}` is nobody's but yours.", listed)
        else:
            what = f"Unknown table or key {_key_text(key)}."
            yield Mistake((key,), what, suggest(key, form.SECTIONS, listed, "`"))
    head = list(_head(raw[form.HEAD]))
    yield from head
    if not any(one.path == (form.HEAD, "version") for one in head):
        yield from _counts(raw)


def _is_deep(raw: Mapping[str, Any]) -> bool:
    """Whether anything lies deeper than a list in a key of a table of an array."""
    level: list[Any] = [raw]
    for _ in range(DEEPEST):
        inside = [tuple(one.values()) if isinstance(one, dict) else one for one in level]
        level = [one for row in inside for one in row if isinstance(one, dict | list)]
    return bool(level)


def _head(head: Any) -> Iterator[Mistake]:
    version = head.get("version") if isinstance(head, dict) else None
    if type(version) is int and version > form.VERSION:
        what = f"It is of version {version}; this Trimtab reads version {form.VERSION}."
        yield Mistake((form.HEAD, "version"), what, "A newer Trimtab reads it.")
        return
    if type(version) is int and version < 1:
        yield Mistake((form.HEAD, "version"), "There is no such version.", "Write version = 1.")
    yield from validate_singles({form.HEAD: head}, {form.HEAD: form.ShareTable})[1]


def _counts(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    for key in ("values", form.CODES, "open_time", "messages"):
        if not isinstance(raw.get(key, {}), dict):
            yield Mistake((key,), f"`{key}` is not a table.", f"Head it with [{key}].")
    things = [raw[key] for key in form.ARRAYS if isinstance(raw.get(key), list)]
    for path, found, most in (
        (form.ARRAYS[:1], sum(map(len, things)), form.MOST_THINGS),
        (("values",), len(raw.get("values", ())), form.MOST_VALUES),
        ((form.CODES,), len(raw.get(form.CODES, ())), form.MOST_CODES),
    ):
        if found > most:
            what = f"It holds {found} of these; {most} have a place."
            yield Mistake(path, what, "Share the ones that matter most.")
    if set(raw) <= set(form.SECTIONS) and not any(raw.get(key) for key in form.SECTIONS[1:]):
        yield Mistake((form.HEAD,), "It holds nothing to take.", "Ask for the file again.")


def _words(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    """Words that are not plain, and keys that tell of a person, wherever they stand."""
    for section in form.ARRAYS:
        rows = raw.get(section, [])
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            for key in form.OWN_KEYS[section] & set(row if isinstance(row, dict) else ()):
                what = f"`{key}` in {_label(section, number)} is not taken from others."
                yield Mistake((section, number, key), what, f"Take `{key}` out of it.")
    for path, text in _strings(raw, ()):
        longest = form.LONGEST_TITLE if path == (form.HEAD, "title") else LONGEST_NAME
        if fault := word_fault(text, longest):
            yield Mistake(path, f"Something in {_place(raw, path)} {fault}.", PLAIN)
    for path, count in _lists(raw, ()):
        if count > form.MOST_ITEMS:
            what = (
                f"A list in {_place(raw, path)} has {count} things; {form.MOST_ITEMS} have a place."
            )
            yield Mistake(path, what, "Leave some out.")


def _label(section: str, number: int) -> str:
    return label_of((section, number))


def _place(raw: Mapping[str, Any], path: Path) -> str:
    """Where something stands: by its name only where that is plain."""
    if len(path) > 1 and isinstance(path[1], int):
        row = raw[str(path[0])][path[1]]
        name = row.get("name") if isinstance(row, dict) else None
        is_plain = isinstance(name, str) and not word_fault(name)
        return label_of(path[:2], str(name) if is_plain else "")
    return f"[{path[0]}]" if path and path[0] in form.SECTIONS else "the file"


def find_fault(values: Mapping[str, Any]) -> str:
    """What keeps words of one thing from being shared; empty where all are plain."""
    faults = (word_fault(text) for _, text in _strings(values, ()))
    return next(filter(None, faults), "")


def _strings(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in a file and where it stands: keys as well."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield (*path, key), key
            yield from _strings(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*path, number))


def _lists(value: Any, path: Path) -> Iterator[tuple[Path, int]]:
    if isinstance(value, list) and path not in {(key,) for key in form.ARRAYS}:
        yield path, len(value)
    inside = dict(enumerate(value)) if isinstance(value, list) else value
    for key, inner in inside.items() if isinstance(inside, dict) else ():
        yield from _lists(inner, (*path, key))


def _mistakes(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    """What a profile with these tables would have wrong."""
    as_profile = {key: raw[key] for key in raw if key not in {form.HEAD, form.CODES}}
    if form.CODES in raw:
        as_profile["calendar"] = [{"source": "shared.ics", form.CODES: raw[form.CODES]}]
    tables, mistakes = validate_tables(as_profile)
    mistakes.extend(find_mismatches(tables))
    if not mistakes:
        mistakes.extend(find_absurd(tables))
    yield from _alike(raw)
    for one in mistakes:
        if one.path[:3] == CALENDAR:
            path = (form.CODES, *one.path[3:])
            what = one.what.replace("`codes`", "A code", 1).replace(
                f" in {label_of(CALENDAR[:2], 'shared.ics')}", ""
            )
            yield Mistake(path, what, one.mend)
        else:
            yield one


def _alike(raw: Mapping[str, Any]) -> Iterator[Mistake]:
    """Things of one table with one name: which is meant could not be said when they are taken."""
    for section in form.ARRAYS:
        rows = raw.get(section, [])
        known: set[str] = set()
        for number, row in enumerate(rows if isinstance(rows, list) else ()):
            name = fold(str(row.get("name", number))) if isinstance(row, dict) else ""
            if name in known:
                what = f"Two of [[{section}]] are called {show(row['name'])}."
                yield Mistake((section, number, "name"), what, "Give each a name of its own.")
            known.add(name)


def _shared(raw: Mapping[str, Any]) -> Shared:
    head = form.ShareTable.model_validate(raw[form.HEAD])
    things = [SharedThing(key, "", raw[key]) for key in SINGLES if raw.get(key)]
    for section in form.ARRAYS:
        things += [SharedThing(section, row["name"], row) for row in raw.get(section, [])]
    codes = raw.get(form.CODES, {})
    things += [SharedThing(CODE, name, {"hours": hours}) for name, hours in codes.items()]
    return Shared(head.title, tuple(things), head.role)


def _is_bare(key: str) -> bool:
    return key.isascii() and key.replace("_", "").replace("-", "").isalnum() and len(key) < 40


def _key_text(key: str) -> str:
    return f"`{key}`" if _is_bare(key) else show("".join(filter(str.isprintable, key)))
