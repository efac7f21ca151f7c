"""Dates with lead times: what falls due on a day, and the steps that have to begin well before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, get_args

from trimtab.domain.recurrence import Rule, read_rule

DateKind = Literal["visa", "licence", "credentialing", "exam", "rent", "money", "other"]
DATE_KINDS: tuple[str, ...] = get_args(DateKind)
WEIGHTY_KINDS = frozenset({"visa", "licence", "credentialing", "exam"})
"""Kinds whose steps are important unless the person says otherwise (our choice)."""

STEP_DAYS = 7
"""A step is wanted within so many days of its own, and by the next step's day (our choice)."""

LATE_DAYS = 1
"""A step still open after that is planned by the end of so many days on, and the next of the same
date after that, so that a date kept late fills no single day (our choice)."""

TOLD_DAYS = 14
"""For so many days a date that has passed without being called done is told; a weighty one until it
is done (our choice)."""

FARTHEST_DAYS = 366 * 100
"""How far ahead the next turn of a date is looked for."""

DONE_JOINT = " @ "
"""Stands between a step and the date it was done for: "Pay @ 2027-01-01"."""


@dataclass(frozen=True, slots=True)
class LeadStep:
    """Something to do for a date, `days_before` it or soon after; `minutes` are how long it takes.

    In sittings of `shortest` minutes and more where it is longer than one.
    """

    name: str
    days_before: int
    minutes: int = 30
    important: bool | None = None
    demanding: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptDate:
    """A date that must not be missed: its first day, its steps, how it comes back, what is done.

    `steps` are ordered, the earliest first. `done_days` are turns done with whole; `done_steps`
    are steps done, each with the turn it was done for, None where the date comes once.
    `remind_days` are days before it on which a calendar rings, besides those of its steps.
    `private` says whether others see its steps as busy time alone; None leaves that to its topic.
    """

    name: str
    due: date
    kind: DateKind = "other"
    steps: tuple[LeadStep, ...] = ()
    repeats: Rule | None = None
    value: str = "life"
    important: bool | None = None
    done_days: frozenset[date] = frozenset()
    done_steps: frozenset[tuple[str, date | None]] = frozenset()
    remind_days: tuple[int, ...] = ()
    has_own_steps: bool = False
    private: bool | None = field(default=None, repr=False)

    def days(self, last: date) -> Iterator[date]:
        """Days it falls on, from its first to `last` inclusive."""
        if self.repeats is None:
            yield from (day for day in (self.due,) if day <= last)
        else:
            yield from self.repeats.days(self.due, last)

    def turns(self, first: date, last: date) -> Iterator[Turn]:
        """Its turns from `first` to `last` inclusive."""
        return (Turn(self, day) for day in self.days(last) if day >= first)

    def task_names(self, first: date, last: date) -> Iterator[str]:
        """Names as tasks of all its steps that may be planned in these days, done or not."""
        for turn in self.turns(first, _ahead(last, self.lead_days)):
            yield from (step.task_name for step in turn.steps)

    @property
    def lead_days(self) -> int:
        """How many days before it the first step begins."""
        return max((step.days_before for step in self.steps), default=0)

    def is_step_done(self, step: LeadStep, day: date) -> bool:
        """Whether a step of the turn on `day` is done, by itself or with the whole turn."""
        turn = day if self.repeats else None
        return day in self.done_days or (step.name, turn) in self.done_steps


