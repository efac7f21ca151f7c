"""Pages of the journal as they are read and written: one of five forms, in the person's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

Form = Literal["free", "gratitude", "went_well", "hard_case", "reframe"]
FORMS: tuple[Form, ...] = get_args(Form)

PARTS: Mapping[Form, tuple[str, ...]] = {
    "free": ("text",),
    "gratitude": ("first", "second", "third"),
    "went_well": ("what", "because"),
    "hard_case": ("what", "stays", "next"),
    "reframe": ("happened", "thought", "kinder"),
}
"""The parts that a page of each form has, in their order."""

MOST_LETTERS = 50_000
"""Of one part; some twenty printed pages."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a page says: its form, and the words of each part by the part's name."""

    form: Form
    words: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written on it."""
        return not any(one.strip() for one in self.words.values())


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of the journal, opened; `written` is None where it could not be."""

    id: str
    day: date
    said_at: datetime
    written: Written | None


def form_named(name: str) -> Form | None:
    """The form of that name, None where there is none.

    >>> form_named("reframe"), form_named("diagnosis")
    ('reframe', None)
    """
    return next((one for one in FORMS if one == name), None)


def written_on(form: Form, said: Mapping[str, str]) -> Written:
    r"""A page from what was typed into its parts; lines end as they do everywhere here.

    >>> written_on("free", {"text": "One.\r\nTwo.", "other": "x"}).words
    {'text': 'One.\nTwo.'}
    """
    return Written(form, {part: said.get(part, "").replace("\r\n", "\n") for part in PARTS[form]})


def is_too_long(written: Written) -> bool:
    """Whether a part is longer than is kept."""
    return any(len(one) > MOST_LETTERS for one in written.words.values())
