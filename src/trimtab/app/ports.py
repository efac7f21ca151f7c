"""What planning a week takes and gives: an order, a calendar reader, a planned week.

Apart from the use case, so that naming these does not load the planner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol

from trimtab.domain.commitments import CalendarReading, CalendarSource
from trimtab.domain.duty import Rulebook
from trimtab.domain.errors import TrimtabError
from trimtab.domain.lived import NOTHING_KNOWN, Lived
from trimtab.domain.people import Profile
from trimtab.domain.plans import Block, LastPlan, Plan

if TYPE_CHECKING:  # naming these does not load the planner
    from trimtab.planner.problem import Problem
    from trimtab.planner.solve import Solution


class CalendarReader(Protocol):
    """What the use case needs from the outside: one calendar's events between two days."""

    def __call__(
        self, source: CalendarSource, first: date, last: date, zone: str
    ) -> CalendarReading:
        """Read occurrences that touch `first`..`last` inclusive; floating times are in `zone`."""
        ...


@dataclass(frozen=True, slots=True)
class Outreach:
    """What may be asked of the network: hosts inside that the person allowed by name.

    Offline nothing is asked; fresh asks again what was asked a moment ago. Where only some of a
    profile's calendars are wanted, the others are not asked along with them.
    """

    allowed_hosts: tuple[str, ...] = ()
    is_offline: bool = False
    wants_fresh: bool = False
    wants_some: bool = False


@dataclass(frozen=True, slots=True)
class CalendarState:
    """How one calendar stands: where it comes from and what is known of it.

    `where` is a file, a folder, an account or a feed with its host; `fetched_at` and `changed_at`
    are instants, None where nobody knows. `state` is a sentence; `fault` says what went wrong when
    it was asked last, with what to do about it; `has_answered` tells of one asked now whether it
    answered, and is None where nobody was asked.
    """

    name: str
    kind: str | None
    where: str
    fetched_at: datetime | None
    changed_at: datetime | None
    events: int | None
    state: str
    has_answered: bool | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Polished:
    """Candidates chosen, their worth, and a bound that no plan can beat."""

    chosen: tuple[int, ...]
    value: float
    bound: float
    is_proven: bool


class Polish(Protocol):
    """An exact solver that betters a solution or proves it the best."""

    def __call__(
        self,
        problem: Problem,
        solution: Solution,
        *,
        seconds: float,
        seed: int,
        is_stopped: Callable[[], bool],
    ) -> Polished:
        """Look for so many seconds, or until stopped; never worth less than the solution."""
        ...


Step = Literal["search", "polish", "reasons", "trims"]


class Onlooker:
    """Who follows a plan in the making, and may ask that it end with what there is.

    This one hears of nothing that matters to it and never asks.
    """

    def begin(self, step: Step) -> None:
        """Hear which step begins."""

    def hear(self, value: float, bound: float) -> None:
        """Hear the worth of the best plan so far, and a bound that no plan can beat."""

    def is_stopped(self) -> bool:
        """Whether the plan is to end with what there is."""
        return False


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """What to plan: from local midnight of `first_day`, so many weeks, nothing before `now`.

    With `exact_seconds` an exact solver polishes or proves the plan for so long afterwards.
    `wants_trims` asks what small changes would help most; the plan is the same without. With a
    `rulebook` the roster around these days is checked by it. `lived` is what is known of how life
    really goes.
    """

    first_day: date
    weeks: int
    now: datetime
    seed: int = 0
    seconds: float | None = None
    exact_seconds: float | None = None
    wants_trims: bool = True
    rulebook: Rulebook | None = None
    lived: Lived = NOTHING_KNOWN


def _nothing_known(_: Block, __: Sequence[Block]) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PlannedWeek:
    """A verified plan, and the problem actually solved as JSON-ready data (lazily built).

    `was_stopped` says that an onlooker ended it early; `why_no_place` what keeps a block from where
    it stands, beside others that stay, and is empty where that is not known.
    """

    plan: Plan
    export_problem: Callable[[], Mapping[str, Any]]
    was_stopped: bool = False
    why_no_place: Callable[[Block, Sequence[Block]], str] = _nothing_known


@dataclass(frozen=True, slots=True)
class WeighOrder:
    """From which day a request is weighed, over at most how many weeks exactly, and as of when.

    `lived` is what is known of how life really goes.
    """

    first_day: date
    now: datetime
    weeks: int = 12
    seed: int = 0
    lived: Lived = NOTHING_KNOWN

    def of_week(self, first_day: date) -> PlanOrder:
        """The order to plan one of its weeks."""
        return PlanOrder(first_day, 1, self.now, self.seed, lived=self.lived)


Replan = Callable[[Profile, PlanOrder, LastPlan | None, CalendarReader], PlannedWeek]
"""Plans a week anew, or again after the last plan where there is one."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did: the plan, how many events it wrote or would write, and what to tell.

    `unwritten` writes met a change or were not tried, `refused` ones were; `fault` says why the
    server took no more.
    """

    planned: PlannedWeek
    is_first: bool
    made: int = 0
    changed: int = 0
    deleted: int = 0
    unchanged: int = 0
    unwritten: int = 0
    refused: int = 0
    told: tuple[str, ...] = ()
    fault: TrimtabError | None = None

    @property
    def writes(self) -> int:
        """Events written or deleted."""
        return self.made + self.changed + self.deleted

    @property
    def waiting(self) -> int:
        """Events that are still to be written."""
        return self.unwritten + self.refused

    @property
    def is_quiet(self) -> bool:
        """Whether nothing was written and there is nothing to say."""
        return not (self.writes or self.told or self.waiting)


class SyncDesk(Protocol):
    """One person's sync: where the plan goes, whether they agreed, and the doing of it."""

    @property
    def leaves(self) -> str:
        """What leaves the machine, and where it goes."""
        ...

    @property
    def is_agreed(self) -> bool:
        """Whether the person has agreed to that."""
        ...

    def agree(self) -> None:
        """Remember that they have."""
        ...

    def sync(
        self, order: PlanOrder, read_calendar: CalendarReader, *, is_rehearsal: bool = False
    ) -> SyncReport:
        """Sync once; a rehearsal writes nothing."""
        ...
