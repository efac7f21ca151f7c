"""A planned week: blocks, what did not fit, values asked and planned, and the proof."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal, get_args

from trimtab.domain.body import Alertness, ClockDay
from trimtab.domain.commitments import DayNote
from trimtab.domain.duty import DutyReport
from trimtab.domain.errors import Problem
from trimtab.domain.time import SLOT_MINUTES, Horizon

BlockKind = Literal[
    "commitment",
    "travel",
    "sleep",
    "nap",
    "meal",
    "practice",
    "protect",
    "task",
    "study",
    "buffer",
    "wind_down",
    "people",
]
BLOCK_KINDS: tuple[str, ...] = get_args(BlockKind)
Dose = Literal["ideal", "enough", "tiny"]
DOSES: tuple[Dose, ...] = get_args(Dose)
Mark = Literal["pinned", "done", "skipped"]
MARKS: tuple[str, ...] = get_args(Mark)
Change = Literal["moved", "resized", "dropped", "added"]
FreeKind = Literal["evening", "half_day", "weekend"]
NOTES_BECAUSE = "It leaves notes and inbox."
"""How the reason begins when what is missing are the notes of a duty or clinic."""

NOTES_LEFT = "notes and inbox"
"""Note of a task block that holds what a duty or clinic of that name leaves behind."""

SAFER = "sleepy way home: nap first, or ride"
"""Note on a way home that is not safe to drive."""

GOOD_ENOUGH = "good enough at"
"""How the note of a sitting begins with which a boxed task becomes good enough."""

WITH_CHANGE = "Planned with a small change: {}."
"""Remark of a plan in which a trim was made, with the trim's own words."""


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the plan, aware local instants [start, end).

    `origin` names where it comes from: a commitment's calendar kind (duty, lecture, …), "notes"
    for what a duty or clinic leaves behind, else "". `uid` is stable between runs for the same
    thing on the same day. `mark` is what the person said of it: that it stays where it is, was
    done, or was left out. `private` keeps that its profile called it so, for when it does no more.
    """

    start: datetime
    end: datetime
    name: str
    kind: BlockKind
    value: str | None = None
    dose: Dose | None = None
    note: str = ""
    origin: str = ""
    uid: str = ""
    mark: Mark | None = None
    private: bool = field(default=False, compare=False)

    @property
    def is_fixed(self) -> bool:
        """True exactly for commitments."""
        return self.kind == "commitment"

    @property
    def shown_name(self) -> str:
        """The name for people's eyes: notes left by a duty are told from the duty itself."""
        return f"Notes: {self.name}" if self.is_notes else self.name

    @property
    def is_notes(self) -> bool:
        """Whether it holds the notes and inbox that a duty or clinic of its name leaves."""
        return self.origin == "notes"

    @property
    def minutes(self) -> int:
        """Real minutes, also across a clock change (which same-zone subtraction would ignore)."""
        return int((self.end.astimezone(UTC) - self.start.astimezone(UTC)).total_seconds() // 60)


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something missing or smaller than asked, and what it lost to.

    Of sleep, `nights` says how many sleeps are meant, by night or by day: those that are short.
    """

    name: str
    wanted_minutes: int
    placed_minutes: int
    because: str
    nights: int = 0


@dataclass(frozen=True, slots=True)
class KeptFree:
    """A stretch the plan keeps free of work and study, aware local instants [start, end)."""

    kind: FreeKind
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class NotKept:
    """Free stretches that a week, from `first_day` on, should keep and does not all keep."""

    kind: FreeKind
    first_day: date
    wanted: int
    kept: int
    because: str


@dataclass(frozen=True, slots=True)
class ValueMinutes:
    """Minutes asked and planned for one value."""

    name: str
    weight: float
    wanted_minutes: int
    planned_minutes: int


PROVEN_WITHIN = 1e-6
"""Share of its worth by which a plan may stay below its bound and count as the best there is.

Proofs reckon in whole numbers rounded outward, which leaves about a tenth of that.
"""


def is_met(value: float, bound: float) -> bool:
    """Whether a value reaches its bound as nearly as proofs can tell."""
    return bound - value <= PROVEN_WITHIN * abs(bound)


@dataclass(frozen=True, slots=True)
class BigThing:
    """One of the things that matter most on a day: when it starts first, and its minutes in all."""

    name: str
    start: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class BigThree:
    """Up to three things that matter most on a day, the most important first."""

    date: date
    things: tuple[BigThing, ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    """How good the plan provably is: gap = (bound - value) / bound.

    In a re-plan, staying in place counts: `staying` of `value` is for that alone, and
    `free_bound` bounds what any plan is worth without it. Elsewhere they are 0 and None.
    """

    value: float
    bound: float
    routine_bound: float
    seconds: float
    staying: float = 0.0
    free_bound: float | None = None

    @property
    def gap(self) -> float:
        """Share of the best possible worth that may be missing."""
        return (self.bound - self.value) / self.bound if self.bound > 0 else 0.0

    @property
    def true_value(self) -> float:
        """Worth of the plan for the weights given, staying in place not counted."""
        return self.value - self.staying

    @property
    def true_bound(self) -> float:
        """No plan is worth more for the weights given, however much of it moves."""
        return self.bound if self.free_bound is None else self.free_bound

    @property
    def true_gap(self) -> float:
        """Share of the best week's worth, however much would move, that may be missing."""
        missing = max(0.0, self.true_bound - self.true_value)
        return missing / self.true_bound if self.true_bound > 0 else 0.0

    @property
    def is_proven_best(self) -> bool:
        """Whether no better week exists for the weights given, but for rounding."""
        return is_met(self.true_value, self.true_bound)

    @property
    def gap_beyond_routine(self) -> float:
        """The same beyond sleep, meals and buffers, which are most of a week's worth.

        Where the gap is as large as all that lies beyond routine, nothing is proved: 1.
        """
        missing = self.bound - self.value
        beyond = self.bound - self.routine_bound
        if missing <= 0:
            return 0.0
        return missing / beyond if beyond > missing else 1.0


@dataclass(frozen=True, slots=True)
class Move:
    """How one thing changed from the last plan: `was` there, `now` here; None where it is not.

    `is_asked` is False of what was dropped because the week no longer asks for it.
    """

    change: Change
    was: Block | None
    now: Block | None
    is_asked: bool = True

    @property
    def block(self) -> Block:
        """The block it is told from: as it was, or, when added, as it is."""
        block = self.was or self.now
        assert block is not None
        return block

    @property
    def is_pinned(self) -> bool:
        """Whether the person had asked that it stay."""
        return self.was is not None and self.was.mark == "pinned"


@dataclass(frozen=True, slots=True)
class HourPrice:
    """What an hour of the week is worth, in minutes of an average value: an estimate.

    Of a free hour, what the week would lose if it were taken; of an hour that a commitment or the
    way to it holds (`is_given`), what the week would gain if it came back. `serves` names the value
    or routine it goes to, or would go to: a value, "sleep", "meals", "rest" or "open time".
    """

    start: datetime
    end: datetime
    worth_minutes: float
    serves: str
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class BudgetPrice:
    """What one unit of a budget was worth when a plan was found, and how much had to hold.

    A budget is named as the planner names it. A re-plan starts from these prices; they prove
    nothing.
    """

    name: str
    price: float
    at_least: float = 0.0


@dataclass(frozen=True, slots=True)
class Trim:
    """One small change to the week: what it is, who must agree, and what the week gets back.

    `gain` is what the week would be worth more, in minutes of an average value; `permission` is
    "nobody" where it is the person's own to decide; `gives_up` what there is less of for it.
    """

    change: str
    permission: str
    gets_back: tuple[str, ...]
    gain: float
    gives_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A week as planned. Blocks are ordered by start; commitments are whole, one per event.

    Nothing is planned anew before minute `planned_from` of the horizon. From `known_from` on, the
    blocks say what was planned: in a re-plan that is earlier, and what lies between has happened;
    None when the two are the same. `remarks` are sentences about these days: seasons, what is
    tentative, what is not out yet, notes and inbox. Of `open_minutes`, `unpublished_minutes` are
    left for duty not out yet. `moved` lists what a re-plan changed, None in a first plan; `skipped`
    is what the person left out. `asked` is a fingerprint of everything the plan was made from;
    `budget_prices` are those of its budgets, in their order, without limits that cost nothing.
    `alertness` is predicted for each half-hour of the horizon; `cautions` are sentences on ways
    home that are not safe to drive. `body_clock` tells each day of a clock that moves. `days_off`
    are days of leave by the calendars read for it, also those around its own.
    """

    person: str
    horizon: Horizon
    blocks: tuple[Block, ...]
    unplaced: tuple[Unplaced, ...]
    values: tuple[ValueMinutes, ...]
    certificate: Certificate
    problems: tuple[Problem, ...] = ()
    day_notes: tuple[DayNote, ...] = ()
    open_minutes: int = 0
    free_waking_minutes: int = 0
    unpublished_minutes: int = 0
    slot_minutes: int = SLOT_MINUTES
    planned_from: int = 0
    big_three: tuple[BigThree, ...] = ()
    kept_free: tuple[KeptFree, ...] = ()
    not_kept: tuple[NotKept, ...] = ()
    remarks: tuple[str, ...] = ()
    prices: tuple[HourPrice, ...] = ()
    trims: tuple[Trim, ...] = ()
    sought_trims: bool = False
    known_from: int | None = None
    moved: tuple[Move, ...] | None = None
    skipped: tuple[Block, ...] = ()
    asked: str = ""
    budget_prices: tuple[BudgetPrice, ...] = ()
    alertness: tuple[Alertness, ...] = ()
    cautions: tuple[str, ...] = ()
    duty: DutyReport | None = None
    body_clock: tuple[ClockDay, ...] = ()
    days_off: tuple[date, ...] = ()

    @property
    def known_since(self) -> int:
        """First minute of which the blocks say what was planned."""
        return self.planned_from if self.known_from is None else self.known_from

    def as_last(self) -> LastPlan:
        """What a re-plan needs to know of it."""
        return LastPlan(
            person=self.person,
            first_day=self.horizon.first_day,
            days=self.horizon.days,
            blocks=self.blocks,
            skipped=self.skipped,
            kept_free=self.kept_free,
            known_from=self.horizon.instant_of(self.known_since),
            asked=self.asked,
            budget_prices=self.budget_prices,
            days_off=self.days_off,
        )


@dataclass(frozen=True, slots=True)
class LastPlan:
    """What is known of the plan published before: its blocks, marks and all.

    It says what was planned from the instant `known_from` on. A block that took less time than
    planned stands here as long as it took. `asked` is that plan's fingerprint, "" when unknown;
    `budget_prices` are those it was found with, none when unknown; `days_off` its days of leave.
    """

    person: str
    first_day: date
    days: int
    blocks: tuple[Block, ...]
    skipped: tuple[Block, ...] = ()
    kept_free: tuple[KeptFree, ...] = ()
    known_from: datetime | None = None
    asked: str = ""
    budget_prices: tuple[BudgetPrice, ...] = ()
    days_off: tuple[date, ...] = ()

    @property
    def last_day(self) -> date:
        """The last day it covers."""
        return self.first_day + timedelta(days=self.days - 1)

    def within(self, first: datetime, end: datetime) -> LastPlan:
        """What it says of days between two midnights: what goes on over either is cut there.

        Without its rest the night before would be lost, and its morning told as a sleepless one.
        """
        blocks = tuple(_cut(block, first, end) for block in self.blocks if block.start < end)
        free = tuple(one for one in self.kept_free if one.end <= end)
        is_same = (blocks, free) == (self.blocks, self.kept_free)
        return self if is_same else replace(self, blocks=blocks, kept_free=free)


def _cut(block: Block, first: datetime, end: datetime) -> Block:
    if block.is_fixed or block.end <= first:
        return block
    start, until = max(block.start, first), min(block.end, end)
    is_same = (start, until) == (block.start, block.end)
    return block if is_same else replace(block, start=start, end=until)