@dataclass(frozen=True, slots=True)
class Turn:
    """One day a date falls on."""

    kept: KeptDate
    day: date

    @property
    def steps(self) -> tuple[TurnStep, ...]:
        """Its steps with their days, the earliest first."""
        steps = self.kept.steps
        begins = [_back(self.day, step.days_before) for step in steps]
        nexts = [*begins[1:], self.day]
        return tuple(
            TurnStep(self, step, begin, _wanted_by(begin, following, self.day))
            for step, begin, following in zip(steps, begins, nexts, strict=False)
        )

    @property
    def open_steps(self) -> tuple[TurnStep, ...]:
        """Its steps that are not done."""
        return tuple(step for step in self.steps if not step.is_done)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to do for it; a date without steps is done when it is said."""
        return self.day in self.kept.done_days or (bool(self.steps) and not self.open_steps)

    def has_begun_on(self, today: date) -> bool:
        """Whether the day of its first step has come."""
        return _back(self.day, self.kept.lead_days) <= today


@dataclass(frozen=True, slots=True)
class TurnStep:
    """A step of one turn: it may begin on `begins`, and is wanted by the end of `wanted_by`."""

    turn: Turn
    step: LeadStep
    begins: date
    wanted_by: date

    @property
    def is_done(self) -> bool:
        """Whether the person said so."""
        return self.turn.kept.is_step_done(self.step, self.turn.day)

    @property
    def task_name(self) -> str:
        """Its name as a task; a date that comes back says which turn is meant."""
        day = self.turn.day
        turn = f", {day.day} {day:%b}" if self.turn.kept.repeats else ""
        return f"{self.step.name} ({self.turn.kept.name}{turn})"

    @property
    def is_important(self) -> bool:
        """Whether others give way to it: as said of the step, of the date, or by its kind."""
        said = (self.step.important, self.turn.kept.important)
        by_kind = self.turn.kept.kind in WEIGHTY_KINDS
        return next((one for one in said if one is not None), by_kind)

    def is_late_on(self, today: date) -> bool:
        """Whether the day it was wanted by has passed."""
        return self.wanted_by < today


@dataclass(frozen=True, slots=True)
class DueStep:
    """A step with the days it is planned from and by; later than wanted where it is late."""

    step: TurnStep
    begins: date
    by: date
    is_late: bool


def due_steps(steps: Iterable[TurnStep], today: date) -> tuple[DueStep, ...]:
    """Steps with the days they are planned from and by, seen from `today`.

    Of one date each begins after the days of the open one before it, unless both begin on one day
    and neither is late; none is planned beyond the date.
    """
    before: dict[Turn, DueStep] = {}
    found = []
    for step in steps:
        due = _due_step(step, today, before.get(step.turn))
        before[step.turn] = due
        found.append(due)
    return tuple(found)


def _due_step(step: TurnStep, today: date, before: DueStep | None) -> DueStep:
    is_late, day = step.is_late_on(today), step.turn.day
    begins = today if is_late else step.begins
    if before is not None and (is_late or step.begins > before.step.begins):
        begins = max(begins, before.by + timedelta(days=1))
    is_moved = begins > step.begins
    by = max(step.wanted_by, begins + timedelta(days=LATE_DAYS)) if is_moved else step.wanted_by
    return DueStep(step, min(begins, day), min(by, day), is_late=is_late)


def steps_between(dates: Iterable[KeptDate], first: date, last: date) -> tuple[TurnStep, ...]:
    """Steps not done whose time has come by `last`, of dates that are not over on `first`.

    In order of the day they are wanted by; those still open from earlier come with it.

    >>> rent = KeptDate("Rent", date(2027, 1, 1), steps=(LeadStep("Pay", 3),))
    >>> [step.begins.day for step in steps_between([rent], date(2026, 12, 21), date(2026, 12, 28))]
    []
    >>> [step.begins.day for step in steps_between([rent], date(2026, 12, 28), date(2027, 1, 3))]
    [29]
    """
    found = [
        step
        for one in dates
        for turn in one.turns(first, _ahead(last, one.lead_days))
        for step in turn.open_steps
        if step.begins <= last
    ]
    return tuple(sorted(found, key=lambda step: (step.wanted_by, step.begins, step.step.name)))


def turns_ahead(dates: Iterable[KeptDate], first: date, last: date) -> tuple[Turn, ...]:
    """Turns that come, or whose first open step begins, by `last`; in order of their days."""
    found = [
        turn
        for one in dates
        for turn in one.turns(first, _ahead(last, one.lead_days))
        if turn.day <= last or any(step.begins <= last for step in turn.open_steps)
    ]
    return tuple(sorted(found, key=lambda turn: (turn.day, turn.kept.name)))


def turns_passed(dates: Iterable[KeptDate], today: date) -> tuple[Turn, ...]:
    """Turns before `today` that nobody has called done; of each date the last.

    Those of weighty kinds however long ago, others for `TOLD_DAYS`.
    """
    found = []
    for one in dates:
        days = None if one.kind in WEIGHTY_KINDS else TOLD_DAYS
        since = date.min if days is None else today - timedelta(days=days)
        passed = list(one.turns(since, today - timedelta(days=1)))
        found += [turn for turn in passed[-1:] if not turn.is_done]
    return tuple(sorted(found, key=lambda turn: (turn.day, turn.kept.name)))


def turn_meant(kept: KeptDate, today: date) -> Turn | None:
    """The turn that "done" means where no day is said; None where all of it is done.

    The last that passed while it is open, however long ago; but the next, where a step of that has
    begun and the other passed over `TOLD_DAYS` ago.
    """
    passed, coming = None, None
    for turn in kept.turns(date.min, _ahead(today, FARTHEST_DAYS)):
        if turn.day < today:
            passed = turn
        elif not turn.is_done:
            coming = turn
            break
    if passed is None or passed.is_done:
        return coming
    is_recent = passed.day >= today - timedelta(days=TOLD_DAYS)
    return passed if is_recent or coming is None or not coming.has_begun_on(today) else coming


def ahead_text(day: date, today: date) -> str:
    """How far off a day is, in days up to two weeks and in weeks beyond.

    >>> ahead_text(date(2026, 12, 2), date(2026, 11, 20))
    'in 12 days'
    >>> ahead_text(date(2027, 3, 1), date(2026, 11, 22))
    'in 14 weeks'
    """
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    if days in near:
        return near[days]
    if days < 0:
        return f"{-days} days ago" if days >= -14 else f"{round(-days / 7)} weeks ago"
    return f"in {days} days" if days <= 14 else f"in {round(days / 7)} weeks"


def with_steps(kept: KeptDate, steps: Iterable[LeadStep]) -> KeptDate:
    """The date with these steps, the earliest first."""
    return replace(kept, steps=tuple(sorted(steps, key=lambda step: -step.days_before)))


def _wanted_by(begin: date, following: date, day: date) -> date:
    """The end of its days: those a step has, the next step's day, or the date itself."""
    soon = min(begin + timedelta(days=STEP_DAYS), day)
    return min(soon, following) if following > begin else soon


