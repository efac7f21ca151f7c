"""Checks of what is published: names that must be known, files that must differ."""

from __future__ import annotations

from collections.abc import Iterator

from trimtab.domain.plans import BLOCK_KINDS
from trimtab.domain.privacy import TOPIC_NAMES, fold
from trimtab.profiles.people_tables import PeopleTable
from trimtab.profiles.scalars import show, suggest
from trimtab.profiles.table_pieces import UNNAMED_VALUE
from trimtab.profiles.validation import Mistake, Tables

FILES = ("ics", "family_ics", "free_busy", "availability", "quiet_ics")
SERVING = ("practice", "task", "protect")


def find_publish_mistakes(tables: Tables) -> Iterator[Mistake]:
    """Every mistake in [publish] that shows only beside the rest of the profile."""
    yield from _unknown_names(tables)
    yield from _shown_and_hidden(tables)
    yield from _same_files(tables)
    yield from _unknown_person(tables)


def _unknown_names(tables: Tables) -> Iterator[Mistake]:
    served = [getattr(row.table, "value", "") for key in SERVING for row in tables.rows[key]]
    messages = [tables.messages.value or ""] if tables.messages else []
    values = dict.fromkeys([*tables.values, *served, *messages, UNNAMED_VALUE])
    known = [*filter(None, values), *TOPIC_NAMES, *BLOCK_KINDS]
    folded = {fold(name) for name in known}
    for key in ("show", "hide"):
        for at, name in enumerate(getattr(tables.publish, key)):
            if fold(name) not in folded:
                listed = f"Name a value, a kind of block or one of {', '.join(TOPIC_NAMES)}."
                what = f"`{key}` in [publish] names {show(name)}, which nothing else names."
                yield Mistake(("publish", key, at), what, suggest(name, known, listed))


def _shown_and_hidden(tables: Tables) -> Iterator[Mistake]:
    hidden = {fold(name) for name in tables.publish.hide}
    for at, name in enumerate(tables.publish.show):
        if fold(name) in hidden:
            what = f"{show(name)} is both shown and hidden in [publish]."
            yield Mistake(("publish", "show", at), what, "Keep it in one of the two.")


def _same_files(tables: Tables) -> Iterator[Mistake]:
    named: dict[str, str] = {}
    for key in FILES:
        path = getattr(tables.publish, key)
        if path is not None and path in named:
            what = f"`{key}` and `{named[path]}` in [publish] are both {show(path)}."
            yield Mistake(("publish", key), what, "Give each a file of its own.")
        elif path is not None:
            named[path] = key


def _unknown_person(tables: Tables) -> Iterator[Mistake]:
    people = [row.table.name for row in tables.rows["people"] if isinstance(row.table, PeopleTable)]
    person = tables.publish.free_for
    if person is not None and person not in people:
        what = f"`free_for` in [publish] names {show(person)}, who is not in [[people]]."
        otherwise = f"Add a [[people]] table with name = {show(person)}."
        yield Mistake(("publish", "free_for"), what, suggest(person, people, otherwise))
