"""A list of programmes to apply to: what was chosen, why, what it gives, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from typing import Literal

from trimtab.domain.applicants import Applicant
from trimtab.domain.chances import Interval, Parameter, ParameterMark
from trimtab.domain.errors import Problem
from trimtab.domain.programmes import Programme, Signal

MOST_REASONS = 3
"""Reasons told for one programme; more would not be read."""

LeftOutBecause = Literal["rule", "not_chosen", "closed"]
"""A cited hard rule; it does not pay beside the others; its status says it is over."""

SeasonDateKind = Literal[
    "opens", "fee", "submit", "release", "signals", "interviews", "rank_list", "match", "soap"
]


@dataclass(frozen=True, slots=True)
class WorthPart:
    """What one preference adds to (or, below 0, takes from) a programme's worth, in points.

    `name` is one of PREFERENCES, or "given" for the worth a row states itself; `words` says it
    plainly, as "4 h from family". Parts and the least worth together make the worth.
    """

    name: str
    points: float
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProgramme:
    """A programme on the list, at its place in the order of adding.

    `match` is the chance that they would take the person with this `signal`, before anybody
    else's choice; `interview` that of an invitation, None where the person gave only a chance of
    a match. `worth` is in points as used (0 to 100, or as the row gave it). `gain` is what the
    list's value grew by when this was added, so that gains sum to the value; `cost` in dollars
    (or the unit of the cost column) what the bill grew by then. `reasons` are at most
    MOST_REASONS whole sentences, the weightiest first; `rests_on` and `unknown` as in
    ProgrammeChances.
    """

    programme: Programme
    signal: Signal = "none"
    match: Interval
    interview: Interval | None = None
    worth: float
    worth_parts: tuple[WorthPart, ...] = ()
    gain: float
    cost: float = 0.0
    reasons: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.reasons) > MOST_REASONS:
            msg = f"{len(self.reasons)} reasons where {MOST_REASONS} are read"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class SentAlready:
    """Applications that went out before: how many, of them those that are over, and their bill."""

    applications: int
    over: int
    cost: float


NOTHING_SENT = SentAlready(0, 0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFee:
    """A fee of the season beside those of applications; in no bill and no budget here.

    `beyond` is the number that is free, of what is paid for one by one.
    """

    name: str
    dollars: float
    beyond: int | None = None
    mark: ParameterMark
    source: str
    season: int


@dataclass(frozen=True, slots=True)
class ListLength:
    """A list of so many applications: its value, its bill, the chance of no match."""

    applications: int
    value: float
    cost: float
    p_unmatched: float


@dataclass(frozen=True, slots=True)
class UnmatchedAt:
    """The chance of ending unmatched if chances stood and fell together this much (0 to 1)."""

    correlation: float
    p_unmatched: float


@dataclass(frozen=True, slots=True)
class NextApplication:
    """What one application more would be: where, its gain in points of value, its price."""

    programme: Programme
    gain: float
    cost: float
    signal: Signal = "none"

    @property
    def points_per_dollar(self) -> float | None:
        """Points of value for a dollar; None where it costs nothing."""
        return self.gain / self.cost if self.cost > 0 else None


@dataclass(frozen=True, slots=True)
class StopAdvice:
    """After how many applications more hardly help, and the sentence that says why."""

    applications: int
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A programme that is not on the list.

    `why` is "rule" only with a `source` (where the programme's own rule was read) and, where
    known, the day it was `checked`; never for a value that is missing. `because` is a sentence.
    """

    programme: Programme
    why: LeftOutBecause
    because: str
    source: str = ""
    checked: date | None = None
    match: Interval | None = None
    worth: float | None = None

    def __post_init__(self) -> None:
        if self.why == "rule" and not self.source:
            msg = f"{self.programme.id} is excluded without a source"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A change of the person's own and what it would do: "+10 points in Step 2".

    `value` is the list's value then, in points, and `p_unmatched` the chance of no match then;
    `interviews` the expected invitations then, None where not reckoned.
    """

    change: str
    value: float
    p_unmatched: float
    interviews: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonDate:
    """A day of the season, with the clock time where one is known, and how certain it is.

    `at` is aware; `last_day` is set where it goes on for days (Match Week). `mark` "verified"
    is read in the source, anything else is only expected.
    """

    kind: SeasonDateKind
    name: str
    day: date
    last_day: date | None = None
    at: datetime | None = None
    mark: ParameterMark = "inferred"
    source: str = ""
    note: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether the date was read in its source, and not worked out from other years."""
        return self.mark == "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedList:
    """The list to apply to, its certificate, and what it rests on.

    `entries` stand in the order of adding: cut anywhere, what stands before is the list of that
    length (proved best only where chances are independent and prices equal).

    Certificate: `value` is the expected worth of the match in points, `bound` a proved upper
    bound on the value of any list within the budget, `is_proved` whether no list is better (gap
    0 up to rounding), and `proof` how another solver showed that: "milp", or "" where none did.

    Unmatched: `p_unmatched` at `correlation.middle`, with where it lies nine times in ten for all
    that is unknown; `unmatched_at` the same list at other correlations, rising.

    `considered` counts all programmes that were open to choice, listed ones among them.
    `lengths` is the list cut after each entry, from none on, then with further ones added.
    `cost` is the bill of all entries. `sent` went out before: of these, entries that have a status,
    and others that are over, whose cost and signals are spent; `cost_to_send` is what is still to
    be paid. `most_applications` and `most_to_spend` are the limits of it all, None for none.
    `other_fees` are in no bill.
    `signal_gain` is what choosing signals with the list gives over signalling the favourites of
    the best list without signals, in points; None where no signals were to be given. `interviews`
    is the expected number of invitations. `what_ifs` stand with the largest effect first.
    `is_in_dollars` is false where a cost column of the person's own sets the problem.
    """

    applicant: Applicant
    season: int | None = None
    made_on: date | None = None
    entries: tuple[ListedProgramme, ...]
    value: float
    bound: float
    is_proved: bool = False
    proof: str = ""
    p_unmatched: Interval
    correlation: Interval
    unmatched_at: tuple[UnmatchedAt, ...] = ()
    cost: float = 0.0
    sent: SentAlready = NOTHING_SENT
    cost_to_send: float = 0.0
    most_applications: int | None = None
    most_to_spend: float | None = None
    other_fees: tuple[OtherFee, ...] = ()
    is_in_dollars: bool = True
    considered: int = 0
    interviews: Interval | None = None
    next_application: NextApplication | None = None
    stop: StopAdvice | None = None
    lengths: tuple[ListLength, ...] = ()
    signal_gain: float | None = None
    left_out: tuple[LeftOut, ...] = ()
    what_ifs: tuple[WhatIf, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    remarks: tuple[str, ...] = ()
    dates: tuple[SeasonDate, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def gap(self) -> float:
        """How far at most below the best possible, as a share of the bound (0 to 1)."""
        if self.is_proved or self.bound <= 0:
            return 0.0
        return max(0.0, (self.bound - self.value) / self.bound)

    @property
    def p_unmatched_alike(self) -> float | None:
        """The chance of no match where programmes judge alike: at the upper end of correlation."""
        near = min(
            self.unmatched_at,
            key=lambda one: abs(one.correlation - self.correlation.high),
            default=None,
        )
        return near.p_unmatched if near else None

    @property
    def to_send(self) -> int:
        """How many of the entries are still to be sent."""
        return sum(entry.programme.status is None for entry in self.entries)

    @property
    def values_after(self) -> tuple[float, ...]:
        """The list's value after each entry, in the order of adding."""
        return tuple(accumulate(entry.gain for entry in self.entries))

    def signalled(self, signal: Signal) -> tuple[ListedProgramme, ...]:
        """The entries that get this signal, in the order of adding."""
        return tuple(entry for entry in self.entries if entry.signal == signal)

    def left_out_by(self, why: LeftOutBecause) -> tuple[LeftOut, ...]:
        """What is not on the list for one sort of reason."""
        return tuple(one for one in self.left_out if one.why == why)
