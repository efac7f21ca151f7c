"""Changes of a schedule that a person may ask for, as a planner can try them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ChangeKind = Literal["start-later", "start-earlier", "compressed-week", "call-swap"]
CHANGE_KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
BriefKind = Literal["workload", "start-later", "start-earlier", "compressed-week", "call-swap"]
BRIEF_KINDS: tuple[BriefKind, ...] = get_args(BriefKind)
USUAL_MINUTES = 30
LEAST_MINUTES, MOST_MINUTES = 5, 180


@dataclass(frozen=True, slots=True)
class ScheduleChange:
    """A change to try for one week; `minutes` count where work begins at another time."""

    kind: ChangeKind
    minutes: int = USUAL_MINUTES


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefOrder:
    """Which page is to be made: `is_planned` tries its change, `is_felt` tells own scores."""

    kind: BriefKind
    minutes: int = USUAL_MINUTES
    is_planned: bool = True
    is_felt: bool = False

    @property
    def change(self) -> ScheduleChange | None:
        """The change to try, None for a talk about the load."""
        return None if self.kind == "workload" else ScheduleChange(self.kind, self.minutes)


@dataclass(frozen=True, slots=True)
class MadeBrief:
    """The page as text, and as one file."""

    text: str
    page: str
