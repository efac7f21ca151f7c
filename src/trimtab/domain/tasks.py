"""Work with an end: so many minutes, in sittings, before a due time; and messages, batched."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from trimtab.domain.practices import STUDY_VALUES
from trimtab.domain.time import WEEKDAYS

MESSAGES = "Messages"
"""Name of the blocks in which messages are answered together."""

Quadrant = Literal["first", "scheduled", "batched", "let_go"]
"""What comes first, what gets its own time, what rides along with others, and what may wait."""

URGENT_WITHIN = timedelta(hours=72)
"""A task is urgent from so long before it is due (our choice)."""

BATCHED_UP_TO = 20
MOST_BATCHED = 30
"""Minutes of a task that may be done in a batch: by default, and when asked."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task of `minutes` in sittings of `shortest`..`longest` minutes, done before `due` (UTC).

    With `enough_minutes` so many are good enough, and `minutes` are the ideal. `batch` says
    whether it may be done in one go with other small things; None leaves that to its size. Nothing
    of it is planned before `starts` (UTC). `private` says whether others see it as busy time alone;
    None leaves that to its topic.
    """

    name: str
    value: str
    minutes: int
    shortest: int = 25
    longest: int = 90
    due: datetime | None = None
    important: bool = False
    demanding: bool = False
    study: bool | None = None
    note: str = ""
    urgent: bool = False
    enough_minutes: int | None = None
    batch: bool | None = None
    starts: datetime | None = None
    private: bool | None = field(default=None, repr=False)

    @property
    def is_study(self) -> bool:
        """Whether study boundaries cover it: as said, or because it serves a learning value."""
        return self.study if self.study is not None else self.value.lower() in STUDY_VALUES

    @property
    def asked_minutes(self) -> int:
        """Minutes below which something is missing: good enough where that was said."""
        return self.minutes if self.enough_minutes is None else self.enough_minutes

    @property
    def is_batched(self) -> bool:
        """Whether it may be done in one go with others: as said, or small and not important."""
        if self.batch is not None:
            return self.batch and self.minutes <= MOST_BATCHED
        return self.minutes <= BATCHED_UP_TO and not (self.important or self.demanding)

    def is_urgent_at(self, moment: datetime) -> bool:
        """Whether it cannot wait at an aware moment: as said, or due within three days, or past."""
        return self.urgent or (self.due is not None and self.due <= moment + URGENT_WITHIN)


def quadrant_of(task: Task, moment: datetime) -> Quadrant:
    """Where a task stands at an aware moment, by what is urgent and what is important.

    >>> quadrant_of(Task("Form", "life", 15, urgent=True), datetime.min)
    'batched'
    """
    if task.is_urgent_at(moment):
        return "first" if task.important else "batched"
    return "scheduled" if task.important else "let_go"


@dataclass(frozen=True, slots=True)
class ListedTask:
    """A task as a profile lists it, the `number`th of its tables.

    `handed_to` is who does it in the person's stead; empty where nobody does.
    """

    number: int
    task: Task
    handed_to: str = ""


@dataclass(frozen=True, slots=True)
class Messages:
    """Answering messages in one go of `minutes` at set clock times, up to `within` minutes away.

    None begins before the clock minute `earliest` or ends after `latest`.
    """

    minutes: int = 15
    at: tuple[int, ...] = (9 * 60, 12 * 60 + 30, 16 * 60)
    days: tuple[str, ...] = WEEKDAYS
    value: str | None = None
    within: int = 30
    earliest: int | None = field(default=None, repr=False)
    latest: int | None = field(default=None, repr=False)
