"""Practices and tasks of one's own that ask for the work of an exam beside its sittings."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from trimtab.domain.exams import Exam
from trimtab.domain.people import Profile

PLACES: Mapping[str, str] = {"practice": "Settings, Practices", "task": "Settings, Tasks"}
"""Where tables of the profile are changed, as it is called."""


@dataclass(frozen=True, slots=True)
class AskedTwice:
    """Something that asks for an exam's work again: its name, and where it is changed."""

    name: str
    exam: str
    place: str
    path: str


def asked_twice(profile: Profile, text: str, exams: Iterable[Exam]) -> Iterator[AskedTwice]:
    """Study of the profile, written in `text`, that bears the name of an exam with questions."""
    exams = tuple(one for one in exams if one.questions)
    study = {one.name for one in profile.practices if one.is_study}
    study |= {one.name for one in profile.tasks if one.is_study}
    written = tomllib.loads(text)
    for table, place in PLACES.items():
        for number, row in enumerate(written.get(table, [])):
            name = str(row.get("name", ""))
            exam = next((one.name for one in exams if bears(name, one.name)), None)
            if exam is not None and name in study:
                yield AskedTwice(name, exam, place, f"/settings/t/{table}/{number}")


def bears(name: str, exam: str) -> bool:
    """Whether a name holds that of an exam, in whole words, capitals aside.

    >>> bears("step 3 questions", "Step 3"), bears("Step 30", "Step 3"), bears("Steps", "Step")
    (True, False, False)
    """
    return re.search(rf"(?<!\w){re.escape(exam.casefold())}(?!\w)", name.casefold()) is not None
