"""Notes on who somebody is becoming: what was typed joins what stands, and nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from trimtab.app.daily.ports import Store
from trimtab.app.looking_back.joining import joined, joined_text
from trimtab.domain.diary import SeasonNote

WORDS = ("becoming", "fits", "lets_go", "season")
MOST_LETTERS = 10_000
"""Of one field; what is longer is refused, and never cut."""


def keep_note(store: Store, typed: SeasonNote, *, known: Sequence[SeasonNote]) -> SeasonNote | None:
    """Keep what a page holds that knew of these versions; None where nothing is said.

    A note that is changed keeps its day, and what weighed how much then.
    """
    with store.at_once():
        kept = store.entry(SeasonNote, typed.id)
        whole = typed if kept is None else _joined(known, typed, kept)
        if is_empty(whole):
            store.forget_entry(SeasonNote, typed.id)
            return None
        store.keep_entry(whole)
        return whole


def is_empty(note: SeasonNote) -> bool:
    """Whether nothing is said in it; a season's name alone says nothing."""
    return not (note.becoming or note.fits or note.lets_go or note.roles)


def _joined(known: Sequence[SeasonNote], typed: SeasonNote, kept: SeasonNote) -> SeasonNote:
    texts: dict[str, Any] = {
        name: joined_text(
            [getattr(one, name) for one in known], getattr(typed, name), getattr(kept, name)
        )
        for name in WORDS
    }
    roles = joined([one.roles for one in known], typed.roles, kept.roles, _both_roles)
    return replace(kept, said_at=typed.said_at, roles=roles, **texts)


def _both_roles(kept: tuple[str, ...], typed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*kept, *typed]))
