"""Calendars as they were understood, to be looked at before they are used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from trimtab.domain.commitments import CalendarReading, DayNote
from trimtab.domain.errors import Problem

CodeBasis = Literal["profile", "title", "calendar", "words", "guess", "open"]


@dataclass(frozen=True, slots=True)
class ShownCalendar:
    """One calendar by its name, and what it gave."""

    name: str
    reading: CalendarReading


@dataclass(frozen=True, slots=True)
class ShownCalendars:
    """Calendars read for `first`..`last` inclusive; local times are in `zone`."""

    first: date
    last: date
    zone: str
    calendars: tuple[ShownCalendar, ...]


@dataclass(frozen=True, slots=True)
class CodeProposal:
    """A title of whole days, how often it comes, and what it may stand for.

    `meaning` is as a profile has it ("19:00-07:00", "off"), empty where nothing tells; `basis`
    says what tells and `why` says it in words. `weekdays` are the days it falls on, Monday 0.
    """

    code: str
    count: int
    first: date
    last: date
    weekdays: tuple[int, ...]
    examples: tuple[date, ...]
    meaning: str
    basis: CodeBasis
    why: str

    @property
    def is_certain(self) -> bool:
        """Whether the calendar itself, or the profile, says what it means."""
        return self.basis not in {"guess", "open"}


@dataclass(frozen=True, slots=True)
class CodeProposals:
    """The codes of one calendar, the most frequent first, and titles that are no codes."""

    source: str
    codes: tuple[CodeProposal, ...]
    others: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class UnderstoodCalendar:
    """One calendar in short: how many events of each kind, from when to when, and what is unclear.

    `name` may be shown. `first` and `last` are days with events, None where there are none.
    `codes` come with what each stands for or may, `open_notes` are days that read like a shift
    without hours; `fault` says why nothing could be read, and `mend` what to do about it.
    `own_host` is a server of the person's own network that was not asked because they did not
    allow it yet.
    """

    name: str
    counts: tuple[tuple[str, int], ...] = ()
    first: date | None = None
    last: date | None = None
    codes: tuple[CodeProposal, ...] = ()
    problems: tuple[Problem, ...] = ()
    fault: str = ""
    mend: str = ""
    own_host: str = ""
    open_notes: tuple[DayNote, ...] = ()

    @property
    def events(self) -> int:
        """How many events there are, of any kind."""
        return sum(count for _, count in self.counts)
