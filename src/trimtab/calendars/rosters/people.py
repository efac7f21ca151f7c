"""Whose entries: the person named in the profile, or the only one there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from trimtab.calendars.scanning import shorten
from trimtab.domain.errors import Problem

MOST_NAMED = 12
EVERYBODY = "*"


def choose_person(names: Iterable[str], wanted: str, file: str) -> str | Problem:
    """The name meant among those in a roster, or why there is none."""
    known = list(dict.fromkeys(names))
    if not wanted.strip():
        return known[0] if len(known) == 1 else _unnamed(known, file)
    found = [name for name in known if _folded(name) == _folded(wanted)] or [
        name for name in known if is_named(name, wanted)
    ]
    if len(found) == 1:
        return found[0]
    return _several(found, wanted, file) if found else _missing(known, wanted, file)


def is_named(text: str, wanted: str) -> bool:
    """Whether every word of a name stands in a text, whatever capitals, accents and order.

    >>> is_named("Núñez, Ana (PGY-2)", "ana nunez"), is_named("Nunezova", "Nunez")
    (True, False)
    """
    words = set(_folded(text).split())
    return bool(wanted.strip()) and set(_folded(wanted).split()) <= words


def _folded(text: str) -> str:
    """Words without capitals, accents and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = (sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join("".join(letters).split())


def _unnamed(known: list[str], file: str) -> Problem:
    what = f"This roster is of {len(known)} people: {_listed(known)}. Nothing of it is used yet."
    mend = 'Say whose row is yours: row = "NAME" under this [[calendar]]; '
    mend += "trimtab calendar show looks at one row with --row NAME."
    return Problem(file, None, what, mend)


def _several(found: list[str], wanted: str, file: str) -> Problem:
    what = f'"{shorten(wanted)}" names {len(found)} people here: {_listed(found)}.'
    return Problem(file, None, f"{what} Nothing of it is used yet.", "Write more of the name.")


def _missing(known: list[str], wanted: str, file: str) -> Problem:
    what = f'Nobody here is called "{shorten(wanted)}"; there are {_listed(known)}.'
    return Problem(
        file, None, f"{what} Nothing of it is used yet.", "Write the name as it is here."
    )


def _listed(names: list[str]) -> str:
    shown = [shorten(name) for name in names[:MOST_NAMED]]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    comma = "; " if any("," in name for name in shown) else ", "
    return comma.join(shown) + more
