"""What a day did with tasks: those that ended on it, and the three that were chosen for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskEnded:
    """A task that left the profile: `done`, or `let_go`.

    `lines` are its table as the profile had it, with which it is taken back.
    """

    id: str
    day: date
    said_at: datetime
    name: str
    how: Literal["done", "let_go"]
    lines: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayThree:
    """The three that matter on a day, as the person chose them on it."""

    day: date
    said_at: datetime
    things: tuple[str, ...]

    @property
    def id(self) -> str:
        """The day: there is one choice of each."""
        return self.day.isoformat()