def _back(day: date, days: int) -> date:
    return day - timedelta(days=min(days, (day - date.min).days))


def _ahead(day: date, days: int) -> date:
    return day + timedelta(days=min(days, (date.max - day).days))


@dataclass(frozen=True, slots=True)
class DatesAhead:
    """What is coming, seen from `today`.

    `turns` are those up to `last`; `passed` went by just now and nobody called them done.
    """

    person: str
    zone: str
    today: date
    last: date
    turns: tuple[Turn, ...]
    passed: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedDate:
    """A date as understood from one line, before a profile holds it; `repeats` is as typed."""

    name: str
    due: date
    kind: DateKind
    repeats: str | None = None
    value: str | None = None

    def first_from(self, today: date) -> date | None:
        """The first of its days that has not passed, if any."""
        if self.repeats is None:
            return self.due if self.due >= today else None
        rule = read_rule(self.repeats, self.due)
        return next((day for day in rule.days(self.due, date.max) if day >= today), None)


@dataclass(frozen=True, slots=True)
class DoneMark:
    """What a person calls done: a date, or one step of it; the turn meant unless `on` names one.

    `is_undone` takes back what was called done last.
    """

    name: str
    step: str | None = None
    on: date | None = None
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class ChangedProfile:
    """A profile's whole content after a change, the lines that are new, and what to say of it.

    Where something was taken out, `lines` are what is gone.
    """

    content: bytes
    lines: str
    remark: str = ""
