"""What is shared as a small file: rhythms, rituals, boundaries and legends, and nobody's name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from trimtab.domain.people import Role

ShareKind = Literal["week", "rituals", "boundaries", "codes"]
SHARE_KINDS: tuple[ShareKind, ...] = get_args(ShareKind)

CODE = "code"
"""The table of a thing that is one code of a calendar."""

TABLES_OF: Mapping[ShareKind, tuple[str, ...]] = {
    "week": ("values", "open_time", "messages", "practice", "protect", "boundary"),
    "rituals": ("practice", "protect"),
    "boundaries": ("messages", "boundary"),
    "codes": (CODE,),
}
"""Tables of a profile that each kind holds."""

SINGLES = ("values", "open_time", "messages")
"""Tables that a profile has once."""

Standing = Literal["new", "same", "clash"]
Way = Literal["take", "leave", "rename", "replace"]
WAYS: tuple[Way, ...] = get_args(Way)


@dataclass(frozen=True, slots=True)
class SharedThing:
    """One thing of a shared file: its table, its name, and its keys as a profile writes them.

    A thing of a table that stands once has no name; a code has its hours under `hours`.
    """

    table: str
    name: str
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[str, str]:
        """What it is called among all others."""
        return self.table, self.name


@dataclass(frozen=True, slots=True)
class Shared:
    """What a shared file holds."""

    title: str
    things: tuple[SharedThing, ...]
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """What things of a file do to a week, all of them taken.

    `closed` are minutes a week by the kind of boundary; `asked` those that practices, protected
    times and messages ask at their ideal, `always` those of them that never give way.
    """

    closed: Mapping[str, int] = field(default_factory=dict)
    asked: int = 0
    always: int = 0


@dataclass(frozen=True, slots=True)
class Leaving:
    """Something of a profile as it would leave.

    `removed` says what was taken off it; `is_private` that the person keeps it to themselves, or
    would likely; `doubts` are words left in it that look as if they told of somebody.
    """

    thing: SharedThing
    removed: tuple[str, ...] = ()
    is_private: bool = False
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """A thing of a shared file beside what the profile has of that name.

    `offered` is a name for it that is free.
    """

    thing: SharedThing
    standing: Standing
    own: SharedThing | None = None
    offered: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is done with a thing: `name` is its new one where it is renamed."""

    way: Way
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be taken: a choice for each thing by its key.

    A thing without one is taken where it is new and left where something has its name. `values`
    are those of the file by those of the profile that they count as; `calendar` is the number of
    the one that codes are for; `today` is where rhythms begin.
    """

    today: date
    choices: Mapping[tuple[str, str], Choice] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)
    calendar: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """A profile's text with what was taken, and each change in a sentence."""

    text: str
    sentences: tuple[str, ...] = ()
