"""What others have decided: events read from calendars."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from trimtab.domain.errors import Problem

CommitmentKind = Literal[
    "duty", "home_call", "lecture", "clinic", "appointment", "family", "personal"
]
COMMITMENT_KINDS: tuple[str, ...] = get_args(CommitmentKind)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One occurrence of a calendar event, [start, end), aware instants in UTC.

    `source` is the calendar's name as the person gave it, `line` the event's first line there.
    `is_remote` says that nobody travels for it. `leaves_minutes` of notes and inbox follow it,
    wanted before `leaves_before` (minutes after midnight of the day it ends). `stood` is its
    cell in a workbook, as "November!C7". `way_minutes` is the way to it where that is known.
    """

    uid: str
    name: str
    start: datetime
    end: datetime
    kind: CommitmentKind
    source: str = ""
    line: int | None = None
    zone: str | None = None
    is_tentative: bool = False
    is_remote: bool = False
    location: str = ""
    leaves_minutes: int = 0
    leaves_before: int | None = None
    stood: str = ""
    way_minutes: int | None = field(default=None, repr=False)

    @property
    def takes_the_person(self) -> bool:
        """Whether the person is unavailable during it; home call leaves them free to live."""
        return self.kind != "home_call"


@dataclass(frozen=True, slots=True)
class DayNote:
    """An all-day entry or free-marked event: shown, takes no time. `last` is inclusive.

    One that `is_open` reads like a shift of a roster whose hours nobody gave.
    """

    name: str
    first: date
    last: date
    source: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """A calendar the person named: where it is and what its events mean.

    `codes` maps an all-day title ("NF") to clock spans in minutes, (start, end); an end at or
    before the start is on the next day. An empty tuple of spans says the code is a day off.
    `name` is what it is called in place of its source, which may be a secret.
    `code_kinds` gives the kind of those that say one. `row` is the person's name in a roster of
    several people.
    """

    source: str
    kind: CommitmentKind | None = None
    leaves_minutes: int = 0
    leaves_before: int | None = None
    is_remote: bool | None = None
    is_tentative: bool = False
    codes: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    name: str = ""
    code_kinds: dict[str, CommitmentKind] = field(default_factory=dict)
    row: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """First and last day a calendar speaks of; `is_endless` where only its series go on."""

    first: date
    last: date
    is_endless: bool = False


@dataclass(frozen=True, slots=True)
class RosterReading:
    """What the roster of somebody else gave for the days asked."""

    commitments: tuple[Commitment, ...] = ()
    day_notes: tuple[DayNote, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarReading:
    """What one calendar gave for the days asked: commitments by start, notes, and its mistakes.

    `zone` is the zone the calendar states or mostly uses, if any. `remarks` say how a roster was
    understood where it left no doubt, for who wants to look. `others` are readings of calendars
    that others in this life share, by their names.
    """

    commitments: tuple[Commitment, ...] = ()
    day_notes: tuple[DayNote, ...] = ()
    problems: tuple[Problem, ...] = ()
    zone: str | None = None
    remarks: tuple[Problem, ...] = ()
    others: tuple[tuple[str, RosterReading], ...] = ()
