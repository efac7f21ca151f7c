"""The real planner in this process, without what it would do in the background."""

from __future__ import annotations

from sample_desk import FOLDER

from trimtab.app.daily.ports import Job
from trimtab.planning.here import PlanningHere
from trimtab.wiring.planning_parts import planner_parts


class QuietPlanning(PlanningHere):
    """Plans when asked and at no other time: better plans from the background never come."""

    def __init__(self) -> None:
        super().__init__(planner_parts(FOLDER, "America/New_York"))
        self.weighed: Job | None = None

    def begin_weighing(self, ask, text) -> Job:
        self.weighed = Job("weighed", "done", weighing=self.weigh(ask, text))
        return self.weighed

    def job(self, _id) -> Job | None:
        return self.weighed

    def begin(self, _ask, _on_plan) -> Job:
        return Job("quiet", "done")

    def newest(self) -> Job | None:
        return None
