"""The form of a shared file: its version, its tables, what they may say, and how much of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import BeforeValidator, Field

from trimtab.domain.people import ROLES, Role
from trimtab.domain.practices import ANCHORS_AFTER, ANCHORS_BEFORE, MEAL_ANCHORS
from trimtab.profiles.scalars import one_of
from trimtab.profiles.table_pieces import Name, Table
from trimtab.profiles.tables import (
    BoundaryTable,
    MessagesTable,
    OpenTimeTable,
    PracticeTable,
    ProtectTable,
)

VERSION = 1
HEAD = "share"
CODES = "codes"
MOST_BYTES = 32 * 1024
LONGEST_LINE = 500
LONGEST_TITLE = 80
MOST_THINGS = 60
MOST_VALUES = 12
MOST_CODES = 120
MOST_ITEMS = 40
"""Elements of one list, such as the spans of a code."""

FIRST_LINE = "# Shared from Trimtab: how a week is kept, and nothing of whose week it is."

OWN_KEYS: Mapping[str, frozenset[str]] = {
    "practice": frozenset({"with", "private", "note", "start", "on"}),
    "protect": frozenset({"with", "private"}),
    "boundary": frozenset(),
    "open_time": frozenset(),
    "messages": frozenset(),
    "values": frozenset(),
}
"""Keys that tell of a person or of their days: they stay at home."""

MODELS: Mapping[str, type[Table]] = {
    "open_time": OpenTimeTable,
    "messages": MessagesTable,
    "practice": PracticeTable,
    "protect": ProtectTable,
    "boundary": BoundaryTable,
}
ARRAYS = ("practice", "protect", "boundary")
ANCHORS = frozenset({*ANCHORS_AFTER, *ANCHORS_BEFORE, *MEAL_ANCHORS})
"""What every week has to ride with."""

SECTIONS = (HEAD, "values", "open_time", "messages", *ARRAYS, CODES)


class ShareTable(Table):
    """[share]: what kind of file this is."""

    required = ("version",)

    version: int = Field(VERSION, examples=["1"])
    title: Name = Field("Something shared", examples=['"A week of nights"'])
    role: Annotated[Role, BeforeValidator(one_of(ROLES))] | None = Field(
        None, examples=['"resident"']
    )


def shared_keys(table: str) -> tuple[str, ...]:
    """Keys of a table that a shared file may hold, as they are written."""
    return tuple(key for key in MODELS[table].known_keys() if key not in OWN_KEYS[table])
