"""What a field and a section of a profile's forms are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Typed = Literal[
    "text", "long", "number", "decimal", "flag", "maybe", "choice", "days", "names", "minutes",
    "span", "spans", "clock", "clocks", "zone", "day", "days_list", "moment", "value", "person",
    "weights", "codes", "steps", "host_names", "name_lines", "shares", "country",
    "covers",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """One key: how it is called and typed; `choices` are (word in the file, label).

    `unsaid` stands where nothing is chosen yet.
    """

    key: str
    label: str
    typed: Typed = "text"
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    unsaid: str = "Left open"


@dataclass(frozen=True, slots=True)
class Section:
    """One table of the profile as a page: its heading, what it is for, one of it, its fields."""

    table: str
    heading: str
    about: str
    fields: tuple[Field, ...]
    one: str = ""

    @property
    def is_list(self) -> bool:
        """Whether there may be several."""
        return bool(self.one)


class UnreadableTextError(ValueError):
    """Typed text that is not what a field takes; the message says what it takes."""
