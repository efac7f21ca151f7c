"""Planning in this very process: for tests, and where no other process can be started."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from datetime import date, datetime

from trimtab.app.daily.jobs import JobBoard
from trimtab.app.daily.ports import Job, PlanAsk
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.places import Shading
from trimtab.domain.plans import Block, Plan
from trimtab.domain.weighing import ToWeigh, Weighing
from trimtab.planning.following import (
    READING,
    WEIGHING,
    WEIGHING_WEEK,
    BackgroundOnlooker,
    OvertakenError,
    Precedence,
)
from trimtab.planning.messages import Failure
from trimtab.planning.parts import PlannerParts
from trimtab.planning.planner import Planner

OnPlan = Callable[[Plan, bool], None]


class PlanningHere:
    """The Planning port over a planner in this process; jobs run in threads of their own."""

    def __init__(self, parts: PlannerParts, on_job: Callable[[Job], None] | None = None) -> None:
        self._planner = Planner(parts)
        self._board = JobBoard()
        self._precedence = Precedence()
        self._on_job = on_job
        self._newest = ""
        self._stopped: set[str] = set()
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        """Load the planner, in a thread of its own."""
        self._start(self._planner.warm_up)

    def plan_quickly(self, ask: PlanAsk) -> Plan:
        """A verified plan as soon as there is one. Raises TrimtabError."""
        with self._precedence.first():
            return self._planner.plan_quickly(ask)

    def places(self, ask: PlanAsk, block: Block) -> Shading:
        """About how good every place of a block is. Raises TrimtabError."""
        with self._precedence.first():
            return self._planner.shade(ask, block)

    def place_words(self, ask: PlanAsk, block: Block, start: datetime) -> tuple[str, ...]:
        """What the week gains or loses with a block elsewhere. Raises TrimtabError."""
        with self._precedence.first():
            return self._planner.place_words(ask, block, start)

    def weigh(self, ask: PlanAsk, text: ToWeigh) -> Weighing:
        """What saying yes to a request would displace. Raises TrimtabError."""
        with self._precedence.first():
            return self._planner.weigh(ask, text)

    def look_ahead(self, ask: PlanAsk, first: date, last: date) -> CalendarReading:
        """What the person's own calendars hold on these days. Raises TrimtabError."""
        return self._planner.look_ahead(ask, first, last)

    def prepare(self, ask: PlanAsk) -> None:
        """Read what an ask needs, so that nobody waits for it later. Raises TrimtabError."""
        self._planner.prepare(ask)

    def ready(self) -> None:
        """Load the planner before this returns."""
        self._planner.warm_up()

    def begin(
        self,
        ask: PlanAsk,
        on_plan: OnPlan,
        *,
        id: str = "",  # noqa: A002 - the record's own word
        has_quick: bool = False,
    ) -> Job:
        """Plan in the background, in place of whatever was planned there; by an id of its own.

        Where somebody `has_quick` a plan of this ask, none is made quickly first.
        """
        job = self._board.open(READING, id)
        self._newest = job.id
        self._start(
            lambda: self._run(job.id, lambda: self._plan(job.id, ask, on_plan, has_quick=has_quick))
        )
        return job

    def begin_weighing(self, ask: PlanAsk, text: ToWeigh, *, id: str = "") -> Job:  # noqa: A002
        """Weigh in the background; by an id of its own."""
        job = self._board.open(WEIGHING, id)
        self._start(lambda: self._run(job.id, lambda: self._weigh(job.id, ask, text)))
        return job

    def job(self, id: str) -> Job | None:  # noqa: A002 - the record's own word
        """How a job stands."""
        return self._board.find(id)

    def newest(self) -> Job | None:
        """How the plan begun last stands."""
        return self._board.find(self._newest)

    def stop(self, id: str) -> None:  # noqa: A002 - the record's own word
        """End a job with what there is."""
        self._stopped.add(id)

    def close(self) -> None:
        """Stop every job and wait for its thread."""
        for job in self._board.running():
            self.stop(job.id)
        self.wait()

    def wait(self) -> None:
        """Wait until every job is over."""
        for thread in self._threads:
            thread.join()

    def _start(self, work: Callable[[], None]) -> None:
        with self._lock:
            self._threads = [one for one in self._threads if one.is_alive()]
            thread = threading.Thread(target=work, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _run(self, id: str, work: Callable[[], None]) -> None:  # noqa: A002 - the record's own word
        """Do a job; whatever goes wrong is said of it, and ends nothing else."""
        try:
            self._tell(id, state="running")
            work()
        except OvertakenError:
            self._tell(id, state="stopped")
        except Exception as error:  # noqa: BLE001 - the edge of a job
            self._tell(id, state="failed", problem=str(Failure.of(error).error()))
        gc.collect()

    def _plan(
        self,
        id: str,  # noqa: A002 - the record's own word
        ask: PlanAsk,
        on_plan: OnPlan,
        *,
        has_quick: bool,
    ) -> None:
        onlooker = BackgroundOnlooker(
            lambda step, gap: self._tell(id, step=step, gap=gap),
            lambda: id in self._stopped,
            lambda: id != self._newest,
            self._precedence,
        )
        last: Plan | None = None
        for plan in self._planner.plan_well(ask, onlooker, has_quick=has_quick):
            onlooker.is_stopped()
            last = plan
            self._tell(id, plan=plan, gap=plan.certificate.gap)
            if not is_whole(plan, ask):
                on_plan(plan, False)
        if last is not None:
            on_plan(last, True)
        self._tell(id, state="stopped" if id in self._stopped else "done")

    def _weigh(self, id: str, ask: PlanAsk, text: ToWeigh) -> None:  # noqa: A002
        def on_week(number: int, weeks: int) -> None:
            self._precedence.give_way()
            self._tell(id, step=WEIGHING_WEEK.format(number, weeks) if weeks > 1 else WEIGHING)

        weighing = self._planner.weigh(ask, text, on_week)
        self._tell(id, state="done", weighing=weighing)

    def _tell(self, id: str, **changes: object) -> None:  # noqa: A002 - the record's own word
        self._board.change(id, **changes)
        job = self._board.find(id)
        if self._on_job is not None and job is not None:
            self._on_job(job)


def is_whole(plan: Plan, ask: PlanAsk) -> bool:
    """Whether a plan holds all that was asked for."""
    return plan.sought_trims or not ask.wants_trims
