"""Rosters written by hand: days count from Monday 2 November 2026, clock times are local."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from trimtab.app.check_roster import check_roster
from trimtab.domain.commitments import Commitment, CommitmentKind
from trimtab.domain.duty import DutyChoices, DutyReport, Rotation, Rulebook
from trimtab.rulebooks.reading import read_rulebook

MONDAY = date(2026, 11, 2)
HOUR, DAY = 60, 1440
Expected = tuple[str, str, int, int]
"""Rule, severity, minutes measured, minutes allowed."""


@cache
def book(name: str) -> Rulebook:
    """A rulebook as it is shipped."""
    return read_rulebook(name)


@dataclass(frozen=True)
class Entry:
    """A calendar entry: day, start in minutes after midnight by the clock, real minutes long."""

    day: int
    clock: int
    minutes: int
    name: str = "Ward"
    kind: CommitmentKind = "duty"

    def on(self, zone: str, first: date = MONDAY) -> Commitment:
        """The entry as a calendar gives it."""
        midnight = datetime.combine(first + timedelta(days=self.day), datetime.min.time())
        local = midnight.replace(hour=self.clock // 60, minute=self.clock % 60)
        start = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        end = start + timedelta(minutes=self.minutes)
        return Commitment(f"{self.day}/{self.clock}", self.name, start, end, self.kind, "a.ics")


def duty(day: int, clock: float, minutes: int, name: str = "Ward") -> Entry:
    """Work from a clock time in hours, such as 7.5, for so many minutes."""
    return Entry(day, round(clock * 60), minutes, name)


def call(day: int, hours: float = 24) -> Entry:
    """Call in house from seven in the morning."""
    return duty(day, 7, round(hours * 60), "On call")


def night(day: int, minutes: int = 12 * HOUR) -> Entry:
    """A night shift from 19:00."""
    return duty(day, 19, minutes, "Night float")


def home_call(day: int, clock: float = 18, minutes: int = 12 * HOUR) -> Entry:
    """Call at home."""
    return Entry(day, round(clock * 60), minutes, "Home call", "home_call")


def lecture(day: int, clock: float, minutes: int) -> Entry:
    """Required education."""
    return Entry(day, round(clock * 60), minutes, "Conference", "lecture")


def clinic(day: int, clock: float, minutes: int) -> Entry:
    """A clinic."""
    return Entry(day, round(clock * 60), minutes, "Clinic", "clinic")


def spread(total: int, days: Iterable[int], clock: float = 7) -> tuple[Entry, ...]:
    """`total` minutes of work over the days given, the same each day but for what is left over."""
    numbers = list(days)
    each, rest = divmod(total, len(numbers))
    return tuple(
        duty(day, clock, each + (rest if at == 0 else 0)) for at, day in enumerate(numbers)
    )


def mondays_to_saturdays(days: int, first: int = 0) -> list[int]:
    """The days of a stretch that are no Sunday."""
    return [day for day in range(first, first + days) if day % 7 != 6]


def rotation(days: int, first: int = 0, name: str = "MICU") -> Rotation:
    """A rotation of so many days."""
    begins = MONDAY + timedelta(days=first)
    return Rotation(name, begins, begins + timedelta(days=days - 1))


def leave(*days: int) -> frozenset[date]:
    """Days of leave."""
    return frozenset(MONDAY + timedelta(days=day) for day in days)


@dataclass(frozen=True)
class Case:
    """A roster, and exactly what a rulebook finds in it; of one rule alone where one is named."""

    title: str
    entries: Sequence[Entry]
    expected: Sequence[Expected] = ()
    book: str = "acgme"
    rule: str | None = None
    zone: str = "UTC"
    first: date = MONDAY
    choices: dict[str, Any] = field(default_factory=dict)

    def report(self) -> DutyReport:
        """What the rulebook says."""
        commitments = [one.on(self.zone, self.first) for one in self.entries]
        return check_roster(commitments, book(self.book), self.zone, DutyChoices(**self.choices))

    def found(self) -> list[Expected]:
        """Findings of the rule asked about, or of all."""
        return sorted(
            (one.rule, one.severity, one.measured_minutes, one.limit_minutes)
            for one in self.report().findings
            if self.rule in {None, one.rule_id}
        )
