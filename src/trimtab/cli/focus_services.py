"""What `trimtab focus` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Literal, Protocol

from trimtab.app.focusing.subjects import Subject
from trimtab.domain.focus import FocusSession, Rhythm

KeptWhere = Literal["kept", "handed over", "waits", "nowhere"]
"""In what is kept, by the app that is open, in a file until the app opens, or not at all."""


class Screen(Protocol):
    """Where a session is shown while it runs."""

    def show(self, lines: tuple[str, ...]) -> None:
        """Show it as it stands, in place of what stood there."""
        ...

    def key(self, seconds: float) -> str:
        """A key pressed within so many seconds; "" for none."""
        ...


@dataclass(frozen=True, slots=True)
class FocusKnown:
    """What a session begins with: what it is for, the lengths, and the person's zone."""

    subject: Subject
    rhythm: Rhythm
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Focusing:
    """Ports over a data folder, the usual one for None.

    `known` takes what was typed, "" for what the plan says of the moment. `keep` says where the
    session is kept now. `screen` is a terminal, None where there is none.
    """

    known: Callable[[Path | None, str, datetime], FocusKnown]
    keep: Callable[[Path | None, FocusSession, datetime], KeptWhere]
    new_id: Callable[[], str]
    screen: Callable[[], AbstractContextManager[Screen | None]]
    standing_lines: Callable[[FocusSession, datetime, tzinfo], tuple[str, ...]]
    kept_line: Callable[[FocusSession, datetime], str]
