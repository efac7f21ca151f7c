"""Sessions of focus: rounds of work with breaks between, and what was said while they ran."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

FocusVerb = Literal["pause", "resume", "early", "next", "finish"]
FOCUS_VERBS: tuple[FocusVerb, ...] = get_args(FocusVerb)
"""What can be said to a session; "early" ends a round before its time, "next" begins another."""

BURST = "burst-"
"""What the ids of bursts of questions begin with: their timer has a page of its own."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Minutes of a round, of the break after it, and of the long one after every so many rounds."""

    work: int = 25
    pause: int = 5
    long_pause: int = 20
    long_after: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusSession:
    """Rounds from the instant `start` on, as `said` tells: what was said, and when.

    `name`, `kind` and `value` are of the block or task it is for; `kind` is "" for what no plan
    knows. `said_at` is when anything was said of it last.
    """

    id: str
    day: date
    said_at: datetime
    start: datetime
    rhythm: Rhythm
    name: str
    kind: str = ""
    value: str | None = None
    said: tuple[tuple[FocusVerb, datetime], ...] = ()
