"""Two planner processes: one for what somebody waits for, one for long work in the background.

In one process they would share one interpreter lock, and a page would wait for the background to
look up, a second at worst.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from trimtab.app.daily.ports import Job, PlanAsk
from trimtab.domain.commitments import CalendarReading
from trimtab.domain.places import Shading
from trimtab.domain.plans import Block, Plan
from trimtab.domain.weighing import ToWeigh, Weighing
from trimtab.planning.here import OnPlan
from trimtab.planning.parts import PlannerParts
from trimtab.planning.process import PlanningProcess
from trimtab.planning.solved_weeks import places_of


class PlanningPair:
    """The Planning port over two child processes; the one in the background gives way."""

    def __init__(self, parts: Callable[[], PlannerParts]) -> None:
        self.at_once = PlanningProcess(parts)
        self.in_background = PlanningProcess(parts, gives_way=True)
        self._planned_quickly: PlanAsk | None = None
        self._planned_well: Plan | None = None

    def start(self) -> None:
        """Start the first child. Raises OSError where no process can be started."""
        self.at_once.start()

    def warm_up(self) -> None:
        """Start both and let them load the planner; nobody waits."""
        self.at_once.warm_up()
        self.in_background.warm_up()

    def plan_quickly(self, ask: PlanAsk) -> Plan:
        """A verified plan as soon as there is one. Raises TrimtabError."""
        plan = self.at_once.plan_quickly(ask)
        self._planned_quickly = ask
        return plan

    def places(self, ask: PlanAsk, block: Block) -> Shading:
        """About how good every place of a block is, by who knows the week. Raises TrimtabError."""
        knows = self.in_background if self._is_known_there(ask) else self.at_once
        return knows.places(ask, block)

    def _is_known_there(self, ask: PlanAsk) -> bool:
        """Whether the background has nothing to do and made the plan that is asked about."""
        job, made = self.newest(), self._planned_well
        if ask.last is None or made is None or job is None or not job.is_over:
            return False
        return places_of(made.blocks, ask.now) == places_of(ask.last.blocks, ask.now)

    def place_words(self, ask: PlanAsk, block: Block, start: datetime) -> tuple[str, ...]:
        """What the week gains or loses with a block elsewhere. Raises TrimtabError."""
        return self.in_background.place_words(ask, block, start)

    def weigh(self, ask: PlanAsk, text: ToWeigh) -> Weighing:
        """What saying yes to a request would displace. Raises TrimtabError."""
        return self.in_background.weigh(ask, text)

    def look_ahead(self, ask: PlanAsk, first: date, last: date) -> CalendarReading:
        """What the person's own calendars hold on these days. Raises TrimtabError."""
        return self.at_once.look_ahead(ask, first, last)

    def begin(self, ask: PlanAsk, on_plan: OnPlan) -> Job:
        """Plan in the background, in place of whatever was planned there."""

        def hear(plan: Plan, is_last: bool) -> None:  # noqa: FBT001 - the port's own shape
            self._planned_well = plan
            on_plan(plan, is_last)
            if is_last:
                self.at_once.prepare(replace(ask, wants_fresh=False))

        return self.in_background.begin(ask, hear, has_quick=ask == self._planned_quickly)

    def begin_weighing(self, ask: PlanAsk, text: ToWeigh) -> Job:
        """Weigh in the background."""
        return self.in_background.begin_weighing(ask, text)

    def job(self, id: str) -> Job | None:  # noqa: A002 - the record's own word
        """How a job stands."""
        return self.in_background.job(id)

    def newest(self) -> Job | None:
        """How the plan begun last stands."""
        return self.in_background.newest()

    def stop(self, id: str) -> None:  # noqa: A002 - the record's own word
        """End a job with what there is."""
        self.in_background.stop(id)

    def close(self) -> None:
        """End both children, and all that is waited for with them."""
        self.at_once.close()
        self.in_background.close()
