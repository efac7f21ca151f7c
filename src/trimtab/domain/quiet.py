"""Where a person is left in peace: places without work, what a phone keeps quiet, how to reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

QuietPart = Literal["sleep", "screens", "meals", "protected"]
QUIET_PARTS: tuple[QuietPart, ...] = get_args(QuietPart)


@dataclass(frozen=True, slots=True)
class Quiet:
    """What is kept quiet: `parts` of the week, `places` without work, `sites` blocked at work.

    `names` lets the calendar of quiet hours say what each is, rather than "Quiet".
    """

    parts: tuple[QuietPart, ...] = QUIET_PARTS
    names: bool = False
    places: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reach:
    """What texts say of reaching somebody: how they sign, when they answer, what if it is urgent.

    `urgent` is a few words such as "page the team at 4411"; `cover` who covers by habit.
    """

    signs_as: str = ""
    urgent: str = ""
    answers_within: str = ""
    cover: str = ""
    cover_reach: str = ""
