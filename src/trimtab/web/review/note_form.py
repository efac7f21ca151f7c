"""A note on who somebody is becoming as its form sends it, and as its fields show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from trimtab.app.looking_back.season_notes import MOST_LETTERS
from trimtab.domain.diary import SeasonNote
from trimtab.domain.errors import TrimtabError

NAMES = ("becoming", "roles", "fits", "lets_go", "season")


class TooLongNoteError(TrimtabError):
    """A field holds more than is kept of one."""

    def __init__(self) -> None:
        super().__init__(f"Please keep each field to {MOST_LETTERS:,} letters. Nothing was cut.")


def fields_of(note: SeasonNote) -> dict[str, str]:
    """A note as the fields of its form."""
    return {
        name: ", ".join(note.roles) if name == "roles" else getattr(note, name) for name in NAMES
    }


def sent_note(fields: Mapping[str, str], blank: SeasonNote) -> SeasonNote:
    """The fields of a form as a note; what they do not say is as in a blank one.

    Raises TooLongNoteError.
    """
    if any(len(fields.get(name, "")) > MOST_LETTERS for name in NAMES):
        raise TooLongNoteError
    texts: dict[str, Any] = {
        name: fields.get(name, "").replace("\r\n", "\n").strip() for name in NAMES
    }
    roles = (" ".join(one.split()) for one in texts.pop("roles").split(","))
    return replace(
        blank,
        id=fields.get("id", "")[:80] or blank.id,
        roles=tuple(dict.fromkeys(filter(None, roles))),
        **texts,
    )
