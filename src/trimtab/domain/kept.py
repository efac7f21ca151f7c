"""What is kept between one day and the next: profile, plans, marks, wins, contacts, links, devices.

What a residency list is made from is kept as well. Moments are aware instants; days are the
person's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from trimtab.domain.errors import TooLargeToKeepError
from trimtab.domain.plans import BlockKind, Plan

Verb = Literal["done", "shorter", "longer", "not_today", "pinned", "unpinned", "moved", "undone"]
VERBS: tuple[Verb, ...] = get_args(Verb)
FeedName = Literal["week", "family", "free-busy", "availability", "quiet"]
FEED_NAMES: tuple[FeedName, ...] = get_args(FeedName)
MOST_APPLICATION_BYTES = 20 * 10**6
"""What is kept of an application: a table of thousands of programmes takes a few megabytes."""


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """The profile as TOML, letter for letter; `revision` grows by one with each change."""

    text: str
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A plan as it stands; `revision` grows with each one kept, whatever days it covers.

    `profile_revision` is that of the profile it was made from. `is_accepted` says that the person
    has taken it as theirs: only then do feeds carry it.
    """

    plan: Plan
    revision: int
    made_at: datetime
    profile_revision: int
    is_accepted: bool = False


@dataclass(frozen=True, slots=True)
class BlockMark:
    """What a person said of one block: `verb`, and the block by name, kind and its own hours.

    `id` is made where it was said, on a phone without a connection too, so that saying it twice
    counts once. `minutes` is how long a shorter one took or shall take; `moved_to` where a moved
    one begins.
    """

    id: str
    verb: Verb
    name: str
    kind: BlockKind
    start: datetime
    end: datetime
    said_at: datetime
    minutes: int | None = None
    moved_to: datetime | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Win:
    """Something that went well, in the person's words."""

    id: str
    day: date
    text: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class SignOut:
    """The end of a day's duty: charts closed, tomorrow's three, desk tidy."""

    day: date
    tomorrow: tuple[str, ...]
    has_closed_charts: bool
    has_tidied: bool
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to; any of `phone`, `message` and `link` may be empty."""

    id: str
    name: str
    relation: str = ""
    phone: str = ""
    message: str = ""
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptCalendar:
    """A calendar file that was dropped in; the profile names it as its source."""

    name: str
    content: bytes
    added_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptApplication:
    """What a list of residency programmes is made from: the applicant, the table, the answers.

    `profile` is the applicant as TOML. `programmes` is the table as it was brought, CSV, XLSX or
    pasted text, and `programmes_name` its file name, such as "programmes.csv" or "pasted table".
    `answers` are pairs of a programme's id and a status, only where the person said so in the app;
    `signals` those of an id and the signal that was sent there, in the same way.
    `is_example` says that the invented programmes are in use.
    """

    profile: str
    programmes: bytes
    programmes_name: str
    answers: tuple[tuple[str, str], ...]
    signals: tuple[tuple[str, str], ...] = ()
    is_example: bool
    kept_at: datetime

    @property
    def size(self) -> int:
        """How many bytes it takes, but for a few."""
        words = (
            self.profile,
            self.programmes_name,
            *(part for one in (*self.answers, *self.signals) for part in one),
        )
        return len(self.programmes) + sum(len(word.encode(errors="replace")) for word in words)


def within_bound(application: KeptApplication) -> KeptApplication:
    """The same. Raises TooLargeToKeepError where it is larger than what is kept."""
    if application.size > MOST_APPLICATION_BYTES:
        name = application.programmes_name or "The table"
        raise TooLargeToKeepError(name, application.size, MOST_APPLICATION_BYTES)
    return application


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A secret address under which others, or a phone, may follow a feed."""

    name: FeedName
    token: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Device:
    """A phone or computer that was paired; only a hash of its secret is kept."""

    id: str
    name: str
    secret_hash: str
    paired_at: datetime
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class WebSession:
    """A browser that came in by a login link, or a paired device; only a hash of its token."""

    token_hash: str
    made_at: datetime
    used_at: datetime
    device_id: str | None = None
