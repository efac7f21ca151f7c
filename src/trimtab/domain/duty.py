"""Duty hours: rulebooks as data, what a roster is judged by, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, get_args

from trimtab.domain.errors import Problem, TrimtabError

RuleKind = Literal[
    "weekly_hours",
    "day_off",
    "continuous_duty",
    "rest_after_call",
    "rest_between",
    "call_frequency",
    "nights_in_row",
    "moonlighting",
    "other",
]
RULE_KINDS: tuple[str, ...] = get_args(RuleKind)
Severity = Literal["breach", "warning"]
Certainty = Literal["seen", "unverified"]
Basis = Literal["rotation", "weeks", "rolling", "once"]
"""What a finding is about: a stated rotation, weeks in a row, a rolling stretch, one event."""

Unit = Literal["minutes", "days", "nights", "calls", "weekends", "duties", "points"]
RULEBOOKS = ("acgme", "ontario", "quebec", "eu", "england")


class MissingRulebookError(TrimtabError):
    """Nobody says which rules a roster is to be checked by."""

    def __init__(self) -> None:
        super().__init__(
            f"By which rules? Add --rulebook with one of {', '.join(RULEBOOKS)}, "
            'or write rulebook = "acgme" (yours) under [person] in your profile.'
        )


@dataclass(frozen=True, slots=True)
class DutyRule:
    """One rule of a rulebook.

    `check` names the function that decides it, `limits` are its numbers: minutes where the name
    says so, else counts. `requirement` is the id its source was seen with, `renumbered` a later
    one. An unverified rule never gives more than a warning. `unverified_leave` and
    `unverified_stretch` say what nobody has checked of how it is counted where there is leave, or
    where a rotation is not as long as the rule's own stretch.
    """

    id: str
    kind: RuleKind
    check: str
    requirement: str
    text: str
    source: str
    checked: date
    certainty: Certainty = "seen"
    severity: Severity = "breach"
    limits: Mapping[str, int] = field(default_factory=dict)
    renumbered: str = ""
    unverified_leave: str = ""
    unverified_stretch: str = ""

    def limit(self, name: str, otherwise: int | None = None) -> int:
        """A number of the rule; KeyError where it has none and nothing stands in."""
        return self.limits[name] if otherwise is None else self.limits.get(name, otherwise)


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A requirement that a calendar alone cannot decide, and why."""

    requirement: str
    text: str
    certainty: Certainty = "seen"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules somebody works under.

    Work at most `joins_gap_minutes` apart is one duty; one of at least `call_minutes` is a call,
    and so is what its title calls one. A night is worked from `night_minutes` of work on between
    23:00 and 06:00.
    """

    name: str
    title: str
    place: str
    rules: tuple[DutyRule, ...]
    not_checked: tuple[NotChecked, ...] = ()
    joins_gap_minutes: int = 60
    call_minutes: int = 1200
    night_minutes: int = 180

    @property
    def kinds(self) -> tuple[RuleKind, ...]:
        """What it has rules about, each once and in the order of the book."""
        return tuple(dict.fromkeys(rule.kind for rule in self.rules))


@dataclass(frozen=True, slots=True)
class Rotation:
    """A stretch over which hours are averaged; both dates inclusive."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class DutyChoices:
    """What a calendar does not say of a roster.

    `has_longer_hours` stands for an exception granted (ACGME, 88 h) or an opt-out signed (EU,
    England); `most_nights` for a specialty's own limit of nights in a row.
    """

    rotations: tuple[Rotation, ...] = ()
    leave: frozenset[date] = frozenset()
    has_longer_hours: bool = False
    is_first_year: bool = False
    most_nights: int | None = None


@dataclass(frozen=True, slots=True)
class DutyFinding:
    """A rule that a roster breaks, or comes near to breaking.

    `measured_minutes` and `limit_minutes` count a day, night, call, weekend or duty as 1440
    where `unit` is not minutes; `measured` and `limit` are the plain counts. `name` is the
    rotation's where one was stated, `doubt` what about it nobody has checked.
    """

    rule: RuleKind
    requirement: str
    severity: Severity
    start: datetime
    end: datetime
    measured: int
    limit: int
    text: str
    unit: Unit = "minutes"
    basis: Basis = "once"
    certainty: Certainty = "seen"
    doubt: str = ""
    rule_id: str = ""
    renumbered: str = ""
    name: str = ""

    @property
    def told(self) -> str:
        """The words with whatever nobody has checked in them."""
        return f"{self.text} {self.doubt}".rstrip()

    @property
    def measured_minutes(self) -> int:
        """What was measured, in minutes."""
        return self.measured if self.unit == "minutes" else self.measured * 1440

    @property
    def limit_minutes(self) -> int:
        """What the rule allows or asks for, in minutes."""
        return self.limit if self.unit == "minutes" else self.limit * 1440


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Minutes worked in the seven days from a Monday."""

    start: date
    minutes: int


@dataclass(frozen=True, slots=True)
class AverageHours:
    """A stretch hours are averaged over: minutes worked, days that count, days off among them."""

    name: str
    first: date
    last: date
    minutes: int
    counted_days: int
    days_off: int

    @property
    def minutes_per_week(self) -> int:
        """The average week, rounded up to the minute."""
        return -(-self.minutes * 7 // self.counted_days) if self.counted_days else 0


@dataclass(frozen=True, slots=True)
class DutyReport:
    """What a rulebook says of a roster; `first` and `last` are None where there is no duty.

    `applied` are the things the book has rules about that apply to this person; `now` parts what
    is over from what lies ahead.
    """

    rulebook: Rulebook
    zone: str
    first: date | None = None
    last: date | None = None
    findings: tuple[DutyFinding, ...] = ()
    applied: tuple[RuleKind, ...] = ()
    weeks: tuple[WeekHours, ...] = ()
    averages: tuple[AverageHours, ...] = ()
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    now: datetime | None = None

    def is_ahead(self, finding: DutyFinding) -> bool:
        """Whether what was found is not over yet, so that something can still be done about it."""
        return self.now is not None and finding.end > self.now

    @property
    def broken(self) -> tuple[RuleKind, ...]:
        """What is broken, in the order of the book."""
        found = {one.rule for one in self.findings if one.severity == "breach"}
        return tuple(kind for kind in self.rulebook.kinds if kind in found)

    @property
    def in_doubt(self) -> tuple[RuleKind, ...]:
        """What is not broken and has warnings."""
        found = {one.rule for one in self.findings} - set(self.broken)
        return tuple(kind for kind in self.rulebook.kinds if kind in found)

    @property
    def kept(self) -> tuple[RuleKind, ...]:
        """What the book has rules about that apply, and nothing was found of."""
        found = {one.rule for one in self.findings}
        return tuple(kind for kind in self.applied if kind not in found)
