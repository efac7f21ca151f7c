"""What each part keeps, in words, and how it is deleted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from trimtab.app.daily.learned import learned_at_all
from trimtab.app.daily.learned_choices import learn_all_anew
from trimtab.app.daily.ports import Store
from trimtab.app.mind.groundless import forget_groundless
from trimtab.app.mind.journal import drafts_kept, pages_kept
from trimtab.app.mind.parts import Part
from trimtab.app.mind.questionnaires import forget_calls
from trimtab.domain.diary import ENTRY_TYPES

KINDS: Mapping[Part, Mapping[str, tuple[str, str]]] = {
    "check_in": {
        "check_ins": ("check-in", "check-ins"),
        "nights": ("night from a device", "nights from a device"),
    },
    "notices": {"notices": ("early warning", "early warnings")},
    "questionnaires": {"questionnaires": ("questionnaire", "questionnaires")},
    "journal": {"journal_pages": ("", ""), "journal_keys": ("", "")},
    "review": {
        "reviews": ("weekly review", "weekly reviews"),
        "season_notes": ("note on a season", "notes on seasons"),
        "stretches": ("stretch of time", "stretches of time"),
        "focus_sessions": ("focus session", "focus sessions"),
    },
    "patterns": {"experiments": ("experiment", "experiments")},
    "learning": {},
}
"""Kinds of records by their part, each with what one and what many are called.

What is learned is no record: it follows from what was marked.
"""

OF_NO_PART: Mapping[str, tuple[str, str]] = {
    "lighter_days": ("time of lighter days", "times of lighter days"),
    "study_results": ("study result", "study results"),
    "week_goals": ("goal of a week", "goals of weeks"),
    "deck_outlooks": ("outlook of a deck", "outlooks of decks"),
    "case_questions": ("question in the notebook", "questions in the notebook"),
    "mentors": ("mentor or peer", "mentors and peers"),
    "mentor_questions": ("question for a mentor", "questions for mentors"),
    "tasks_ended": ("task done or let go", "tasks done or let go"),
    "day_threes": ("day with its three", "days with their three"),
    "requests_answered": ("answered request", "answered requests"),
    "rotation_notes": ("note on a rotation", "notes on rotations"),
}
"""Kinds of records that belong to no part, as nobody but the person begins them."""

PLANNED_BY: frozenset[Part] = frozenset({"check_in", "review", "patterns", "learning"})
"""Parts that tell the planner something: sleep and energy, time written down, what is tried."""


def kept_of(store: Store, part: Part, now: datetime) -> tuple[str, ...]:
    """How much a part keeps, as counts in words; nothing of what is in it."""
    return _told((*_counted_apart(store, part, now), *_counted(store, KINDS[part])))


def kept_of_no_part(store: Store) -> tuple[str, ...]:
    """How much is kept of what belongs to no part, as counts in words."""
    return _told(_counted(store, OF_NO_PART))


def _counted(
    store: Store, kinds: Mapping[str, tuple[str, str]]
) -> tuple[tuple[int, tuple[str, str]], ...]:
    return tuple((len(store.entries(ENTRY_TYPES[kind])), names) for kind, names in kinds.items())


def _told(counted: tuple[tuple[int, tuple[str, str]], ...]) -> tuple[str, ...]:
    return tuple(f"{count} {names[count > 1]}" for count, names in counted if count and names[0])


def _counted_apart(
    store: Store, part: Part, now: datetime
) -> tuple[tuple[int, tuple[str, str]], ...]:
    """What a part keeps that is not one record each."""
    if part == "journal":
        return (
            (len(pages_kept(store)), ("journal page", "journal pages")),
            (len(drafts_kept(store)), ("page begun", "pages begun")),
        )
    if part == "learning":
        told = learned_at_all(store, now).told
        return ((len(told), ("thing learned", "things learned")),)
    return ()


def delete_part(store: Store, part: Part, now: datetime) -> None:
    """Forget every record of a part at once, and the warnings that rest on them alone.

    What is learned is learned from now on.
    """
    with store.at_once():
        for kind in KINDS[part]:
            store.forget_entries(ENTRY_TYPES[kind])
        forget_groundless(store)
        if part == "questionnaires":
            forget_calls(store)
        if part == "learning":
            learn_all_anew(store, now)
