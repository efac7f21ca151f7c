"""What a page holds joins what is kept: nothing typed is lost, whoever else wrote meanwhile.

A page says which versions it knows of: those it was shown, and those it sent without hearing back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

Value = TypeVar("Value")


def joined(
    known: Sequence[Value], typed: Value, kept: Value, both: Callable[[Value, Value], Value]
) -> Value:
    """What is typed where the page knew of what is kept, what is kept where nothing was typed.

    Where both changed, `both` makes one of what is kept and what is typed.
    """
    if kept in known:
        return typed
    return kept if typed in known else both(kept, typed)


def joined_text(known: Sequence[str], typed: str, kept: str) -> str:
    r"""The same of texts: lines that were changed are, and others that differ stand below.

    >>> joined_text([""], "Dinner", "Run"), joined_text(["Run"], "Run at six", "Run\nDinner")
    ('Run\nDinner', 'Run at six\nDinner')
    """
    return joined(known, typed, kept, lambda old, new: _both_texts(known, new, old))


def joined_choice(
    known: Sequence[Value | None], typed: Value | None, kept: Value | None
) -> Value | None:
    """The same of choices, None where none was made: of two the one said last."""
    return joined(known, typed, kept, lambda old, new: old if new is None else new)


def joined_choices(
    known: Sequence[Mapping[str, Value]], typed: Mapping[str, Value], kept: Mapping[str, Value]
) -> dict[str, Value]:
    """The same of choices by name, each for itself."""
    names = dict.fromkeys(name for one in (kept, typed, *known) for name in one)
    found = {
        name: joined_choice([one.get(name) for one in known], typed.get(name), kept.get(name))
        for name in names
    }
    return {name: value for name, value in found.items() if value is not None}


def _both_texts(known: Sequence[str], typed: str, kept: str) -> str:
    if kept in typed:
        return typed
    if typed and typed in kept:
        return kept
    for shown in filter(None, reversed(known)):
        before, found, after = f"\n{kept}\n".partition(f"\n{shown}\n")
        if found:
            return "\n".join(
                part for part in (before.strip("\n"), typed, after.strip("\n")) if part
            )
    return f"{kept}\n{typed}" if typed else kept
