"""What each part keeps, in words, and how it is deleted."""

from __future__ import annotations

from collections.abc import Mapping

from trimtab.app.daily.learned_choices import CHOICES
from trimtab.app.daily.ports import Store
from trimtab.app.mind.groundless import forget_groundless
from trimtab.app.mind.parts import Part
from trimtab.domain.diary import ENTRY_TYPES

KINDS: Mapping[Part, Mapping[str, tuple[str, str]]] = {
    "check_in": {
        "check_ins": ("check-in", "check-ins"),
        "nights": ("night from a device", "nights from a device"),
    },
    "notices": {"notices": ("early warning", "early warnings")},
    "questionnaires": {"questionnaires": ("questionnaire", "questionnaires")},
    "journal": {"journal_pages": ("journal page", "journal pages"), "journal_keys": ("", "")},
    "review": {
        "reviews": ("weekly review", "weekly reviews"),
        "season_notes": ("note on a season", "notes on seasons"),
        "stretches": ("stretch of time", "stretches of time"),
    },
    "patterns": {"experiments": ("experiment", "experiments")},
    "learning": {"lighter_days": ("time of lighter days", "times of lighter days")},
}
"""Kinds of records by their part, each with what one and what many are called."""


def kept_of(store: Store, part: Part) -> tuple[str, ...]:
    """How much a part keeps, as counts in words; nothing of what is in it."""
    counted = (
        (len(store.entries(ENTRY_TYPES[kind])), names) for kind, names in KINDS[part].items()
    )
    return tuple(f"{count} {names[count > 1]}" for count, names in counted if count and names[0])


def delete_part(store: Store, part: Part) -> None:
    """Forget every record of a part at once, and the warnings that rest on them alone."""
    with store.at_once():
        for kind in KINDS[part]:
            store.forget_entries(ENTRY_TYPES[kind])
        forget_groundless(store)
        if part == "learning" and store.settings().get(CHOICES):
            store.keep_setting(CHOICES, "")
