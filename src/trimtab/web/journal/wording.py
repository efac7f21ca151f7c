"""What the journal asks and says, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trimtab.domain.journal import PARTS, Form


@dataclass(frozen=True, slots=True)
class Asked:
    """One part of a page: what it asks, a hint beside it, and how many rows it begins with."""

    name: str
    label: str
    hint: str = ""
    rows: int = 4


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form of page: its name, one sentence about it, and what it asks."""

    form: Form
    name: str
    about: str
    asked: tuple[Asked, ...]
    warning: str = ""


NO_NAMES = (
    "Leave out names and whatever else tells who the patient is: date of birth, record number, "
    "room, phone."
)


def _shown(form: Form, name: str, about: str, *asked: tuple[str, str, int]) -> ShownForm:
    parts = zip(PARTS[form], asked, strict=True)
    warning = NO_NAMES if form == "hard_case" else ""
    return ShownForm(form, name, about, tuple(Asked(part, *said) for part, said in parts), warning)


FORMS: Mapping[Form, ShownForm] = {
    one.form: one
    for one in (
        _shown("free", "Free page", "Whatever wants out.", ("What is on your mind?", "", 10)),
        _shown(
            "gratitude",
            "Thanks",
            "Up to three things, however small.",
            ("Something good today", "", 2),
            ("A person, and what they did", "", 2),
            ("Something you would miss", "", 2),
        ),
        _shown(
            "went_well",
            "What went well",
            "One thing, and your part in it.",
            ("What went well?", "", 4),
            ("What helped it, or what did you do?", "", 4),
        ),
        _shown(
            "hard_case",
            "A hard case",
            "Put it down here, so that you need not carry all of it.",
            ("What happened?", "without who it was", 6),
            ("What stays with you?", "", 4),
            ("What would help now?", "a person, a question, rest", 2),
        ),
        _shown(
            "reframe",
            "Reframe a thought",
            "Look at one thought again, as you would for a friend.",
            ("What happened?", "as a camera would have seen it", 3),
            ("The thought that came", "", 3),
            ("A kinder and truer one", "what you would say to a colleague who thought this", 3),
        ),
    )
}

LEAST_LETTERS = 12
MISTAKES: Mapping[str, str] = {
    "short": f"Take at least {LEAST_LETTERS} letters: four words that have nothing to do with each "
    "other hold well.",
    "differ": "The two are not the same. Type them once more.",
    "odd": "A passphrase is one line of letters, digits and signs.",
    "hint": "The hint gives the passphrase away. Anybody who opens Trimtab can read it.",
    "unsure": "Tick that you know what is lost, so that nobody is surprised later.",
    "wrong": "That does not open it. Capitals and spaces count.",
    "recovery": "That recovery key does not open it. It has eight groups of four.",
    "confirm": "Those groups are others. Look at the recovery key once more.",
    "anew": "It was begun anew in another window. This is the recovery key of now: it goes with "
    "the passphrase typed there.",
    "gone": "That took a while, so the new key was let go. Nothing was changed. Begin once more.",
    "wait": "Ten tries in five minutes did not open it. Wait five minutes, then try again.",
    "long": "A part can hold up to 50,000 letters. Nothing was cut: take some out, or go on in a "
    "second page.",
    "elsewhere": "This page was changed in another window and stays as it is there. What you typed "
    "here is a page of its own, not finished yet.",
    "form": "That form of page is not known here.",
}
"""Sentences by the name that addresses carry; nothing that was typed is ever in an address."""

SAID: Mapping[str, str] = {
    "kept": "Kept, sealed.",
    "changed": "The passphrase is changed.",
    "renewed": "The new recovery key counts from now on. The one before opens nothing any more.",
    "forgotten": "The journal is deleted, with its key.",
    "deleted": "The page is deleted.",
    "let-go": "The draft is let go.",
    "closed": "The journal is closed.",
}
