"""A plan in somebody's calendar: what was written there, what stands there now, what to write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trimtab.domain.plans import Block

Standing = Literal["ours", "theirs", "kept", "gone"]
"""Whose an event is.

"ours" says what Trimtab wrote; "theirs" was changed by the person and stands for a block of the
plan all the same; "kept" was put where the plan can have no block, and is planned around; "gone" is
not shown any more because the person deleted it.
"""

KEPT_SOURCE = "The plan's calendar"
"""Where time comes from that a person took by changing the plan's own calendar."""

STANDINGS: tuple[Standing, ...] = ("ours", "theirs", "kept", "gone")


@dataclass(frozen=True, slots=True)
class EventFields:
    """What an event says, apart from what a server or a program notes about it.

    `start` and `end` are instants in UTC, None where the event has no hours of its own, such as an
    all-day one. `is_free` says that others may book over it.
    """

    start: datetime | None
    end: datetime | None
    summary: str = ""
    description: str = ""
    location: str = ""
    categories: tuple[str, ...] = ()
    is_free: bool = False
    access: str = "PUBLIC"
    is_cancelled: bool = False
    repeats: bool = False

    def reads_as(self, other: EventFields) -> bool:
        """Whether a person sees the same in both."""
        return self._seen() == other._seen()

    def _seen(self) -> tuple[object, ...]:
        words = (" ".join(text.split()) for text in (self.summary, self.description, self.location))
        return (self.start, self.end, *words, self.is_cancelled, self.repeats)


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of a plan as it is remembered: what it is, and when, in aware instants."""

    kind: str
    name: str
    origin: str
    start: datetime
    end: datetime

    @classmethod
    def of(cls, block: Block) -> Spot:
        """Where a block stands."""
        return cls(block.kind, block.name, block.origin, block.start, block.end)

    @property
    def thing(self) -> tuple[str, str, str]:
        """What it is, apart from when."""
        return self.kind, self.name, self.origin

    @property
    def shown_name(self) -> str:
        """The name for people's eyes."""
        return f"Notes: {self.name}" if self.origin == "notes" else self.name


@dataclass(frozen=True, slots=True)
class Intent:
    """A write under way: what it says and which block it is of; None for a deletion."""

    fields: EventFields | None
    spot: Spot | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """One event that Trimtab made in the plan's calendar.

    `stands` is what it says as far as is known, None until it was seen there; `wanted` what the
    plan last wanted it to say. `intent` is what was being written when this was noted: after a
    crash either may have come true.
    """

    uid: str
    href: str
    spot: Spot
    standing: Standing = "ours"
    etag: str | None = None
    sequence: int = 0
    stands: EventFields | None = None
    wanted: EventFields | None = None
    intent: Intent | None = None

    @property
    def end(self) -> datetime:
        """When it is over, wherever it stands."""
        stands = self.stands.end if self.stands and self.stands.end else None
        return max(stands, self.spot.end) if stands else self.spot.end


@dataclass(frozen=True, slots=True)
class Seen:
    """An event of ours on the server: `fields` None where its etag says nothing changed."""

    etag: str
    fields: EventFields | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A block of the plan and what its event is to say; `uid` is its own from run to run."""

    block: Block
    uid: str
    fields: EventFields

    @property
    def spot(self) -> Spot:
        """Where the block stands."""
        return Spot.of(self.block)


@dataclass(frozen=True, slots=True)
class Write:
    """One event to write, or to delete where `wanted` is None; `entry` says what stands there.

    `is_new` says that nothing stands there yet.
    """

    entry: Published
    wanted: Wanted | None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A write that took place, with the etag it left where the server says one."""

    etag: str | None = None


WriteOutcome = Written | Literal["conflict", "refused", "untried"]
