"""What a person chose of how their plan leaves this machine; nothing does until it is named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

FamilyDetail = Literal["rest", "people"]
FAMILY_DETAILS: tuple[str, ...] = get_args(FamilyDetail)


@dataclass(frozen=True, slots=True)
class Publishing:
    """Files to write, what they show, and what they keep to themselves.

    `show` and `hide` name values, kinds of block or topics that are private by themselves. An
    alarm sounds `alarm_minutes` before a block. Without `family_shows` family sees no details; a
    call is offered to them in the hours in which `free_for`, someone in this life, is awake.
    """

    ics: str | None = None
    family_ics: str | None = None
    free_busy: str | None = None
    availability: str | None = None
    show: tuple[str, ...] = ()
    hide: tuple[str, ...] = ()
    alarm_minutes: int | None = None
    family_shows: tuple[FamilyDetail, ...] = ()
    free_for: str | None = None
    quiet_ics: str | None = None
